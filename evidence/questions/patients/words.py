"""Single patients in words: who, for how long, what became of them, where every number is printed."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.patients.numbers import Patient
from evidence.row import Row
from evidence.vocabulary import DRUG, RESPONSE, SEX
from evidence.wording.numbers import NOT_REPORTED, continued, listed, number, plural
from evidence.wording.phrases import remark
from evidence.wording.printed import unit
from evidence.wording.selection import lower_first, study_name

QUESTION = mark("What became of each patient?")
#: Responses that colour a bar, the deepest first.
RESPONSES = ("CMR", "CR", "BMR", "HR")
TABLE_QUESTION = mark("Who were they?")
DAYS = ("treatment_days", "relapse_day", "death_day")
#: A transplant is counted by its own figure: a course ends in one thing only, and a patient can have had both.
COURSE = {
    "died": mark("{n} died"),
    "on treatment": mark("{n} on treatment at last visit"),
    "stopped": mark("{n} stopped treatment"),
}
METHOD = mark(
    "Day 0: first dose of {drugs}. Bars are days on treatment as printed, coloured by the best response; pauses are not"
    " drawn."
)
#: What the marks of the drawing on a page are; a slide has bars alone.
MARKS = mark(
    "An open circle: the response had begun by then. An event whose day is not printed stands at the end of its bar, in"
    " words; a dotted line is time of unprinted length."
)


def response(one: Patient) -> str:
    """'best response CMR, CR'; one reached only in a later course is told by the outcome."""
    codes = say(", ").join(one.row["best_response"])
    return say("best response {codes}", codes=codes) if codes else say("best response not reported")


def name(one: Patient) -> str:
    return say("Patient {number}", number=one.row["number"])


def who(one: Patient) -> str:
    """'Patient 1, male, 62, FAB M4'; what is not printed is left to the table."""
    age, fab = one.number("age"), one.row["fab"]
    said = say("{patient}, {sex}", patient=name(one), sex=SEX[one.row["sex"]].label.lower())
    said = say("{patient}, {age}", patient=said, age=number(age)) if age else said
    return say("{patient}, FAB {fab}", patient=said, fab=fab) if fab else said


def ratio(one: Patient) -> str:
    return say("FLT3-ITD ratio {ratio}", ratio=number(one.number("flt3_itd_ratio")))


def flag(one: Patient, *names: str) -> str:
    """○ a reader had a doubt, ⚑ sources disagree, about any of these numbers."""
    behind = [fact for each in names if (fact := one.fact(each))]
    doubt = any(not fact["certain"] for fact in behind)
    return ("○" if doubt else "") + ("⚑" if any(fact["discrepancies"] for fact in behind) else "")


def title(found: list[Patient]) -> str:
    return say("Time on treatment and what followed: {patients}", patients=shown_of(found))


def shown_of(found: list[Patient]) -> str:
    """'6 of 6 treated patients of Metzelder 2009', study by study."""
    said = []
    for study in dict.fromkeys(one.row["study_id"] for one in found):
        own = [one for one in found if one.row["study_id"] == study]
        series = own[0].series
        of = say(NOT_REPORTED) if series["n"] is None else series["n"]
        said.append(say("{n} of {of} patients of {study}", n=len(own), of=of, study=study_name(series)))
    return listed(said)


def sentence(found: list[Patient]) -> str:
    """How long they were treated and how it ended, at the last visit that the source knows."""
    if not found:
        return say("No single patient of this selection is described.")
    counts = Counter(one.row["course"] for one in found)
    ended = listed([say(message, n=counts[code]) for code, message in COURSE.items() if counts[code]])
    whom = shown_of(found)
    said = [
        say("{patients}: {ended}.", patients=whom, ended=ended) if ended else say("{patients}.", patients=whom),
        _treated(found),
        _died(found),
        _transplanted(found),
    ]
    return continued(said)


def _treated(found: list[Patient]) -> str:
    days = [days for one in found if (days := one.number("treatment_days")) is not None]
    if len(days) < 2:
        return ""
    return say("On treatment for {low} to {high} days.", low=number(min(days)), high=number(max(days)))


def _died(found: list[Patient]) -> str:
    days = sorted(day for one in found if (day := one.number("death_day")) is not None)
    if not days:
        return ""
    several, single = mark("Deaths on days {days}."), mark("Deaths on day {days}.")
    return say(several if len(days) > 1 else single, days=listed([number(day) for day in days]))


def _transplanted(found: list[Patient]) -> str:
    """Who is said to have gone on to a transplant, by name; whatever came after it."""
    studies: dict[str, list[str]] = {}
    for one in sorted(found, key=lambda one: one.row["number"]):
        if one.transplanted:
            studies.setdefault(study_name(one.series), []).append(str(one.row["number"]))
    several, single = mark("{patients} of {study} (numbers {numbers})"), mark("{patients} of {study} (number {numbers})")
    whom = [
        say(several if len(numbers) > 1 else single, patients=plural(len(numbers), "patient"), study=study,
            numbers=listed(numbers))
        for study, numbers in studies.items()
    ]  # fmt: skip
    return say("Allogeneic transplant after the start of treatment: {patients}.", patients=listed(whom)) if whom else ""


def table_sentence(found: list[Patient]) -> str:
    """Who they were, from the printed ages and the sex."""
    if not found:
        return sentence(found)
    ages = [age for one in found if (age := one.number("age")) is not None]
    counts = Counter(one.row["sex"] for one in found)
    sexes = listed([say("{n} {sex}", n=counts[code], sex=sex.label.lower()) for code, sex in SEX.items()
                     if counts[code] or code != "not reported"])  # fmt: skip
    whom = plural(len(found), "patient")
    if len(ages) < 2:
        return say("{patients}: {sexes}.", patients=whom, sexes=sexes)
    low, high = number(min(ages)), number(max(ages))
    return say("{patients}: {sexes}, aged {low} to {high}.", patients=whom, sexes=sexes, low=low, high=high)


def method(found: list[Patient]) -> list[str]:
    drugs = list(dict.fromkeys(lower_first(DRUG[drug].label) for one in found for drug in one.cohort["drugs"]))
    return [say(METHOD, drugs=listed(drugs)), *spelled(found), *signs([flag(one, *DAYS) for one in found])]


def table_method(found: list[Patient]) -> list[str]:
    said = [say("Every number with its place in the source; words are ours, grades as printed.")] if found else []
    return [*said, *spelled(found), *signs([flag(one, "treatment_days") for one in found])]


def spelled(found: list[Patient]) -> list[str]:
    """What the codes of the best responses stand for."""
    used = {code for one in found for code in one.row["best_response"]}
    codes = [code for code in reversed(RESPONSES) if code in used]
    names = {code: RESPONSE[code].label if RESPONSE[code].label != code else RESPONSE[code].definition for code in codes}
    said = [say("{code}: {response}", code=code, response=lower_first(name)) for code, name in names.items()]
    return [say("{statement}.", statement=say("; ").join(said))] if said else []


def signs(used: list[str]) -> list[str]:
    """The lines of a foot that explain the signs in use."""
    found = "".join(used)
    return [
        *([say("○ and hollow: a reader had a doubt, see the note in the table.")] if "○" in found else []),
        *([say("⚑ sources disagree, see the lines below the figure.")] if "⚑" in found else []),
    ]


def after_transplant(found: list[Patient]) -> str:
    """Relapses counted from transplant, which have no place on an axis that starts with treatment; empty if none."""
    said = [
        say(
            "{patient}, {time} {unit} after allo-SCT ({place})",
            patient=lower_first(name(one)),
            time=number(fact["value"]),
            unit=unit(fact),
            place=fact["locator"],
        )
        for one in found
        if (fact := one.relapsed_after_transplant)
    ]
    if not said:
        return ""
    return say("Relapse that the source counts from transplant, so not on this axis: {relapses}.", relapses=listed(said))


def contradicted(rows: list[Row]) -> list[str]:
    return [
        say("⚑ {topic}: {first} ({first_at}) against {second} ({second_at}). {why}", topic=remark(row["topic"]),
            first=row["first"], first_at=row["first_at"], second=row["second"], second_at=row["second_at"],
            why=remark(row["why"]))
        for row in rows
    ]  # fmt: skip
