"""The filters, each value with the number of cohorts that it would leave."""

import json
from collections import Counter
from functools import lru_cache, partial

import streamlit as st

from dashboard.chrome import search
from dashboard.chrome.controls import settable
from dashboard.chrome.literal import literal
from dashboard.chrome.served import component
from dashboard.panel import Page
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.held import held
from dashboard.session.kept import Kept
from dashboard.session.reading import at_once
from dashboard.site import page_named
from evidence.cohorts import ON_COHORTS, by_kind, facet, how_many, occurring, studies_told, unchecked
from evidence.cohorts.asked import base_of
from evidence.cohorts.left import studies_left
from evidence.language import say
from evidence.questions.facts import ON_FIGURES, printing
from evidence.questions.studies.numbers import study_labels
from evidence.row import Cohort
from evidence.selection import FILTERS, Filter, View
from evidence.versions import checked, with_drafts
from evidence.wording.matching import counted
from evidence.wording.numbers import plural
from evidence.wording.selection import code_label

#: The three filters of the mission stand open; the others fold.
FIRST = 3
#: From so many values on a filter is a search box instead of a row of pills; those of the mission stay pills.
LONG = 9
#: Filters whose values are offered although nothing is left with them.
ALWAYS_OFFERED = ("mutation", "setting", "transplant")
KEY = "filters"

#: What the filters of a page tell the browser, by all that decides it. Bounded in bytes.
KEPT: Kept[bytes] = Kept(16_000_000)


def draw(page: Page, frame: Frame) -> None:
    turn = b'{"turn": %d, ' % held().turn
    pressed = partial(_pressed, frame.page)
    told = link.named_only(frame, KEY) if link.is_there(frame) else sent(page, frame)
    component("filters", "filters.js")(data=turn + told[1:], key=KEY, on_pressed_change=pressed)


def sent(page: Page, frame: Frame) -> bytes:
    """What the filters send to the browser, but for the press that was taken in last."""
    decided = frame.all_that_decides(), with_drafts(checked(frame.version))
    return KEPT.get(decided, lambda: json.dumps(_told(page, frame), ensure_ascii=False).encode())


def _pressed(page: str) -> None:
    link.press(st.session_state[KEY].pressed, settable(page))


def _told(page: Page, frame: Frame) -> dict[str, object]:
    """How many match; each filter with its values: those of the mission, what narrows them, behind a fold all others."""
    view = frame.view
    first = [_filter(one, page, frame) for one in FILTERS[:FIRST]]
    if view.chosen("mutation"):
        first.append(_toggle("carriers", "every", view, say("Every patient carries it"),
                             say("Only cohorts in which every patient carries the mutation")))  # fmt: skip
    if any(view.chosen(name) for name in ON_COHORTS):
        first.append(_toggle("match", "exact", view, say("Exact matches only"),
                             say("Leaves out cohorts that hold such patients among others")))  # fmt: skip
    if (drafts := with_drafts(checked(frame.version))) and (n := len(unchecked(drafts))):
        said = say("With records not checked by hand ({n})", n=f"{n:,}")
        told = say("Adds drafts of imported records; every row of one says that nobody has checked it")
        first.append(_toggle("unchecked", "yes", view, said, told))
    others = [_filter(one, page, frame) | {"folded": True} for one in FILTERS[FIRST:]]
    return {"view": at_once(frame), "at_once": page.at_once, "way": say("Filters"), "more": say("More filters"),
            "count": _count(page, frame), "search": search.told(frame),
            "filters": [one for one in (*first, *others) if one["values"]]}  # fmt: skip


def _toggle(name: str, code: str, view: View, words: str, told: str) -> dict[str, object]:
    values = [{"code": code, "words": words, "empty": False}]
    chosen = [code] if view.choice(name) == code else []
    return {"name": name, "label": "", "values": values, "chosen": chosen, "help": told, "folded": False, "searched": False}


