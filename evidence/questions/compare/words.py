"""The comparison in words: what is asked, what is said of all cells together, what is missing, how a cell is chosen."""

from collections import Counter

from evidence.cohorts import Match
from evidence.language import mark, say
from evidence.questions.compare.cell_words import apart, of_patients, patients, said
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import Cell, Comparison
from evidence.questions.times.words import CONVERTED, is_converted
from evidence.selection import FILTERS, OF_PATIENTS, View
from evidence.vocabulary import DISEASE, DRUG, TERM
from evidence.wording.numbers import continued, listed
from evidence.wording.rates import count, is_bare, share
from evidence.wording.selection import cohort, lower_first

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
    "OS": mark("Median overall survival"),
    "DOR": mark("Median duration of response"),
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
AGE = mark("The age of cohorts is not recorded: adults and children are told apart only where the name of a row does.")
DISPUTED = mark("⚑ sources disagree, the number opens both.")
NOT_BOLD = mark(
    "A number that is not bold is not from the study's own paper, doubted by a reader, or printed without count or N."
)
#: The lines of times.
TIMES = ("OS", "DOR")
#: So many lines are named one by one.
NAMED = 3


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
    return say("{patient}: {regimens}", patient=patient(view), regimens=lower_first(title(found.regimens)))


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


#: What the sentence names of each regimen: the first response that is printed, and survival.
_HEADLINE = (("CR", "CRi", "overall", "MRD"), ("OS",))


def sentence(found: Comparison) -> str:
    """For each regimen the response and the survival that answer, by name; what is missing is said."""
    return continued([_headline(found, place, drug) for place, drug in enumerate(found.regimens)])


def _headline(found: Comparison, place: int, drug: str) -> str:
    name = regimen(drug)
    if found.best[place] is None:
        return say("{regimen}: nothing was found for this patient, nor for all conditions but one.", regimen=name)
    lines = [next((line for line in lines if found.cells[line][place].items), None) for lines in _HEADLINE]
    told = [_short(line, found.cells[line][place].items[0], drug) for line in lines if line]
    if not told:
        return say("{regimen}: neither response nor survival is reported for this patient.", regimen=name)
    return say("{regimen}: {told}.", regimen=name, told=say("; ").join(told))


def _short(line: str, item: Told, drug: str) -> str:
    """'complete remission (CR) 52/247, 21.1 % (16.1 to 26.7) in Perl 2019, among others'."""
    one = said(line, item, drug)
    fact = item.fact
    is_ratio = fact["statistic"] == "hazard ratio"
    name = TERM[fact["domain"]][fact["term"]].label if is_ratio else say(LINES[line])
    whom = say(", ").join([cohort(item.cohort), *patients(item)])
    told = say("{line} {value} in {cohort}", line=lower_first(name), value=_of_how_many(item, one.value), cohort=whom)
    return say("{told} ({match})", told=told, match=one.kind) if one.kind else told


def _of_how_many(item: Told, value: str) -> str:
    """'52/247, 21.1 % (16.1 to 26.7)', '9.3 (95 % CI 7.7 to 10.7) months, n = 247'."""
    if item.rate is None:
        return say("{rate}, {count}", rate=value, count=of_patients(item))
    if is_bare(item.rate):
        return share(item.rate, item.cohort)
    return say("{count}, {rate}", count=count(item.rate, item.cohort), rate=value)


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
    return say("No disease is chosen: rows are of {diseases}, the only ones found with this mutation.", diseases=known)


def converted(found: Comparison) -> str:
    """How a time that is printed in another unit became one of months; empty where none is."""
    times = [item.fact for line, _, item in found.items() if line in TIMES]
    return say(CONVERTED) if any(map(is_converted, times)) else ""


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
