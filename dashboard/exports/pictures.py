"""Pictures of a panel: its figure for the camera of a browser, or drawn here where the server has a browser itself."""

import json
from functools import cache
from threading import Lock

from dashboard.exports.parts import Part
from dashboard.painters import fonts
from dashboard.painters.plotly.sizes import SIZES, camera

#: Seconds that a picture waits for the one before it.
PATIENCE = 20
_INSTEAD = "use the buttons below the figure, which need no browser on the server"
_ONE = Lock()


class NoBrowser(Exception):
    """The server cannot draw pictures; the message says why and what to do instead."""


def sized(part: Part, name: str) -> bytes:
    """Figure and camera as JSON, for the browser."""
    figure = part.panel.figure(narrow=SIZES[name].narrow)
    return f'{{"figure": {figure.to_json()}, "camera": {json.dumps(camera(figure, SIZES[name]))}}}'.encode()


def picture(part: Part, name: str, form: str) -> bytes:
    """One picture, one at a time. Raises NoBrowser where none can be drawn, or the queue is too long, NoFont."""
    fonts.needed()
    figure = part.panel.figure(narrow=SIZES[name].narrow)
    if not _ONE.acquire(timeout=PATIENCE):
        raise NoBrowser(f"other pictures are being drawn; try again, or {_INSTEAD}")
    try:
        _start()
        return figure.to_image(form, **camera(figure, SIZES[name]))
    except (RuntimeError, OSError) as fault:
        raise NoBrowser(f"the picture could not be drawn here ({type(fault).__name__}); {_INSTEAD}") from fault
    finally:
        _ONE.release()


@cache
def _start() -> None:
    """Start the headless browser on the first picture; it stays until the server ends."""
    try:
        import kaleido
        from choreographer.browsers.chromium import Chromium
    except ImportError:
        raise NoBrowser(f"this server draws no pictures: kaleido is not installed; {_INSTEAD}") from None
    if not Chromium.find_browser(skip_local=False):
        raise NoBrowser(f"this server draws no pictures: it has no Chromium; {_INSTEAD}")
    # Without MathJax, which would be fetched from outside and would read what stands between dollar signs as formulas.
    kaleido.start_sync_server(silence_warnings=True, mathjax=False)
