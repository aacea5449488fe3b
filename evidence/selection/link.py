"""Views and query strings: a link is read and written back whole."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from evidence.language import ENGLISH, languages, spoken
from evidence.reasons import Reason, because
from evidence.selection.offered import CHOICES, FILTERS, Filter
from evidence.selection.view import Ignored, View
from evidence.vocabulary import DRUG

#: What a reader wants to see of a hostile link's values before they are cut.
SHOWN = 40
#: Names of figures and discrepancies in links; more than a few at once is no link that this product wrote.
NAME = re.compile(r"[A-Za-z0-9./-]{3,200}")
NAMES_LIMIT = 8
#: So many values of a filter are read from a press.
PRESSED = 200
#: So many drugs are compared at once, and so many arms.
REGIMENS = ARMS = 4
#: The name of an arm in links: its study and its cohort.
ARM = re.compile(r"([A-Za-z0-9.-]{1,100})/[A-Za-z0-9.-]{1,100}")
#: Names of meetings and their steps in links; of a step after a point the part, where it is not the first.
CLUB, STEP = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}"), re.compile(r"0|[1-9][0-9]?(\.[1-9][0-9]?)?")


def names() -> set[str]:
    """Every name that a link may use; the last two are Streamlit's own."""
    own = {"lang", "data", "fact", "other", "club", "step", "regimen", "arm", "embed", "embed_options"}
    return own | {one.name for one in (*FILTERS, *CHOICES)}


def parse(query: Mapping[str, Sequence[str]], studies: Sequence[str]) -> tuple[View, tuple[Ignored, ...]]:
    """A view from a query string; never raises, never trusts, and says what it did not follow.

    `query` gives all values of each name; `studies` are the study ids of the data version.
    """
    step, part = _place(query)
    view = View(facts=_names(query, "fact"), other=_names(query, "other"), regimens=_regimens(query),
                arms=_arms(query, studies), club=_club(query), step=step, part=part)  # fmt: skip
    for one in FILTERS:
        values = _split(query.get(one.name, ()))
        view = view.with_filter(one.name, [code for code in _codes(one, studies) if code in values])
    for choice in CHOICES:
        if (value := _first(query, choice.name)) in choice.codes:
            view = view.with_choice(choice.name, value)
    known = names()
    unknown = (Ignored(name[:SHOWN], "", because("unknown name")) for name in query if name not in known)
    return view, (*_unnamed(query, view), *_unlisted(query, studies), *unknown, *_unclear(query))


def named(given: object) -> tuple[tuple[str, ...], tuple[Ignored, ...]]:
    """The figures that a click names, read as a link is, and what of them was not followed.

    `given` is whatever the browser sent: more than a few names are not looked at at all.
    """
    values = [one for one in given[: NAMES_LIMIT + 1] if isinstance(one, str)] if isinstance(given, (list, tuple)) else []
    view, ignored = parse({"fact": values}, ())
    return view.facts, ignored


