"""Appraisals read by two apart: the blind form, what agrees, what differs and is ruled, what must hold, agreement."""

import re

import pytest

from etl.build import publish
from etl.read import read_studies, read_study
from etl.readings.checks import check_readings
from etl.readings.file import read_readings
from evidence import vocabulary
from evidence.agreeing import answers_of_files, by_answer
from evidence.questions.appraisal.numbers import appraised
from evidence.questions.appraisal.words import table
from evidence.questions.readings.numbers import agreed_on_appraisals
from evidence.selection import View
from tests.test_appraisal import judged

FIRST = judged(sites="no", clinical="unclear")


@pytest.fixture
def bench(bench_of):
    return bench_of(FIRST)


def fill(bench, **answers: str):
    """Answer questions on the form, each with a reason and a place."""
    text = bench.form.read_text()
    for question, answer in answers.items():
        said = f"{{question: {question}, answer: {answer}, at: Table 9, reason: Second reason}}"
        text = re.sub(rf"{{question: {question}, .*}}", said, text)
    bench.form.write_text(text)


def lines(bench) -> dict[str, str]:
    """The answers of the study file, by question: answer, reading, reason."""
    found = read_study(bench.studies / "alpha-2001.yaml").record.appraisal
    return {one.question: f"{one.answer}, {one.readers}, {one.reason}" for one in found}


def problems(bench) -> list[str]:
    return [str(one) for one in check_readings(read_readings(bench.readings), read_studies(bench.studies))]


def test_the_form_asks_every_question_of_the_checklist_and_tells_no_answer(bench):
    assert bench("reading", "new", "alpha-2001", "cd") == 0
    form = bench.form.read_text()
    asked = re.findall(r"\{question: (\w+), asked: .*, answer: , at: , reason: \}", form)
    assert asked == list(vocabulary.QUESTIONS["case series"]) and "Because of" not in form
    assert form.index("answers:") < form.index("figures:"), "a figure that a reader adds stands at the end"


def test_what_agrees_is_marked_and_what_differs_waits_for_a_ruling(bench, capsys):
    bench("reading", "new", "alpha-2001", "cd")
    fill(bench, inclusion="yes", sites="yes", clinical="no")
    assert bench("reading", "compare", "alpha-2001", "ab", "cd") == 0
    assert "differs: appraisal/sites: ab no (Because of sites); cd yes (Second reason)" in capsys.readouterr().out
    assert lines(bench)["inclusion"] == "yes, twice, Because of inclusion"
    assert lines(bench)["sites"] == "no, once, Because of sites" and problems(bench) == []
    decide = ("reading", "decide", "alpha-2001", "appraisal/sites", "--by", "cd", "--why", "The clinic is named")
    assert bench(*decide, "--take", "yes") == 0
    assert lines(bench)["sites"] == "yes, twice, Second reason" and problems(bench) == []
    measured = by_answer(answers_of_files(file.readings for file in read_readings(bench.readings)))
    assert [(row.field, row.agreement.n, row.agreement.same) for row in measured] == [("case series", 3, 1)]


def test_a_ruling_needs_two_answers_that_differ(bench, capsys):
    bench("reading", "new", "alpha-2001", "cd")
    fill(bench, inclusion="yes")
    bench("reading", "compare", "alpha-2001", "ab", "cd")
    ruled = bench("reading", "decide", "alpha-2001", "appraisal/inclusion", "--by", "cd", "--take", "no", "--why", "w")
    assert ruled == 1 and "there is nothing to decide" in capsys.readouterr().err


def test_twice_without_two_answers_is_refused(bench):
    bench.readings.mkdir()
    said = FIRST.replace("readers: once, reason: Because of sites", "readers: twice, reason: Because of sites")
    (bench.studies / "alpha-2001.yaml").write_text(said)
    assert any("twice needs two answers to 'sites'" in one for one in problems(bench))


def test_the_page_tells_who_answered_what_and_the_agreement(bench, tmp_path, monkeypatch):
    bench("reading", "new", "alpha-2001", "cd")
    fill(bench, inclusion="yes", sites="yes")
    bench("reading", "compare", "alpha-2001", "ab", "cd")
    bench("reading", "decide", "alpha-2001", "appraisal/sites", "--by", "cd", "--take", "yes", "--why", "It is named")
    readings = [file.readings for file in read_readings(bench.readings)]
    version, _ = publish(read_studies(bench.studies), tmp_path / "build", readings)
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "build"))
    found, _ = appraised(version, View(), "case series")
    records = {row["question"]: row for row in table(found, "case series", version).records}
    assert (
        records[vocabulary.APPRAISAL["sites"].definition]["apart"] == "ab: no; cd: yes; decided by cd for yes: It is named"
    )
    assert records[vocabulary.APPRAISAL["statistics"].definition]["apart"] == ""
    assert [row.agreement.n for row in agreed_on_appraisals(version)] == [2]
