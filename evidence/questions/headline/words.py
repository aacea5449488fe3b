"""The first sentence of a question: what the strongest evidence prints, by name and number."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from evidence.answers import Figured
from evidence.language import mark, say
from evidence.questions.headline.numbers import FEWEST, Headline, T, setting_group
from evidence.vocabulary import DISEASE, NOT_REPORTED, SETTING
from evidence.wording.matching import who
from evidence.wording.numbers import listed, plural
from evidence.wording.phrases import named as phrase
from evidence.wording.selection import lower_first
from evidence.wording.sentence import Sentence, joined, naming, stated

P = TypeVar("P", bound=Figured)
#: So many cohorts a line names one by one.
NAMED = 6


def nothing(arm: P, control: P) -> str:
    """No contrast of two arms is printed."""
    return ""


def sentences(
    found: Headline[P],
    said: Callable[[P], str],
    spanned: Callable[[Sequence[P]], str],
    between: Callable[[P, P], str] = nothing,
) -> list[Sentence]:
    """Randomised evidence first, then the largest of the rest, then a range; a range names none of its rows.

    `said` gives what a row prints ('CR 52/247, 21.1 % (16.2 to 26.7)'), `spanned` what several alike ones span,
    `between` the contrast that is printed of an arm and its control.
    """
    arms = [_against(one, other, said, between) for one, other in found.randomised]
    largest = mark("Largest of the others: {row}.") if arms else mark("Largest: {row}.")
    message = mark("{what} in {cohorts} of at least {n} patients.")
    return [
        *([stated(mark("Randomised: {arms}."), arms=joined(say("; ").join, arms))] if arms else []),
        *([stated(largest, row=named(found.largest, said))] if found.largest else []),
        *([stated(message, what=spanned(found.alike), cohorts=plural(len(found.alike), "cohort"), n=FEWEST)]
          if found.alike else []),
    ]  # fmt: skip


def first(
    found: Headline[P],
    said: Callable[[P], str],
    spanned: Callable[[Sequence[P]], str],
    between: Callable[[P, P], str] = nothing,
) -> list[Sentence]:
    """The sentences, or what is said where no cohort is large enough to be named first."""
    return sentences(found, said, spanned, between) or without_a_large_one(found, said)


def ends(what: str, rows: Sequence[T], end: Callable[[T], str]) -> str:
    """'CR, AML, relapsed or refractory: 12 % to 21.1 %': what alike rows of one group of patients span, lowest first."""
    row = rows[0].cohort
    disease, setting = DISEASE[row["disease"]].label, SETTING[setting_group(row) or NOT_REPORTED].label
    whom = say(", ").join(map(lower_first, (disease, setting)))
    return say("{what}, {patients}: {low} to {high}", what=what, patients=whom, low=end(rows[0]), high=end(rows[-1]))


def named(row: P, said: Callable[[P], str]) -> Sentence:
    return naming(say("{cohort}: {said}", cohort=who(row.cohort), said=said(row)), row)


def _against(arm: P, control: P, said: Callable[[P], str], between: Callable[[P, P], str]) -> Sentence:
    """'Perl 2019, gilteritinib: 9.3 months, against salvage chemotherapy: 5.6 months, hazard ratio 0.64'."""
    pair = stated(mark("{arm}, against {control}: {said}"), arm=named(arm, said), said=naming(said(control), control),
                  control=lower_first(phrase(control.cohort["label"])))  # fmt: skip
    contrast = between(arm, control)
    return stated(mark("{pair}, {contrast}"), pair=pair, contrast=contrast) if contrast else pair


def without_a_large_one(found: Headline[P], said: Callable[[P], str]) -> list[Sentence]:
    """What is said where no cohort is large enough to be named first."""
    if found.small and not found.unlike:
        message = mark("Only cohorts of fewer than {n} patients: {rows}.")
        return [stated(message, n=FEWEST, rows=several(found.small, said))]
    return apart(found, said)


def apart(found: Headline[P], said: Callable[[P], str]) -> list[Sentence]:
    """What the first sentence leaves out: small cohorts, those that count something else or arms together."""
    message = mark("Fewer than {n} patients: {rows}.")
    return [
        *([stated(mark("Besides: {rows}."), rows=several(found.unlike, said))] if found.unlike else []),
        *([stated(message, n=FEWEST, rows=several(found.small, said))] if found.small else []),
    ]


def several(rows: Iterable[P], said: Callable[[P], str], most: int = NAMED) -> Sentence:
    """'Alpha 2001: 5/10, 50 %; Beta 2002: 1/8, 12 %; and 4 more'."""
    rows = list(rows)
    first = joined(say("; ").join, [named(row, said) for row in rows[:most]])
    more = say("{n} more", n=len(rows) - most)
    return joined(listed, [first, Sentence(more)]) if len(rows) > most else first
