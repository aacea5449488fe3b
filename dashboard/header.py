"""Above every page: where to go, which data these are, which filters are on, what of a link was ignored."""

from pathlib import Path

import streamlit as st

from dashboard import link
from dashboard.frame import Frame
from dashboard.literal import literal
from evidence.database import current
from evidence.selection import FILTERS, Ignored, dump
from evidence.wording.selection import code_label

STYLE = Path(__file__).parent / "style.css"


def draw(links: dict, frame: Frame, ignored: tuple[Ignored, ...]) -> None:
    st.html(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="topbar", gap="small"):
        st.html("<span class='brand'>Leukaemia evidence</span>", width="content")
        for name, page in links.items():
            st.page_link(page, query_params=dump(frame.view, name, frame.version), width="content")
    _version(frame)
    if ignored:
        said = "; ".join(
            f"{one.name}={one.value} ({one.why})" if one.value else f"{one.name} ({one.why})" for one in ignored[:6]
        )
        more = f" and {len(ignored) - 6} more" if len(ignored) > 6 else ""
        st.warning(f"Not followed in this link: {literal(said)}{more}. The rest of the view is as asked.")
    _chips(frame)


def _version(frame: Frame) -> None:
    published = current()
    if frame.version != published:
        with st.container(horizontal=True, vertical_alignment="center", key="oldversion"):
            st.info(f"You see data version {frame.version}, as this link was made. Today's version is {published}.")
            st.button("Show today's data", on_click=link.open_version, args=(published,))


def _chips(frame: Frame) -> None:
    """The active filters, each with its own way out."""
    active = [(one.name, code) for one in FILTERS for code in frame.view.chosen(one.name)]
    if not active and not frame.view.other:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="chips", gap="small"):
        for name, code in active:
            left = tuple(other for other in frame.view.chosen(name) if other != code)
            st.button(f"{code_label(name, code, frame.studies)} ×", key=f"chip_{name}_{code}",
                      on_click=link.set_filter, args=(name, left), help="Remove this filter")  # fmt: skip
        for name in frame.view.other:
            st.button(f"⚑ other figure: {name} ×", key=f"other_{name}", on_click=link.read_otherwise, args=(name,))
        st.button("Reset", key="reset", on_click=link.reset, type="tertiary")
