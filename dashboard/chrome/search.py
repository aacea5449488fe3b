"""The search box: it answers while one types, and each answer leads to its page with the reader's filters kept."""

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.takes import query_of
from dashboard.site import page_of
from evidence.language import as_spoken, say
from evidence.questions.search.entries import Hit
from evidence.questions.search.finding import Found, Group, joined, search
from evidence.wording.selection import code_label, left_out

#: So many hits of a kind stand open; the others unfold.
OPEN = 5


def folded(links: dict, frame: Frame) -> None:
    """The box behind a button, for a page that has no room for it at the side."""
    with st.popover(say("Search"), key="find"):
        box(links, frame)


def box(links: dict, frame: Frame) -> None:
    """Draw the box and what it finds; typing reruns nothing else."""
    st.fragment(as_spoken(_box))(links, frame)


@told("The search")
def _box(links: dict, frame: Frame) -> None:
    text = st.text_input(
        say("Search"), key="search", type="search", live="200ms", max_chars=80,
        placeholder=say("Study, drug, term, author, NCT …"), label_visibility="collapsed",
    )  # fmt: skip
    if not text:
        return
    found = search(frame.version, text)
    _said(found)
    for group in found.groups:
        _group(links, frame, group, text)


def _said(found: Found) -> None:
    """What was not found as typed, what is shown instead, and of how many studies that have the words some are searched."""
    for typed, other in found.read_as:
        st.caption(say("Nothing is called “{typed}”; this is what there is on “{other}”.", typed=typed, other=other))
    if not found.groups:
        st.caption(say("Nothing found. Try a drug, an author, a registry number or a side effect."))
    elif found.partly:
        st.caption(say("Nothing has all of these words; this is what has some of them."))
    if left := left_out(found.base):
        st.caption(left)


def _group(links: dict, frame: Frame, group: Group, text: str) -> None:
    """One kind of hits under its name and number."""
    st.caption(say("{kind} ({n})", kind=say(group.kind), n=len(group.hits)))
    for hit in group.hits[:OPEN]:
        _hit(links, frame, hit)
    left = group.hits[OPEN:]
    if left:
        more = st.expander(say("{n} more", n=len(left)), key=f"more_{group.kind}_{text}", on_change="rerun")
        if more.open:
            with more:
                for hit in left:
                    _hit(links, frame, hit)


def _hit(links: dict, frame: Frame, hit: Hit) -> None:
    """The way to a hit, with the filters that it would leave behind."""
    page = page_of(hit.about)
    view, fell = joined(frame.version, frame.view, hit.view, page.printing)
    query = query_of(view, page.name, frame.data)
    label = literal(hit.label)
    if fell:
        names = ", ".join(code_label(name, code, frame.studies) for name, code in fell)
        link.leave_behind(query, names)
        label = f"{label} :small[{literal(say('without {filter}', filter=names))}]"
    st.page_link(links[page.name], label=label, query_params=query)
