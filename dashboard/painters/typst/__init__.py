"""A handout on one or two A4 pages, set by Typst from the same values as slides and pages."""

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import typst

from dashboard.painters import codes, fonts
from dashboard.painters.parts import Part, numbered, sources_named, sources_of
from dashboard.painters.sheets import Line, sheets
from dashboard.painters.typst.rows import first, sheet
from evidence.language import mark, say, spoken
from evidence.questions.card import words as provenance
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import Reference, References
from evidence.questions.studies.numbers import discrepancies
from evidence.wording import dates
from evidence.wording.selection import selection

#: Rows of a panel: as many as leave the whole on two pages, tried from many to few.
ROWS = (30, 22, 16, 12, 9, 7, 5, 4, 3, 2, 1)
PAGES = 2
#: So many disagreements are spelled out; the register of the page has all.
NAMED = 6
#: Which country's type a language is set in.
_REGIONS = {"en": "GB", "zh": "CN"}


def handout(parts: Sequence[Part], day: date, heading: str, lines: Sequence[str], link: str) -> bytes:
    """The PDF. `heading` and `lines` stand at the top, `link` is what the QR code opens. Raises NoFont."""
    face = fonts.needed()
    paths = [str(face.file.parent)] if face else []
    known = numbered(parts)

    def sheet(most: int) -> typst.Compiler:
        inputs = {"data": json.dumps(_data(parts, day, heading, lines, link, known, most), ensure_ascii=False)}
        return typst.Compiler(_source(), font_paths=paths, sys_inputs=inputs)

    return _fitting(sheet).compile(format="pdf")


def _fitting(sheet: Callable[[int], typst.Compiler]) -> typst.Compiler:
    """The sheet with the most rows that stay within the pages; the shortest where none does."""
    tried = {ROWS[0]: sheet(ROWS[0])}
    if _pages(tried[ROWS[0]]) <= PAGES:
        return tried[ROWS[0]]

    def fits(most: int) -> bool:
        tried[most] = sheet(most)
        return _pages(tried[most]) <= PAGES

    found = bisect_left(ROWS, True, lo=1, hi=len(ROWS) - 1, key=fits)
    return tried.get(ROWS[found]) or sheet(ROWS[found])


def _pages(sheet: typst.Compiler) -> int:
    return int(json.loads(sheet.query("<end>", field="value", one=True)))


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "handout.typ").read_bytes()


def _data(
    parts: Sequence[Part], day: date, heading: str, lines: Sequence[str], link: str, known: References, most: int
) -> dict[str, object]:
    set_ = [[(one, first(one.lines, most)) for one in sheets(part.panel, known, part.here.version)] for part in parts]
    rows = [(part, line) for part, some in zip(parts, set_, strict=True) for _, kept in some for line in kept]
    versions, face = ", ".join(dict.fromkeys(part.here.version for part in parts)), fonts.needed()
    foot = mark("Leukaemia evidence · data {version} · {day} · published aggregates, no medical advice")
    return {
        "language": spoken(),
        "region": _REGIONS.get(spoken()),
        "fonts": [face.family] if face else [],
        "words": {"opens": say("Opens this with its data"), "disagree": say("Where sources disagree"),
                  "references": say("References")},
        "title": heading,
        "lines": list(lines),
        "qr": codes.svg(link),
        "foot": say(foot, version=versions, day=dates.on(day)),
        "parts": [_part(part, [sheet(*one) for one in some]) for part, some in zip(parts, set_, strict=True)],
        "discrepancies": _disagreements(rows),
        "references": [f"[{one.number}] {one.full}" for one in _used(rows, parts, known)],
    }  # fmt: skip


def _used(rows: list[tuple[Part, Line]], parts: Sequence[Part], known: References) -> list[Reference]:
    """The references of the rows that are set; a table that names no source rests on those of its studies."""
    found = [row for part, line in rows for row in read_in(part.here.version, line.facts, line.studies)]
    return known.of([*found, *(row for part in parts if not sources_named(part) for row in sources_of(part))])


def _part(part: Part, sheets_: list[dict[str, object]]) -> dict[str, object]:
    panel = part.panel
    return {
        "question": part.question or panel.question,
        "selection": " · ".join(filter(None, (selection(part.here.view, part.here.studies), panel.title))),
        "answer": panel.answer,
        "sheets": sheets_,
        "method": " ".join(panel.method),
    }


def _disagreements(rows: list[tuple[Part, Line]]) -> list[str]:
    """The discrepancies that touch a figure of these rows, each with both figures and which one is shown."""
    said: dict[str, str] = {}
    for version in dict.fromkeys(part.here.version for part, _ in rows):
        shown = {name for part, line in rows if part.here.version == version for name in line.facts}
        said |= {
            row["discrepancy_id"]: provenance.disagreement(row)
            for row in discrepancies(version)
            if not shown.isdisjoint(row["fact_ids"])
        }
    left = len(said) - NAMED
    more = [say("{n} more in the register of discrepancies of these figures.", n=left)] if left > 0 else []
    return [*list(said.values())[:NAMED], *more]
