"""Notices about sources: every state of both kinds of snapshot is found, kept apart from the study files and shown."""

import json

import pytest

from etl.__main__ import main
from etl.build import rows_of
from etl.integrity import Refused, Said, notice_rows, notices, read_integrity, warnings
from etl.read import read_study
from evidence.integrity import Integrity, Notice
from evidence.language import speaking
from evidence.wording.printed import caveats

STUDY = """\
id: delta-2020
label: Delta 2020
title: Invented
phase: "2"
design: single arm
disease: AML
year: 2020
regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}

sources:
  - {id: paper, kind: journal article, level: full text, citation: "Delta. J 2020;1:1-9", doi: 10.1000/Paper.1, pmid: "111", seen: 2026-11-01}
  - {id: meeting, kind: abstract, citation: "Delta. Meeting 2019", seen: 2026-11-01}

cohorts:
  - {id: all, kind: all, label: All treated, n: 40, population: treated, mutation: flt3-itd, setting: relapsed, transplant: mixed, at: Table 1}

response:
  - {cohort: all, term: CR, events: 10, of: 40, percent: 25, population: treated, printed: 10 (25), at: Table 2, source: paper, readers: once}
  - {cohort: all, term: PR, events: 4, of: 40, percent: 10, population: treated, printed: 4 (10), at: Abstract, source: meeting, readers: once, caveat: an early count}
"""
NOTICE = {"DOI": "10.1000/note.2", "update-to": [
    {"DOI": "10.1000/paper.1", "type": "expression_of_concern", "updated": {"date-parts": [[2024, 3, 9]]}},
    {"DOI": "10.1000/paper.1", "type": "new_version"},
]}  # fmt: skip
PAPER = {"DOI": "10.1000/PAPER.1", "updated-by": [
    {"DOI": "10.1000/note.3", "type": "retraction", "updated": {"date-parts": [[2025, 12, 1]]}},
    {"DOI": "10.1000/note.4", "type": "erratum", "updated": {"date-parts": [[2021]]}},
]}  # fmt: skip
CROSSREF = json.dumps({"message": {"items": [NOTICE, PAPER]}})
PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>111</PMID><CommentsCorrectionsList>
<CommentsCorrections RefType="RetractionIn"><RefSource>J. 2025</RefSource><PMID>222</PMID></CommentsCorrections>
<CommentsCorrections RefType="ErratumIn"><RefSource>J. 2021;2:9</RefSource></CommentsCorrections>
<CommentsCorrections RefType="ExpressionOfConcernIn"><RefSource>J. 2024</RefSource><PMID>333</PMID></CommentsCorrections>
<CommentsCorrections RefType="CommentIn"><RefSource>J. 2022</RefSource><PMID>444</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>555</PMID><CommentsCorrectionsList>
<CommentsCorrections RefType="ErratumFor"><RefSource>J. 2020</RefSource><PMID>111</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>"""


@pytest.fixture
def base(tmp_path):
    """A folder with one study file and a place for snapshots."""
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "delta-2020.yaml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def snapshot(base, text):
    path = base / "snapshot"
    path.write_text(text, encoding="utf-8")
    return path


def test_both_directions_of_crossref_are_read_and_a_new_version_is_no_notice(base):
    assert notices(snapshot(base, CROSSREF)) == [
        Said("10.1000/paper.1", "concern", "10.1000/note.2", "2024-03-09"),
        Said("10.1000/paper.1", "retracted", "10.1000/note.3", "2025-12-01"),
        Said("10.1000/paper.1", "corrected", "10.1000/note.4"),
    ]


def test_both_directions_of_pubmed_are_read_and_a_comment_is_no_notice(base):
    assert notices(snapshot(base, PUBMED)) == [
        Said("111", "retracted", "222"),
        Said("111", "corrected", "J. 2021;2:9"),
        Said("111", "concern", "333"),
        Said("111", "corrected", "555"),
    ]


@pytest.mark.parametrize("text", ["", "{}", '{"message": {"items": [{"title": "no DOI"}]}}', "<a>", "<!DOCTYPE x [<!ENTITY e 'e'>]><x/>"])  # fmt: skip
def test_what_is_no_snapshot_is_refused(base, text):
    with pytest.raises(Refused, match="expected JSON of Crossref works or XML of PubMed records"):
        notices(snapshot(base, text))


def test_the_command_keeps_the_notices_apart_and_dated(base, capsys):
    before = (base / "studies" / "delta-2020.yaml").read_text(encoding="utf-8")
    arguments = ["integrity", str(snapshot(base, CROSSREF)), "--day", "2026-11-28", "--studies", str(base / "studies")]
    assert main(arguments) == 0
    assert "delta-2020/paper: retracted, 2025-12-01, by 10.1000/note.3" in capsys.readouterr().out
    assert (base / "studies" / "delta-2020.yaml").read_text(encoding="utf-8") == before
    kept, wrong = read_integrity(base / "integrity.yaml", [read_study(base / "studies" / "delta-2020.yaml").study])
    assert wrong == [] and kept.snapshot == "2026-11-28"
    assert [(one.source, one.state) for one in kept.notices] == [
        ("paper", "concern"), ("paper", "retracted"), ("paper", "corrected"),
    ]  # fmt: skip


SEEN = """\
notices:
  - {study: delta-2020, source: paper, state: corrected, by: "J 2021;2:9", seen: 2026-11-20}
  - {study: delta-2020, source: meeting, state: concern, by: "the page of the meeting", seen: 2026-11-21}
