"""What must hold between readings and the study files that they are readings of."""

from collections import Counter
from collections.abc import Iterator

from etl.checks.finding import placed
from etl.read import Path_, Problem, StudyFile
from etl.readings import judged
from etl.readings.file import ReadingsFile
from evidence.readings import MAIN, Decision, Noted, Readings, agree, numbers_of
from evidence.records import Figure, Study

#: How a difference may be decided beside taking one reader's numbers.
OTHERWISE = ("neither", "discrepancy", "left out")


def check_readings(files: list[ReadingsFile], studies: list[StudyFile]) -> list[Problem]:
    """Every problem of every file of readings, and of figures marked as read twice without them."""
    by_id = {file.study.id: file for file in studies if file.study}
    problems = [problem for file in files for problem in file.problems]
    read = {file.readings.study: file.readings for file in files if file.readings}
    for file in files:
        if file.readings:
            found = _findings(file.readings, by_id.get(file.readings.study))
            problems += [file.problem(path, message) for path, message in found]
    for id_, study in by_id.items():
        problems += [study.problem(path, message) for path, message in _marked(study.record, read.get(id_))]
        problems += [study.problem(path, message) for path, message in judged.marked(study.record, read.get(id_))]
    return sorted(set(problems))


def _findings(readings: Readings, file: StudyFile | None) -> Iterator[tuple[Path_, str]]:
    if file is None:
        yield ("study",), f"{readings.study!r} is no study"
        return
    readers = [reader.id for reader in readings.readers]
    for index, name in enumerate(readers):
        if name in readers[:index]:
            yield ("readers", index, "id"), f"{name!r} stands twice; a reader has one line"
    times = Counter((noted.fact, noted.reader) for noted in readings.figures)
    decided = readings.decided()
    facts = {name.partition("/")[2] for name in file.record.fact_ids}
    for index, noted in enumerate(readings.figures):
        path = ("figures", index)
        if noted.reader not in readers:
            yield (*path, "reader"), f"{noted.reader!r} is none of the readers: {', '.join(readers)}"
        if times[noted.fact, noted.reader] > 1:
            yield (*path, "fact"), f"{noted.reader} has read this figure on another line too; keep one"
        if noted.fact not in facts and not (noted.fact in decided and decided[noted.fact].chosen == "left out"):
            yield (
                (*path, "fact"),
                f"{noted.fact!r} is no figure of the study; enter it, or decide: left out",
            )
    for index, decision in enumerate(readings.decisions):
        for key, message in (*undecidable(decision, readings), *_unfollowed(decision, readings, file.record)):
            yield ("decisions", index, key), message
    yield from judged.findings(readings, file.record)


def undecidable(decision: Decision, readings: Readings) -> Iterator[tuple[str, str]]:
    """What of a decision does not go with the readings that it is about, as (key, message)."""
    noted, readers = readings.by_fact().get(decision.fact, ()), [reader.id for reader in readings.readers]
    if len(noted) < 2:
        yield "fact", f"{decision.fact!r} has not been read by two; there is nothing to decide"
        return
    if decision.by not in readers:
        yield "by", f"{decision.by!r} is none of the readers: {', '.join(readers)}"
    if decision.by in [one.reader for one in noted]:
        yield "by", f"{decision.by!r} is one of the two who differ; a third decides"
    if decision.chosen not in (*(one.reader for one in noted if one.found == "printed"), *OTHERWISE):
        yield "chosen", f"{decision.chosen!r} is no reader who found the figure, nor one of: {', '.join(OTHERWISE)}"
    if agree(noted[0], noted[1]):
        yield "fact", "both readings found the same; there is nothing to decide"


def _unfollowed(decision: Decision, readings: Readings, study: Study) -> Iterator[tuple[str, str]]:
    """Where a study file does not say what was decided."""
    figure = figure_of(study, decision.fact)
    if decision.chosen == "left out" and figure:
        yield "chosen", "is left out, but the figure stands in the study file; take the line out"
    if decision.chosen == "discrepancy" and not any(decision.fact in one.facts for one in study.discrepancies):
        yield "chosen", "is a contradiction of the literature, but the study has no discrepancy that names the figure"
    found = settled(readings, decision.fact)
    if figure and found is not None and not follows(figure, found):
        yield "chosen", f"the study file says {said(numbers_of(figure))}, which is not what was decided: {said(found)}"


def _marked(study: Study, readings: Readings | None) -> Iterator[tuple[Path_, str]]:
    """Figures that say they were read twice: by two readers, with what both found or what was decided."""
    for (path, _, figure), name in zip(placed(study), study.fact_ids, strict=True):
        if figure.readers != "twice":
            continue
        fact = name.partition("/")[2]
        noted = readings.by_fact().get(fact, ()) if readings else ()
        found = settled(readings, fact) if readings else None
        if sum(one.found == "printed" for one in noted) < 2:
            yield (
                (*path, "readers"),
                f"twice needs two readings of {fact} in the file of readings; write once or checked",
            )
        elif found is None and not (readings and fact in readings.decided()):
            yield (*path, "readers"), f"the two readings of {fact} differ and nobody has decided; write once, or decide"
        elif found is not None and not follows(figure, found):
            yield (*path, "readers"), f"says {said(numbers_of(figure))}, but its two readings say {said(found)}"
        elif found is not None and (lone := alone(figure, found)):
            yield (*path, "readers"), f"{', '.join(lone)} of {fact} is not in both readings; write once, or leave it out"


def figure_of(study: Study, fact: str) -> Figure | None:
    """The figure of that name, without the study in it."""
    figures = zip(study.fact_ids, study.figures(), strict=True)
    return next((figure for name, (_, _, figure) in figures if name.partition("/")[2] == fact), None)


def settled(readings: Readings, fact: str) -> dict[str, float] | None:
    """The numbers that two readings come to: what both found, or what was decided; None where neither says numbers."""
    noted = readings.by_fact().get(fact, ())
    if decision := readings.decided().get(fact):
        chosen: dict[str, Noted] = {one.reader: one for one in noted}
        return decision.numbers() or (chosen[decision.chosen].numbers() if decision.chosen in chosen else None)
    if len(noted) < 2 or noted[0].found != "printed" or not agree(noted[0], noted[1]):
        return None
    second = noted[1].numbers()
    return {name: given for name, given in noted[0].numbers().items() if name in second}


def follows(figure: Figure, found: dict[str, float]) -> bool:
    """Whether a line of a study says what two readings came to: nothing differs, and a number is shared if any is read."""
    line = numbers_of(figure)
    shared = line.keys() & found.keys()
    return all(line[name] == found[name] for name in shared) and (bool(shared & set(MAIN)) or not found)


def alone(figure: Figure, found: dict[str, float]) -> list[str]:
    """The numbers of a line that two readings did not come to: one reader alone gave them, as the N of a bare count.

    A percentage beside a count and its N that both read says nothing more.
    """
    follows_from = {"percent"} if found.keys() >= {"events", "of"} else set()
    return [name for name in numbers_of(figure) if name not in found.keys() | follows_from]


def said(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {given:g}" for name, given in found.items()) or "no number"