def pressed(given: object, choices: Iterable[str], studies: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The values of filters, lists and these choices that the browser says were pressed, by their names; read as a link is.

    `given` is whatever the browser sent, by names and lists of values: what is none sets nothing, and of many values only
    as many as a reader presses are looked at.
    """
    sent = given if isinstance(given, dict) else {}
    query = {
        name: [one for one in sent[name][:PRESSED] if isinstance(one, str)]
        for name in (*(one.name for one in FILTERS), "regimen", "arm", *choices)
        if isinstance(sent.get(name), list)
    }
    view, _ = parse(query, studies)
    lists = {"regimen": view.regimens, "arm": view.arms}
    return {name: (view.choice(name),) if name in choices else lists.get(name, view.chosen(name)) for name in query}


def place_of(given: object) -> tuple[int, int]:
    """Step of a meeting and part of it that the browser sent as '2.3'; for anything else 0, its agenda, and the first."""
    return _place({"step": [str(given)[:SHOWN]]})


def _unnamed(query: Mapping[str, Sequence[str]], view: View) -> Iterator[Ignored]:
    """Values that are no name of a meeting, step, language, figure or discrepancy."""
    for name, kept, why in (
        ("club", view.club, because("no name of a meeting")),
        ("step", _step(query), because("no step of a meeting")),
        ("lang", language(query), _expected(languages())),
    ):
        for value in query.get(name, ())[:1]:
            if value not in ("", kept):
                yield Ignored(name, value[:SHOWN], why)
    for name, names, why in (
        ("fact", view.facts, because("no name of a figure, or more than {limit} of them", limit=NAMES_LIMIT)),
        ("other", view.other, because("no name of a discrepancy, or more than {limit} of them", limit=NAMES_LIMIT)),
    ):
        for value in dict.fromkeys(query.get(name, ())):
            if value and value not in names:
                yield Ignored(name, value[:SHOWN], why)
    for name, taken, why in (
        ("regimen", view.regimens, because("no drug of the vocabulary, or more than {limit}", limit=REGIMENS)),
        ("arm", view.arms, because("no arm of a study of this data version, or more than {limit}", limit=ARMS)),
    ):
        for value in dict.fromkeys(_split(query.get(name, ()))):
            if value not in taken:
                yield Ignored(name, value[:SHOWN], why)


def _unlisted(query: Mapping[str, Sequence[str]], studies: Sequence[str]) -> Iterator[Ignored]:
    """Values of filters and choices that stand in no closed set."""
    for one in FILTERS:
        for value in dict.fromkeys(_split(query.get(one.name, ()))):
            if value not in _codes(one, studies):
                yield Ignored(one.name, value[:SHOWN], because("no {filter} of this data version", filter=one))
    for choice in CHOICES:
        value = _first(query, choice.name)
        if value and value not in choice.codes:
            yield Ignored(choice.name, value[:SHOWN], _expected(choice.codes))


def _codes(one: Filter, studies: Sequence[str]) -> list[str]:
    return list(studies) if one.codes is None else list(one.codes)


def _first(query: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value that is not blank."""
    return next((value for value in query.get(name, ()) if value), "")


def _unclear(query: Mapping[str, Sequence[str]]) -> Iterator[Ignored]:
    """Names with a blank for a value, and names of which there is one that are given several."""
    for name in (*(one.name for one in (*FILTERS, *CHOICES)), "lang"):
        if any(not value.strip(",") for value in query.get(name, ())):
            yield Ignored(name, "", because("without a value"))
    for name in (*(choice.name for choice in CHOICES), "club", "step", "lang", "data"):
        for value in list(dict.fromkeys(query.get(name, ())))[1:]:
            if value:
                yield Ignored(name, value[:SHOWN], because("one value is expected; the first is taken"))


def dump(view: View, takes: Collection[str], version: str) -> dict[str, list[str]]:
    """The query string of a view: every filter that is set, what else its reader `takes` by name, the data version.

    That may be choices, `regimen`, `arm`, and `club` with its step. A choice that the data decide stands there only
    where the view has it.
    """
    query = {one.name: list(view.chosen(one.name)) for one in FILTERS if view.chosen(one.name)}
    taken = (choice for choice in CHOICES if choice.name in takes)
    told = (choice for choice in taken if not choice.quiet or view.choice(choice.name) != choice.default)
    decided = (choice for choice in told if not choice.by_data or choice.name in view.choices)
    query |= {choice.name: [view.choice(choice.name)] for choice in decided}
    query |= {name: list(names) for name, names in (("fact", view.facts), ("other", view.other)) if names}
    if "regimen" in takes and view.regimens:
        query |= {"regimen": list(view.regimens)}
    if "arm" in takes and view.arms:
        query |= {"arm": list(view.arms)}
    if "club" in takes and view.club:
        query |= {"club": [view.club], "step": [view.place]}
    if spoken() != ENGLISH:
        query |= {"lang": [spoken()]}
    return query | {"data": [version]}


def language(query: Mapping[str, Sequence[str]]) -> str:
    """The language that a link asks for, whatever stands around its code; English where it asks for none that there is."""
    asked = (value.strip(" .,;)").casefold() for value in query.get("lang", ())[:1])
    return next((code for code in asked if code in languages()), ENGLISH)


def _expected(allowed: Iterable[str]) -> Reason:
    return because("expected one of {allowed}", allowed=", ".join(allowed))


def _names(query: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    good = (value for value in query.get(name, ()) if NAME.fullmatch(value))
    return tuple(dict.fromkeys(good))[:NAMES_LIMIT]


def _regimens(query: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Drugs to compare, each once, in the order asked for."""
    good = (code for code in _split(query.get("regimen", ())) if code in DRUG)
    return tuple(dict.fromkeys(good))[:REGIMENS]


def _arms(query: Mapping[str, Sequence[str]], studies: Collection[str]) -> tuple[str, ...]:
    """Arms of these studies to put beside each other, each once, in the order asked for."""
    good = (name for name in _split(query.get("arm", ())) if (found := ARM.fullmatch(name)) and found[1] in studies)
    return tuple(dict.fromkeys(good))[:ARMS]


def _club(query: Mapping[str, Sequence[str]]) -> str:
    return next((value for value in query.get("club", ())[:1] if CLUB.fullmatch(value)), "")


def _place(query: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """Step of a meeting and its part."""
    step, _, part = _step(query).partition(".")
    return int(step or 0), int(part or 1)


def _step(query: Mapping[str, Sequence[str]]) -> str:
    return next((value for value in query.get("step", ())[:1] if STEP.fullmatch(value)), "")


def _split(values: Sequence[str]) -> list[str]:
    """Values repeated (a=1&a=2) or in one (a=1,2), without blanks."""
    return [part for value in values for part in value.split(",") if part]
