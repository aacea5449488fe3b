"""The comparison in words: what each cell says, where it comes from, what differs, and how the cell was chosen."""

from dataclasses import dataclass

from evidence.cohorts import Match
from evidence.language import mark, say
from evidence.questions.compare.numbers import Cell, Comparison, Item
from evidence.questions.response.words import NO_REMISSION_RATE
from evidence.rates import is_hollow
from evidence.row import Row
from evidence.selection import FILTERS, View
from evidence.vocabulary import DESIGN, DRUG, GRADE, TERM
from evidence.wording import numbers
from evidence.wording.matching import differs
from evidence.wording.numbers import continued, listed
from evidence.wording.printed import caveats, estimate, figure
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.selection import cohort, dose, lower_first
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = mark("What is known of each regimen for this patient?")
ROWS_QUESTION = mark("Which rows stand behind the comparison?")
#: What each line asks, in the order of the comparison.
LINES = {
    "CR": mark("Complete remission (CR)"),
    "CRi": mark("CR with or without full recovery (CRc)"),
    "overall": mark("Overall response"),
    "MRD": mark("MRD response"),
    "OS": mark("Overall survival, median"),
    "DOR": mark("Duration of response, median"),
    "early death": mark("Early death"),
    "severe": mark("Commonest severe side effects"),
    "DLT": mark("Dose-limiting toxicity"),
    "dose": mark("Doses named"),
    "stopped": mark("Stopped for a side effect"),
    "transplanted": mark("Went on to a transplant"),
}
RULE = mark(
    "In each cell stands the row that comes first in this order: it fits this patient exactly, before it holds such patients"
    " among others, before it fits all but one condition; the drug alone before combinations; randomised before single arm"
    " before retrospective before case series; full text before registry record before abstract before what others report;"
    " then the larger number of patients. Rows passed over unfold below."
)
NO_RANKING = mark(
    "Columns stand in the order asked for. Nothing is pooled, tested or ranked between regimens: patients differ."
)
KINDS = {Match.AMONG: mark("among others"), Match.NEAREST: mark("nearest")}
#: How a source that is not the article itself is named on a chip.
_LEVELS = {
    "abstract": mark("abstract"),
    "secondary": mark("from others"),
    "news report": mark("news only"),
    "registry record": mark("registry record"),
}
_DESIGNS = {
    "randomised": mark("randomised"),
    "single arm": mark("single arm"),
    "dose escalation": mark("dose escalation"),
    "cohort": mark("retrospective"),
    "case series": mark("case series"),
}


@dataclass(frozen=True)
class Said:
    """One item of a cell as a reader sees it. `chip` is its line of evidence, `differs` what sets it apart."""

    value: str
    count: str
    who: str
    chip: str
    differs: str
    kind: str
    flagged: bool
    hollow: bool
    facts: tuple[str, ...]

    @property
    def line(self) -> str:
        """The item in one line of text: for slides, handouts and readers of screens."""
        parts = [self.value, self.count, self.chip, self.differs, self.who]
        return say("; ").join(part for part in parts if part) + (" ⚑" if self.flagged else "")


def regimen(drug: str) -> str:
    return DRUG[drug].label


def title(regimens: tuple[str, ...]) -> str:
    """'Sorafenib against gilteritinib'."""
    first, *rest = map(regimen, regimens)
    return (
        say("{first} against {others}", first=first, others=listed([lower_first(name) for name in rest])) if rest else first
    )


def patient(view: View) -> str:
    """The patient that the filters describe: 'FLT3-ITD AML, relapsed or refractory, prior allogeneic transplant'."""
    labels = {one.name: one.codes for one in FILTERS if one.codes}
    said = {name: say(" or ").join(labels[name][code].label for code in view.chosen(name)) for name in labels}
    disease = " ".join(part for part in (said["mutation"], said["disease"]) if part)
    rest = [lower_first(said[name]) for name in ("setting", "transplant") if said[name]]
    return say(", ").join(part for part in (disease or say("Leukaemia"), *rest) if part)


