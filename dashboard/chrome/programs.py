"""How programs read what the screen shows, and where this site is."""

from urllib.parse import urlsplit

import streamlit as st

from dashboard.session import public
from evidence.language import say
from evidence.wording import api


def how_to_read() -> None:
    """The section that shows how to read views and the whole base from Python and R."""
    st.subheader(say("Read it from Python or R"), anchor="api")
    st.markdown("\n".join(f"- {say(line)}" for line in api.ABOUT))
    st.code(api.in_python(site()), language="python")
    st.code(api.in_r(site()), language="r")


def site() -> str:
    """Scheme and host of this site: as they were named, or else as the reader's browser knows them."""
    found = urlsplit(public.named() or st.context.url or "")
    return f"{found.scheme}://{found.netloc}" if found.netloc else ""
