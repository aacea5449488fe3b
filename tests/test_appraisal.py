"""Appraisal: answers with reasons, signs inside the lights, no score, and studies without one said so."""

import pytest

from dashboard.charts.appraisal import grid
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from etl.check import check
from etl.read import read_studies
from evidence import vocabulary
from evidence.questions.appraisal import words
from evidence.questions.appraisal.numbers import appraised
from evidence.questions.studies.numbers import study_labels
from evidence.selection import View
from tests.conftest import ALPHA, shown

LINE = (
    '  - {{question: {question}, answer: {answer}, at: "Methods, para 1", readers: once, reason: Because of {question}}}\n'
)
TEXTS = Caption("t", "s", ("f",))


def judged(checklist="case series", study=ALPHA, **answers):
    """The invented study with an appraisal: yes unless `answers` says otherwise, None leaves the question out."""
    given = {question: answers.get(question, "yes") for question in vocabulary.QUESTIONS[checklist]}
    return study + "appraisal:\n" + "".join(LINE.format(question=q, answer=a) for q, a in given.items() if a)


SILENT = ALPHA.replace("alpha-2001", "beta-2002").replace("Alpha 2001", "Beta 2002").replace("10.1000/alpha", "10.1000/beta")


def test_answers_come_in_the_order_of_the_checklist_and_the_others_are_named(evidence_of):
    version = evidence_of(judged(statistics="no", sites="not applicable", inclusion="unclear"), SILENT)
    found, others = appraised(version, View(), "case series")
    assert [one["question"] for one in found[0].answers] == list(vocabulary.QUESTIONS["case series"]) and len(found) == 1
    assert [row["label"] for row in others] == ["Beta 2002"]
    assert words.sentence(found, "case series", others) == (
        "1 study is appraised question by question. Answered by no at least once: “fitting analysis”."
        " 1 other study is not appraised."
    )
    assert "says nothing about their quality: Beta 2002" in words.not_appraised(others)
    records = words.table(found, "case series", version).records
    assert (records[0]["sign"], records[0]["answer"], records[0]["reason"]) == ("?", "Unclear", "Because of inclusion")
    assert [records[at]["sign"] for at in (1, 8, 9)] == ["+", "n/a", "−"]


def test_a_selection_without_an_appraised_study_says_so(evidence_of):
    version = evidence_of(judged(), SILENT)
    found, others = appraised(version, View({"study": ("beta-2002",)}), "case series")
    assert found == [] and words.sentence(found, "case series", others).startswith(
        "No study of this selection is appraised (1 study"
    )
    assert appraised(version, View({"disease": ("ALL",)}, {"match": "exact"}), "case series") == ([], [])


def test_each_light_carries_its_sign_and_its_reason_and_nothing_is_added_up(evidence_of):
    found, _ = appraised(
        evidence_of(judged(statistics="no", sites="not applicable", inclusion="unclear")), View(), "case series"
    )
    figure = draw(grid(found, "case series", TEXTS), False)
    lights = {trace.name: trace for trace in figure.data if trace.mode == "markers+text"}
    assert {name: set(trace.text) for name, trace in lights.items()} == {
        "Yes": {"+"}, "No": {"−"}, "Unclear": {"?"}, "Not applicable": {"n/a"},
    }  # fmt: skip
    assert list(lights["No"].x) == [9] and "Because of statistics" in lights["No"].hovertext[0]
    assert sum(len(trace.x) for trace in lights.values()) == 10
    heads = [note.text for note in figure.layout.annotations]
    assert any("10 Fitting" in head for head in heads) and not any("verall" in head or "core" in head for head in heads)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (judged(sites=None), "no answer to sites"),
        (judged() + LINE.format(question="sites", answer="no"), "'sites' is answered twice"),
        (judged(sites="maybe"), "'maybe' is not a judgement; allowed: yes, no, unclear, not applicable"),
        (
            judged().replace("question: sites", "question: allocation"),
            "'allocation' is of another list; this study is asked",
        ),
        (judged("randomised"), "no answer to inclusion, measurement"),
        (judged().replace("question: sites", "question: luck"), "'luck' is not a question of a checklist"),
    ],
)
def test_an_incomplete_or_unknown_answer_is_a_problem_of_its_file(tmp_path, text, said):
    (tmp_path / "alpha-2001.yaml").write_text(text, encoding="utf-8")
    assert any(said in problem.message for problem in check(read_studies(tmp_path)))


def test_the_four_studies_of_the_source_documents_are_appraised(published):
    found, _ = appraised(published, View(), "case series")
    answers = {row.study["study_id"]: {one["answer"] for one in row.answers} for row in found}
    assert set(answers) >= {"borthakur-2020", "ravandi-2013", "metzelder-2009", "aldoss-2022"}
    for abstract in ("borthakur-2020", "aldoss-2022"):
        assert answers[abstract] == {"unclear"}, "an abstract alone does not tell"
    assert "no" in answers["ravandi-2013"]


def test_every_study_is_asked_by_one_checklist_and_answers_only_that(published):
    shown_ = [appraised(published, View(), checklist) for checklist in vocabulary.CHECKLIST]
    assert sum(len(found) + len(others) for found, others in shown_) == len(study_labels(published))
    for checklist, (found, _) in zip(vocabulary.CHECKLIST, shown_, strict=True):
        asked = list(vocabulary.QUESTIONS[checklist])
        assert all([one["question"] for one in row.answers] == asked for row in found)


def test_page_shows_the_grid_and_who_is_not_appraised(open_page):
    text = shown(open_page("sources", study="ravandi-2013"))
    assert "favours those who lived to respond" in text and "JBI checklist" in text
    assert "is appraised (1 study not appraised)" in shown(open_page("sources", study="uy-2012"))