"""


def test_what_was_read_by_hand_is_dated_and_stays_until_a_snapshot_brings_it(base):
    study, path = read_study(base / "studies" / "delta-2020.yaml"), base / "integrity.yaml"
    path.write_text(SEEN, encoding="utf-8")
    kept, wrong = read_integrity(path, [study.study])
    assert wrong == [] and {row["snapshot"] for row in notice_rows(kept)} == {"2026-11-20", "2026-11-21"}
    arguments = ["integrity", str(snapshot(base, CROSSREF)), "--day", "2026-11-28", "--studies", str(base / "studies")]
    assert main(arguments) == 0
    kept, wrong = read_integrity(path, [study.study])
    assert wrong == [] and [(one.state, one.by, one.seen) for one in kept.notices][2:] == [
        ("corrected", "10.1000/note.4", None), ("concern", "the page of the meeting", "2026-11-21"),
    ]  # fmt: skip


def test_a_notice_without_a_day_on_which_it_was_found_is_refused(base):
    (base / "integrity.yaml").write_text(SEEN.replace(", seen: 2026-11-20", ""), encoding="utf-8")
    found, wrong = read_integrity(base / "integrity.yaml", [])
    assert found is None and "nobody knows when it was found" in wrong[0].message


@pytest.mark.parametrize(
    ("caveat", "english", "chinese"),
    [
        ("source retracted on 2025-12-01", ["source retracted on 2025-12-01"], ["来源已撤稿（2025-12-01）"]),
        ("source corrected; an early count", ["source corrected", "an early count"], ["来源已更正", "an early count"]),
        ("source under an expression of concern", ["source under an expression of concern"], ["来源已被发布关注声明"]),
        ("source of cells not told", ["source of cells not told"], ["source of cells not told"]),
    ],
)
def test_a_notice_is_said_in_the_language_that_is_spoken(caveat, english, chinese):
    assert caveats([{"caveat": caveat}]) == english
    with speaking("zh"):
        assert caveats([{"caveat": caveat}]) == chinese


def test_a_bad_day_writes_nothing(base, capsys):
    arguments = ["integrity", str(snapshot(base, CROSSREF)), "--day", "yesterday", "--studies", str(base / "studies")]
    assert main(arguments) == 1 and "nothing was written" in capsys.readouterr().err
    assert not (base / "integrity.yaml").exists()


def test_a_notice_of_a_source_that_is_gone_is_told(base):
    (base / "integrity.yaml").write_text(
        "snapshot: 2026-11-28\nof: old\nnotices:\n  - {study: delta-2020, source: gone, state: retracted, by: 10.1000/n}\n"
    )
    found = read_integrity(base / "integrity.yaml", [read_study(base / "studies" / "delta-2020.yaml").study])[1]
    assert ["has no source 'gone'" in problem.message for problem in found] == [True]


def test_a_figure_says_the_gravest_notice_of_its_source_before_its_own_caveat(base):
    file = read_study(base / "studies" / "delta-2020.yaml")
    told = (("paper", "corrected", None), ("paper", "retracted", "2025-12-01"), ("meeting", "concern", "2024-03-09"))
    noted = tuple(Notice(study="delta-2020", source=source, state=state, by="10.1000/note", day=day)
                  for source, state, day in told)  # fmt: skip
    kept = Integrity(snapshot="2026-11-28", of="a snapshot", notices=noted)
    assert [row["caveat"] for row in rows_of(file.record, None, warnings(kept))["fact"]] == [
        "source retracted on 2025-12-01", "source under an expression of concern on 2024-03-09; an early count",
    ]  # fmt: skip
    assert [row["state"] for row in notice_rows(kept)] == ["corrected", "retracted", "concern"]
