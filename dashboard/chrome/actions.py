"""What a reader takes away from a panel: pictures in several sizes, slides, handout, CSV, the link."""

from collections.abc import Callable

import streamlit as st

from dashboard.exports.tables import panel_csv
from dashboard.painters.plotly.sizes import SIZES
from dashboard.session import collected, link
from dashboard.session.component import component
from dashboard.session.frame import Frame
from evidence.language import as_spoken, mark, say
from evidence.wording.table import Table

#: What the buttons say and what becomes of a press; `group` and `size` are read to those who do not see.
_WORDS = {
    "group": mark("Take this panel away"), "size": mark("Size of the picture"), "copy": mark("Copy picture"),
    "slide": mark("Slide"), "handout": mark("Handout"), "link": mark("Copy link"),
    "select": mark("this browser does not let the page copy; the link is selected, copy it by keyboard or menu"),
    "denied": mark("this browser does not let the page copy pictures; save it as PNG instead"),
    "drawing": mark("the figure is still being drawn"), "https": mark("this browser copies pictures only over https"),
    "failed": mark("Not done: {fault}"),
}  # fmt: skip
_DONE = {"png": mark("PNG saved"), "svg": mark("SVG saved"), "copy": mark("Picture copied"), "link": mark("Link copied")}


def actions(frame: Frame, name: str, question: str, drawn: bool, table: Callable[[], Table], file: str) -> None:
    """The row of buttons below a figure; every file is made only when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{name}", gap="small"):
        here = link.address(frame.view, frame.page, frame.version)
        data = {"figure": f"figure_{name}" if drawn else "", "page": frame.page, "panel": name, "file": file,
                "query": here.partition("?")[2], "link": here, "sizes": {size: one.label for size, one in SIZES.items()},
                "words": {name: say(text) for name, text in _WORDS.items()},
                "done": {form: say(text) for form, text in _DONE.items()}}  # fmt: skip
        component(__file__, "panel_actions")(data=data, key=f"take_{name}", width="content")
        add = as_spoken(collected.add)
        st.button(say("Add to meeting"), key=f"collect_{name}", on_click=add, args=(frame, name, question))
        taken = as_spoken(lambda: panel_csv(name, table(), frame))
        st.download_button("CSV", taken, f"{file}.csv", "text/csv", key=f"csv_{name}",
                           on_click="ignore")  # fmt: skip
