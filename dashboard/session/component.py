"""Components whose markup, style and script stand in files of one name beside the module that mounts them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


@cache
def component(module: str, name: str) -> Callable[..., Any]:
    """The component `name`; `module` is the __file__ of the module whose folder holds NAME.html, NAME.css and NAME.js.

    One without markup shows nothing.
    """
    found: dict[str, Any] = {
        form: text for form in ("html", "css", "js") if (text := _text(Path(module).parent / f"{name}.{form}"))
    }
    html = found.pop("html", "<span hidden></span>")
    return st.components.v2.component(name, html=html, **found)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
