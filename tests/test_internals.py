"""What Streamlit and its server do not promise is touched in one place."""

import ast

from tests.browser import ROOT

#: The place, and what may be named anywhere: Streamlit itself, and what it calls its own interface.
PLACE, PROMISED = "dashboard/routes/streamlit_internals.py", {"streamlit", "streamlit.components.v2"}


def named(file) -> set[str]:
    """Modules of Streamlit and of uvicorn that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | (
                {f"streamlit.{one.name}" for one in node.names} if node.module == "streamlit" else set()
            )
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return {one for one in found if one.partition(".")[0] in ("streamlit", "uvicorn")}


def test_nothing_but_one_place_touches_what_is_not_promised():
    files = [path for folder in ("dashboard", "pages", "evidence") for path in (ROOT / folder).rglob("*.py")]
    outside = {str(file.relative_to(ROOT)): named(file) - PROMISED for file in [*files, ROOT / "app.py"]}
    assert {name for name, modules in outside.items() if modules} == {PLACE}
