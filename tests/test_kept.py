"""What is made once for a view is kept for all readers, within its bounds."""

import csv
import io
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.routes import api
from dashboard.session.kept import Kept
from evidence.questions.response import numbers as response
from tests.conftest import panels_shown, shown, visit


def held(kept: Kept[bytes], *asked: tuple[str, int]) -> list[str]:
    """What had to be made, when these names of so many bytes are asked for in turn."""
    made: list[str] = []
    for name, size in asked:
        assert kept.get(name, lambda name=name, size=size: made.append(name) or name.encode() * size) == name.encode() * size
    return made


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ([("a", 4), ("a", 4)], ["a"]),
        ([("a", 4), ("b", 6), ("a", 4), ("b", 6)], ["a", "b"]),
        ([("a", 4), ("b", 6), ("a", 4), ("c", 6), ("a", 4), ("b", 6)], ["a", "b", "c", "b"]),
        ([("a", 11), ("a", 11), ("b", 10), ("b", 10)], ["a", "a", "b"]),
    ],
)
def test_what_was_not_asked_for_longest_goes_first(asked, made):
    assert held(Kept(10), *asked) == made


def test_what_fails_is_made_again():
    kept = Kept(10)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert held(kept, ("a", 1)) == ["a"]


def test_a_panel_is_asked_once_for_a_view_and_stands_for_no_other(alpha, monkeypatch):
    asked = []
    rates = response.rates
    monkeypatch.setattr(response, "rates", lambda version, view: asked.append(view) or rates(version, view))

    def seen(**link: str) -> str:
        return shown(visit("response", endpoint="overall", **link))

    plain = seen()
    made = len(asked)
    assert seen() == plain and len(asked) == made
    assert "5 of 10 enrolled" in plain and "5 of 10 enrolled" not in seen(setting="relapsed")
    assert "应答" in seen(lang="zh") and "应答" not in seen()
    assert f"data={alpha}" in seen(data=alpha) and f"data={alpha}" not in seen(data="current")


def test_the_table_of_a_kept_panel_opens_for_the_card_that_a_link_names(open_page):
    """A long table is closed, but for a figure in it."""

    def is_open(**link: str) -> list[bool]:
        panels = panels_shown(open_page("response", endpoint="overall", **link)).values()
        return [one.get("open", False) or one.get("named", False) for one in panels]

    closed, fact = is_open(), "borthakur-2020/all/response/orr"
    assert not any(closed) and any(is_open(fact=fact)) and is_open() == closed


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("response", {"setting": "relapsed"}),
        ("outcomes", {"part": "all"}),
        ("compare", {"regimen": ["sorafenib", "gilteritinib"]}),
        ("study", {"study": "borthakur-2020"}),
    ],
)
def test_the_csv_of_a_panel_has_the_rows_that_it_counts_in_the_language_of_its_reader(published, page, link):
    files = TestClient(Starlette(routes=api.routes))
    for name, told in panels_shown(visit(page, lang="zh", **link)).items():
        if away := told.get("actions"):
            query = away["link"].partition("?")[2]
            answer = files.get(f"/api/{away['page']}.excel.csv?{query}&table={away['table']}")
            rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
            assert answer.status_code == 200 and rows and re.search("[\u4e00-\u9fff]", answer.text), name
            if "fold" in told:
                assert told["fold"]["head"].endswith(f"（{len(rows)}）"), name
