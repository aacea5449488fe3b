"""What a study file says of the quality of its study: one answer a line, with its reason."""

from typing import Annotated

from evidence.fields import Record, Text, member
from evidence.vocabulary import ANSWER, APPRAISAL, READING


class Judgement(Record):
    """An answer to one question of the checklist, from what `at` says; `readers` is how it was come to."""

    question: Annotated[str, member("question of a checklist", APPRAISAL)]
    answer: Annotated[str, member("judgement", ANSWER)]
    reason: Text
    at: Text
    readers: Annotated[str, member("way of reading", READING)]
