"""An appraisal answers every question of the checklist, each once."""

from collections.abc import Iterator

from etl.checks.finding import Finding
from evidence.records import Study
from evidence.vocabulary import APPRAISAL


def all_questions_once(study: Study) -> Iterator[Finding]:
    asked = [judgement.question for judgement in study.appraisal]
    for index, question in enumerate(asked):
        if question in asked[:index]:
            yield ("appraisal", index, "question"), f"{question!r} is answered twice; keep one"
    missing = [question for question in APPRAISAL if question not in asked]
    if asked and missing:
        yield ("appraisal",), f"no answer to {', '.join(missing)}; where the sources do not tell, the answer is unclear"
