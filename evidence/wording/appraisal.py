"""Appraisal in words: the questions, the signs of the answers, each answer with its reason; never a score."""

from functools import partial

from evidence.appraisal import TOOL
from evidence.queries.appraisal import Appraised
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import ANSWER, APPRAISAL, LEVEL, label
from evidence.wording.numbers import listed, plural
from evidence.wording.sources import study_address
from evidence.wording.table import Column, Table

QUESTION = "How far can a series be trusted?"
SIGNS = {"yes": "+", "no": "−", "unclear": "?", "not applicable": "n/a"}
NO_SCORE = "Answers are not added up: a sum would hide which question failed."
ABSTRACT = "Unclear means that the sources that were read do not tell; of an abstract alone that is the honest answer."


def sentence(rows: list[Appraised], others: list[Row]) -> str:
    """How many are appraised, and which questions are answered by no for some; the rest is not appraised."""
    if not rows:
        return f"No study of this selection is appraised ({plural(len(others), 'study', 'studies')} not appraised)."
    failed = [name for name in APPRAISAL if any(one["answer"] == "no" for row in rows for one in _of(row, name))]
    said = f" Answered by no at least once: {listed([_name(name) for name in failed])}." if failed else ""
    rest = f" {plural(len(others), 'other study is', 'other studies are')} not appraised." if others else ""
    return f"{plural(len(rows), 'study is', 'studies are')} appraised question by question.{said}{rest}"


def _of(row: Appraised, question: str) -> list[Row]:
    return [one for one in row.answers if one["question"] == question]


def _name(question: str) -> str:
    return f"“{APPRAISAL[question].label.lower()}”"


def title(rows: list[Appraised]) -> str:
    return f"Appraisal of {plural(len(rows), 'study', 'studies')}"


def method(version: str) -> list[str]:
    signs = ", ".join(f"{sign} {ANSWER[code].label.lower()}" for code, sign in SIGNS.items())
    return [
        f"{TOOL}, ten questions in our own words, answered by readers of this base and not by the authors: {signs}."
        f" {NO_SCORE}",
        ABSTRACT,
        f"Sources: the studies drawn, each read as noted in the table · data {version}",
    ]


def not_appraised(others: list[Row]) -> str:
    names = listed([row["label"] for row in others])
    return f"Not appraised ({len(others)}), which says nothing about their quality: {names}." if others else ""


def table(rows: list[Appraised], view: View, version: str) -> Table:
    """One row an answer, so that each carries its reason and its place."""
    columns = (
        Column("study", "Study", href=partial(_page, view, version)),
        Column("level", "Read as"),
        Column("question", "Question", wide=True),
        Column("sign", "Sign"),
        Column("answer", "Answer"),
        Column("reason", "Reason", wide=True),
        Column("place", "Place", wide=True),
        Column("readers", "Readers", numeric=True),
        Column("tool"),
        Column("study_id"),
        Column("data_version"),
    )
    records = [_record(row.study, one, version) for row in rows for one in row.answers]
    return Table(f"Answers of the {TOOL}", columns, records)


def _page(view: View, version: str, record: dict[str, object]) -> str:
    return study_address(view, str(record["study_id"]), version)


def _record(study: Row, one: Row, version: str) -> dict[str, object]:
    return {
        "study": study["label"],
        "level": label(LEVEL, study["level"]),
        "question": APPRAISAL[one["question"]].definition,
        "sign": SIGNS[one["answer"]],
        "answer": ANSWER[one["answer"]].label,
        "reason": one["reason"],
        "place": one["locator"],
        "readers": one["readers"],
        "tool": TOOL,
        "study_id": study["study_id"],
        "data_version": version,
    }
