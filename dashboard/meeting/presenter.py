"""A meeting in front of an audience: one view at a time, large, by arrow keys, the answer folded until asked for.

What is too long for a projector is shown in parts, one after the other, so that nothing is scrolled or cut.
"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.screens import pieces
from dashboard.charts.values import Caption, Chart
from dashboard.chrome import figures
from dashboard.chrome.tables import to_html
from dashboard.meeting.documents import part, reading, shows
from dashboard.painters.parts import Part
from dashboard.painters.plotly import draw
from dashboard.panel import Panel
from dashboard.session import link
from dashboard.session.component import component
from dashboard.session.frame import Frame
from dashboard.session.reading import study_of
from dashboard.session.viewport import chart_key
from evidence.clubs import Club, Shown
from evidence.language import say
from evidence.selection import place_of
from evidence.wording import clubs as words
from evidence.wording.selection import selection
from evidence.wording.table import Table, filled

STYLE = Path(__file__).parent / "presented.css"
#: A drawing of so many pixels fits a projector of 1280 x 720 in the smallest type that is read from afar; rows of a table.
HIGH, ROWS = 500, 9


def present(frame: Frame, club: Club) -> None:
    """The step of the link and its part; one beyond the last is the last."""
    step, last = min(frame.view.step, len(club.views)), len(club.views)
    view = club.views[step - 1]
    shown = part(view, frame.version, "")
    st.html(STYLE)
    found = _parts(shown.panel, frame.narrow) if shown else [None]
    at = min(frame.view.part, len(found))
    _bar(club, (step, last), (at, len(found)))
    st.html(f"<p class='asked' id='asked'>{escape(say(view.question))}</p>")
    if shown is None:
        st.warning(words.missing(shows(view)))
        return
    said = selection(shown.here.view, shown.here.studies)
    st.html(f"<p class='chosen'>{escape(said)} · {say('data {version}', version=shown.here.version)}</p>")
    if view.data and reading(view, frame.version).version != view.data:
        st.info(words.unkept(view))
    _drawing(frame, shown, f"{step}_{at}", found[at - 1])
    st.html(_folded(shown, view))


def _parts(panel: Panel, narrow: bool) -> Sequence[Chart | Table | None]:
    """What is shown one after the other: pieces of the drawing, else of the table; a phone scrolls the whole.

    What stands around the drawing on its page stands above it and in the answer.
    """
    if panel.table is None or not panel.table.records:
        return [None]
    if panel.chart is None:
        rows = panel.table.records
        step = len(rows) if narrow else -(-len(rows) // -(-len(rows) // ROWS))
        return [_piece(panel.table, rows[at : at + step]) for at in range(0, len(rows), step)]
    chart = replace(panel.chart, caption=Caption(panel.chart.caption.title, "", ()))
    found = [chart]
    while not narrow and max(draw(one).layout.height for one in found) > HIGH:
        more = pieces(chart, len(found) + 1)
        if len(more) == len(found):
            break
        found = more
    return found


def _piece(table: Table, rows: list[dict[str, Any]]) -> Table:
    """Some rows, without the columns that none of them fills."""
    return replace(table, columns=filled(table.columns, rows), records=rows)


def _bar(club: Club, steps: tuple[int, int], parts: tuple[int, int]) -> None:
    """Ways on and back, progress, clock; `steps` and `parts` of a step are the one shown and the last."""
    (step, last), (part, end) = steps, parts
    back = (club.id, step, part - 1) if part > 1 else (club.id, step - 1)
    on = (club.id, step, part + 1) if part < end else (club.id, step + 1)
    place = say("{n} of {of}", n=step, of=last)
    if end > 1:
        place = say("{place}, part {n} of {of}", place=place, n=part, of=end)
    with st.container(horizontal=True, vertical_alignment="center", key="presenter", gap="small"):
        st.button(say("‹ Back"), disabled=back[1:] == (0,), on_click=link.open_meeting, args=back, key="back")
        st.button(say("Next ›"), disabled=on[1:] == (last + 1,), on_click=link.open_meeting, args=on, key="next")
        st.html(f"<span class='footnote'>{place} · {escape(say(club.title))}</span>")
        asked = component(__file__, "presenter")(
            data={"club": club.id, "step": step, "last": last, "part": part, "parts": end,
                  "timer": say("Time since the meeting began")},
            key="presenter_keys", on_step_change=lambda: None, width="content",
        )  # fmt: skip
        st.button(say("Leave"), on_click=link.open_meeting, args=(club.id, 0), key="leave")
    st.progress(step / last)
    if (to := getattr(asked, "step", None)) is not None:
        link.open_meeting(club.id, *place_of(to))
        st.rerun()


def _drawing(frame: Frame, shown: Part, place: str, one: Chart | Table | None) -> None:
    """A figure of the panel in large type, else a table; `place` tells it from the others of a meeting."""
    panel = shown.panel
    with st.container(key="presented"):
        if isinstance(one, Table):
            st.html(to_html(one, study_of=study_of(shown.here)))
        elif one:
            here, alt = replace(shown.here, narrow=frame.narrow), f"{panel.question} {panel.answer.text}"
            figures.show(here, f"{panel.name} {place}", lambda: one, alt, chart_key(f"presented_{place}", frame.narrow))


def _folded(shown: Part, view: Shown) -> str:
    """What the panel answers, what the presenter notes, how it was counted; closed at every step."""
    panel = shown.panel
    note = f"<p>{escape(say(view.note))}</p>" if view.note else ""
    small = "".join(f"<p class='footnote'>{escape(line)}</p>" for line in (*panel.remarks, *panel.below))
    said, answer = say("Open this view with its table"), say("Answer")
    way = f"<p class='footnote'><a href='{escape(shown.link)}' target='_blank'>{said}</a></p>"
    return (
        f"<details class='folded'><summary>{answer}</summary><p>{escape(panel.answer.text)}</p>{note}{small}{way}</details>"
    )