def _filter(one: Filter, page: Page, frame: Frame) -> dict[str, object]:
    """A filter: its values in their order, each with how many are left with it; what has nothing is `empty`."""
    counts, chosen = _counts(one, page, frame), frame.view.chosen(one.name)
    offered = [code for code, left in counts.items() if left or code in chosen or _occurs(one, code, frame)]
    empty = [code for code in offered if not counts[code] and code not in chosen]
    if len(empty) == len(offered):  # all lead nowhere alike: none is hidden behind the others
        empty = []
    values = [
        {"code": code, "words": f"{code_label(one.name, code, frame.studies)} · {counts[code]}", "empty": code in empty}
        for code in offered
    ]
    return {
        "name": one.name, "label": one.label, "values": values, "chosen": list(chosen), "folded": False,
        "searched": len(offered) - len(empty) > LONG and one.name not in ALWAYS_OFFERED, "any": say("any"),
        "fewer": say("Fewer values"), "more": say("{n} more with nothing here", n=len(empty)),
        "remove": say("Remove this filter"),
    }  # fmt: skip


def _counts(one: Filter, page: Page, frame: Frame) -> dict[str, int]:
    """How many would fit with each value of a filter, all other filters kept: what a click will show."""
    version, view = frame.version, frame.view
    if frame.is_part:
        return studies_left(version, view)[one.name] if one.codes else dict.fromkeys(study_labels(frame.base), 1)
    return _left(one, page.name, version, view.with_filter(one.name, ()))


@lru_cache(maxsize=4096)
def _left(one: Filter, page_name: str, version: str, rest: View) -> dict[str, int]:
    """The same of the view without this filter: what is pressed in it changes none of its own numbers."""
    page, codes = page_named(page_name), list(study_labels(version)) if one.codes is None else list(one.codes)
    if one.name in ON_FIGURES:
        views = {code: rest.with_filter(one.name, (code,)) for code in codes}
        return {code: _how_many(page, version, asked) for code, asked in views.items()}
    return facet(version, rest, one.name, codes, page.printing(version, rest), page.counted)


def _how_many(page: Page, version: str, view: View) -> int:
    base = base_of(version, view, page.domains)
    return how_many(base, view, page.printing(base, view), page.counted)


@lru_cache(maxsize=4096)
def _matching(page_name: str, version: str, view: View) -> Counter[str]:
    """How many the page counts under a view, by how they match."""
    return by_kind(_rows(page_named(page_name), version, view))


def _rows(page: Page, version: str, view: View) -> list[Cohort]:
    """What the page counts under a view, one row a thing counted."""
    base = base_of(version, view, page.domains)
    return page.counted(base, view, page.printing(base, view))


def ways_out(page: Page, frame: Frame) -> None:
    """Where nothing matches, not even all filters but one: what is left without each of them."""
    version, view = frame.version, frame.closed().view
    if not view.filters or _matching(page.name, version, view):
        return
    if studies_told(frame.base, view, printing(frame.base, view, page.topic)):
        return
    said = []
    for one in FILTERS:
        rest = view.with_filter(one.name, ())
        if view.chosen(one.name) and (left := _how_many(page, version, rest)):
            dropped = literal(say(" or ").join(code_label(one.name, code, frame.studies) for code in view.chosen(one.name)))
            said.append(say("without {filter}: {left}", filter=dropped, left=plural(left, *page.unit)))
    around = _rows(page, version, view.with_choice("match", "around"))
    if around:
        said.append(say("with near matches: {left}", left=plural(len(around), *page.unit)))
    ways = say("; ").join(said) or say("to leave one of them out is not enough: Reset shows everything")
    st.info(say("Nothing here matches all filters; {ways}.", ways=ways))


def _occurs(one: Filter, code: str, frame: Frame) -> bool:
    """Whether a value occurs in the base at all: one that never does is not offered."""
    if one.name not in ALWAYS_OFFERED:
        return False
    return code in occurring(frame.base, one.name)


def _count(page: Page, frame: Frame) -> str:
    """What the numbers beside the values are, and how many match now."""
    said = counted(_matching(page.name, frame.version, frame.closed().view), page.unit)
    return say("{said} Numbers beside the values count studies.", said=said) if frame.is_part else said
