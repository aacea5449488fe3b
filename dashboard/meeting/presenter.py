"""A meeting in front of an audience: one view at a time, large, by arrow keys, the answer folded until asked for."""

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.chrome import figures
from dashboard.chrome.tables import to_html
from dashboard.meeting.documents import part, reading, shows
from dashboard.painters.parts import Part
from dashboard.session import link
from dashboard.session.component import component
from dashboard.session.frame import Frame
from dashboard.session.reading import study_of
from dashboard.session.viewport import chart_key
from evidence.clubs import Club, Shown
from evidence.language import say
from evidence.selection import step_of
from evidence.wording import clubs as words
from evidence.wording.selection import selection

STYLE = Path(__file__).parent / "presented.css"


def present(frame: Frame, club: Club) -> None:
    """The step of the link; one beyond the last view is the last."""
    step, last = min(frame.view.step, len(club.views)), len(club.views)
    view = club.views[step - 1]
    shown = part(view, frame.version, "")
    st.html(STYLE)
    _bar(club, step, last)
    st.html(f"<p class='asked' id='asked'>{escape(view.question)}</p>")
    if shown is None:
        st.warning(words.missing(shows(view)))
        return
    said = selection(shown.here.view, shown.here.studies)
    st.html(f"<p class='chosen'>{escape(said)} · {say('data {version}', version=shown.here.version)}</p>")
    if view.data and reading(view, frame.version).version != view.data:
        st.info(words.unkept(view))
    _drawing(frame, shown, step)
    st.html(_folded(shown, view))


def _bar(club: Club, step: int, last: int) -> None:
    """Ways on and back, progress, clock."""
    with st.container(horizontal=True, vertical_alignment="center", key="presenter", gap="small"):
        st.button(say("‹ Back"), disabled=step == 1, on_click=link.open_meeting, args=(club.id, step - 1), key="back")
        st.button(say("Next ›"), disabled=step == last, on_click=link.open_meeting, args=(club.id, step + 1), key="next")
        st.html(f"<span class='footnote'>{say('{n} of {of}', n=step, of=last)} · {escape(club.title)}</span>")
        asked = component(__file__, "presenter")(
            data={"club": club.id, "step": step, "last": last, "timer": say("Time since the meeting began")},
            key="presenter_keys", on_step_change=lambda: None, width="content",
        )  # fmt: skip
        st.button(say("Leave"), on_click=link.open_meeting, args=(club.id, 0), key="leave")
    st.progress(step / last)
    if (to := getattr(asked, "step", None)) is not None:
        link.open_meeting(club.id, step_of(to))
        st.rerun()


def _drawing(frame: Frame, shown: Part, step: int) -> None:
    """The figure of the panel in large type, else its table."""
    panel = shown.panel
    with st.container(key="presented"):
        if (chart := panel.chart) and panel.table and panel.table.records:
            here, alt = replace(shown.here, narrow=frame.narrow), f"{panel.question} {panel.answer}"
            figures.show(here, panel.name, lambda: chart, alt, chart_key(f"presented_{step}", frame.narrow))
        elif panel.table and panel.table.records:
            st.html(to_html(panel.table, study_of=study_of(shown.here)))


def _folded(shown: Part, view: Shown) -> str:
    """What the panel answers, what the presenter notes, how it was counted; closed at every step."""
    panel = shown.panel
    note = f"<p>{escape(view.note)}</p>" if view.note else ""
    small = "".join(f"<p class='footnote'>{escape(line)}</p>" for line in (*panel.remarks, *panel.below))
    said, answer = say("Open this view with its table"), say("Answer")
    way = f"<p class='footnote'><a href='{escape(shown.link)}' target='_blank'>{said}</a></p>"
    return f"<details class='folded'><summary>{answer}</summary><p>{escape(panel.answer)}</p>{note}{small}{way}</details>"
