"""What a reader takes away from a panel: pictures in several sizes, slides, handout, CSV, the link, a place in a meeting."""

from dashboard.painters.plotly.sizes import SIZES
from dashboard.session import link
from dashboard.session.frame import Frame
from evidence.language import mark, say

#: What the buttons say and what becomes of a press; `group` and `size` are read to those who do not see.
_WORDS = {
    "group": mark("Take this panel away"), "size": mark("Size of the picture"), "copy": mark("Copy picture"),
    "slide": mark("Slide"), "handout": mark("Handout"), "link": mark("Copy link"), "collect": mark("Add to meeting"),
    "select": mark("this browser does not let the page copy; the link is selected, copy it by keyboard or menu"),
    "denied": mark("this browser does not let the page copy pictures; save it as PNG instead"),
    "drawing": mark("the figure is still being drawn"), "https": mark("this browser copies pictures only over https"),
    "failed": mark("Not done: {fault}"),
}  # fmt: skip
_DONE = {"png": mark("PNG saved"), "svg": mark("SVG saved"), "csv": mark("CSV saved"),
         "copy": mark("Picture copied"), "link": mark("Link copied")}  # fmt: skip


def actions(frame: Frame, panel: str, table: str, file: str) -> dict[str, object]:
    """What the row of buttons below a panel tells the browser; every file is made only when it is asked for.

    `table` names the table of the page that its CSV holds, `file` the files without their endings.
    """
    return {
        "page": frame.page, "panel": panel, "table": table, "file": file,
        "link": link.address(frame.closed().view, frame.page, frame.version),
        "sizes": {size: one.label for size, one in SIZES.items()},
        "words": {name: say(text) for name, text in _WORDS.items()},
        "done": {form: say(text) for form, text in _DONE.items()},
    }  # fmt: skip
