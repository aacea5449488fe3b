"""An appraisal answers every question of the checklist that fits the design, each once, and none of another."""

from collections.abc import Iterator

from etl.checks.finding import Finding
from evidence.records import Study
from evidence.vocabulary import CHECKLIST, QUESTIONS, fitting


def all_questions_once(study: Study) -> Iterator[Finding]:
    asked = [judgement.question for judgement in study.appraisal]
    checklist = fitting(study.design, study.compared)
    for index, question in enumerate(asked):
        if question in asked[:index]:
            yield ("appraisal", index, "question"), f"{question!r} is answered twice; keep one"
        if question not in QUESTIONS[checklist]:
            yield (
                ("appraisal", index, "question"),
                f"{question!r} is of another list; this study is asked by the {CHECKLIST[checklist].english}:"
                f" {', '.join(QUESTIONS[checklist])}",
            )
    missing = [question for question in QUESTIONS[checklist] if question not in asked]
    if asked and missing:
        yield ("appraisal",), f"no answer to {', '.join(missing)}; where the sources do not tell, the answer is unclear"
