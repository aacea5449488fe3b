"""How cohorts match a view, in words: what differs, the blocks of rows, the sentence and the title of exact rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from evidence.answers import Item, OfCohort
from evidence.cohorts import BESIDE, KINDS, Match, key, way
from evidence.language import mark, say
from evidence.row import Cohort
from evidence.selection import FILTERS
from evidence.wording.numbers import listed, plural
from evidence.wording.selection import cohort, lower_first, mutation_share, prior_flt3, study_name, upper_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import Column, Table

#: Whatever a question found: rows of cohorts, a map, patients.
Found = TypeVar("Found")


One = TypeVar("One", bound=OfCohort)
#: The heading of each block of rows below the exact ones.
BLOCKS = {
    Match.AMONG: mark("Such patients among others"),
    Match.NEAREST: mark("Nearest: fits all filters but one"),
}
#: What a control is that fits all filters but for the drug, which the arm beside it got.
CONTROL = mark("control of an arm with the drug")
#: So many cohorts are named one by one.
NAMED = 3
#: What every table says of how its cohorts match; on screen only where one of them is not exact.
COLUMNS = (Column("match"), Column("match_why", "What differs", wide=True))
_LABELS = {one.name: one for one in FILTERS}
#: Filters whose values name themselves: "Mixed transplant status", "FLT3-mutated (any)".
_SELF_NAMED = ("setting", "transplant", "prior_flt3")


def differs(row: Cohort) -> str:
    """'FLT3-mutated (any); mixed transplant status': what sets a cohort apart from the filters; empty if it is exact."""
    match = row["match"]
    said = sorted(match.differs, key=lambda one: one[0] != match.missed)
    return say("; ").join(
        say("other {filter}: {value}", filter=lower_first(_LABELS[name].label), value=_own(row, name, own))
        if name == match.missed
        else _own(row, name, own)
        for name, own in said
    )


def _own(row: Cohort, name: str, own: tuple[str, ...]) -> str:
    """What a cohort is by a filter; a value that does not name itself with the name of the filter."""
    one = _LABELS[name]
    if not own:
        return say("not reported")
    if name == "mutation":
        return lower_first(mutation_share(row))
    if name == "prior_flt3":
        return lower_first(prior_flt3(row))
    said = listed([lower_first(one.codes[code].label) if one.codes else study_name(row) for code in own])
    if name in _SELF_NAMED or name == row["match"].missed:
        return said
    return say("{filter}: {value}", filter=lower_first(one.label), value=said)


def block(row: Cohort) -> str:
    """The name of the block that a cohort's row stands in; empty for exact rows."""
    return say(BLOCKS[row["match"].kind]) if row["match"].kind in BLOCKS else ""


def who(row: Cohort) -> str:
    """'Perl 2019, gilteritinib [FLT3-mutated (any)]': a cohort, and what differs where it is not exact."""
    difference = differs(row)
    return say("{cohort} [{differs}]", cohort=cohort(row), differs=difference) if difference else cohort(row)


def named(rows: Iterable[Cohort]) -> Sentence:
    """The first cohorts and what differs in each, then how many there are besides."""
    kept = list({key(row): row for row in rows}.values())
    more = Sentence(say("{n} more", n=len(kept) - NAMED) if len(kept) > NAMED else "")
    return joined(listed, [*(naming(who(row), Item(row)) for row in kept[:NAMED]), more])


def by_cohort(rows: Sequence[One], kind: str) -> list[One]:
    """The rows whose cohort matches in this way."""
    return [row for row in rows if row.cohort["match"].kind == kind]


def cohorts_of(rows: Iterable[OfCohort]) -> list[Cohort]:
    """The cohort of each row."""
    return [row.cohort for row in rows]


