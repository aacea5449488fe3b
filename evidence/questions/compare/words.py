"""The comparison in words: what each cell says, where it comes from, what differs, and how the cell was chosen."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from evidence.answers import is_hollow, rate_of
from evidence.cohorts import Match
from evidence.language import mark, say
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import Cell, Comparison
from evidence.questions.dlt.numbers import LEVEL
from evidence.questions.response.words import NO_REMISSION_RATE
from evidence.row import Cohort, Fact, Row, column
from evidence.selection import FILTERS, OF_PATIENTS, View
from evidence.vocabulary import DESIGN, DISEASE, DRUG, GRADE, SETTING, TERM
from evidence.wording import numbers
from evidence.wording.matching import differs
from evidence.wording.numbers import continued, listed
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import caveats, estimate, figure
from evidence.wording.rates import rate_text
from evidence.wording.selection import cohort, dose, lower_first

QUESTION = mark("What is known of each regimen for this patient?")
NEAREST_QUESTION = mark("What is not reported for this patient, and which rows come nearest?")
ROWS_QUESTION = mark("Which rows stand behind the comparison?")
#: The strongest row of each regimen, above the lines.
BEST = mark("Strongest evidence")
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
    "tested": mark("Dose levels reported"),
    "dose": mark("Doses named"),
    "reduced": mark("Dose reduced"),
    "stopped": mark("Stopped for a side effect"),
    "transplanted": mark("Went on to a transplant"),
}
RULE = mark(
    "In each cell stands the row that comes first in this order: it fits this patient exactly, before it holds such patients"
    " among others, before it fits all but one condition; the drug alone before combinations; randomised before single arm"
    " before retrospective before case series; full text before registry record before abstract before what others report;"
    " then the larger number of patients. A median comes before a hazard ratio that is printed without one."
)
TOGETHER = mark("A row of chemotherapy together with another regimen asked for stands under that regimen alone.")
NO_RANKING = mark(
    "Columns stand in the order asked for. Nothing is pooled, tested or ranked between regimens: patients differ."
)
AGE = mark("Records hold no age of cohorts: adults and children are told apart only where the name of a row does.")
SIGNS = mark(
    "⚑ sources disagree, the number opens both. A number that is not bold is not from the study's own paper, doubted by a"
    " reader, or printed without count or N."
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


#: So many lines are named one by one.
NAMED = 3


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
    rest = [lower_first(said[name]) for name in OF_PATIENTS if name != "mutation" and said[name]]
    return say(", ").join(part for part in (disease or say("Leukaemia"), *rest) if part)


def asked(found: Comparison, view: View) -> str:
    """The question in the reader's own terms: the patient, then the regimens."""
    return say("{patient}: {regimens}", patient=patient(view), regimens=title(found.regimens))


def chip(row: Row, level: str) -> str:
    """'randomised, news only': the line of evidence of a row."""
    design = say(_DESIGNS[row["design"]]) if row["design"] in _DESIGNS else DESIGN[row["design"]].label.lower()
    role = [say("control arm")] if row["role"] == "control" else []
    return say(", ").join([design, *role, *([say(_LEVELS[level])] if level in _LEVELS else [])])


def apart(row: Cohort) -> tuple[str, str]:
    """How a row matches and what sets it apart: ('among others', 'mixed transplant status'); exact rows have neither."""
    kind = row["match"].kind
    return (say(KINDS[kind]), differs(row)) if kind in KINDS else ("", "")


def usual(found: Comparison) -> list[tuple[str, str]]:
    """For each regimen how most answers match, and what sets them apart; nothing where most are exact or no two agree."""
    return [_usual(place, found) for place in range(len(found.regimens))]


def _usual(place: int, found: Comparison) -> tuple[str, str]:
    answers = [apart(cells[place].items[0].cohort) for cells in found.cells.values() if cells[place].items]
    most = Counter(answers).most_common(1)
    return most[0][0] if most and most[0][1] > 1 else ("", "")


def meaning(usual: tuple[str, str]) -> str:
    """What sets most answers of a regimen apart, said once: 'among others means: mixed transplant status'."""
    kind, differs = usual
    return say("{match} means: {differs}", match=kind, differs=differs) if differs else ""


