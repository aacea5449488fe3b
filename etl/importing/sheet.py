"""A sheet and its map to drafts: a study each, and every row ends as a figure or with the reason why it is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from etl.importing import phrases
from etl.importing.brought import UNREAD, Brought, Fields, Left, Refused, Row, Taken, named, plain, settled
from etl.importing.brought import Group as Cohort
from etl.importing.cells import Cell, Sheet, short
from etl.importing.measured import PLAIN
from etl.importing.sheetmap import Column, Figure, Map, column, headings
from evidence import vocabulary

_TOTAL = re.compile(r"(sub)?totals?|overall|pooled.*|summary|all studies|mean|median", re.IGNORECASE)
_QUOTIENT = re.compile(r"=\s*(\d+)\s*/\s*(\d+)")
_BLANK_HEAD = dict.fromkeys(("label", "title", "phase", "design", "disease", "year", "regimen"))


@dataclass
class Reader:
    """A sheet read by its map: the columns by name, the studies by the words that name them."""

    sheet: Sheet
    map: Map
    where: str
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found = headings(self.sheet, self.map.header)
        self.start = max(self.map.header)
        self.by = {name: self.at(name) for name in self._named()}
        self._nothing_assumed()

    def at(self, name: str) -> int:
        return column(self.sheet, self.found, name, self.where)

    def cell(self, row: tuple[Cell, ...], name: str) -> Cell:
        return row[self.by[name]]

    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.sheet.rows[self.start :]

    def _named(self) -> Iterator[str]:
        """Every column that the map names."""
        yield from self.map.study
        yield from self.map.only
        if patients := self.map.cohort:
            yield from patients.by
            yield from filter(None, (patients.n, patients.dose))
        for figure in self.map.figures:
            yield from figure.numbers().values()
            yield from (word.column for word in (figure.term, figure.window) if isinstance(word, Column))

    def _nothing_assumed(self) -> None:
        """Stop and ask where a named cell holds a mark or an emptiness that the map does not explain."""
        names = {name for figure in self.map.figures for name in figure.numbers().values()}
        for row in self.body():
            if self.outside(row):
                continue
            for cell in (self.cell(row, name) for name in sorted(names)):
                if not cell.text.strip() and not cell.formula and self.map.empty is None:
                    raise Refused(self.sheet.place(cell), "is empty; say in the map what that means: "
                                  "empty: not reported, or empty: below the reporting threshold")  # fmt: skip
                if cell.raw is None and self.map.decimal is None and re.search(r"\d[.,]\d", cell.text):
                    raise Refused(self.sheet.place(cell), f"holds {cell.text[:20]!r}; say in the map which sign is the "
                                  "decimal mark: decimal: point, or decimal: comma")  # fmt: skip

    def outside(self, row: tuple[Cell, ...]) -> str:
        """Why a row is no row of a study that is asked for; empty if it is one."""
        if not any(cell.text.strip() for cell in row):
            return "an empty row"
        names = [self.cell(row, name).text.strip() for name in self.map.study]
        if any(_TOTAL.fullmatch(name) for name in names):
            return "a total or pooled row; it is no study"
        if not names[0]:
            return "a row that names no study"
        for name, wanted in self.map.only.items():
            if self.cell(row, name).text.strip() not in wanted:
                return "not among the rows that the map asks for"
        return ""


def bring(sheet: Sheet, asked: Map, where: str) -> tuple[list[Brought], Brought]:
    """The studies of a sheet, and what belongs to none of them: rows outside, columns without a figure."""
    reader = Reader(sheet, asked, where)
    studies: dict[str, Brought] = {}
    rest = Brought("", {})
    for row in sheet.rows[: reader.start]:
        rest.rows.append(_whole(reader, row, "a row of headings"))
    for row in reader.body():
        if why := reader.outside(row):
            rest.rows.append(_whole(reader, row, why))
            continue
        _study(reader, row, studies).rows.extend(_figures(reader, row, studies))
    used = set(reader.by.values())
    for at, heading in enumerate(reader.found):
        if at not in used:
            letters = sheet.rows[0][at].address.rstrip("0123456789")
            rest.rows.append(Row(f"{sheet.file}, column {letters}", heading, Left("the map names no figure in this column")))
    for study in studies.values():
        study.rows = settled(study.id, study.rows)
    rest.lines = [_line(sheet, row) for row in sheet.rows]
    return list(studies.values()), rest


def _whole(reader: Reader, row: tuple[Cell, ...], why: str) -> Row:
    said = " | ".join(cell.text for cell in row if cell.text.strip())
    return Row(reader.sheet.place(row[0]), plain(said)[:300], Left(why))


def _line(sheet: Sheet, row: tuple[Cell, ...]) -> str:
    said = (f"{cell.text} [{cell.formula}]" if cell.formula else cell.text for cell in row)
    return f"{sheet.place(row[0])}: {plain(' | '.join(said))}"


def _study(reader: Reader, row: tuple[Cell, ...], studies: dict[str, Brought]) -> Brought:
    """The study that a row is about, made when it is first met."""
    words = plain(" ".join(reader.cell(row, name).text for name in reader.map.study))
    if words not in studies:
        source = {"id": "sheet"} | {name: value for name, value in reader.map.source.model_dump().items() if value}
        id_ = named(words, {study.id for study in studies.values()}, limit=50)
        studies[words] = Brought(id_, dict(_BLANK_HEAD), {"label": words}, source)
    return studies[words]


def _cohort(reader: Reader, row: tuple[Cell, ...], study: Brought) -> str:
    """The id of the cohort of a row, added to its study when it is first met."""
    asked, blank = reader.map.cohort, ("n", "mutation", "setting", "transplant")
    known = {cohort.fields["label"]: cohort.id for cohort in study.groups}
    if asked is None:
        if not known:
            at = reader.sheet.place(row[0])
            study.groups.append(Cohort("all", {"kind": "all", "label": "All patients", "at": at}, blank))
        return "all"
    label = ", ".join(f"{name} {plain(reader.cell(row, name).text)}" for name in asked.by)
    if label not in known:
        dose = _number(reader.cell(row, asked.dose), reader.map.decimal) if asked.dose else None
        size = _number(reader.cell(row, asked.n), reader.map.decimal) if asked.n else None
        fields = {"kind": asked.kind, "label": label[:200], "n": size, "dose": dose,
                  "dose_unit": asked.dose_unit if dose else None, "at": reader.sheet.place(row[0])}  # fmt: skip
        known[label] = named(label, set(known.values()))
        study.groups.append(Cohort(known[label], fields, blank))
    return known[label]


def _figures(reader: Reader, row: tuple[Cell, ...], studies: dict[str, Brought]) -> Iterator[Row]:
    study = _study(reader, row, studies)
    for figure in reader.map.figures:
        cells = {name: reader.cell(row, column) for name, column in figure.numbers().items()}
        main = next(cells[name] for name in ("events", "percent", "share", "value") if name in cells)
        where = reader.sheet.place(main)
        said = " | ".join(f"{cell.address} {cell.formula or cell.text}" for cell in cells.values())
        fields = _fields(reader, row, figure, cells)
        if isinstance(fields, Left):
            yield Row(where, said, fields)
        else:
            yield Row(where, said, _taken(reader, row, figure, fields, where, _cohort(reader, row, study)))


def _taken(reader: Reader, row: tuple[Cell, ...], figure: Figure, fields: Fields, where: str, cohort: str) -> Taken | Left:
    term = _word(reader, row, figure.term)
    code = vocabulary.canonical(figure.domain, term or "") or _phrase(figure.domain, term or "")
    if code is None:
        return Left(f"no {figure.domain} term of the vocabulary by whole phrase; {term}")
    said = {"statistic": figure.statistic, "interval": figure.interval, "unit": figure.unit, "grade": figure.grade,
            "window": _word(reader, row, figure.window), "population": figure.population}  # fmt: skip
    kept = {name: value for name, value in said.items() if value}
    return Taken(figure.domain, {"cohort": cohort, "term": code} | kept | fields | {
        "at": where, "source": "sheet", "readers": UNREAD,
    })  # fmt: skip


def _phrase(domain: str, words: str) -> str | None:
    found = phrases.outcome(words)
    return found.term if found and found.domain == domain else None


def _word(reader: Reader, row: tuple[Cell, ...], word: str | Column | None) -> str | None:
    return plain(reader.cell(row, word.column).text) if isinstance(word, Column) else word


def _fields(reader: Reader, row: tuple[Cell, ...], figure: Figure, cells: dict[str, Cell]) -> Fields | Left:
    """The numbers of a figure, or why a cell gives none."""
    for cell in cells.values():
        if why := _unusable(cell, reader.map):
            return Left(why)
    if "share" in cells:
        return _share(cells["share"], cells.get("of"), reader.map.decimal)
    numbers = {name: _number(cell, reader.map.decimal) for name, cell in cells.items()}
    if "percent" in cells:
        numbers["percent"] = _percent(cells["percent"], reader.map.decimal)
        if (share := numbers["percent"]) and 0 < float(share) < 1 and not cells["percent"].text.rstrip().endswith("%"):
            return Left(f"a percentage below 1, or a proportion; is it {share} %, or {100 * float(share):g} %?")
    plainly = {name: number for name, number in numbers.items() if number is not None}
    if wrong := next((name for name in numbers if name not in plainly), None):
        return Left(f"not a plain number; {cells[wrong].text[:60]!r}")
    if "events" in plainly:
        return _counted(plainly["events"], plainly.get("of"))
    printed = " to ".join(cells[name].text.strip() for name in ("percent", "value", "low", "high") if name in cells)
    return plainly | {"printed": printed}


def _percent(cell: Cell, decimal: str | None) -> str | None:
    """The number of a cell of percentages, with its sign or without."""
    if not cell.text.rstrip().endswith("%") or cell.formula:
        return _number(cell, decimal)
    return _number(replace(cell, text=cell.text.rstrip().removesuffix("%").rstrip(), raw=None), decimal or "point")


def _counted(events: str, of: str | None) -> Fields | Left:
    if not events.isdigit() or (of is not None and not of.isdigit()):
        return Left(f"a count must be a whole number; {events} of {of or '-'}")
    if of is not None and (int(of) == 0 or int(events) > int(of)):
        return Left(f"more events than patients; {events} of {of}")
    return {"events": int(events), "printed": events} | ({"of": int(of)} if of else {})


def _share(cell: Cell, of: Cell | None, decimal: str | None) -> Fields | Left:
    """A share that is a quotient of two typed counts, or has a percent format; a bare 0.54 may be a proportion."""
    size = _number(of, decimal) if of else None
    if found := _QUOTIENT.fullmatch(cell.formula):
        events, whole = found[1], found[2]
        if of and size is not None and size != whole:
            return Left(f"a count that disagrees with its number of patients; {events}/{whole}, and {size} in {of.address}")
        counted = _counted(events, whole)
        return counted if isinstance(counted, Left) else counted | {"printed": f"{events}/{whole}"}
    if cell.formula:
        return Left(f"computed from other cells, not printed; {cell.formula[:40]}")
    if cell.raw is not None and cell.percent:
        text = cell.text.removesuffix("%")
        held = f"{100 * cell.raw:.10g}"
        note = {} if float(held) == float(text) else {"note": f"the cell holds {held} %"}
        return {"percent": text, "printed": cell.text} | ({"of": int(size)} if size and size.isdigit() else {}) | note
    number = _number(cell, decimal)
    if number is None:
        return Left(f"not a plain number; {cell.text[:60]!r}")
    return Left(f"a proportion without a percent format; is {number} = {100 * float(number):g} %?")


def _unusable(cell: Cell, asked: Map) -> str:
    """Why a cell gives no number before it is read; empty if it may."""
    text = cell.text.strip()
    if text in asked.not_reported:
        return f"not reported, says the map; {text!r}"
    if not text and not cell.formula:
        return f"the cell is empty: {asked.empty}"
    if cell.comment:
        return f"a comment on the cell may change its meaning; {cell.comment[:200]}"
    if not cell.formula and cell.raw is not None and PLAIN.fullmatch(text) and float(text) != float(short(cell.raw)):
        return f"the cell shows one number and holds another; {text}, and {short(cell.raw)}"
    if cell.formula and not _QUOTIENT.fullmatch(cell.formula):
        return f"computed from other cells, not printed; {cell.formula[:40]}"
    return ""


def _number(cell: Cell, decimal: str | None) -> str | None:
    """The number of a cell as plain digits with a decimal point; None where it holds anything else beside it."""
    if cell.formula:
        return None
    if cell.raw is not None:
        text = cell.text
        return text if PLAIN.fullmatch(text) else None
    text = cell.text.strip()
    if decimal == "comma":
        text = text if re.fullmatch(r"-?\d+(,\d+)?", text) else re.sub(r"\.(?=\d{3}\b)", "", text)
        text = text.replace(",", ".")
    elif decimal == "point":
        text = re.sub(r",(?=\d{3}\b)", "", text)
    return text if PLAIN.fullmatch(text) else None
