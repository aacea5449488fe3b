"""What `python -m etl` does: each command says what it found and returns the exit code."""

import argparse
import re
import resource
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from etl.codebook import codebook
from etl.messages import catalogues, left_english, misplaced, untranslated, updated
from etl.placing import BuildError, alone
from etl.read import Problem, StudyFile, read_studies
from etl.verify import verify
from evidence.about import citation_file
from evidence.database import NoEvidence

if TYPE_CHECKING:
    from etl.build import Published
    from etl.remembered import Before
    from etl.unchecked import Level

# Database, statistics and workbooks take a second to load: the commands that need them read them, so that a file is refused
# at once.
STUDIES = Path(__file__).parent.parent / "data" / "studies"
CODEBOOK = STUDIES.parent / "README.md"
CITATION = STUDIES.parent.parent / "CITATION.cff"
DRAFTS = STUDIES.parent / "drafts"
#: So many reasons why files or rows were left are told, the most frequent; lists have all of them.
MOST = 8
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
STUDY_ID = re.compile(r"[a-z][a-z0-9-]*-\d{4}[a-z]?")


def _checked(asked: argparse.Namespace) -> list[StudyFile] | None:
    """Every file of the base, if nothing is wrong with any."""
    from etl.examining import Examination
    from etl.remembered import Memory

    with closing(Memory()) as memory:
        examined = Examination(asked.studies, memory)
        files = [one.file for one in examined.read()]
        return None if _refused(asked, examined.size, examined.finish()) else files


def _refused(asked: argparse.Namespace, files: int, problems: list[Problem]) -> bool:
    """Say what is wrong with the files of a base; whether anything is."""
    if not files:
        print(f"{asked.studies}: no study files (*.yaml) here", file=sys.stderr)
        return True
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        wrong = len({problem.file for problem in problems})
        print(f"{len(problems)} problems in {wrong} of {files} study files, their readings and meetings", file=sys.stderr)
    return bool(problems)


def integrity(asked: argparse.Namespace) -> int:
    from etl.integrity import Refused as NoSnapshot
    from etl.integrity import about, notices, read_integrity, with_those_seen, written
    from evidence.integrity import Integrity

    studies = [file.study for file in read_studies(asked.studies) if file.study]
    path = asked.studies.parent / "integrity.yaml"
    before, wrong = read_integrity(path, studies)
    if wrong and before is None:
        print(*wrong, "nothing was written", sep="\n", file=sys.stderr)
        return 1
    try:
        said = notices(asked.file)
        found = about(studies, said)
        kept = Integrity(snapshot=asked.day, of=asked.file.name, notices=with_those_seen(found, before))
    except (NoSnapshot, OSError, ValueError) as fault:
        print(f"{fault}\nnothing was written", file=sys.stderr)
        return 1
    path.write_text(written(kept), encoding="utf-8", newline="\n")
    for one in found:
        print(f"{one.study}/{one.source}: {one.state}, {one.day or 'day not given'}, by {one.by}")
    print(f"{len(said)} notices in {asked.file.name}, {len(found)} about sources of the base: {path}")
    return 0


def check_all(asked: argparse.Namespace) -> int:
    files = _checked(asked)
    if files is None:
        return 1
    print(f"{len(files)} study files, {sum(len(list(f.record.figures())) for f in files)} figures: no problem found")
    _check_drafts(asked.drafts or beside_studies(asked.studies))
    return 0


def _check_drafts(folder: Path) -> None:
    """Say what of the drafts could not be shown; it stops nothing."""
    from etl.drafts import read_draft

    shown, left = 0, Counter[str]()
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        study, problems = read_draft(path.name, path.read_bytes()).checked()
        shown += study is not None
        left.update(one.message.partition(";")[0] for one in problems)
    if paths:
        print(f"{folder}: {shown:,} of {len(paths):,} drafts can be shown as not checked; what would be left out of them:")
        for why, times in left.most_common(MOST):
            print(f"  {times:,} left out: {why}")


def build(asked: argparse.Namespace) -> int:
    from etl.build import Refused as Wrong
    from etl.build import build as built
    from etl.clubs import publish_clubs

    said = "nothing was published; the version before stays in place"
    try:
        with alone(asked.to):
            done = built(asked.studies, asked.to, _before(asked, asked.studies, "study file"))
            said = f"version {done.version} is published, but without its meetings and without drafts"
            publish_clubs(done.clubs, asked.to)
            said = f"version {done.version} is published, but without drafts"
            level = _with_drafts(asked, done)
    except Wrong as wrong:
        _refused(asked, wrong.files, wrong.problems)
        print(said, file=sys.stderr)
        return 1
    except (BuildError, OSError) as fault:
        print(f"build stopped: {fault}\n{said}", file=sys.stderr)
        return 1
    rows = ", ".join(f"{count} {name}" for name, count in done.rows.items())
    print(f"published {done.version}: {rows}; {done.read} of {done.rows['study']} study files were read")
    if level.files:
        _tell(level, asked)
    return 0


