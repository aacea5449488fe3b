"""A cell of the comparison in words: what each item says, where it comes from, and what sets it apart."""

from dataclasses import dataclass, replace

from evidence.answers import is_hollow, rate_of
from evidence.cohorts import Match
from evidence.language import mark, say
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import Cell
from evidence.questions.dlt.numbers import LEVEL
from evidence.questions.response.words import NO_REMISSION_RATE
from evidence.questions.times.numbers import HAZARD
from evidence.questions.times.words import in_full
from evidence.row import Cohort, Fact, Row, column, known
from evidence.vocabulary import DESIGN, DISEASE, GRADE, SETTING, TERM
from evidence.wording import numbers
from evidence.wording.matching import differs
from evidence.wording.phrases import comparison, named, regimen
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import caveats, estimate, short_patients
from evidence.wording.rates import of_how_many, rate_text, share
from evidence.wording.selection import cohort, dose, lower_first, study_name

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
    def number(self) -> str:
        """The value with its count, and whether sources disagree on it."""
        return say("; ").join(part for part in (self.value, self.count) if part) + (" ⚑" if self.flagged else "")

    @property
    def origin(self) -> str:
        """On which line of evidence it stands, what differs, who prints it."""
        return say("; ").join(part for part in (self.chip, self.differs, self.who) if part)

    @property
    def line(self) -> str:
        """The item in one line of text: for slides, handouts and readers of screens."""
        return say("; ").join(part for part in (self.number, self.origin) if part)


def chip(row: Row, level: str) -> str:
    """'randomised, news only': the line of evidence of a row."""
    design = say(_DESIGNS[row["design"]]) if row["design"] in _DESIGNS else DESIGN[row["design"]].label.lower()
    role = [say("control arm")] if row["role"] == "control" else []
    return say(", ").join([design, *role, *([say(_LEVELS[level])] if level in _LEVELS else [])])


def apart(row: Cohort) -> tuple[str, str]:
    """How a row matches and what sets it apart: ('among others', 'mixed transplant status'); exact rows have neither."""
    kind = row["match"].kind
    return (say(KINDS[kind]), differs(row)) if kind in KINDS else ("", "")


def said(line: str, item: Told, drug: str) -> Said:
    """An item of a line in words."""
    fact, row = item.fact, item.cohort
    value, count = _VALUES.get(line, _rate)(item)
    remarks = [*([say(NO_REMISSION_RATE)] if item.is_apart else []), *([] if item.levels else caveats(item.facts))]
    kind, difference = apart(row)
    return Said(
        value,
        say("; ").join(part for part in (count, *remarks) if part),
        whole(item, drug) if item.levels else say("; ").join([cohort(row), *combined(row, drug), *patients(item)]),
        chip(row, fact["level"]),
        difference,
        kind,
        any(one["discrepancies"] for one in item.facts),
        is_hollow(item.facts, item.rate),
        tuple(dict.fromkeys(one["fact_id"] for part in (item, *item.beside) for one in part.facts)),
    )


def answers(line: str, cell: Cell, drug: str) -> list[Said]:
    """What answers a cell, item by item; several dose levels of a study are named by the study."""
    told = [said(line, item, drug) for item in cell.items]
    if len({item.cohort["cohort_id"] for item in cell.items}) < 2:
        return told
    return [replace(one, who=whole(item, drug)) for one, item in zip(told, cell.items, strict=True)]


def whole(item: Told, drug: str) -> str:
    """The study of an item, with the regimen where it is a combination, and its patients where nobody asked for some."""
    return say("; ").join([study_name(item.cohort), *combined(item.cohort, drug), *patients(item)])


def patients(item: Told) -> list[str]:
    """'AML, newly diagnosed': what patients a row has where the reader left that open."""
    labels = {"disease": DISEASE, "setting": SETTING}
    said = [labels[name][own].label for name in item.unasked if (own := column(item.cohort, name))]
    return [say(", ").join(map(lower_first, said))] if said else []


def combined(row: Cohort, drug: str) -> list[str]:
    """The regimen of a row that is more than the drug asked for."""
    return [] if list(row["drugs"]) == [drug] else [regimen(row["regimen"])]


