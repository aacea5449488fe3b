"""The frame: navigation, sidebar, header; the page runs inside it."""

import sys
from pathlib import Path

import streamlit as st

ROOT = str(Path(__file__).parent.parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from dashboard.chrome import card, header, sidebar  # noqa: E402
from dashboard.chrome.faults import told  # noqa: E402
from dashboard.chrome.panels import page_of  # noqa: E402
from dashboard.routes import logs  # noqa: E402
from dashboard.session import collected, link  # noqa: E402
from dashboard.session.naming import title  # noqa: E402
from dashboard.session.reading import Reading  # noqa: E402
from dashboard.session.viewport import is_narrow  # noqa: E402
from dashboard.site import PAGES  # noqa: E402
from evidence.language import say  # noqa: E402

link.open_language()
st.set_page_config(page_title=say("Leukaemia evidence"), layout="wide")
links = {
    page.name: st.Page(page.file, title=page.title, url_path=page.name, default=page.name == "overview") for page in PAGES
}
running = st.navigation(list(links.values()), position="hidden")
page = next(page for page in PAGES if links[page.name] == running)


def draw(reading: Reading) -> None:
    """The page inside its frame; a view inside another page has neither navigation nor filters.

    The filters come after the page: what a click asked for is on its way before the numbers beside every value are.
    """
    frame = reading.frame(is_narrow())
    st.set_page_config(page_title=title(page.title, frame))
    alone = not st.context.is_embedded
    st.html(header.STYLE)
    above = st.container()
    page_of(page, frame)
    card.listen()
    if "club" not in page.takes:
        collected.live(is_shown=False)
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
