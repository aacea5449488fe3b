"""The filters, each value with the number of cohorts that it would leave."""

from collections.abc import Set as AbstractSet

import streamlit as st

from dashboard.chrome.literal import code_literal, literal
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.site import PageOf
from evidence.cohorts import Key, count_by, facet, matching, occurring, patients, shown
from evidence.language import mark, say
from evidence.questions.facts import ON_FIGURES
from evidence.row import Row
from evidence.selection import FILTERS, Filter, View
from evidence.wording.numbers import plural
from evidence.wording.selection import code_label

#: The three filters of the mission stand open; the others fold.
FIRST = 3
#: From so many values on a filter is a search box instead of a row of pills.
LONG = 9
#: Filters that can turn a whole cohort into its parts.
NARROWING = ("mutation", "setting", "transplant")


def draw(page: PageOf, frame: Frame) -> None:
    st.html(f"<style>[data-testid=stExpandSidebarButton]::after {{ content: '{say('Filters')}'; }}</style>")
    for one in FILTERS[:FIRST]:
        _filter(one, page, frame)
    if frame.view.chosen("mutation"):
        st.toggle(say("Every patient carries it"), help=say("Only cohorts in which every patient carries the mutation"),
                  key=_carriers(frame), on_change=_carriers_moved)  # fmt: skip
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


def _filter(one: Filter, page: PageOf, frame: Frame) -> None:
    counts = _counts(one, page, frame)
    offered = [
        code for code, left in counts.items() if left or code in frame.view.chosen(one.name) or _occurs(one, code, frame)
    ]
    if not offered:
        return
    bound = link.bind_filter(one.name)
    label = code_label if len(offered) > LONG else code_literal
    words = {code: f"{label(one.name, code, frame.studies)} · {counts[code]}" for code in offered}
    if len(offered) > LONG:
        st.multiselect(one.label, offered, format_func=words.get, placeholder=say("any"), **bound)
    else:
        st.pills(one.label, offered, selection_mode="multi", format_func=words.get, **bound)


def _counts(one: Filter, page: PageOf, frame: Frame) -> dict[str, int]:
    """What each value of a filter would leave, all other filters kept; see PageOf.counts for what is counted."""
    version, rest = frame.version, frame.view.with_filter(one.name, ())
    codes = list(frame.studies) if one.codes is None else list(one.codes)
    if one.name in ON_FIGURES:
        views = {code: rest.with_filter(one.name, (code,)) for code in codes}
        return {code: len(_rows(page, version, view, page.printing(version, view))) for code, view in views.items()}
    printing = page.printing(version, rest)
    if page.counts == "cohorts":
        return facet(version, frame.view, one.name, codes, printing)
    if page.counts == "answers" and one.name in NARROWING:
        return {code: len(_rows(page, version, rest.with_filter(one.name, (code,)), printing)) for code in codes}
    left = count_by(one.name, _rows(page, version, rest, printing))
    return {code: left[code] for code in codes}


def _rows(page: PageOf, version: str, view: View, printing: AbstractSet[Key]) -> list[Row]:
    """What the page counts under a view."""
    if page.counts == "patients":
        return patients(version, view)
    return shown(version, view, printing) if page.counts == "answers" else matching(version, view, printing)


def ways_out(page: PageOf, frame: Frame) -> None:
    """Where nothing matches all filters: what is left without each of them."""
    version, view = frame.version, frame.view
    if not view.filters or _rows(page, version, view, page.printing(version, view)):
        return
    said = []
    for one in FILTERS:
        rest = view.with_filter(one.name, ())
        if view.chosen(one.name) and (rows := _rows(page, version, rest, page.printing(version, rest))):
            dropped = literal(say(" or ").join(code_label(one.name, code, frame.studies) for code in view.chosen(one.name)))
            left = plural(len(rows), "single patient" if page.counts == "patients" else "cohort")
            said.append(say("without {filter}: {left}", filter=dropped, left=left))
    ways = say("; ").join(said) or say("to leave one of them out is not enough: Reset shows everything")
    st.info(say("Nothing here matches all filters; {ways}.", ways=ways))


def _occurs(one: Filter, code: str, frame: Frame) -> bool:
    """Whether a value occurs in the base at all: one that never does is not offered."""
    if one.name not in NARROWING:
        return False
    return code in occurring(frame.version, one.name)


def _count(page: PageOf, frame: Frame) -> None:
    """What the numbers beside the values are, and how many are left now."""
    printing = page.printing(frame.version, frame.view)
    rows = _rows(page, frame.version, frame.view, printing)
    if page.counts == "answers":
        message = mark("{cohorts} shown of {n} that print something on this question.")
        st.caption(say(message, cohorts=plural(len(rows), "cohort"), n=len(printing)))
    elif page.counts == "patients":
        shown = plural(len(rows), "single patient")
        st.caption(say("{patients} shown. The numbers count patients.", patients=shown))
    else:
        message = mark(
            "{cohorts} match and print something here. The numbers count these; each question below is answered by the"
            " highest of them."
        )
        st.caption(say(message, cohorts=plural(len(rows), "cohort")))
