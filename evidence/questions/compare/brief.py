"""The comparison as one slide and one A4 page hold it: a short cell a line and regimen, its sources as numbers."""

from evidence.language import mark, say
from evidence.questions.compare.cell_words import Said, answers, best, combined, share_of
from evidence.questions.compare.numbers import Cell, Comparison
from evidence.questions.compare.tables import Named
from evidence.questions.compare.words import BEST, LINES, meaning, regimen, title, usual
from evidence.row import Cohort, known
from evidence.vocabulary import GRADE, TERM
from evidence.wording import numbers, printed
from evidence.wording.phrases import named
from evidence.wording.selection import lower_first
from evidence.wording.table import Column, Table

Usual = tuple[str, str]


def table(found: Comparison) -> Table:
    """One record a line, one column a regimen.

    `cited` are the figures of each cell by the name of its column, `hollow` the columns whose number is a weak one,
    `caveats` what changes how a figure of the line is read.
    """
    names = [f"regimen_{place}" for place, _ in enumerate(found.regimens, 1)]
    heads = [Named(name, regimen(drug), wide=True) for name, drug in zip(names, found.regimens, strict=True)]
    apart = usual(found)
    strongest = [_strongest(row, own) for row, own in zip(found.best, apart, strict=True)]
    first = {"line": say(BEST), **dict(zip(names, strongest, strict=True)), "fact_id": (), "cited": {}, "hollow": set(),
             "caveats": ()}  # fmt: skip
    records = [first] + [
        {"line": say(LINES[line]), **{name: _cell(line, cell, drug, own)
         for name, cell, drug, own in zip(names, cells, found.regimens, apart, strict=True)},
         "fact_id": tuple(dict.fromkeys(one for cell in cells for one in _figures(cell))),
         "cited": {name: _figures(cell) for name, cell in zip(names, cells, strict=True)},
         "hollow": {name for name, cell in zip(names, cells, strict=True) if any(item.is_hollow for item in cell.items)},
         "caveats": tuple(_read_with(found, line))}
        for line, cells in found.cells.items()
        if any(cell.items for cell in cells)
    ]  # fmt: skip
    return Table(title(found.regimens), (Column("line", mark("Question"), wide=True), *heads), records)


def caveats(found: Comparison) -> tuple[str, ...]:
    """What sets most patients of a regimen apart, and what changes how a figure that answers is read."""
    apart = [
        say("{regimen}: {said}", regimen=regimen(drug), said=meaning(own))
        for drug, own in zip(found.regimens, usual(found), strict=True)
        if meaning(own)
    ]
    return tuple(dict.fromkeys([*apart, *(one for line in found.cells for one in _read_with(found, line))]))


def _read_with(found: Comparison, line: str) -> list[str]:
    return [
        say("{line}, {regimen}: {said}", line=say(LINES[line]), regimen=lower_first(regimen(drug)), said=one)
        for drug, cell in zip(found.regimens, found.cells[line], strict=True)
        for item in cell.items
        for one in ([] if item.levels else printed.caveats(item.facts))
    ]


def _figures(cell: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact["fact_id"] for item in cell.items for fact in item.facts))


def _cell(line: str, cell: Cell, drug: str, own: Usual) -> str:
    """'21.1 % (16.1 to 26.7)', and in a line below '52/247 enrolled · gilteritinib 120 mg daily · randomised'."""
    told = answers(line, cell, drug)
    if not told:
        return say(numbers.NOT_REPORTED)
    several = len({item.cohort["cohort_id"] for item in cell.items}) > 1 or bool(cell.items[0].levels)
    whose = combined(cell.items[0].cohort, drug) if several else _whose(cell.items[0].cohort, drug)
    standing = dict.fromkeys(part for one in told for part in _standing(one, own))
    if line == "severe":
        return f"{_events(cell)}\n{' · '.join([*whose, *standing])}"
    value = say("; ").join(one.value for one in told) + (" ⚑" if any(one.flagged for one in told) else "")
    count = list(dict.fromkeys(one.count for one in told if one.count))
    return f"{value}\n{' · '.join([*count, *whose, *standing])}"


def _events(cell: Cell) -> str:
    """'Grade 3 or higher: neutropenia 37.8 % (101/267), infection 34.1 % (91/267)', by band."""
    bands: dict[str, list[str]] = {}
    for item in cell.items:
        fact = item.fact
        told = say("{event} {share}", event=lower_first(TERM[fact["domain"]][fact["term"]].label), share=share_of(item))
        bands.setdefault(known(fact["grade"]), []).append(f"{told} ⚑" if fact["discrepancies"] else told)
    return say("; ").join(
        say("{grade}: {events}", grade=GRADE[grade].label, events=say(", ").join(told)) for grade, told in bands.items()
    )


def _whose(row: Cohort, drug: str) -> list[str]:
    """Whose number it is beside the study, which its reference names: the part of the study, the combination."""
    part = [] if row["kind"] == "all" else [lower_first(named(row["label"]))]
    return [*part, *combined(row, drug)]


def _standing(one: Said, own: Usual) -> list[str]:
    """On which line of evidence, and what sets these patients apart where that is not what is usual here."""
    if not one.differs or (one.kind, one.differs) == own:
        return [part for part in (one.chip, one.kind) if part]
    return [one.chip, say("{match}: {differs}", match=one.kind, differs=one.differs)]


def _strongest(row: Cohort | None, own: Usual) -> str:
    one = best(row)
    if one is None:
        return say("nothing fits this patient")
    return f"{one.value}\n{' · '.join([one.count, *_standing(one, own)])}"
