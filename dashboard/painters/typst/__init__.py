"""A handout on one or two A4 pages, set by Typst from the same values as slides and pages."""

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import typst

from dashboard.painters import codes, fonts
from dashboard.painters.parts import Part, numbered, sources_named, sources_of
from dashboard.painters.sheets import Line, sheets
from dashboard.painters.typst.rows import first, sheet
from evidence.language import mark, region, say, spoken
from evidence.questions.card import words as provenance
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import Reference, References
from evidence.questions.studies.numbers import discrepancies
from evidence.wording import dates
from evidence.wording.selection import selected


@dataclass(frozen=True)
class Trim:
    """How much of everything is set: rows of a panel, disagreements spelled out, and the largest type of rows in points.

    References that are `run_in` follow one another on a line.
    """

    rows: int
    named: int = 6
    size: float = 7.5
    run_in: bool = False


#: Tried from much to little until the whole stays on so many pages: panels have fewer rows, a brief table alone keeps
#: them all on one page in smaller type.
PAGES, ROWS = 2, tuple(map(Trim, (30, 22, 16, 12, 9, 7, 5, 4, 3, 2, 1)))
BRIEF = (
    Trim(30), Trim(30, 3), Trim(30, 3, 7.0), Trim(30, 1, 7.0), Trim(30, 1, 6.5), Trim(30, 1, 6.5, run_in=True),
    Trim(30, 1, 6.0, run_in=True), Trim(30, 0, 5.7, run_in=True),
)  # fmt: skip

#: The package's own types do not let its inputs be told.
_COMPILER: Callable[..., typst.Compiler] = typst.Compiler


def handout(parts: Sequence[Part], day: date, heading: str, lines: Sequence[str], link: str) -> bytes:
    """The PDF. `heading` and `lines` stand at the top, `link` is what the QR code opens. Raises NoFont."""
    face = fonts.needed()
    paths = [str(face.file.parent)] if face else []
    known = numbered(parts)

    def sheet(trim: Trim) -> typst.Compiler:
        inputs = {"data": json.dumps(_data(parts, day, heading, lines, link, known, trim), ensure_ascii=False)}
        return _COMPILER(_source(), font_paths=paths, sys_inputs=inputs)

    trims, pages = (BRIEF, 1) if _is_brief(parts) else (ROWS, PAGES)
    made = _fitting(sheet, trims, pages).compile(format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(f"a PDF is one file of bytes; Typst gave {type(made).__name__}")
    return made


def _is_brief(parts: Sequence[Part]) -> bool:
    return len(parts) == 1 and parts[0].panel.brief is not None


def _fitting(sheet: Callable[[Trim], typst.Compiler], trims: Sequence[Trim], pages: int) -> typst.Compiler:
    """The sheet with the most on it that stays within the pages; the one with the least where none does."""
    tried = {trims[0]: sheet(trims[0])}
    if _pages(tried[trims[0]]) <= pages:
        return tried[trims[0]]

    def fits(trim: Trim) -> bool:
        tried[trim] = sheet(trim)
        return _pages(tried[trim]) <= pages

    found = bisect_left(trims, True, lo=1, hi=len(trims) - 1, key=fits)
    return tried.get(trims[found]) or sheet(trims[found])


def _pages(sheet: typst.Compiler) -> int:
    return int(json.loads(sheet.query("<end>", field="value", one=True)))


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "handout.typ").read_bytes()


def _data(
    parts: Sequence[Part], day: date, heading: str, lines: Sequence[str], link: str, known: References, trim: Trim
) -> dict[str, object]:
    set_ = [[(one, first(one.lines, trim.rows)) for one in sheets(part.panel, known, part.here.base)] for part in parts]
    rows = [(part, line) for part, some in zip(parts, set_, strict=True) for _, kept in some for line in kept]
    versions, face = ", ".join(dict.fromkeys(part.here.version for part in parts)), fonts.needed()
    foot = mark("Leukaemia evidence · data {version} · {day} · published aggregates, no medical advice")
    return {
        "language": spoken(),
        "region": region(spoken()) or None,
        "fonts": [face.family] if face else [],
        "words": {"opens": say("Opens this with its data"), "disagree": say("Where sources disagree"),
                  "references": say("References")},
        "title": heading,
        "lines": list(lines),
        "qr": codes.svg(link),
        "foot": say(foot, version=versions, day=dates.on(day)),
        "parts": [_part(part, [sheet(*one, trim.size) for one in some], not _is_brief(parts))
                  for part, some in zip(parts, set_, strict=True)],
        "discrepancies": _disagreements(rows, trim.named),
        "run_in": trim.run_in,
        "references": [f"[{one.number}] {one.full}" for one in _used(rows, parts, known)],
    }  # fmt: skip


def _used(rows: list[tuple[Part, Line]], parts: Sequence[Part], known: References) -> list[Reference]:
    """The references of the rows that are set; a table that names no source rests on those of its studies."""
    found = [row for part, line in rows for row in read_in(part.here.base, line.facts, line.studies)]
    return known.of([*found, *(row for part in parts if not sources_named(part) for row in sources_of(part))])


def _part(part: Part, sheets_: list[dict[str, object]], is_headed: bool) -> dict[str, object]:
    """A panel as plain values; one alone whose question is the heading of the page is not headed again."""
    panel = part.panel
    chosen = " · ".join(filter(None, (selected(part.here.view, part.here.studies, part.here.base), panel.title)))
    return {
        "question": (part.question or panel.question) if is_headed else "",
        "selection": chosen if is_headed else "",
        "caveats": say("; ").join(panel.brief.caveats) if panel.brief else "",
        "answer": panel.answer.text,
        "sheets": sheets_,
        "method": " ".join(panel.method),
    }


def _disagreements(rows: list[tuple[Part, Line]], named: int) -> list[str]:
    """The discrepancies that touch a figure of these rows, each with both figures and which one is shown."""
    said: dict[str, str] = {}
    for version in dict.fromkeys(part.here.version for part, _ in rows):
        shown = {name for part, line in rows if part.here.version == version for name in line.facts}
        said |= {
            row["discrepancy_id"]: provenance.disagreement(row)
            for row in discrepancies(version)
            if not shown.isdisjoint(row["fact_ids"])
        }
    left = len(said) - named
    more = [say("{n} more in the register of discrepancies of these figures.", n=left)] if left > 0 else []
    return [*list(said.values())[:named], *more]
