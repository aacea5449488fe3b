"""A draft on disk: the study file with its blanks, what was left and why, the source as numbered text.

The same bytes in give the same bytes out. A draft is never overwritten unless that is asked for.
"""

import csv
import io
from dataclasses import replace
from pathlib import Path

from etl.importing.brought import Brought, Fields, Group, Refused, Taken, plain
from etl.lines import flow, scalar
from evidence import vocabulary
from evidence.records import Figure, section

_ASKED = {
    "label": "what people read: first author and year",
    "title": "what the study is about, in your own words",
    "phase": ", ".join(vocabulary.PHASE),
    "design": ", ".join(vocabulary.DESIGN),
    "disease": ", ".join(vocabulary.DISEASE),
    "year": "year of publication",
    "search": "name of the search in data/search.yaml that brought it",
}
_HEAD = """\
# A draft that nobody has checked: it cannot be built. Compare each figure with its place, fill in the blanks, write
# how it was read (readers: once), and move the file to the studies. Nothing here was added up, converted or guessed.
"""
_PROPOSED = "# Proposed: look at both places, then say what is shown and why, or delete the line.\n"
_EVERYBODY = "  - {id: all, kind: all, label: All enrolled, n: , mutation: , setting: , transplant: , at: }\n"
#: One printed figure a line; what a source does not print is deleted, never filled in.
_OFFERED = """
# A line of each domain: fill in what the source prints, copy a line for each further figure, delete the others.
response:
  - {{cohort: all, term: CR, events: , of: , percent: , population: enrolled, printed: , at: , source: {source}, readers: once}}
  - {{cohort: all, term: ORR, events: , of: , percent: , population: enrolled, printed: , at: , source: {source}, readers: once}}

time_to_event:
  - {{cohort: all, term: OS, of: , statistic: median, value: , low: , high: , interval: ci95, unit: months, printed: , at: , source: {source}, readers: once}}
  - {{cohort: all, term: OS, of: , percent: , window: 1 year, printed: , at: , source: {source}, readers: once}}
  - {{cohort: all, term: follow-up, statistic: median, value: , low: , high: , interval: range, unit: months, printed: , at: , source: {source}, readers: once}}

mobilisation:
  - {{cohort: all, term: blasts, statistic: fold mean, value: , unit: fold, window: , printed: , at: , source: {source}, readers: once}}

toxicity:
  - {{cohort: all, term: , grade: any, events: , of: , percent: , population: treated, printed: , at: , source: {source}, readers: once}}
  - {{cohort: all, term: , grade: ">=3", events: , of: , percent: , population: treated, printed: , at: , source: {source}, readers: once}}

dlt:
  - {{cohort: , term: DLT, events: , of: , population: dlt-evaluable, window: , printed: , at: , source: {source}, readers: once}}

mortality:
  - {{cohort: all, term: treatment-related death, events: , of: , population: treated, printed: , at: , source: {source}, readers: once}}

baseline:
  - {{cohort: all, term: age, statistic: median, value: , low: , high: , interval: range, unit: years, printed: , at: , source: {source}, readers: once}}
"""  # noqa: E501


def write(name: str, studies: list[Brought], folder: Path, again: bool = False, rest: Brought | None = None) -> list[Path]:
    """Write each study as <id>.yaml, and of all together <name>.left.csv and <name>.txt: all of it or nothing.

    `rest` holds rows of the source that belong to no study. Raises Refused where a draft is there already.
    """
    every = [*studies, *([rest] if rest else [])]
    texts = {f"{study.id}.yaml": draft(study, f"{name}.txt") for study in studies}
    texts |= {f"{study.id}.compare.csv": study.comparison for study in studies if study.comparison}
    texts |= {f"{name}.left.csv": left(every), f"{name}.txt": numbered(every)}
    paths = {folder / file: text for file, text in texts.items()}
    if not again and (there := next((path for path in paths if path.exists()), None)):
        raise Refused(str(there), "is there already, perhaps with somebody's work in it; --again writes it anew")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in paths.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(paths)


def draft(study: Brought, document: str) -> str:
    """The study file: blank keys are for a person, with what the source says of them as a comment.

    Where the source gave no figure, every domain is offered.
    """
    study = replace(study, source={"document": document} | study.source)
    if not study.taken:
        return _HEAD + template(study)
    parts = [_HEAD, *_opening(study)]
    for domain in vocabulary.DOMAIN:
        lines = [_figure(taken) for taken in study.taken if taken.domain == domain]
        parts += [f"\n{section(domain)}:\n", *lines] if lines else []
    if study.discrepancies:
        parts += [
            "\n# Proposed: look at both places, then say what is shown and why, or delete the line.\n",
            "discrepancies:\n",
        ]
        parts += [f"  - {flow(one)}\n" for one in study.discrepancies]
    return "".join(parts)


def template(study: Brought) -> str:
    """A study without figures: a line of each domain to fill in, to copy or to delete."""
    return "".join(_opening(study)) + _OFFERED.format(source=study.source["id"])


def _opening(study: Brought) -> list[str]:
    parts = ["# Lines for a study that is there already: move them into its file.\n"] if study.comparison else []
    parts += [f"id: {study.id}\n"]
    parts += [_key(name, value, study.hints.get(name, "")) for name, value in study.head.items()]
    parts += [f"\nsources:{_comment(study.hints.get('sources', ''))}\n", f"  - {flow(_ordered(study.source))}\n"]
    if study.groups or not study.comparison:
        parts += ["\ncohorts:\n", *(map(_cohort, study.groups) if study.groups else [_EVERYBODY])]
    return parts


def _ordered(source: Fields) -> Fields:
    order = ("id", "kind", "level", "citation", "doi", "pmid", "registry", "document", "seen", "note")
    return {name: source[name] for name in order if name in source}


def _key(name: str, value: object, hint: str) -> str:
    if name == "regimen":
        return f"regimen: {{name: , group: , drugs: []}}{_comment(hint)}\n"
    if value is None:
        asked = _ASKED.get(name, "")
        return f"{name}:{_comment('; '.join(part for part in (hint, asked) if part))}\n"
    return f"{name}: {scalar(value)}\n"


def _comment(text: str) -> str:
    return f"  # {plain(text)}" if plain(text) else ""


def _cohort(group: Group) -> str:
    fields = {"id": group.id} | group.fields
    at = fields.pop("at", None)
    remark = f"  #{_comment(group.remark)[3:]}\n" if plain(group.remark) else ""
    blank = {name: None for name in group.blank if fields.get(name) is None}
    return f"{remark}  - {flow({n: v for n, v in fields.items() if v is not None or n == 'kind'} | blank | {'at': at})}\n"


def _figure(taken: Taken) -> str:
    remark = f"  # {plain(taken.remark)}\n" if plain(taken.remark) else ""
    kept = {name: taken.fields[name] for name in Figure.model_fields if name in taken.fields}
    return f"{remark}  - {flow(kept)}\n"


def left(studies: list[Brought]) -> str:
    """Every row that became nothing: where, what, why. A text that a spreadsheet would run is disarmed by an apostrophe."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("where", "what", "why"))
    rows = [row for study in studies for row in study.left]
    table.writerows(tuple(disarmed(cell) for cell in (row.where, row.what, row.why)) for row in rows)
    return out.getvalue()


def disarmed(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def numbered(studies: list[Brought]) -> str:
    """The source as plain text, a row a line, with numbers by which people find them."""
    lines = [line for study in studies for line in study.lines]
    return "".join(f"{number:>5}  {line}\n" for number, line in enumerate(lines, 1))
