"""The bar above every page: the ways to the pages, the search where it has no other place, to share, other languages."""

import json

import streamlit as st

from dashboard.chrome import search, share
from dashboard.chrome.served import component
from dashboard.routes import login
from dashboard.routes.admission import Rules
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.reading import Reading, address
from dashboard.site import PAGES, page_named
from evidence.language import languages, say, speaking, spoken

KEY = "topbar"

#: What the bar tells the browser, by all that decides it. Bounded in bytes.
KEPT: Kept[bytes] = Kept(8_000_000)


def draw(frame: Frame, reading: Reading) -> None:
    """Draw the bar. A press on a page or a hit is a link that the browser follows, see browser/history.js."""
    told = component("topbar", "bar.js")(data=sent(frame, reading), key=KEY, on_share_change=lambda: None,
                                         on_language_change=_chosen)  # fmt: skip
    if told.share:
        share.opened(reading)


def sent(frame: Frame, reading: Reading) -> bytes:
    """What the bar sends to the browser."""
    key = (frame.all_that_decides(), Rules.asked())
    return KEPT.get(key, lambda: json.dumps(_told(frame.closed(), reading), ensure_ascii=False).encode())


def _told(frame: Frame, reading: Reading) -> dict[str, object]:
    here = page_named(frame.page)
    others = [(code, name, _in(code, frame)) for code, name in languages().items() if code != spoken()]
    return {"brand": say("Leukaemia evidence"), "menu": say("Pages"), "page": here.title, "spoken": spoken(),
            "pages": [(page.title, address(frame.view, page.name, frame.data)) for page in PAGES],
            "search": None if here.sidebar else search.told(frame), "share": share.button(reading), "languages": others,
            "out": (say("Log out"), login.LOGOUT) if Rules.asked() else None}  # fmt: skip


def _in(code: str, frame: Frame) -> str:
    with speaking(code):
        return address(frame.view, frame.page, frame.data)


def _chosen() -> None:
    code = st.session_state[KEY].language
    if code in languages():
        link.set_language(code)
