"""The filters, each value with the number of cohorts that it would leave."""

import streamlit as st

from dashboard import link
from dashboard.frame import Frame
from dashboard.pages import PageOf
from evidence.cohorts import answering, cohorts, facet, matching
from evidence.selection import FILTERS, Filter
from evidence.wording.numbers import plural
from evidence.wording.selection import code_label

#: The three filters of the mission stand open; the others fold.
FIRST = 3
#: From so many values on a filter is a search box instead of a row of pills.
LONG = 9


def draw(page: PageOf, frame: Frame) -> None:
    with st.sidebar:
        for one in FILTERS[:FIRST]:
            _filter(one, page, frame)
        if frame.view.chosen("mutation"):
            st.toggle("Every patient carries it", help="Only cohorts in which every patient carries the mutation",
                      key=_carriers(frame), on_change=_carriers_moved)  # fmt: skip
        active = any(frame.view.chosen(one.name) for one in FILTERS[FIRST:])
        with st.expander("More filters", expanded=active):
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
    words = {code: f"{code_label(one.name, code, frame.studies)} · {counts[code]}" for code in offered}
    if len(offered) > LONG:
        st.multiselect(one.label, offered, format_func=words.get, placeholder="any", **bound)
    else:
        st.pills(one.label, offered, selection_mode="multi", format_func=words.get, **bound)


def _counts(one: Filter, page: PageOf, frame: Frame) -> dict[str, int]:
    codes = list(frame.studies) if one.codes is None else list(one.codes)
    if one.name in ("level", "readers"):
        return {code: _left(page, frame, one.name, code) for code in codes}
    return facet(frame.version, frame.view, one.name, codes, page.printing(frame.version, frame.view))


def _left(page: PageOf, frame: Frame, name: str, code: str) -> int:
    """Filters on figures, not on cohorts: who still prints something when only these figures count?"""
    view = frame.view.with_filter(name, (code,))
    return len(matching(frame.version, view, page.printing(frame.version, view)))


def _occurs(one: Filter, code: str, frame: Frame) -> bool:
    """Whether a value occurs in the base at all: one that never does is not offered."""
    if one.name not in ("mutation", "setting", "transplant"):
        return False
    return any(row[one.name] == code for row in cohorts(frame.version))


def _count(page: PageOf, frame: Frame) -> None:
    printing = page.printing(frame.version, frame.view)
    shown = len(answering(frame.version, frame.view, printing).shown)
    st.caption(f"{plural(shown, 'cohort')} shown of {len(printing)} that print something on this question.")
