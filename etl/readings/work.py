"""From two filled forms to a file of readings and lines of a study: comparison, and decisions about differences."""

from dataclasses import dataclass
from pathlib import Path

from etl.lines import changed
from etl.placing import beside, put
from etl.read import StudyFile, read_study
from etl.readings import judged
from etl.readings.checks import alone, settled, undecidable
from etl.readings.file import plain, read_file, written
from evidence.readings import NUMBERS, Answered, Decision, Noted, Reader, Readings, Ruling, agree
from evidence.records import Figure, section
from evidence.vocabulary import APPRAISAL


class Refused(Exception):
    """Nothing was written; the message says what was expected and how to go on."""


@dataclass(frozen=True)
class Side:
    """What one reader found of a study: its figures, and the answers to the questions of its appraisal."""

    reader: Reader
    noted: list[Noted]
    answers: list[Answered]


@dataclass(frozen=True)
class Compared:
    """What two readers found: figures on which they agree, on which they differ, and that only one has read."""

    same: tuple[str, ...]
    differ: tuple[tuple[Noted, Noted], ...]
    alone: tuple[Noted, ...]

    def both(self) -> set[str]:
        """The figures that both have read."""
        return {*self.same, *(one.fact for one, _ in self.differ)}


@dataclass(frozen=True)
class Written:
    """What a step gives, before anything is on the disk: the readings, the text of the study, the figures it marks twice."""

    readings: Readings
    study: str
    twice: list[str]

    def texts(self, studies: Path) -> dict[Path, str]:
        """The files of the step, the readings first: a study file never says twice without them."""
        name = self.readings.study
        return {kept_at(studies, name): written(self.readings), studies / f"{name}.yaml": self.study}


def kept_at(studies: Path, study: str) -> Path:
    """The file of readings of a study: in the folder beside the studies."""
    return studies.parent / "readings" / f"{study}.yaml"


def taken_up(studies: Path, study: str, first: Side, second: Side) -> tuple[Compared, Written]:
    """Two readings of a study side by side, and what follows from them. Raises Refused."""
    found = compared(first.noted, second.noted)
    both = [one for one in (*first.noted, *second.noted) if one.fact in found.both()]
    asked = {one.question for one in first.answers} & {one.question for one in second.answers}
    answers = [one for one in (*first.answers, *second.answers) if one.question in asked]
    readings = joined(kept_at(studies, study), study, [first.reader, second.reader], both, answers)
    return found, Written(readings, *brought_up(studies, readings))


def ruled(studies: Path, study: str, decision: Decision, by: Reader) -> Written:
    """A decision about a difference, and what follows from it. Raises Refused."""
    readings = decided(stored(kept_at(studies, study)), decision, by)
    return Written(readings, *brought_up(studies, readings))


def answer_ruled(studies: Path, study: str, ruling: Ruling, by: Reader) -> Written:
    """A decision about two answers to a question of the appraisal, and what follows from it. Raises Refused."""
    before = stored(kept_at(studies, study))
    given = before.by_question().get(ruling.question, ())
    if len(given) < 2 or given[0].answer == given[1].answer:
        raise Refused(f"no two answers to {ruling.question!r} differ; there is nothing to decide")
    readers = {reader.id: reader for reader in before.readers} | {by.id: by}
    rulings = [*(one for one in before.rulings if one.question != ruling.question), ruling]
    order = list(APPRAISAL)
    after = before.model_copy(
        update={
            "readers": tuple(readers.values()),
            "rulings": tuple(sorted(rulings, key=lambda one: order.index(one.question))),
        }
    )
    return Written(after, *brought_up(studies, after))


def own_reading(file: StudyFile, reader: str) -> list[Noted]:
    """What a study file says, as the reading of the one who entered it."""
    names = [name.partition("/")[2] for name in file.record.fact_ids]
    return [_noted(fact, reader, figure) for fact, (_, _, figure) in zip(names, file.record.figures(), strict=True)]


def _noted(fact: str, reader: str, figure: Figure) -> Noted:
    numbers = {name: getattr(figure, name) for name in NUMBERS}
    return Noted(fact=fact, reader=reader, printed=figure.printed, at=figure.at, **numbers)


