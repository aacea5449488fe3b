"""The first sentence of a question: what the strongest evidence prints, by name and number."""

from collections.abc import Callable, Iterable, Sequence

from evidence.language import mark, say
from evidence.questions.headline.numbers import FEWEST, Headline, T
from evidence.wording.numbers import listed, plural
from evidence.wording.selection import cohort, lower_first

#: So many cohorts a line names one by one.
NAMED = 6


def sentences(found: Headline[T], said: Callable[[T], str], spanned: Callable[[Sequence[T]], str]) -> list[str]:
    """Randomised evidence first, then the largest of the rest, then a range.

    `said` gives what a row prints ('CR 52/247, 21.1 % (16.2 to 26.7)'), `spanned` what several alike ones span.
    """
    arms = [_against(one, other, said) for one, other in found.randomised]
    largest = mark("Largest of the others: {row}.") if arms else mark("Largest: {row}.")
    message = mark("{what} in {cohorts} of at least {n} patients.")
    return [
        *([say("Randomised: {arms}.", arms=say("; ").join(arms))] if arms else []),
        *([say(largest, row=named(found.largest, said))] if found.largest else []),
        *([say(message, what=spanned(found.alike), cohorts=plural(len(found.alike), "cohort"), n=FEWEST)]
          if found.alike else []),
    ]  # fmt: skip


def named(row: T, said: Callable[[T], str]) -> str:
    return say("{cohort}: {said}", cohort=cohort(row.cohort), said=said(row))


def _against(arm: T, control: T, said: Callable[[T], str]) -> str:
    """'Perl 2019, gilteritinib: CR 52/247, 21.1 %, against salvage chemotherapy: CR 13/124, 10.5 %'."""
    return say("{arm}, against {control}: {said}", arm=named(arm, said), said=said(control),
               control=lower_first(control.cohort["label"]))  # fmt: skip


def without_a_large_one(found: Headline[T], said: Callable[[T], str]) -> list[str]:
    """What is said where no cohort is large enough to be named first."""
    if found.small and not found.unlike:
        message = mark("Only cohorts of fewer than {n} patients: {rows}.")
        return [say(message, n=FEWEST, rows=several(found.small, said))]
    return apart(found, said)


def apart(found: Headline[T], said: Callable[[T], str]) -> list[str]:
    """What the first sentence leaves out: small cohorts, those that count something else or arms together."""
    message = mark("Fewer than {n} patients: {rows}.")
    return [
        *([say("Besides: {rows}.", rows=several(found.unlike, said))] if found.unlike else []),
        *([say(message, n=FEWEST, rows=several(found.small, said))] if found.small else []),
    ]


def several(rows: Iterable[T], said: Callable[[T], str]) -> str:
    """'Alpha 2001: 5/10, 50 %; Beta 2002: 1/8, 12 %; and 4 more'."""
    rows = list(rows)
    first = [named(row, said) for row in rows[:NAMED]]
    more = [say("{n} more", n=len(rows) - NAMED)] if len(rows) > NAMED else []
    return say("; ").join([*first, *more]) if not more else listed([say("; ").join(first), *more])
