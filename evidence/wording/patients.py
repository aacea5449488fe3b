"""Single patients in words: who, for how long, what became of them, where every number is printed."""

from evidence.queries.patients import Patient
from evidence.row import Row
from evidence.vocabulary import DRUG, SEX
from evidence.wording.numbers import NOT_REPORTED, listed, number, plural
from evidence.wording.selection import lower_first

QUESTION = "What became of each patient?"
COUNTS_QUESTION = "How did white cells and blasts change in the first week?"
TABLE_QUESTION = "Who were they?"
DAYS = ("treatment_days", "relapse_day", "death_day")
COUNTS = {
    "wbc": ("White blood cells", "x10^9/L", ("wbc_before", "wbc_day7")),
    "blasts": ("Blasts in the blood", "%", ("blasts_before", "blasts_day7")),
}
#: A transplant is counted by its own figure: a course ends in one thing only, and a patient can have had both.
COURSE = {"died": "died", "on treatment": "on treatment at last visit", "stopped": "stopped treatment"}


def name(one: Patient) -> str:
    return f"Patient {one.row['number']}"


def who(one: Patient) -> str:
    """'Patient 1, male, 62, FAB M4'; what is not printed is left to the table."""
    age, fab = one.number("age"), one.row["fab"]
    parts = [SEX[one.row["sex"]].label.lower(), *([number(age)] if age else []), *([f"FAB {fab}"] if fab else [])]
    return ", ".join([name(one), *parts])


def ratio(one: Patient) -> str:
    return f"FLT3-ITD ratio {number(one.number('flt3_itd_ratio'))}"


def flag(one: Patient, *names: str) -> str:
    """○ a reader had a doubt, ⚑ sources disagree, about any of these numbers."""
    behind = [fact for each in names if (fact := one.fact(each))]
    doubt = any(not fact["certain"] for fact in behind)
    return ("○" if doubt else "") + ("⚑" if any(fact["discrepancies"] for fact in behind) else "")


def title(found: list[Patient]) -> str:
    return f"Time on treatment and what followed: {_shown_of(found)}"


def counts_title(found: list[Patient]) -> str:
    return f"White cells and blood blasts before and after 7 days: {_shown_of(found)}"


def _shown_of(found: list[Patient]) -> str:
    """'6 of 6 treated patients of Metzelder 2009', study by study."""
    said = []
    for study in dict.fromkeys(one.row["study_id"] for one in found):
        own = [one for one in found if one.row["study_id"] == study]
        n = own[0].series["n"]
        said.append(f"{len(own)} of {NOT_REPORTED if n is None else n} patients of {own[0].series['study_label']}")
    return listed(said)


def sentence(found: list[Patient]) -> str:
    """How long they were treated and how it ended, at the last visit that the source knows."""
    if not found:
        return "No single patient of this selection is described."
    days = [days for one in found if (days := one.number("treatment_days")) is not None]
    ended = [f"{sum(one.row['course'] == code for one in found)} {text}" for code, text in COURSE.items()
             if any(one.row["course"] == code for one in found)]  # fmt: skip
    deaths = sorted(day for one in found if (day := one.number("death_day")) is not None)
    on = f" On treatment for {number(min(days))} to {number(max(days))} days." if len(days) > 1 else ""
    died = f" Deaths on {'day' if len(deaths) == 1 else 'days'} {listed([number(day) for day in deaths])}." if deaths else ""
    return f"{_shown_of(found)}{': ' if ended else ''}{listed(ended)}.{on}{died}{_transplanted(found)}"


def _transplanted(found: list[Patient]) -> str:
    """Who is said to have gone on to a transplant, by name; whatever came after it."""
    studies: dict[str, list[str]] = {}
    for one in sorted(found, key=lambda one: one.row["number"]):
        if one.transplanted:
            studies.setdefault(one.series["study_label"], []).append(str(one.row["number"]))
    who_ = [
        f"{plural(len(numbers), 'patient')} of {study} (number{'s' if len(numbers) > 1 else ''} {listed(numbers)})"
        for study, numbers in studies.items()
    ]
    return f" Allogeneic transplant after the start of treatment: {listed(who_)}." if who_ else ""


