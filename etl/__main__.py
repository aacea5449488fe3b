"""python -m etl build | publish FOLDER... | check | verify SOURCES_DIR | new STUDY_ID | codebook | messages | ..."""

import argparse
import gc
import os
import sys
from pathlib import Path

from etl.commands import (
    DRAFTS,
    STUDIES,
    bring_file,
    build,
    check_all,
    integrity,
    new,
    publish,
    translations,
    verify_all,
    write_codebook,
    write_messages,
)
from etl.readings.commands import offer, run_agreement, run_reading
from evidence.database import folder as build_folder


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    commands = {
        "build": build,
        "publish": publish,
        "check": check_all,
        "verify": verify_all,
        "new": new,
        "import": bring_file,
        "reading": run_reading,
        "agreement": run_agreement,
        "integrity": integrity,
        "codebook": write_codebook,
        "messages": write_messages,
        "translations": translations,
    }
    return commands[asked.command](asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Study records to the evidence database.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (
        ("build", "check every study file and publish a new version"),
        ("publish", "copy the published version into the folders of replicas"),
        ("check", "report every problem of every study file"),
        ("verify", "look each printed token up in the documents it is quoted from"),
        ("new", "write the template of a new study"),
        ("import", "turn a registry record, a sheet, a PDF or a text into a draft"),
        ("integrity", "look the sources up in a dated snapshot of retractions, concerns and corrections"),
        ("codebook", "write data/README.md and CITATION.cff anew"),
        ("messages", "bring the catalogues of other languages up to date"),
        ("translations", "name what the catalogues do not translate"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("--studies", type=Path, default=STUDIES, help="folder of study files")
        if name == "build":
            command.add_argument("--to", type=Path, default=build_folder(), help="folder of built files")
            words = "read only the study files that have changed since the last build; the version is the same"
            command.add_argument("--changed", action="store_true", help=words)
        if name in ("build", "check"):
            words = "folder of drafts that nobody has checked (drafts/unchecked beside the folder of studies)"
            command.add_argument("--drafts", type=Path, help=words)
        if name == "publish":
            command.add_argument("--from", dest="source", type=Path, default=build_folder(), help="folder of built files")
            command.add_argument("folders", type=Path, nargs="+", help="folder of a replica")
        if name == "verify":
            command.add_argument("documents", type=Path, help="folder of source texts")
        if name == "translations":
            command.add_argument("--release", action="store_true", help="fail where a message is not translated")
        if name == "integrity":
            command.add_argument("file", type=Path, help="Crossref works (JSON) or PubMed records (XML)")
            command.add_argument("--day", required=True, help="day of the snapshot, as 2026-11-28")
        if name == "new":
            _newly(command)
        if name == "import":
            _importing(command)
    offer(commands, STUDIES)
    return parser


def _newly(command: argparse.ArgumentParser) -> None:
    command.add_argument("study_id", help="first author and year: smith-2024")
    command.add_argument("--doi", help="fills in citation and year, where --crossref leads somewhere")
    command.add_argument("--pmid", help="PubMed number; the same, where --pubmed leads somewhere")
    command.add_argument("--nct", help="number of the trial in its registry")
    for library, what in (("crossref", "a DOI"), ("pubmed", "a PubMed number")):
        name = f"EVIDENCE_{library.upper()}"
        words = f"address of the library's interface, to which {what} is added; or the setting {name}"
        command.add_argument(f"--{library}", metavar="ADDRESS", default=os.environ.get(name), help=words)


def _importing(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", help="file to bring, a registry number (NCT...) to fetch, or with --bulk a folder")
    words = "every registry record below a folder, each to a draft that nobody has looked at"
    command.add_argument("--bulk", action="store_true", help=words)
    command.add_argument("--as", dest="study_id", help="name of the draft: smith-2024")
    command.add_argument("--map", type=Path, help="what each column of a sheet, or outcome of a record, is")
    words = f"folder of drafts ({DRAFTS.name}, of --bulk {DRAFTS.name}/unchecked)"
    command.add_argument("--to", type=Path, help=words)
    command.add_argument("--again", action="store_true", help="overwrite a draft that is there")
    command.add_argument(
        "--registry",
        metavar="ADDRESS",
        default=os.environ.get("EVIDENCE_REGISTRY"),
        help="where records are fetched: the address of the registry's interface (version 2) for studies, without the"
        " number; or the setting EVIDENCE_REGISTRY",
    )


if __name__ == "__main__":
    # What a command reads it keeps to its end: looking for garbage takes a tenth of a large build and finds none.
    gc.disable()
    sys.exit(main())