def _with_drafts(asked: argparse.Namespace, done: "Published") -> "Level":
    """Put the drafts of a folder beside the version that was made; a folder that is not there has none."""
    from etl.unchecked import build_unchecked

    asked.drafts = asked.drafts or beside_studies(asked.studies)
    has_any = next(asked.drafts.glob("*.yaml"), None) is not None
    return build_unchecked(asked.drafts, asked.to, done, _before(asked, asked.drafts, "draft") if has_any else None)


def beside_studies(studies: Path) -> Path:
    """Where the drafts of whole registries lie, apart from those that somebody works on."""
    return studies.parent / "drafts" / "unchecked"


def _tell(level: "Level", asked: argparse.Namespace) -> None:
    """What became of the drafts, and how fast."""
    from etl.unchecked import LIST

    print(f"not checked: {level.studies:,} of {level.files:,} drafts in {asked.drafts} with {level.figures:,} figures,"
          f" apart from the checked ones, as version {level.version}; {level.read:,} drafts were read")  # fmt: skip
    print(f"{level.drafts:,} drafts and {level.lines:,} lines were left out (see {asked.to / LIST}):")
    for why, times in level.why.most_common(MOST):
        print(f"  {times:,} left out: {why}")
    for stage, seconds in level.seconds.items():
        rates = f"{level.read / seconds:,.0f} drafts/s, {level.figures_read / seconds:,.0f} figures/s"
        print(f"  {stage}: {seconds:,.1f} s, {rates}")
    print(f"  memory at most {_peak():,.0f} MB")