def _rate(item: Told) -> tuple[str, str]:
    rate = rate_of(item)
    n = of_how_many(rate, item.cohort)
    return rate_text(rate), say("{n} {population}", n=n, population=rate.population.label) if rate.is_counted else n


def _time(item: Told) -> tuple[str, str]:
    """A median and of how many, with the hazard ratio of its trial, or the ratio where no median is printed."""
    ratios = [
        say("HR {ratio}, {comparator}", ratio=estimate(one.fact),
            comparator=comparison(one.fact["comparator"]) or say("comparator not named"))
        for one in item.beside
    ]  # fmt: skip
    if item.fact["statistic"] == HAZARD:
        return ratios[0], of_patients(item)
    return in_full(item.fact), say("; ").join([of_patients(item), *ratios])


def of_patients(item: Told) -> str:
    """Of how many a time is; a ratio that answers alone is of all that it compares."""
    whose = item.beside[0] if item.fact["statistic"] == HAZARD else item
    return short_patients(item.fact, whose.cohort)


def _estimate(fact: Fact) -> str:
    return say("“{words}”", words=fact["printed"]) if fact["statistic"] == "words" else estimate(fact)


def _event(item: Told) -> tuple[str, str]:
    fact = item.fact
    name, (rate, n) = TERM[fact["domain"]][fact["term"]].label, _rate(item)
    event = say("{event}, {grade}", event=name, grade=lower_first(GRADE[known(fact["grade"])].label))
    return say("{what}: {said}", what=event, said=rate), n


def share_of(item: Told) -> str:
    """'45.9 % (113/246)'; without a count '19 % of 265', as printed."""
    rate = rate_of(item)
    if not rate.is_counted:
        return share(rate, item.cohort)
    return say("{percent} ({n})", percent=numbers.percent(rate.percent, rate.of),
               n=numbers.fraction(rate.events, rate.of))  # fmt: skip


def _change(item: Told) -> tuple[str, str]:
    return _rate(item) if item.rate else (_estimate(item.fact), "")


def _limiting(item: Told) -> tuple[str, str]:
    rate = rate_of(item)
    n = numbers.fraction(rate.events, rate.of)
    row = item.cohort
    where = dose(row) if len(row["drugs"]) == 1 else ""
    where = where or (lower_first(named(row["label"])) if row["kind"] == LEVEL else "")
    return say("{n} at {dose}", n=n, dose=where) if where else n, time_of(item.fact["window"])


def _tested(item: Told) -> tuple[str, str]:
    """'200 to 800 mg twice daily'; levels of which no dose with its unit is printed are counted."""
    of_unit: dict[str | None, list[Cohort]] = {}
    for row in item.levels:
        if row["dose"] is not None:
            of_unit.setdefault(row["dose_unit"], []).append(row)
    said = [_range(sorted(rows, key=lambda row: known(row["dose"]))) for rows in of_unit.values()]
    unknown = sum(row["dose"] is None for row in item.levels)
    left = [say("dose and unit of {levels} not printed", levels=numbers.plural(unknown, "level"))] if unknown else []
    return say("; ").join([*said, *left]), ""


def _range(rows: list[Cohort]) -> str:
    """From the lowest to the highest of doses in one unit."""
    low, high = rows[0], rows[-1]
    if low["dose"] == high["dose"]:
        return dose(high)
    return say("{low} to {high}", low=numbers.number(low["dose"]), high=dose(high))


def _dose(item: Told) -> tuple[str, str]:
    return say("{term}: {value}", term=TERM["dlt"][item.fact["term"]].label, value=_estimate(item.fact)), ""


def _early(item: Told) -> tuple[str, str]:
    value, count = _rate(item)
    return value, say("{count}, {window}", count=count, window=time_of(item.fact["window"]))


_VALUES = {
    "OS": _time, "DOR": _time, "early death": _early, "severe": _event, "DLT": _limiting, "tested": _tested, "dose": _dose,
    "reduced": _change, "stopped": _change,
}  # fmt: skip


def best(row: Cohort | None) -> Said | None:
    """The strongest row of a regimen: its cohort and N; its line of evidence; what sets it apart."""
    if row is None:
        return None
    n = say("N not printed") if row["n"] is None else say("N = {n}", n=f"{row['n']:,}")
    kind, difference = apart(row)
    return Said(cohort(row), n, "", chip(row, row["level"]), difference, kind, False, False, ())
