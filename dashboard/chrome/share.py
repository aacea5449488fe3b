"""Share: links that keep their data or follow it, short ones, the frame for another page, the view as data."""

from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.chrome.programs import site
from dashboard.exports import changes
from dashboard.exports.forms import FORMS
from dashboard.session.reading import Reading
from dashboard.session.short import shorten
from evidence.language import as_spoken, mark, say
from evidence.questions.changes import words
from evidence.versions import today

#: What makes a frame as high as the view inside it says it is, in one line; one serves all frames of a page.
FITTED = " ".join((Path(__file__).parent / "around_frames.js").read_text(encoding="utf-8").split())
#: Height in pixels where the page around a view runs no script: question, sentence and a figure of usual length.
HEIGHT = 900


def button(reading: Reading) -> tuple[str, str, str]:
    """The words of the button, the version beside them where there is room, and what a pointer over it is told."""
    kind = mark("Always current: data version {version}") if reading.live else mark("Kept as it is: data version {version}")
    return say("Share"), say("data {version}", version=reading.version[:8]), say(kind, version=reading.version)


def opened(reading: Reading) -> None:
    """Open the list of links."""
    st.dialog(say("Share this view"), width="large")(as_spoken(_dialog))(reading)


@told("The list of links")
def _dialog(reading: Reading) -> None:
    here = site()
    live = replace(reading, version=today(reading.version), live=True)
    kinds = ((words.KEPT, replace(reading, live=False)), (words.ALWAYS, live))
    for name, one in kinds:
        name = say(name)
        st.html(f"<h4>{name[0].upper()}{name[1:]}</h4><p class='footnote'>{_explained(one)}</p>")
        short = shorten(one.address())
        if short:
            st.code(f"{here}/s/{short}", language=None)
        st.code(here + one.address(), language=None, wrap_lines=True)
        with st.expander(say("Frame for another page")):
            st.code(frame_code(here, one), language="html", wrap_lines=True)
    st.html(f"<h4>{say('The same view as data')}</h4>")
    for form, (label, _, _) in FORMS.items():
        st.caption(say(label))
        st.code(f"{here}{api_address(reading, form)}", language=None, wrap_lines=True)
    st.caption(say(words.ABOUT_FEED))
    st.code(here + changes.address(reading), language=None, wrap_lines=True)


def _explained(reading: Reading) -> str:
    if reading.live:
        return say("Shows today's data whenever it is opened.")
    return say("Shows the numbers of data version {version}, and says what has changed since.", version=reading.version)


def api_address(reading: Reading, form: str) -> str:
    """Where the view is served as data."""
    return f"/api/{reading.page}.{form}?{urlencode(reading.query(), doseq=True)}"


def frame_code(site: str, reading: Reading) -> str:
    """The HTML that shows the view inside another page."""
    here = escape(site + reading.address(embed="true"))
    return (
        f'<iframe src="{here}" title="{escape(say("Leukaemia evidence"))}" width="100%" height="{HEIGHT}" style="border:0"'
        ' loading="lazy" allow="clipboard-write"></iframe>\n'
        f"<script>{FITTED}</script>"
    )
