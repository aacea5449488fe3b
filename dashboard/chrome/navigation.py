"""Which page is asked for, as Streamlit's own navigation, which is not seen, finds it in the address."""

import streamlit as st

from dashboard.panel import Page
from dashboard.site import PAGES
from evidence.language import worded


def here() -> Page:
    """The page of this run."""
    ways = _ways()
    running = st.navigation(list(ways), position="hidden")
    return ways[running]


@worded(maxsize=8)
def _ways() -> dict[st.Page, Page]:
    """Each page as Streamlit knows it, which looks at its file to make it."""
    return {
        st.Page(page.file, title=page.title, url_path=page.name, default=page.name == "overview"): page for page in PAGES
    }
