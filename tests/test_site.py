"""The list of pages: each page is a value in its own file, and nothing else names its panels."""

import ast
from importlib import import_module
from pathlib import Path

from dashboard.routes.mcp.tools import TOOLS
from dashboard.site import PAGES, page_named
from evidence.questions.search.comparing import ABOUT
from evidence.questions.search.entries import DOMAINS, STUDY
from evidence.selection import CHOICES

ROOT = Path(__file__).parent.parent


def literals(path: Path) -> set[str]:
    """Every string that stands in a module by itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_file_of_a_page_is_listed_once_under_its_name():
    files = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
    assert sorted(page.file.stem for page in PAGES) == files
    assert all(import_module(f"pages.{page.file.stem}").PAGE is page for page in PAGES)


def test_a_panel_has_one_name_on_one_page():
    names = [one.name for page in PAGES for one in page.panels_of]
    assert len(names) == len(set(names))


def test_no_other_file_names_a_panel():
    """But for the tools of programs: which panel a tool answers with is promised to them, as an address is to readers."""
    names = {one.name for page in PAGES for one in page.panels_of if "-" in one.name} - {page.name for page in PAGES}
    files = [path for folder in ("evidence", "etl", "dashboard") for path in (ROOT / folder).rglob("*.py")]
    found = {str(path.relative_to(ROOT)): named for path in files if (named := literals(path) & names)}
    assert len(names) > 10 and set(found) == {"dashboard/routes/mcp/tools.py"}


def test_every_panel_that_a_tool_promises_is_one_of_its_page():
    for tool in TOOLS:
        assert not tool.panels or set(tool.panels) <= {one.name for one in page_named(tool.page).panels_of}


def test_a_long_page_lists_the_questions_that_are_always_there():
    listed = {page.name: [one.name for one in page.panels_of if not one.sometimes] for page in PAGES}
    assert listed["outcomes"] == [
        "outcomes-hazards", "outcomes", "outcomes-rates", "outcomes-relapse", "outcomes-exposure", "outcomes-course",
        "outcomes-transplant", "outcomes-contrasts",
    ]  # fmt: skip


def test_what_links_of_a_page_carry_and_what_is_found_on_it_are_said_by_one_page_each():
    known = {*(choice.name for choice in CHOICES), "regimen", "arm", "club"}
    assert all(set(page.takes) <= known for page in PAGES)
    found = [what for page in PAGES for what in page.found]
    assert sorted(found) == sorted((*DOMAINS, STUDY, ABOUT))


def test_the_subject_leads_to_no_page():
    ways = tuple(f"/{page.name}?" for page in PAGES)
    for path in (ROOT / "evidence").rglob("*.py"):
        assert not [text for text in literals(path) if text.startswith(ways)], path
