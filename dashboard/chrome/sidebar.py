"""The filters, each value with the number of cohorts that it would leave."""

import streamlit as st

from dashboard.chrome.literal import code_literal, literal
from dashboard.panel import Page
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.held import held
from dashboard.session.kept import Kept
from evidence.cohorts import ON_COHORTS, by_kind, facet, fits, occurring, studies_told
from evidence.language import say
from evidence.questions.facts import ON_FIGURES, printing
from evidence.row import Cohort
from evidence.selection import FILTERS, Filter, View
from evidence.wording.matching import counted
from evidence.wording.numbers import plural
from evidence.wording.selection import code_label

#: The three filters of the mission stand open; the others fold.
FIRST = 3
#: From so many values on a filter is a search box instead of a row of pills; those of the mission stay pills.
LONG = 9
#: Filters whose values are offered although nothing is left with them.
KEPT = ("mutation", "setting", "transplant")

#: The numbers beside the values of a filter, by all that decides them. Bounded in numbers.
COUNTS: Kept[dict[str, int]] = Kept(500_000)


def draw(page: Page, frame: Frame) -> None:
    st.html(f"<style>[data-testid=stExpandSidebarButton]::after {{ content: '{say('Filters')}'; }}</style>")
    for one in FILTERS[:FIRST]:
        _filter(one, page, frame)
    if frame.view.chosen("mutation"):
        st.toggle(say("Every patient carries it"), help=say("Only cohorts in which every patient carries the mutation"),
                  key=_carriers(frame), on_change=_carriers_moved)  # fmt: skip
    if any(frame.view.chosen(name) for name in ON_COHORTS):
        st.toggle(say("Exact matches only"), help=say("Leaves out cohorts that hold such patients among others"),
                  key=_exact(frame), on_change=_exact_moved)  # fmt: skip
    active = any(frame.view.chosen(one.name) for one in FILTERS[FIRST:])
    with st.expander(say("More filters"), expanded=active):
        for one in FILTERS[FIRST:]:
            _filter(one, page, frame)
    _count(page, frame)


def _carriers(frame: Frame) -> str:
    st.session_state.carriers = frame.view.choice("carriers") == "every"
    return "carriers"


def _carriers_moved() -> None:
    link.set_choice("carriers", "every" if st.session_state.carriers else "any")


def _exact(frame: Frame) -> str:
    st.session_state.exactly = frame.view.choice("match") == "exact"
    return "exactly"


def _exact_moved() -> None:
    link.set_choice("match", "exact" if st.session_state.exactly else "around")


def _filter(one: Filter, page: Page, frame: Frame) -> None:
    counts = _counts(one, page, frame)
    offered = [
        code for code, left in counts.items() if left or code in frame.view.chosen(one.name) or _occurs(one, code, frame)
    ]
    empty = [code for code in offered if not counts[code] and code not in frame.view.chosen(one.name)]
    if not offered:
        return
    if len(empty) == len(offered):  # all lead nowhere alike: none is hidden behind the others
        empty = []
    _values(one, offered if _opened(one.name) else [code for code in offered if code not in empty], counts, frame)
    if empty:
        fewer, more = say("Fewer values"), say("{n} more with nothing here", n=len(empty))
        st.button(fewer if _opened(one.name) else more, key=f"more_{one.name}", type="tertiary",
                  on_click=_turn, args=(one.name,))  # fmt: skip


def _opened(name: str) -> bool:
    """Whether a filter offers values that lead nowhere, too."""
    return name in held().unfolded


def _turn(name: str) -> None:
    held().unfolded ^= {name}


def _values(one: Filter, offered: list[str], counts: dict[str, int], frame: Frame) -> None:
    """The values of a filter, each with how many are left with it."""
    bound = link.bind_filter(one.name)
    searched = len(offered) > LONG and one.name not in KEPT
    label = code_label if searched else code_literal
    words = {code: f"{label(one.name, code, frame.studies)} · {counts[code]}" for code in offered}
    if searched:
        st.multiselect(one.label, offered, format_func=words.__getitem__, placeholder=say("any"), **bound)
    else:
        st.pills(one.label, offered, selection_mode="multi", format_func=words.__getitem__, **bound)


def _counts(one: Filter, page: Page, frame: Frame) -> dict[str, int]:
    """How many would fit with each value of a filter, all other filters kept: what a click will show."""
    return COUNTS.get((one.name, frame.all_that_decides()), lambda: _counted(one, page, frame))


def _counted(one: Filter, page: Page, frame: Frame) -> dict[str, int]:
    version, view = frame.version, frame.view
    codes = list(frame.studies) if one.codes is None else list(one.codes)
    if one.name in ON_FIGURES:
        views = {code: view.with_filter(one.name, (code,)) for code in codes}
        return {code: sum(map(fits, _rows(page, version, asked))) for code, asked in views.items()}
    rest = view.with_filter(one.name, ())
    return facet(version, view, one.name, codes, page.printing(version, rest), page.counted)


def _rows(page: Page, version: str, view: View) -> list[Cohort]:
    """What the page counts under a view, one row a thing counted."""
    return page.counted(version, view, page.printing(version, view))


def ways_out(page: Page, frame: Frame) -> None:
    """Where nothing matches, not even all filters but one: what is left without each of them."""
    version, view = frame.version, frame.view
    topic = studies_told(version, view, printing(version, view, page.topic))
    if not view.filters or _rows(page, version, view) or topic:
        return
    said = []
    for one in FILTERS:
        rest = view.with_filter(one.name, ())
        if view.chosen(one.name) and (left := sum(map(fits, _rows(page, version, rest)))):
            dropped = literal(say(" or ").join(code_label(one.name, code, frame.studies) for code in view.chosen(one.name)))
            said.append(say("without {filter}: {left}", filter=dropped, left=plural(left, *page.unit)))
    around = _rows(page, version, view.with_choice("match", "around"))
    if around:
        said.append(say("not exactly: {left}", left=plural(len(around), *page.unit)))
    ways = say("; ").join(said) or say("to leave one of them out is not enough: Reset shows everything")
    st.info(say("Nothing here matches all filters; {ways}.", ways=ways))


def _occurs(one: Filter, code: str, frame: Frame) -> bool:
    """Whether a value occurs in the base at all: one that never does is not offered."""
    if one.name not in KEPT:
        return False
    return code in occurring(frame.version, one.name)


def _count(page: Page, frame: Frame) -> None:
    """What the numbers beside the values are, and how many match now."""
    st.caption(counted(by_kind(_rows(page, frame.version, frame.view)), page.unit))
