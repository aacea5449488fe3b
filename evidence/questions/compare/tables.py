"""The comparison as tables: a line by regimens, the nearest rows, every row behind it."""

from evidence.language import mark, say
from evidence.questions.compare.cell_words import answers, best, said
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import Cell, Comparison
from evidence.questions.compare.words import BEST, LINES, regimen, title
from evidence.selection import View
from evidence.wording import numbers
from evidence.wording.phrases import regimen as given_to
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.selection import cohort, dose
from evidence.wording.table import TRACE, Column, Table, trace


def table(found: Comparison) -> Table:
    """One record a line, one column a regimen: what stands on the screen, on a slide, on a handout."""
    columns = [Column("line", mark("Question"), wide=True)]
    columns += [Named(f"regimen_{place}", regimen(drug), wide=True) for place, drug in enumerate(found.regimens, 1)]
    strongest = [one.line if (one := best(row)) else say(numbers.NOT_REPORTED) for row in found.best]
    first = {"line": say(BEST), "fact_id": ()} | {f"regimen_{place}": one for place, one in enumerate(strongest, 1)}
    records = [first] + [
        {"line": say(LINES[line]), **{f"regimen_{place}": _cell(line, cell, drug)
         for place, (cell, drug) in enumerate(zip(cells, found.regimens, strict=True), 1)},
         "fact_id": tuple(dict.fromkeys(one["fact_id"] for cell in cells for item in cell.items for one in item.facts))}
        for line, cells in found.cells.items()
        if any(cell.items for cell in cells)
    ]  # fmt: skip
    return Table(title(found.regimens), (*columns, Column("fact_id")), records)


class Named(Column):
    """A column whose head is the name of a drug, said already."""

    @property
    def label(self) -> str:
        return self.english


def _cell(line: str, cell: Cell, drug: str) -> str:
    told = answers(line, cell, drug)
    if not told:
        return say(numbers.NOT_REPORTED)
    if len({one.origin for one in told}) > 1:
        return "\n".join(one.line for one in told)
    return "\n".join([*(one.number for one in told), told[0].origin])


NEAREST = (
    Column("line", mark("Question")),
    Column("regimen_asked", mark("Regimen asked for")),
    Column("label", mark("Study")),
    Column("study_id"),
    Column("cohort_id"),
    Column("evidence", mark("Evidence")),
    Column("value", mark("Value"), wide=True),
    Column("match_why", mark("What differs"), wide=True),
)


def nearest(near: list[tuple[str, str, Told | None]], version: str) -> Table:
    """For each line that is not reported for this patient the row that comes nearest, and what differs."""
    records = [_near(line, drug, item, version) for line, drug, item in near if item]
    return Table(say("Nearest rows where nothing is reported for this patient"), (*NEAREST, *TRACE), records)


def _near(line: str, drug: str, item: Told, version: str) -> dict[str, object]:
    one = said(line, item, drug)
    return {
        "line": say(LINES[line]), "regimen_asked": regimen(drug), "label": one.who, "evidence": one.chip,
        "study_id": item.cohort["study_id"], "cohort_id": item.cohort["cohort_id"],
        "value": say("; ").join(part for part in (one.value, one.count) if part), "match_why": one.differs,
        **trace(item.facts, version),
    }  # fmt: skip


RATE_NAMES = tuple(column.name for column in RATE_COLUMNS)
ROWS = (
    Column("line", mark("Question")),
    Column("regimen_asked", mark("Regimen asked for")),
    Column("answers"),
    Column("label", mark("Study")),
    Column("study_id"),
    Column("cohort_id"),
    Column("year"),
    Column("design"),
    Column("role"),
    Column("regimen", mark("Regimen"), given_to),
    Column("drugs"),
    Column("dose"),
    Column("match"),
    Column("match_why", mark("What differs"), wide=True),
    Column("value", mark("Value"), wide=True),
)


def rows(found: Comparison, view: View, version: str) -> Table:
    """Every row behind the comparison, those passed over too, in the order of the rule."""
    answering = {id(item) for cells in found.cells.values() for cell in cells for item in cell.items}
    records = []
    for line, drug, item in found.items():
        row, words = item.cohort, said(line, item, drug)
        records.append({
            "line": say(LINES[line]), "regimen_asked": regimen(drug), "answers": id(item) in answering,
            "label": cohort(row), "study_id": row["study_id"], "cohort_id": row["cohort_id"], "year": row["year"],
            "design": row["design"], "role": row["role"], "regimen": row["regimen"], "drugs": ", ".join(row["drugs"]),
            "dose": dose(row), "match": row["match"].kind, "match_why": words.differs,
            "value": say("; ").join(part for part in (words.value, words.count) if part),
            **(rate_record(item.rate, view.choice("interval"), row) if item.rate else dict.fromkeys(RATE_NAMES)),
            **trace(item.facts, version),
        })  # fmt: skip
    return Table(say("All rows behind the comparison"), (*ROWS, *map(Column, RATE_NAMES), *TRACE), records)
