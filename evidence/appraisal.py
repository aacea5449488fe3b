"""What a study file says of the quality of its study: one answer a line, with its reason."""

from typing import Annotated

from evidence.fields import Record, Text, member
from evidence.language import mark
from evidence.vocabulary import ANSWER, APPRAISAL, READING

#: The checklist, as it is named wherever an answer of it is shown.
TOOL = mark("JBI checklist for case series (Munn 2020)")


class Judgement(Record):
    """An answer to one question of the checklist, from what `at` says; `readers` is how it was come to."""

    question: Annotated[str, member("question of the checklist", APPRAISAL)]
    answer: Annotated[str, member("judgement", ANSWER)]
    reason: Text
    at: Text
    readers: Annotated[str, member("way of reading", READING)]