def counts_sentence(found: list[Patient]) -> str:
    """In how many both counts are printed and in how many they fell; counted here."""
    said = []
    for label, _, (before, after) in COUNTS.values():
        pairs = [(one.number(before), one.number(after)) for one in found]
        known = [(low, high) for low, high in pairs if low is not None and high is not None]
        fell = sum(after < before for before, after in known)
        if known:
            said.append(
                f"{lower_first(label)} fell in {fell} of the {plural(len(known), 'patient')} with both values printed"
            )
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]} (counted here)." if said else "No values before and after 7 days are printed."


def table_sentence(found: list[Patient]) -> str:
    """Who they were, from the printed ages and the sex."""
    ages = [age for one in found if (age := one.number("age")) is not None]
    sexes = [f"{sum(one.row['sex'] == code for one in found)} {sex.label.lower()}" for code, sex in SEX.items()]
    span = f", aged {number(min(ages))} to {number(max(ages))}" if len(ages) > 1 else ""
    return f"{plural(len(found), 'patient')}: {listed(sexes)}{span}." if found else sentence(found)


def method(found: list[Patient]) -> list[str]:
    drugs = list(dict.fromkeys(DRUG[drug].label.lower() for one in found for drug in one.cohort["drugs"]))
    return [
        f"Day 0: first dose of {listed(drugs)}. Bars are days on treatment as printed; pauses are not drawn. An event"
        " whose day is not printed stands at the end of its bar, in words; a dotted line is time of unprinted length.",
        *_signs([flag(one, *DAYS) for one in found]),
    ]


def counts_method(found: list[Patient]) -> list[str]:
    zero = any(one.number(value) == 0 for one in found for _, _, pair in COUNTS.values() for value in pair)
    return [
        "Circle: before treatment; square: after 7 days. Logarithmic scale."
        + (" A printed 0 has no place on it: open mark at the left end." if zero else ""),
        *_signs([flag(one, *pair) for one in found for _, _, pair in COUNTS.values()]),
    ]


def table_method(found: list[Patient]) -> list[str]:
    said = ["Every number with its place in the source; words are ours, grades as printed."] if found else []
    return [*said, *_signs([flag(one, "treatment_days") for one in found])]


def _signs(used: list[str]) -> list[str]:
    return [
        *(["○ and hollow: a reader had a doubt, see the note in the table."] if any("○" in one for one in used) else []),
        *(["⚑ sources disagree, see the lines below the figure."] if any("⚑" in one for one in used) else []),
    ]


def after_transplant(found: list[Patient]) -> str:
    """Relapses counted from transplant, which have no place on an axis that starts with treatment; empty if none."""
    said = [
        f"{lower_first(name(one))}, {number(fact['value'])} {fact['unit']} after allo-SCT ({fact['locator']})"
        for one in found
        if (fact := one.relapsed_after_transplant)
    ]
    return f"Relapse that the source counts from transplant, so not on this axis: {listed(said)}." if said else ""


def not_blood(found: list[Patient]) -> str:
    """Blasts that are of the marrow, not of the blood, and so are not drawn; empty if none."""
    said = [
        f"{lower_first(name(one))}, {number(fact['value'])} % in the marrow before treatment ({fact['locator']})"
        for one in found
        if (fact := one.fact("marrow_blasts_before")) and one.number("blasts_before") is None
    ]
    return f"Not drawn among blood blasts: {listed(said)}." if said else ""


def contradicted(rows: list[Row]) -> list[str]:
    return [
        f"⚑ {row['topic']}: {row['first']} ({row['first_at']}) against {row['second']} ({row['second_at']}). {row['why']}"
        for row in rows
    ]
