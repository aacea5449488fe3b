"""Meetings: files are checked as study files are, published beside the evidence, written back as they were read."""

import pytest

from etl.__main__ import main
from etl.clubs import publish_clubs, read_club, read_clubs
from etl.read import load
from evidence.clubs import as_yaml, clubs
from tests.conftest import ALPHA, STUDIES

CLUB = """\
id: evening
title: An evening
paper: "Alpha A. Invented J 2001;1:1"
date: 2026-12-03
views:
  - page: response
    query: study=alpha-2001&endpoint=CR
    question: "How many responded: all of them?"
  - page: toxicity
    panel: adverse-events
    query: mutation=flt3-itd
    data: 0123456789abcdef
    question: At which price?
    note: Silence is not zero.
"""


def problems(tmp_path, text: str, name: str = "evening.yaml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_club(path, ["alpha-2001"]).problems]


def line_of(text: str, part: str) -> int:
    return next(number for number, row in enumerate(text.splitlines(), 1) if part in row)


def test_a_good_meeting_has_no_problem(tmp_path):
    assert problems(tmp_path, CLUB) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("study=alpha-2001", "study=alpha-2002", "study=alpha-2002", "no study of this data version"),
        ("endpoint=CR", "endpoint=cure", "endpoint=cure", "expected one of overall"),
        (
            "mutation=flt3-itd",
            "endpoint=CR",
            "query: endpoint=CR",
            "endpoint is no choice of toxicity; its choices: carriers",
        ),
        ("mutation=flt3-itd", "mutatoin=flt3-itd", "mutatoin", "unknown name"),
        ("mutation=flt3-itd", "data=0123456789abcdef", "query: data", "data stands in its own key"),
        ("page: toxicity", "page: tox", "page: tox", "is no page of a meeting; allowed: overview"),
        ("panel: adverse-events", "panel: response", "panel: response", "is no panel of toxicity; allowed: side-effects"),
        ("data: 0123456789abcdef", "data: today", "data: today", "String should match"),
        ("note: Silence", "nota: Silence", "nota:", "unknown key; allowed: page, panel"),
        ("note: Silence is not zero.", "note: # later\n    panels:", "panels:", "unknown key"),
        ("question: At which price?", "question: # later", "# later", "is blank; fill it in"),
        ("date: 2026-12-03", "date: soon", "date: soon", "String should match"),
        ("id: evening", "id: morning", "id: morning", "in a file named evening.yaml"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_allowed(tmp_path, old, new, at, said):
    text = CLUB.replace(old, new, 1)
    assert text != CLUB
    found = [problem for problem in problems(tmp_path, text) if said in problem]
    assert found and found[0].startswith(f"evening.yaml:{line_of(text, at)}: "), problems(tmp_path, text)


@pytest.mark.parametrize("text", ["", "- a\n", "id: [\n", "views: []\n", "a: &x 1\nb: *x\n"])
def test_what_is_no_meeting_says_so(tmp_path, text):
    assert all(problem.startswith("evening.yaml:") for problem in problems(tmp_path, text)) and problems(tmp_path, text)


def test_a_meeting_written_back_is_read_the_same(tmp_path):
    path = tmp_path / "evening.yaml"
    path.write_text(CLUB, encoding="utf-8")
    club = read_club(path, ["alpha-2001"]).club
    path.write_text(as_yaml(club), encoding="utf-8")
    assert (
        read_club(path, ["alpha-2001"]).club == club and load(path)[0]["views"][0]["query"] == "study=alpha-2001&endpoint=CR"
    )


def test_build_publishes_meetings_and_stops_at_a_wrong_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "build"))
    for name, text in (("studies/alpha-2001", ALPHA), ("clubs/evening", CLUB)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    asked = ["--studies", str(tmp_path / "studies"), "--to", str(tmp_path / "build")]
    assert clubs() == {}
    assert main(["build", *asked]) == 0
    before = (tmp_path / "build" / "current").read_text()
    assert [view.panel for view in clubs()["evening"].views] == [None, "adverse-events"]
    path.write_text(CLUB.replace("An evening", "Another"), encoding="utf-8")
    assert main(["build", *asked]) == 0
    assert clubs()["evening"].title == "Another" and (tmp_path / "build" / "current").read_text() == before
    path.write_text(CLUB.replace("page: toxicity", "page: tox"), encoding="utf-8")
    assert main(["build", *asked]) == 1
    assert "evening.yaml:9: views.1.page" in capsys.readouterr().err and clubs()["evening"].title == "Another"


def test_the_meetings_that_we_ship_are_right(published, tmp_path, monkeypatch):
    from dashboard.meeting.documents import parts

    found = read_clubs(STUDIES.parent / "clubs", [path.stem for path in STUDIES.glob("*.yaml")])
    assert [problem for file in found for problem in file.problems] == []
    assert {file.club.id for file in found} == {"borthakur-2020", "sorafenib-around-transplant"}
    for file in found:
        shown = parts(file.club, published, "")
        assert len(shown) == len(file.club.views)
        assert all(part.panel.table.records for part in shown), [
            part.question for part in shown if not part.panel.table.records
        ]


def test_nothing_published_is_no_meeting(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    assert clubs() == {}
    publish_clubs([], tmp_path)
    assert clubs() == {}
