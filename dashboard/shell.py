"""The frame: navigation, sidebar, header; the page runs inside it."""

import sys
from pathlib import Path

import streamlit as st

ROOT = str(Path(__file__).parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from dashboard import header, link, provenance, search, sidebar  # noqa: E402
from dashboard.frame import Frame, hand_over  # noqa: E402
from dashboard.pages import PAGES  # noqa: E402
from dashboard.viewport import is_narrow  # noqa: E402
from evidence.database import NoEvidence  # noqa: E402
from evidence.queries.studies import study_labels  # noqa: E402

st.set_page_config(page_title="Leukaemia evidence", layout="wide")
links = {
    page.name: st.Page(page.file, title=page.title, url_path=page.name, default=page.name == "overview") for page in PAGES
}
running = st.navigation(list(links.values()), position="hidden")
page = next(page for page in PAGES if links[page.name] == running)

try:
    view, version, ignored = link.open_view(page.name)
except NoEvidence as fault:
    st.error(f"There is no evidence base to show: {fault}")
    st.stop()

frame = Frame(page.name, view, version, study_labels(version), is_narrow())
hand_over(frame)
header.draw(links, frame, ignored)
with st.sidebar:
    search.box(links, frame)
sidebar.draw(page, frame)
provenance.listen()
running.run()
provenance.draw(frame)
