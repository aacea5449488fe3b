"""White cells and blasts of single patients in words: before treatment and after a week."""

from evidence.language import mark, say
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import flag, name, shown_of, signs
from evidence.wording.numbers import listed, number, plural
from evidence.wording.selection import lower_first, upper_first

QUESTION = mark("How did white cells and blasts change in the first week?")
COUNTS = {
    "wbc": (mark("White blood cells"), "x10^9/L", ("wbc_before", "wbc_day7")),
    "blasts": (mark("Blasts in the blood"), "%", ("blasts_before", "blasts_day7")),
}
METHOD = mark("A line leads from the value before treatment to the square of the one after 7 days. Linear scale from 0.")


def title(found: list[Patient]) -> str:
    return say("White cells and blood blasts before and after 7 days: {patients}", patients=shown_of(found))


def sentence(found: list[Patient]) -> str:
    """In how many both counts are printed and in how many they fell; counted here."""
    said = []
    for cells, _, (before, after) in COUNTS.values():
        pairs = [(one.number(before), one.number(after)) for one in found]
        known = [(low, high) for low, high in pairs if low is not None and high is not None]
        fell = sum(after < before for before, after in known)
        if known:
            whom = plural(len(known), "patient")
            said.append(
                say("{cells} fell in {n} of the {patients} with both values printed", cells=lower_first(say(cells)), n=fell,
                    patients=whom)
            )  # fmt: skip
    if not said:
        return say("No values before and after 7 days are printed.")
    text = say("; ").join(said)
    return say("{changes} (counted here).", changes=upper_first(text))


def method(found: list[Patient]) -> list[str]:
    return [
        say(METHOD),
        *signs([flag(one, *pair) for one in found for _, _, pair in COUNTS.values()]),
    ]


def not_blood(found: list[Patient]) -> str:
    """Blasts that are of the marrow, not of the blood, and so are not drawn; empty if none."""
    said = [
        say(
            "{patient}, {percent} % in the marrow before treatment ({place})",
            patient=lower_first(name(one)),
            percent=number(fact["value"]),
            place=fact["locator"],
        )
        for one in found
        if (fact := one.fact("marrow_blasts_before")) and one.number("blasts_before") is None
    ]
    return say("Not drawn among blood blasts: {blasts}.", blasts=listed(said)) if said else ""