def compared(first: list[Noted], second: list[Noted]) -> Compared:
    others = {noted.fact: noted for noted in second}
    pairs = [(noted, others[noted.fact]) for noted in first if noted.fact in others]
    both = {noted.fact for noted, _ in pairs}
    return Compared(
        tuple(one.fact for one, other in pairs if agree(one, other)),
        tuple((one, other) for one, other in pairs if not agree(one, other)),
        tuple(noted for noted in (*first, *second) if noted.fact not in both),
    )


def joined(path: Path, study: str, readers: list[Reader], figures: list[Noted], answers: list[Answered]) -> Readings:
    """The readings of a file with further ones: a reader's line replaces their earlier one. Raises Refused."""
    before = stored(path) if path.exists() else Readings(study=study, readers=tuple(readers))
    new = {reader.id: reader for reader in readers}
    kept = [reader for reader in before.readers if reader.id not in new]
    lines = {(noted.fact, noted.reader): noted for noted in (*before.figures, *figures)}
    found = sorted(lines.values(), key=lambda noted: noted.fact)
    said = {(one.question, one.reader): one for one in (*before.answers, *answers)}
    order = list(APPRAISAL)
    answered = sorted(said.values(), key=lambda one: order.index(one.question))
    return before.model_copy(update={"readers": (*kept, *readers), "figures": tuple(found), "answers": tuple(answered)})


def stored(path: Path) -> Readings:
    """The readings in a file. Raises Refused."""
    file = read_file(path)
    if file.readings is None:
        raise Refused("\n".join(map(str, file.problems)))
    return file.readings


def decided(readings: Readings, decision: Decision, by: Reader) -> Readings:
    """The readings with one decision more, or another in place of an earlier one about the same figure.

    Raises Refused where there is nothing to decide, or not so.
    """
    readers = {reader.id: reader for reader in readings.readers} | {by.id: by}
    others = [one for one in readings.decisions if one.fact != decision.fact]
    every = sorted([*others, decision], key=lambda one: one.fact)
    after = readings.model_copy(update={"readers": tuple(readers.values()), "decisions": tuple(every)})
    if wrong := [f"{key}: {message}" for key, message in undecidable(decision, after)]:
        raise Refused("\n".join(wrong))
    return after


def brought_up(studies: Path, readings: Readings) -> tuple[str, list[str]]:
    """The text of the study file with every settled figure as it was settled, marked as read twice; and their names.

    A line with a number that one reader alone gave is not marked. Only the values that change are written; every other
    character of the file stays.
    """
    path = studies / f"{readings.study}.yaml"
    file = read_study(path)
    if file.study is None:
        raise Refused("\n".join(map(str, file.problems)))
    lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    touched = []
    for name, (domain, index, figure) in zip(file.record.fact_ids, file.record.figures(), strict=True):
        fact = name.partition("/")[2]
        found = settled(readings, fact)
        if found is None or (not found and figure.statistic != "words"):
            continue
        place = file.line((section(domain), index)) - 1
        marked = {} if alone(figure, found) else {"readers": "twice"}
        values = {name: plain(number) for name, number in found.items()} | marked
        differing = {n: v for n, v in values.items() if _said(figure, n) != v}
        if differing.keys() & set(NUMBERS):
            differing |= _characters(readings, fact)
        lines[place] = changed(lines[place], differing, _KEYS)
        touched += [fact] if marked else []
    touched += [f"appraisal/{question}" for question in judged.brought_up(lines, file, readings)]
    return "".join(lines), touched


def _characters(readings: Readings, fact: str) -> dict[str, str]:
    """The characters and the place of the reader whose numbers were chosen."""
    decision = readings.decided().get(fact)
    chosen = [one for one in readings.by_fact()[fact] if decision and one.reader == decision.chosen]
    return {name: given for one in chosen for name in ("printed", "at") if (given := getattr(one, name))}


_KEYS = tuple(Figure.model_fields)


def _said(figure: Figure, name: str) -> object:
    return plain(getattr(figure, name))


def save(path: Path, text: str) -> None:
    """Put a text in place of a file, whole or not at all."""
    with beside(path.parent) as parts:
        part = parts / path.name
        part.write_text(text, encoding="utf-8", newline="\n")
        put(part, path)