def said(line: str, item: Told, drug: str) -> Said:
    """An item of a line in words."""
    fact, row = item.fact, item.cohort
    value, count = _VALUES.get(line, _rate)(item)
    remarks = [*([say(NO_REMISSION_RATE)] if item.is_apart else []), *([] if item.levels else caveats(item.facts))]
    kind, difference = apart(row)
    return Said(
        value,
        say("; ").join(part for part in (count, *remarks) if part),
        whole(item, drug) if item.levels else say("; ").join([cohort(row), *combined(row, drug), *_patients(item)]),
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
    return say("; ").join([item.cohort["study_label"], *combined(item.cohort, drug), *_patients(item)])


def _patients(item: Told) -> list[str]:
    """'AML, newly diagnosed': what patients a row has where the reader left that open."""
    labels = {"disease": DISEASE, "setting": SETTING}
    said = [labels[name][own].label for name in item.unasked if (own := column(item.cohort, name))]
    return [say(", ").join([*said[:1], *map(lower_first, said[1:])])] if said else []


def combined(row: Cohort, drug: str) -> list[str]:
    """The regimen of a row that is more than the drug asked for."""
    return [] if list(row["drugs"]) == [drug] else [row["regimen"]]


def _rate(item: Told) -> tuple[str, str]:
    rate = rate_of(item)
    if rate.is_counted:
        n = say("{n} {population}", n=numbers.fraction(rate.events, rate.of), population=rate.population.label)
    else:
        n = say("count not printed, N {n}", n=rate.of) if rate.of else say("neither count nor N printed")
    return rate_text(rate), n


def _time(item: Told) -> tuple[str, str]:
    """A median with the hazard ratio of its trial, or the ratio where no median is printed."""
    ratios = [
        say("HR {ratio}, {comparator}", ratio=estimate(one.fact),
            comparator=one.fact["comparator"] or say("comparator not named"))
        for one in (item, *item.beside)
        if one.fact["statistic"] == "hazard ratio"
    ]  # fmt: skip
    median = "" if item.fact["statistic"] == "hazard ratio" else _estimate(item.fact)
    return (median or ratios[0]), say("; ").join(ratios if median else ratios[1:])


def _estimate(fact: Fact) -> str:
    return say("“{words}”", words=fact["printed"]) if fact["statistic"] == "words" else estimate(fact)


def _event(item: Told) -> tuple[str, str]:
    fact = item.fact
    name = TERM[fact["domain"]][fact["term"]].label
    return say("{event}, {grade}", event=name, grade=lower_first(GRADE[fact["grade"]].label)), share_of(item)


def share_of(item: Told) -> str:
    """'45.9 % (113/246)'; without a count the percentage as printed."""
    rate = rate_of(item)
    if not rate.is_counted:
        return say("{n} %", n=figure(item.fact))
    return say("{percent} ({n})", percent=numbers.percent(rate.percent, rate.of),
               n=numbers.fraction(rate.events, rate.of))  # fmt: skip


def _change(item: Told) -> tuple[str, str]:
    return _rate(item) if item.rate else (_estimate(item.fact), "")


def _limiting(item: Told) -> tuple[str, str]:
    rate = rate_of(item)
    n = numbers.fraction(rate.events, rate.of)
    row = item.cohort
    where = dose(row) if len(row["drugs"]) == 1 else ""
    where = where or (lower_first(row["label"]) if row["kind"] == LEVEL else "")
    return say("{n} at {dose}", n=n, dose=where) if where else n, time_of(item.fact["window"])


def _tested(item: Told) -> tuple[str, str]:
    """'200 to 800 mg twice daily'; levels of which no dose with its unit is printed are counted."""
    of_unit: dict[tuple[Any, ...], list[Cohort]] = {}
    for row in item.levels:
        if row["dose"] is not None:
            of_unit.setdefault(row["dose_unit"], []).append(row)
    said = [_range(sorted(rows, key=lambda row: row["dose"])) for rows in of_unit.values()]
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


#: What the sentence names of each regimen: the first response that is printed, and survival.
_HEADLINE = (("CR", "CRi", "overall", "MRD"), ("OS",))


def sentence(found: Comparison) -> str:
    """For each regimen the response and the survival that answer, by name; what is missing is said."""
    return continued([_headline(found, place, drug) for place, drug in enumerate(found.regimens)])


def _headline(found: Comparison, place: int, drug: str) -> str:
    name = regimen(drug)
    if found.best[place] is None:
        return say("{regimen}: nothing in the base fits this patient, nor all conditions but one.", regimen=name)
    lines = [next((line for line in lines if found.cells[line][place].items), None) for lines in _HEADLINE]
    told = [_short(line, found.cells[line][place].items[0], drug) for line in lines if line]
    if not told:
        return say("{regimen}: neither response nor survival is reported for this patient.", regimen=name)
    return say("{regimen}: {told}.", regimen=name, told=say("; ").join(told))


def _short(line: str, item: Told, drug: str) -> str:
    """'complete remission (CR) 21.1 % (16.1 to 26.7) in Perl 2019, among others'."""
    one = said(line, item, drug)
    fact = item.fact
    is_ratio = fact["statistic"] == "hazard ratio"
    name = TERM[fact["domain"]][fact["term"]].label if is_ratio else say(LINES[line])
    whom = say(", ").join([cohort(item.cohort), *_patients(item)])
    told = say("{line} {value} in {cohort}", line=lower_first(name), value=one.value, cohort=whom)
    return say("{told} ({match})", told=told, match=one.kind) if one.kind else told


def best(row: Cohort | None) -> Said | None:
    """The strongest row of a regimen: its cohort and N; its line of evidence; what sets it apart."""
    if row is None:
        return None
    n = say("N not printed") if row["n"] is None else say("N = {n}", n=row["n"])
    kind, difference = apart(row)
    return Said(cohort(row), n, "", chip(row, row["level"]), difference, kind, False, False, ())


def exact(found: Comparison) -> str:
    """Of which lines each regimen has a row of patients exactly like this one."""
    return continued([_exact(found, place, drug) for place, drug in enumerate(found.regimens)])


def _exact(found: Comparison, place: int, drug: str) -> str:
    lines = [say(LINES[line]) for line, cells in found.cells.items() if _is_exact(cells[place])]
    if not lines:
        return say("{regimen}: no row of patients exactly like this one.", regimen=regimen(drug))
    if len(lines) > NAMED:
        answered = sum(bool(cells[place].items) for cells in found.cells.values())
        return say("{regimen}: patients exactly like this one in {n} of {of} answers.", regimen=regimen(drug), n=len(lines),
                   of=answered)  # fmt: skip
    return say("{regimen}: patients exactly like this one for {lines}.", regimen=regimen(drug),
               lines=listed([lower_first(one) for one in lines]))  # fmt: skip


def _is_exact(cell: Cell) -> bool:
    return cell.match is not None and cell.match.kind == Match.EXACT


def implied(asked: View, used: View) -> str:
    """Of which disease the rows are where the view asks for a mutation and for no disease; empty where it asks for one."""
    if asked.chosen("disease") == used.chosen("disease"):
        return ""
    known = listed([DISEASE[code].label for code in used.chosen("disease")])
    return say("No disease is chosen: rows are of {diseases}, of which the base holds this mutation.", diseases=known)


def missing(found: Comparison) -> list[str]:
    """For each regimen the lines that nobody prints for this patient."""
    said = []
    for place, drug in enumerate(found.regimens):
        empty = [say(LINES[line]) for line, cells in found.cells.items() if not cells[place].items]
        if empty:
            said.append(say("{regimen}: not reported for this patient: {lines}.", regimen=regimen(drug),
                            lines=listed([lower_first(one) for one in empty])))  # fmt: skip
    return said


def unheld(near: list[tuple[str, str, Told | None]]) -> list[str]:
    """For each regimen what no study of the base prints, of any patient."""
    said = []
    for drug in dict.fromkeys(drug for _, drug, _ in near):
        lines = [lower_first(say(LINES[line])) for line, own, item in near if own == drug and item is None]
        if lines:
            said.append(say("{regimen}: no row of any patient answers {lines}.", regimen=regimen(drug),
                            lines=listed(lines)))  # fmt: skip
    return said
