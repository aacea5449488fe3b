"""python -m etl reading new | compare | decide, and python -m etl agreement."""

import argparse
import sys
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from etl.read import StudyFile, read_study
from etl.readings.checks import said
from etl.readings.file import read_readings
from etl.readings.form import blank, read_form
from etl.readings.judged import own_answers, unruled
from etl.readings.work import Refused, Side, Written, answer_ruled, own_reading, ruled, save, taken_up
from evidence import vocabulary
from evidence.agreeing import answers_of_files, by_answer, by_field, of_files
from evidence.readings import NUMBERS, Decision, Noted, Reader, Ruling


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", studies: Path) -> None:
    """The two commands and what they take."""
    reading = commands.add_parser("reading", help="second readings: blind forms, comparison, decisions")
    steps = reading.add_subparsers(dest="step", required=True)
    new = steps.add_parser("new", help="write the blind form of a study for one reader")
    compare = steps.add_parser("compare", help="put two readings side by side and keep them")
    decide = steps.add_parser("decide", help="decide a difference")
    for command in (new, compare, decide):
        command.add_argument("study")
        command.add_argument("--studies", type=Path, default=studies, help="folder of study files")
    new.add_argument("reader", help="initials, in small letters")
    compare.add_argument("first", help="initials of the first reader; without a form of theirs, the study file is theirs")
    compare.add_argument("second", help="initials of the second reader, whose form is filled in")
    decide.add_argument("fact", help="cohort/domain/term..., or appraisal/QUESTION, as `compare` prints it")
    decide.add_argument("--by", required=True, help="initials of the one who decides; of a figure not one of the two")
    decide.add_argument(
        "--take", required=True, help="initials of a reader, or neither, discrepancy, left out; of an appraisal: the answer"
    )
    decide.add_argument("--why", required=True, help="reason, in your own words")
    for name in NUMBERS:
        decide.add_argument(f"--{name}", help="with --take neither: what is printed")
    for command in (new, compare, decide):
        command.add_argument("--kind", default="person", choices=list(vocabulary.READER), help="of the one who works")
    agreement = commands.add_parser("agreement", help="how often two readers agree, by field and domain")
    agreement.add_argument("--studies", type=Path, default=studies, help="folder of study files")


def run_reading(asked: argparse.Namespace) -> int:
    steps = {"new": _new, "compare": _compare, "decide": _decide}
    try:
        return steps[asked.step](asked)
    except ValidationError as fault:
        first = fault.errors()[0]
        print(f"{'.'.join(map(str, first['loc']))}: {first['msg']}; given {first['input']!r}", file=sys.stderr)
    except (Refused, OSError) as fault:
        print(f"{fault}\nnothing was written", file=sys.stderr)
    return 1


def run_agreement(asked: argparse.Namespace) -> int:
    files = read_readings(_readings(asked))
    for problem in (problem for file in files for problem in file.problems):
        print(problem, file=sys.stderr)
    read = [file.readings for file in files if file.readings]
    rows = [*by_field(of_files(read)), *by_answer(answers_of_files(read))]
    for row in rows:
        shown = (_share(measure) for measure in (row.agreement.percent, row.agreement.kappa, row.agreement.ac1))
        print(f"{row.domain or 'all domains':18} {row.field:14} n {row.agreement.n:5}  ", *shown)
    if not rows:
        print("no figure has two readings yet; `python -m etl reading new STUDY READER` begins one")
    return 1 if any(file.problems for file in files) else 0


def _share(measure: float | None) -> str:
    return "      –" if measure is None else f"{measure:7.3f}"


def _readings(asked: argparse.Namespace) -> Path:
    return Path(asked.studies).parent / "readings"


def _form(asked: argparse.Namespace, reader: str) -> Path:
    return Path(asked.studies).parent / "drafts" / "readings" / f"{asked.study}.{reader}.yaml"


def _study(asked: argparse.Namespace) -> StudyFile:
    path = asked.studies / f"{asked.study}.yaml"
    file = read_study(path)
    if file.study is None:
        raise Refused("\n".join(map(str, file.problems)))
    return file


def _new(asked: argparse.Namespace) -> int:
    path = _form(asked, asked.reader)
    if path.exists():
        raise Refused(f"{path}: is there already, perhaps with somebody's work in it; go on in it, or move it away")
    save(path, blank(_study(asked).record, asked.reader, asked.kind, date.today()))
    print(f"{path}: fill it in, then `python -m etl reading compare {asked.study} FIRST {asked.reader}`")
    return 0


def _compare(asked: argparse.Namespace) -> int:
    file = _study(asked)
    first, second = (_filled(asked, name, file) for name in (asked.first, asked.second))
    found, after = taken_up(asked.studies, asked.study, first, second)
    _save(after, asked.studies)
    for one, other in found.differ:
        print(f"differs: {one.fact}: {one.reader} {_told(one)}; {other.reader} {_told(other)}")
    for pair in unruled(after.readings):
        told = "; ".join(f"{answered.reader} {answered.answer} ({answered.reason})" for answered in pair)
        print(f"differs: appraisal/{pair[0].question}: {told}")
    for one in found.alone:
        print(f"only {one.reader}: {one.fact}: {_told(one)}")
    same, differ, alone = len(found.same), len(found.differ), len(found.alone)
    print(f"{same} agree, {differ} differ, {alone} read by one; {len(after.twice)} marked twice")
    return 0


def _save(after: Written, studies: Path) -> None:
    for path, text in after.texts(studies).items():
        save(path, text)


def _filled(asked: argparse.Namespace, name: str, file: StudyFile) -> Side:
    """A reader's form; of the first reader without one, the study file."""
    path = _form(asked, name)
    if not path.exists() and name == asked.first:
        reader = Reader(id=name, kind=asked.kind, date=date.today().isoformat())
        return Side(reader, own_reading(file, name), own_answers(file.record, name))
    if not path.exists():
        raise Refused(f"{path}: no form; `python -m etl reading new {asked.study} {name}` writes one")
    form, problems = read_form(path)
    if form is None:
        raise Refused("\n".join(map(str, problems)))
    return Side(*form.reading(), form.answered())


def _told(noted: Noted) -> str:
    if noted.found != "printed":
        return vocabulary.FOUND[noted.found].label.lower()
    return f"{said(noted.numbers())} (“{noted.printed}”)"


def _decide(asked: argparse.Namespace) -> int:
    today = date.today().isoformat()
    part, _, question = asked.fact.partition("/")
    by = Reader(id=asked.by, kind=asked.kind, date=today)
    if part == "appraisal":
        ruling = Ruling(question=question, by=asked.by, date=today, answer=asked.take, why=asked.why)
        _save(answer_ruled(asked.studies, asked.study, ruling, by), asked.studies)
        print(f"{asked.fact}: decided; `python -m etl check` says whether all follows")
        return 0
    numbers = {name: given for name in NUMBERS if (given := getattr(asked, name)) is not None}
    decision = Decision(fact=asked.fact, by=asked.by, date=today, chosen=asked.take, why=asked.why, **numbers)
    _save(ruled(asked.studies, asked.study, decision, by), asked.studies)
    print(f"{asked.fact}: decided; `python -m etl check` says whether all follows")
    return 0
