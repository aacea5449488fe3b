"""Second readings of an appraisal: what must hold between the answers of two readers and the study file, and what of a
study file follows from them."""

from collections import Counter
from collections.abc import Iterator

from etl.lines import changed
from etl.read import Path_, StudyFile
from evidence.appraisal import Judgement
from evidence.readings import Answered, Readings
from evidence.records import Study

_KEYS = tuple(Judgement.model_fields)


def own_answers(study: Study, reader: str) -> list[Answered]:
    """What a study file says, as the answers of the one who entered them."""
    return [
        Answered(question=one.question, reader=reader, answer=one.answer, at=one.at, reason=one.reason)
        for one in study.appraisal
    ]


def settled(readings: Readings, question: str) -> str | None:
    """The answer that two readers come to, or that was decided; None where neither says one."""
    given = [one.answer for one in readings.by_question().get(question, ())]
    if ruling := readings.ruled().get(question):
        return ruling.answer
    return given[0] if len(given) > 1 and given[0] == given[1] else None


def unruled(readings: Readings) -> list[tuple[Answered, Answered]]:
    """The two answers to each question on which readers differ and nobody has decided."""
    pairs = [given for question, given in readings.by_question().items() if question not in readings.ruled()]
    return [(given[0], given[1]) for given in pairs if len(given) > 1 and given[0].answer != given[1].answer]


def findings(readings: Readings, study: Study) -> Iterator[tuple[Path_, str]]:
    """Every problem of the answers and rulings of a file of readings."""
    readers, asked = [reader.id for reader in readings.readers], {one.question: one for one in study.appraisal}
    times = Counter((one.question, one.reader) for one in readings.answers)
    for index, one in enumerate(readings.answers):
        if one.reader not in readers:
            yield ("answers", index, "reader"), f"{one.reader!r} is none of the readers: {', '.join(readers)}"
        if times[one.question, one.reader] > 1:
            yield ("answers", index, "question"), f"{one.reader} has answered this on another line too; keep one"
        if one.question not in asked:
            yield ("answers", index, "question"), f"{one.question!r} is not answered in the study file; enter it there"
    for index, ruling in enumerate(readings.rulings):
        path, given = ("rulings", index), readings.by_question().get(ruling.question, ())
        if ruling.by not in readers:
            yield (*path, "by"), f"{ruling.by!r} is none of the readers: {', '.join(readers)}"
        if len(given) < 2 or given[0].answer == given[1].answer:
            yield (*path, "question"), f"no two answers to {ruling.question!r} differ; there is nothing to decide"
        elif (line := asked.get(ruling.question)) and line.answer != ruling.answer:
            yield (*path, "answer"), f"the study file says {line.answer}, which is not what was decided: {ruling.answer}"


def marked(study: Study, readings: Readings | None) -> Iterator[tuple[Path_, str]]:
    """Answers that say they were come to by two readers apart, without two who agree or a ruling."""
    for index, one in enumerate(study.appraisal):
        if one.readers != "twice":
            continue
        found = settled(readings, one.question) if readings else None
        if found is None:
            yield (
                ("appraisal", index, "readers"),
                f"twice needs two answers to {one.question!r} in the file of readings that agree, or a ruling; write once"
                " or checked",
            )
        elif found != one.answer:
            yield ("appraisal", index, "answer"), f"says {one.answer}, but its readers came to {found}"


def brought_up(lines: list[str], file: StudyFile, readings: Readings) -> list[str]:
    """The questions whose line of the study file was set to what its readers came to; `lines` is changed in place."""
    touched = []
    for index, one in enumerate(file.record.appraisal):
        answer = settled(readings, one.question)
        if answer is None:
            continue
        place = file.line(("appraisal", index)) - 1
        values = {"answer": answer, "readers": "twice"} | (_spoken(readings, one, answer) if answer != one.answer else {})
        lines[place] = changed(lines[place], values, _KEYS)
        touched.append(one.question)
    return touched


def _spoken(readings: Readings, line: Judgement, answer: str) -> dict[str, str]:
    """Reason and place of the reader whose answer stands, or of the ruling where it is neither's."""
    said = next((one for one in readings.by_question()[line.question] if one.answer == answer), None)
    if said is None:
        return {"reason": readings.ruled()[line.question].why}
    return {"reason": said.reason} | ({"at": said.at} if said.at else {})