def answer(
    found: Found,
    said: Callable[[Found], Sentence],
    of: Callable[[Any, str], Any] = by_cohort,
    whose: Callable[[Any], list[Cohort]] = cohorts_of,
    others: Callable[[Found], Sentence] | None = None,
) -> Sentence:
    """The sentence of the exact rows, and who else stands below; without exact rows, that of those there are.

    `said` is the sentence of rows, `of` gives those of one kind, `whose` their cohorts. `others` says of the rows below
    more than their names. Exact rows come first, however strong the others are: these have other patients among theirs.
    """
    exact, among, near = (whose(of(found, kind)) for kind in KINDS)
    if exact:
        head = said(of(found, Match.EXACT))
        if among and others:
            return stated(_AND_AMONG, exact=head, said=others(of(found, Match.AMONG)))
        return stated(_ALSO, exact=head, cohorts=named(_largest(among))) if among else head
    if among and others:
        return stated(mark("No cohort fits all filters exactly. {said}"), said=others(found))
    if among:
        return stated(_AMONG, said=said(found), cohorts=named(_largest(among)))
    return stated(_NEAR, said=said(found), cohorts=named(_largest(near))) if near else said(found)


_AND_AMONG = mark("{exact} Such patients among others. {said}")
_ALSO = mark("{exact} Such patients among others: {cohorts}.")
_AMONG = mark("No cohort fits all filters exactly; such patients are among others in {cohorts}. {said}")
_NEAR = mark("No cohort fits all filters; nearest: {cohorts}. {said}")


def counted(kinds: Mapping[str, int], unit: tuple[str, str]) -> str:
    """'7 cohorts fit all filters exactly, 11 hold such patients among others.'"""
    exact, among, near = (kinds.get(kind, 0) for kind in KINDS)
    beside = kinds.get(BESIDE, 0)
    said = say("{exact} here.", exact=upper_first(plural(exact, *unit)))
    if among:
        message = mark("{exact} here: {fit} exactly, {among} with such patients among others.")
        said = say(message, exact=plural(exact + among, *unit), fit=exact, among=among)
    elif near:
        said = say("None here fits all filters; nearest: {nearest}.", nearest=plural(near, *unit))
    return say("{said} Beside them {n} as controls.", said=said, n=plural(beside, *unit)) if beside else said


def others(best: Sequence[Cohort], every: Sequence[Cohort]) -> str:
    """Which cohorts of lesser match a drawing leaves to its table; empty if none."""
    left = [row for row in every if row not in best]
    return (
        say("Not drawn, in the table: {block}: {cohorts}.", block=block(left[0]), cohorts=named(_largest(left)).text)
        if left
        else ""
    )


def _largest(rows: Iterable[Cohort]) -> list[Cohort]:
    """Randomised evidence first, treated before controls, then by size."""
    return sorted(rows, key=lambda row: (row["role"] == "control", row["design"] != "randomised", -(row["n"] or 0)))


def title(
    found: Found,
    said: Callable[[Found], str],
    of: Callable[[Any, str], Any] = by_cohort,
    whose: Callable[[Any], list[Cohort]] = cohorts_of,
) -> str:
    """The title of the exact rows, and how many cohorts stand in the block below."""
    counts = [len({(row["study_id"], row["cohort_id"]) for row in whose(of(found, kind))}) for kind in KINDS]
    exact, among, near = counts
    head = said(of(found, Match.EXACT) if exact else found)
    if among and exact:
        return say("{title}, {n} among others", title=head, n=among)
    if among:
        return say("{title}, all among others", title=head)
    return say("{title}, none fits all filters", title=head) if near else head


def match_record(row: Cohort) -> dict[str, object]:
    """The values of COLUMNS for a cohort."""
    match = row["match"]
    why = say("; ").join([*([say(CONTROL)] if match.beside else []), *([differs(row)] if match.differs else [])])
    return {"match": way(row), "match_why": why}


def with_match(table: Table, rows: Sequence[Cohort]) -> Table:
    """The table with the columns that say how the cohort of each record matches; `rows` are the cohorts, in order."""
    records = [record | match_record(row) for record, row in zip(table.records, rows, strict=True)]
    return with_columns(replace(table, records=records))


def with_columns(table: Table) -> Table:
    """The table with COLUMNS behind its first; they reach the screen where a record differs."""
    told = any(record["match_why"] for record in table.records)
    columns = COLUMNS if told else tuple(replace(column, english="") for column in COLUMNS)
    return replace(table, columns=(*table.columns[:1], *columns, *table.columns[1:]))