def _peak() -> float:
    """Megabytes that this process has held at most."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _before(asked: argparse.Namespace, folder: Path, what: str) -> "Before | None":
    """What the build before has read of a folder, where that is asked for."""
    from etl.remembered import FILE, FILE_OF_DRAFTS, Nothing, recall

    if not asked.changed:
        return None
    try:
        return recall(asked.to, folder, FILE_OF_DRAFTS if folder == asked.drafts else FILE)
    except Nothing as why:
        print(f"every {what} is read: {why}", file=sys.stderr)
        return None


def publish(asked: argparse.Namespace) -> int:
    from etl.replicas import spread

    try:
        version = spread(asked.source, asked.folders)
    except (BuildError, NoEvidence, OSError) as fault:
        print(
            f"publishing stopped: {fault}\nevery folder still serves a whole version, the old one or the new",
            file=sys.stderr,
        )
        return 1
    print(f"published {version} into {len(asked.folders)} folders")
    return 0


def verify_all(asked: argparse.Namespace) -> int:
    if not asked.documents.is_dir():
        print(f"{asked.documents}: not a folder; give the folder that holds the source texts", file=sys.stderr)
        return 2
    files = _checked(asked)
    if files is None:
        return 1
    missing, looked_up, unseen = verify(files, asked.documents)
    for problem in missing:
        print(problem, file=sys.stderr)
    print(f"{looked_up - len(missing)} of {looked_up} printed tokens found; {unseen} figures have no document here")
    return 1 if missing else 0


def new(asked: argparse.Namespace) -> int:
    from etl.importing.papers import paper
    from etl.new import write_template

    if not STUDY_ID.fullmatch(asked.study_id):
        print(f"{asked.study_id!r}: expected first author and year in lower case, like smith-2024", file=sys.stderr)
        return 2
    known = paper(asked.doi, asked.pmid, asked.crossref, asked.pubmed)
    for fault in known.faults:
        print(f"{fault}; left blank", file=sys.stderr)
    try:
        path = write_template(asked.study_id, asked.studies, known, asked.nct)
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}; nothing was written", file=sys.stderr)
        return 1
    print(f"{path}: fill in the blanks, then run `python -m etl check`")
    return 0


def bring_file(asked: argparse.Namespace) -> int:
    from etl.importing import NeedsMap, Refused, bring
    from etl.importing.draft import write
    from etl.importing.fetch import NUMBER, fetch_record

    asked.to = asked.to or (beside_studies(STUDIES) if asked.bulk else DRAFTS)
    if asked.bulk:
        return _bring_all(asked)
    if asked.study_id and not NAME.fullmatch(asked.study_id):
        print(f"{asked.study_id!r}: expected small letters, digits and hyphens, like smith-2024", file=sys.stderr)
        return 2
    try:
        path = Path(asked.file)
        if NUMBER.fullmatch(asked.file):
            path = fetch_record(asked.file, asked.registry, asked.to, date.today())
        found = bring(path, asked.study_id, asked.map, asked.studies)
        written = write(found.name, found.studies, asked.to, asked.again, found.rest)
    except NeedsMap as needed:
        return _proposed(path, needed.args[0], asked)
    except (Refused, OSError) as fault:
        print(f"{fault}\nno draft was written", file=sys.stderr)
        return 1
    taken, again, left = found.counted()
    print(
        f"{len(found.studies)} drafts in {asked.to}: " + ", ".join(path.name for path in written if path.suffix == ".yaml")
    )
    print(f"{taken} rows became figures, {again} repeat one, {left} were left (see {found.name}.left.csv)")
    for study in found.studies:
        if study.comparison:
            print(f"{study.id} has this registry number: see {study.id}.compare.csv; {len(study.discrepancies)} differences")
    return 0


def _bring_all(asked: argparse.Namespace) -> int:
    from etl.importing.brought import Refused
    from etl.importing.bulk import LIST, bring_all

    if asked.study_id:
        print("--as names the draft of one file; with --bulk a draft has the number of its record", file=sys.stderr)
        return 2
    began = time.monotonic()
    studies = [file.study for file in read_studies(asked.studies) if file.study]
    known = {source.registry: study.id for study in studies for source in study.sources if source.registry}
    try:
        found = bring_all(Path(asked.file), asked.to, known, asked.map, asked.again)
    except (Refused, OSError) as fault:
        print(f"{fault}\nthe import stopped; drafts that were written stay in {asked.to}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    print(f"{found.files:,} files, {found.drafts:,} drafts in {asked.to}; every file with what became of it: {LIST}")
    for why, times in found.refused.most_common(MOST):
        print(f"  {times:,} without a draft: {why}")
    print(f"{found.taken:,} rows became figures, {found.again:,} repeat one, {found.left:,} were left (see *.left.csv):")
    for why, times in found.reasons.most_common(MOST):
        print(f"  {times:,} left: {why}")
    rates = f"{found.files / seconds:,.1f} records/s, {found.taken / seconds:,.0f} figures/s"
    print(f"{seconds:,.1f} s: {rates}; memory at most {_peak():,.0f} MB")
    return 0 if found.drafts else 1


def _proposed(path: Path, text: str, asked: argparse.Namespace) -> int:
    """Nothing is taken from a sheet before a person has said which column is what."""
    proposal = asked.to / f"{path.stem}.map.yaml"
    if proposal.exists() and not asked.again:
        print(f"{proposal}: the map is there already; answer its blanks and give it with --map", file=sys.stderr)
        return 2
    asked.to.mkdir(parents=True, exist_ok=True)
    proposal.write_text(text, encoding="utf-8")
    print(f"{proposal}: a map is proposed; answer its blanks, then import with --map {proposal}", file=sys.stderr)
    return 2


def write_codebook(asked: argparse.Namespace) -> int:
    CODEBOOK.write_text(codebook(), encoding="utf-8")
    CITATION.write_text(citation_file(), encoding="utf-8")
    print(f"{CODEBOOK}, {CITATION}: written")
    return 0


def write_messages(asked: argparse.Namespace) -> int:
    for path in catalogues():
        path.write_text(updated(path), encoding="utf-8")
    print(f"{len(catalogues())} catalogues written")
    return translations(asked)


def translations(asked: argparse.Namespace) -> int:
    """Warn of messages shown in English; a release must have them all, and no place in braces may ever differ."""
    missing = [(path, message) for path in catalogues() for message in untranslated(path)]
    wrong = [(path, message, found) for path in catalogues() for message, found in misplaced(path)]
    for path, message in missing:
        print(f"warning: {path.name}: {message!r}: not translated, shown in English", file=sys.stderr)
    for path in catalogues():
        for word, names in sorted(left_english(path).items()):
            print(
                f"warning: {path.name}: {word}: stays in {names} names of cohorts, regimens, times or groups",
                file=sys.stderr,
            )
    for path, message, found in wrong:
        print(f"{path.name}: {message!r}: other places in braces than the English: {found!r}", file=sys.stderr)
    print(f"{len(missing)} messages to translate, {len(wrong)} with other places than the English")
    return 1 if wrong or (missing and getattr(asked, "release", False)) else 0
