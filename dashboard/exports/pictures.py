"""Pictures of a panel: its figure for the camera of a browser, or drawn here where the server has a browser itself."""

import json
from functools import cache

from dashboard.painters import fonts
from dashboard.painters.parts import Part
from dashboard.painters.plotly import Figure, draw
from dashboard.painters.plotly.sizes import SIZES, camera

_INSTEAD = "use the buttons below the figure, which need no browser on the server"


class NoBrowser(Exception):
    """The server cannot draw pictures; the message says why and what to do instead."""


def sized(part: Part, name: str) -> bytes:
    """Figure and camera as JSON, for the browser."""
    figure = _figure(part, name)
    return f'{{"figure": {figure.to_json()}, "camera": {json.dumps(camera(figure, SIZES[name]))}}}'.encode()


def picture(part: Part, name: str, form: str) -> bytes:
    """One picture; whatever goes wrong with the browser is raised. Raises NoBrowser, NoFont."""
    fonts.needed()
    figure = _figure(part, name)
    _start()
    return figure.to_image(form, **camera(figure, SIZES[name]))


def _figure(part: Part, name: str) -> Figure:
    """Raises ValueError for a panel without a drawing."""
    if part.panel.chart is None:
        raise ValueError(f"the panel {part.panel.name!r} is a table: it has no picture")
    return draw(part.panel.chart, SIZES[name].narrow)


@cache
def _start() -> None:
    """Start the headless browser on the first picture; it stays until this process ends."""
    try:
        import kaleido
        from choreographer.browsers.chromium import Chromium
    except ImportError:
        raise NoBrowser(f"this server draws no pictures: kaleido is not installed; {_INSTEAD}") from None
    if not Chromium.find_browser(skip_local=False):
        raise NoBrowser(f"this server draws no pictures: it has no Chromium; {_INSTEAD}")
    # Without MathJax, which would be fetched from outside and would read what stands between dollar signs as formulas.
    kaleido.start_sync_server(silence_warnings=True, mathjax=False)
