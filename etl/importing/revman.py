"""Data rows of RevMan Web: two arms a row, of which half the number cells are filled with zeros that mean nothing.

The columns are fixed, numbers have a decimal point, and no cell is empty. Which of the columns mean something follows
from the analysis: where any of its rows has a mean, the counts are filling, and the other way round. Weights, effects
and totals are computed and are never taken.
"""

from etl.importing import phrases
from etl.importing.brought import UNREAD, Brought, Left, Row, Taken, named, plain, settled
from etl.importing.brought import Group as Cohort
from etl.importing.cells import Cell, Sheet

_ARMS = ("Experimental", "Control")
_PARTS = ("mean", "SD", "cases", "N")
_COLUMNS = {
    "Analysis number",
    "Analysis name",
    "Study",
    "Study year",
    *(f"{arm} {part}" for arm in _ARMS for part in _PARTS),
}
_TOTAL = ("", "total", "subtotal", "overall", "total (95% ci)", "subtotal (95% ci)")


def fits(sheet: Sheet) -> bool:
    """Whether the first row has the columns of RevMan Web's data rows."""
    return {cell.text for cell in sheet.rows[0]} >= _COLUMNS


def bring(sheet: Sheet) -> tuple[list[Brought], Brought]:
    """The studies of an export, and the rows that belong to none of them."""
    at = {cell.text: place for place, cell in enumerate(sheet.rows[0])}
    body = [{name: row[place] for name, place in at.items()} for row in sheet.rows[1:]]
    studies: dict[str, Brought] = {}
    rest = Brought("", {})
    rest.rows.append(Row(f"{sheet.file}, row 1", "column names", Left("a row of headings")))
    for row in body:
        if row["Study"].text.strip().lower() in _TOTAL:
            where = sheet.place(row["Study"])
            rest.rows.append(Row(where, row["Analysis name"].text, Left("a total or pooled row; it is no study")))
            continue
        kind = _kind([one for one in body if one["Analysis number"].text == row["Analysis number"].text])
        study = studies.setdefault(row["Study"].text, _study(row, studies))
        study.rows.extend(_arm(sheet, row, arm, kind, study) for arm in _ARMS)
    for study in studies.values():
        study.rows = settled(study.id, study.rows)
    rest.lines = [f"{sheet.place(row[0])}: {plain(' | '.join(cell.text for cell in row))}" for row in sheet.rows]
    return list(studies.values()), rest


def _study(row: dict[str, Cell], studies: dict[str, Brought]) -> Brought:
    words = plain(f"{row['Study'].text} {row['Study year'].text}")
    id_ = named(words, {study.id for study in studies.values()}, limit=50)
    head = dict.fromkeys(("label", "title", "phase", "design", "disease", "year", "regimen"))
    groups = [Cohort(arm.lower(), {"kind": "arm", "label": f"{arm} arm", "at": "Columns of the arm"},
                     ("n", "mutation", "setting", "transplant")) for arm in _ARMS]  # fmt: skip
    source = {"id": "sheet", "kind": "citing article", "level": "secondary", "citation": None}
    return Brought(id_, head, {"label": words}, source, groups)


def _kind(rows: list[dict[str, Cell]]) -> str:
    def any_of(*columns: str) -> bool:
        return any(float(row[f"{arm} {what}"].text or 0) for row in rows for arm in _ARMS for what in columns)

    return "means" if any_of("mean", "SD") else "counts" if any_of("cases") else "unknown"


def _arm(sheet: Sheet, row: dict[str, Cell], arm: str, kind: str, study: Brought) -> Row:
    cases, of, mean = (row[f"{arm} {what}"] for what in ("cases", "N", "mean"))
    what = f"{row['Analysis name'].text}, {row['Study'].text}, {arm}: cases {cases.text}, N {of.text}, mean {mean.text}"
    where = f"{sheet.place(mean if kind == 'means' else cases)}"
    return Row(where, plain(what), _became(row, arm, kind, where))


def _became(row: dict[str, Cell], arm: str, kind: str, where: str) -> Taken | Left:
    cases, of = row[f"{arm} cases"].text, row[f"{arm} N"].text
    if kind == "means":
        return Left("a mean whose unit the export does not give")
    if kind == "unknown":
        return Left("the analysis has neither counts nor means; its zeros may be filling")
    named_ = phrases.outcome(row["Analysis name"].text)
    if named_ is None:
        return Left(f"no term of the vocabulary by whole phrase; {plain(row['Analysis name'].text)[:80]}")
    if named_.domain == "time to event":
        return Left("a count under a time to event; whether of events or of those without is for a person")
    if not (cases.isdigit() and of.isdigit() and 0 < int(of) >= int(cases)):
        return Left(f"a count must be a whole number up to its denominator; {cases} of {of}")
    return Taken(named_.domain, {
        "cohort": arm.lower(), "term": named_.term, "grade": named_.grade, "events": int(cases), "of": int(of),
        "window": named_.window, "printed": cases, "at": where, "source": "sheet", "readers": UNREAD,
    })  # fmt: skip
