"""Appraisal in words: the questions, the signs of the answers, each answer with its reason; never a score."""

from evidence.language import mark, say
from evidence.questions.appraisal.numbers import Appraised, apart
from evidence.row import Row
from evidence.vocabulary import ANSWER, APPRAISAL, CHECKLIST, LEVEL, QUESTIONS, checklist_of, label
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import remark
from evidence.wording.reading import reading
from evidence.wording.selection import study_name
from evidence.wording.table import Column, Table

#: What the panel of each checklist asks.
QUESTION = {
    "case series": mark("How far can a series be trusted?"),
    "randomised": mark("How far can a randomised comparison be trusted?"),
    "quasi-experimental": mark("How far can a comparison without random assignment be trusted?"),
}
SIGNS = {"yes": "+", "no": "−", "unclear": "?", "not applicable": "n/a"}
METHOD = mark(
    "{tool}, {n} questions in our own words, answered by readers of this base and not by the authors: {signs}."
    " Answers are not added up: a sum would hide which question failed."
)
ABSTRACT = mark("Unclear means that the sources that were read do not tell; of an abstract alone that is the honest answer.")


def sentence(rows: list[Appraised], checklist: str, others: list[Row]) -> str:
    """How many are appraised, and which questions are answered by no for some; the rest is not appraised."""
    if not rows and not others:
        return say("No study of this selection is of this kind.")
    if not rows:
        studies = plural(len(others), "study", "studies")
        return say("No study of this selection is appraised ({studies} not appraised).", studies=studies)
    failed = [name for name in QUESTIONS[checklist] if any(one["answer"] == "no" for row in rows for one in _of(row, name))]
    named = listed([say("“{question}”", question=APPRAISAL[name].label.lower()) for name in failed])
    return continued(
        [
            say(_appraised(len(rows)), studies=plural(len(rows), "study", "studies")),
            *([say("Answered by no at least once: {questions}.", questions=named)] if failed else []),
            *([say(_left_out(len(others)), n=len(others))] if others else []),
        ]
    )


def _appraised(count: int) -> str:
    one = mark("{studies} is appraised question by question.")
    return one if count == 1 else mark("{studies} are appraised question by question.")


def _left_out(count: int) -> str:
    return mark("{n} other study is not appraised.") if count == 1 else mark("{n} other studies are not appraised.")


def _of(row: Appraised, question: str) -> list[Row]:
    return [one for one in row.answers if one["question"] == question]


def title(rows: list[Appraised]) -> str:
    return say("Appraisal of {studies}", studies=plural(len(rows), "study", "studies"))


def method(checklist: str) -> list[str]:
    signs = say(", ").join(f"{sign} {ANSWER[code].label.lower()}" for code, sign in SIGNS.items())
    asked = len(QUESTIONS[checklist])
    return [say(METHOD, tool=CHECKLIST[checklist].label, n=asked, signs=signs), say(ABSTRACT)]


def not_appraised(others: list[Row]) -> str:
    names = listed([study_name(row) for row in others])
    if not others:
        return ""
    return say("Not appraised ({n}), which says nothing about their quality: {studies}.", n=len(others), studies=names)


def table(rows: list[Appraised], checklist: str, version: str) -> Table:
    """One row an answer, so that each carries its reason and its place."""
    columns = (
        Column("study", "Study", study=True),
        Column("level", "Read as", under=True),
        Column("question", "Question", wide=True),
        Column("sign", "Sign"),
        Column("answer", "Answer"),
        Column("reason", "Reason", remark, wide=True),
        Column("place", "Place", wide=True, under=True),
        Column("readers"),
        Column("reading", "Read", reading),
        Column("apart", "Read apart", under=True),
        Column("tool"),
        Column("study_id"),
        Column("data_version"),
    )
    records = [_record(row.study, one, version) for row in rows for one in row.answers]
    return Table(say("Answers of the {tool}", tool=CHECKLIST[checklist].label), columns, records)


def _record(study: Row, one: Row, version: str) -> dict[str, object]:
    return {
        "study": study_name(study),
        "level": label(LEVEL, study["level"]),
        "question": APPRAISAL[one["question"]].definition,
        "sign": SIGNS[one["answer"]],
        "answer": ANSWER[one["answer"]].label,
        "reason": one["reason"],
        "place": one["locator"],
        "readers": one["readers"],
        "reading": one["reading"],
        "apart": _apart(version, study["study_id"], one["question"]),
        "tool": CHECKLIST[checklist_of(one["question"])].label,
        "study_id": study["study_id"],
        "data_version": version,
    }


def _apart(version: str, study: str, question: str) -> str:
    """What two readers answered without seeing each other, and who decided where they differed; empty of one reader."""
    given, ruling = apart(version).get((study, question), ([], None))
    told = [say("{reader}: {answer}", reader=one["reader"], answer=ANSWER[one["answer"]].label.lower()) for one in given]
    if ruling:
        answer = ANSWER[ruling["answer"]].label.lower()
        told.append(
            say(
                "decided by {reader} for {answer}: {why}",
                reader=ruling["decided_by"],
                answer=answer,
                why=remark(ruling["why"]),
            )
        )
    return say("; ").join(told)