def asked(found: Comparison, view: View) -> str:
    """The question in the reader's own terms: the patient, then the regimens."""
    return say("{patient}: {regimens}", patient=patient(view), regimens=title(found.regimens))


def chip(row: Row, level: str) -> str:
    """'randomised, news only': the line of evidence of a row."""
    design = say(_DESIGNS[row["design"]]) if row["design"] in _DESIGNS else DESIGN[row["design"]].label.lower()
    role = [say("control arm")] if row["role"] == "control" else []
    return say(", ").join([design, *role, *([say(_LEVELS[level])] if level in _LEVELS else [])])


def said(line: str, item: Item, drug: str) -> Said:
    """An item of a line in words."""
    fact, row = item.fact, item.cohort
    value, count = _VALUES.get(line, _rate)(item)
    remarks = [*([say(NO_REMISSION_RATE)] if item.apart else []), *caveats(item.facts)]
    combined = [] if list(row["drugs"]) == [drug] else [row["regimen"]]
    kind = say(KINDS[row["match"].kind]) if row["match"].kind in KINDS else ""
    return Said(
        value,
        say("; ").join(part for part in (count, *remarks) if part),
        say("; ").join([cohort(row), *combined]),
        chip(row, fact["level"]),
        differs(row),
        kind,
        any(one["discrepancies"] for one in item.facts),
        is_hollow(item.facts, item.rate),
        tuple(dict.fromkeys(one["fact_id"] for part in (item, *item.beside) for one in part.facts)),
    )


def _rate(item: Item) -> tuple[str, str]:
    rate = item.rate
    if rate.is_counted:
        n = say("{n} {population}", n=numbers.fraction(rate.events, rate.of), population=rate.population.label)
    else:
        n = say("count not printed, N {n}", n=rate.of) if rate.of else say("neither count nor N printed")
    return rate_text(rate), n


def _time(item: Item) -> tuple[str, str]:
    """A median with the hazard ratio of its trial, or the ratio where no median is printed."""
    ratios = [
        say("HR {ratio}, {comparator}", ratio=estimate(one.fact),
            comparator=one.fact["comparator"] or say("comparator not named"))
        for one in (item, *item.beside)
        if one.fact["statistic"] == "hazard ratio"
    ]  # fmt: skip
    median = "" if item.fact["statistic"] == "hazard ratio" else _estimate(item.fact)
    return (median or ratios[0]), say("; ").join(ratios if median else ratios[1:])


def _estimate(fact: Row) -> str:
    return say("“{words}”", words=fact["printed"]) if fact["statistic"] == "words" else estimate(fact)


def _event(item: Item) -> tuple[str, str]:
    fact = item.fact
    name = TERM[fact["domain"]][fact["term"]].label
    return say("{event}, {grade}", event=name, grade=lower_first(GRADE[fact["grade"]].label)), share_of(item)


def share_of(item: Item) -> str:
    """'45.9 % (113/246)'; without a count the percentage as printed."""
    if not item.rate.is_counted:
        return say("{n} %", n=figure(item.fact))
    return say("{percent} ({n})", percent=numbers.percent(item.rate.percent, item.rate.of),
               n=numbers.fraction(item.rate.events, item.rate.of))  # fmt: skip


def _limiting(item: Item) -> tuple[str, str]:
    where = dose(item.cohort) or item.cohort["label"]
    window = [item.fact["window"]] if item.fact["window"] else []
    return say("{n} at {dose}", n=numbers.fraction(item.rate.events, item.rate.of), dose=where), say(", ").join(window)


def _dose(item: Item) -> tuple[str, str]:
    return say("{term}: {value}", term=TERM["dlt"][item.fact["term"]].label, value=_estimate(item.fact)), ""


def _early(item: Item) -> tuple[str, str]:
    value, count = _rate(item)
    return value, say("{count}, {window}", count=count, window=item.fact["window"])


