"""What Streamlit and its server do not promise is touched in one place of the server, and in one of the bench."""

import ast

from tests.browser import ROOT

PLACES = {"dashboard/routes/streamlit_internals.py", "curate/streamlit_internals.py"}
#: What may be named anywhere: Streamlit itself, and what it calls its own interface.
PROMISED = {"streamlit", "streamlit.components.v2"}


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


def test_nothing_but_its_place_touches_what_is_not_promised():
    files = [path for folder in ("curate", "dashboard", "pages", "evidence") for path in (ROOT / folder).rglob("*.py")]
    outside = {str(file.relative_to(ROOT)): named(file) - PROMISED for file in [*files, ROOT / "app.py", ROOT / "curate.py"]}
    assert {name for name, modules in outside.items() if modules} == PLACES
