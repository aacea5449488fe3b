"""Scripts of components that are served from here, so that a message names one and the browser loads it once."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

CHROME = Path(__file__).parent
#: What every page looks like.
STYLE = CHROME / "style.css"
#: Plotly's smaller script: bars, lines and marks are all that a figure is made of.
PLOTLY = CHROME / "plotly" / "plotly-basic.min.js"
#: The icons that Streamlit's client names, in place of its font of four thousand.
ICONS = CHROME / "icons" / "icons.woff2"
SCRIPTS = (
    PLOTLY,
    *(CHROME / name for name in ("plotly/drawing.js", "panel/panel.js", "panel/actions.js", "panel/folds.js",
                                 "filters/filters.js", "filters/values.js", "filters/picker.js", "filters/ahead.js",
                                 "filters/choices.js", "filters/chips.js", "bar/bar.js", "bar/over.js", "bar/combobox.js",
                                 "bar/search.js", "unseen/unseen.js", "unseen/cards.js", "unseen/collected.js",
                                 "unseen/viewport.js")),
)  # fmt: skip


@cache
def files() -> dict[str, Path]:
    """The scripts by their addresses, which change with what they hold."""
    version = sha256(b"".join(path.read_bytes() for path in SCRIPTS)).hexdigest()[:12]
    return {f"/browser/{version}/{path.name}": path for path in SCRIPTS}


@cache
def component(name: str, script: str) -> Callable[..., Any]:
    """The component `name`, whose function is the default export of a script that is served."""
    address = next(address for address in files() if address.endswith(f"/{script}"))
    # One line alone would be taken for a path.
    code = f"export default async (one) =>\n (await import(location.origin + '{address}')).default(one);"
    return st.components.v2.component(name, js=code, isolate_styles=False)