_VALUES = {"OS": _time, "DOR": _time, "severe": _event, "DLT": _limiting, "dose": _dose, "early death": _early}


def sentence(found: Comparison) -> str:
    """For each regimen the strongest evidence that fits, by name; what is missing is said."""
    parts = [_best(drug, row) for drug, row in zip(found.regimens, found.best, strict=True)]
    return continued(parts)


def _best(drug: str, row: Row | None) -> str:
    name = regimen(drug)
    if row is None:
        return say("{regimen}: nothing in the base fits this patient, nor all conditions but one.", regimen=name)
    n = say("N not printed") if row["n"] is None else say("N = {n}", n=row["n"])
    apart = differs(row)
    if not apart:
        return say("{regimen}: strongest is {cohort}, {chip}, {n}.", regimen=name, cohort=cohort(row), n=n,
                   chip=chip(row, row["level"]))  # fmt: skip
    return say("{regimen}: strongest is {cohort}, {chip}, {n}, but {differs}.", regimen=name, cohort=cohort(row), n=n,
               chip=chip(row, row["level"]), differs=apart)  # fmt: skip


def missing(found: Comparison) -> list[str]:
    """For each regimen the lines that nobody prints for this patient."""
    said = []
    for place, drug in enumerate(found.regimens):
        empty = [say(LINES[line]) for line, cells in found.cells.items() if not cells[place].items]
        if empty:
            said.append(say("{regimen}: not reported for this patient: {lines}.", regimen=regimen(drug),
                            lines=listed([lower_first(one) for one in empty])))  # fmt: skip
    return said


def table(found: Comparison) -> Table:
    """One record a line, one column a regimen: what stands on the screen, on a slide, on a handout."""
    columns = [Column("line", mark("Question"), wide=True)]
    columns += [_Named(f"regimen_{place}", regimen(drug), wide=True) for place, drug in enumerate(found.regimens, 1)]
    records = [
        {"line": say(LINES[line]), **{f"regimen_{place}": _cell(line, cell, drug)
         for place, (cell, drug) in enumerate(zip(cells, found.regimens, strict=True), 1)},
         "fact_id": tuple(dict.fromkeys(one["fact_id"] for cell in cells for item in cell.items for one in item.facts))}
        for line, cells in found.cells.items()
        if any(cell.items for cell in cells)
    ]  # fmt: skip
    return Table(title(found.regimens), (*columns, Column("fact_id")), records)


class _Named(Column):
    """A column whose head is the name of a drug, said already."""

    @property
    def label(self) -> str:
        return self.english


def _cell(line: str, cell: Cell, drug: str) -> str:
    return "\n".join(said(line, item, drug).line for item in cell.items) or say(numbers.NOT_REPORTED)


RATE_NAMES = tuple(column.name for column in RATE_COLUMNS)
ROWS = (
    Column("line", mark("Question")),
    Column("regimen_asked", mark("Regimen asked for")),
    Column("answers", mark("Answers")),
    Column("study", mark("Study")),
    Column("study_id"),
    Column("cohort_id"),
    Column("year"),
    Column("design"),
    Column("role"),
    Column("regimen", mark("Regimen")),
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
            "study": cohort(row), "study_id": row["study_id"], "cohort_id": row["cohort_id"], "year": row["year"],
            "design": row["design"], "role": row["role"], "regimen": row["regimen"], "drugs": ", ".join(row["drugs"]),
            "dose": dose(row), "match": row["match"].kind, "match_why": words.differs,
            "value": say("; ").join(part for part in (words.value, words.count) if part),
            **(rate_record(item.rate, view.choice("interval"), row) if item.rate else dict.fromkeys(RATE_NAMES)),
            **trace(item.facts, version),
        })  # fmt: skip
    return Table(say("All rows behind the comparison"), (*ROWS, *map(Column, RATE_NAMES), *TRACE), records)
