"""The frame: navigation, sidebar, header; the page runs inside it."""

import sys
from pathlib import Path

import streamlit as st

ROOT = str(Path(__file__).parent.parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from dashboard.chrome import card, header, navigation, sidebar  # noqa: E402
from dashboard.chrome.faults import told  # noqa: E402
from dashboard.chrome.listening import listen  # noqa: E402
from dashboard.chrome.panels import page_of  # noqa: E402
from dashboard.routes import logs  # noqa: E402
from dashboard.session import link  # noqa: E402
from dashboard.session.naming import title  # noqa: E402
from dashboard.session.reading import Reading  # noqa: E402
from dashboard.session.viewport import is_narrow  # noqa: E402
from evidence.wording.clubs import MINE  # noqa: E402

link.open_language()
page = navigation.here()


def draw(reading: Reading) -> None:
    """The page inside its frame; a view inside another page has neither navigation nor filters.

    The filters come after the page: what a click asked for is on its way before the numbers beside every value are.
    """
    frame = reading.frame(is_narrow())
    st.set_page_config(page_title=title(page.title, frame), layout="wide")
    listen(is_meeting="club" in page.takes and frame.view.club == MINE)
    alone = not st.context.is_embedded
    above = st.container()
    page_of(page, frame)
    if page.filters:
        header.quoted()
    with above:
        if alone:
            header.draw(frame, reading)
            if page.filters and page.sidebar:
                with told("What is left without a filter"):
                    sidebar.ways_out(page, frame)
        else:
            header.embedded(frame, reading)
    if not alone:
        header.signature(reading)
    elif page.filters and page.sidebar:
        with st.sidebar, told("The list of filters"):
            sidebar.draw(page, frame)
    card.draw(frame)


with logs.run(page.name), told("This page"):
    draw(link.open_view(page.name))
