"""Every message of the program, found in its source, and each language's catalogue brought up to date."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from etl.clubs import read_clubs
from etl.read import read_studies
from etl.readings.file import read_readings
from etl.searching import read_search
from evidence.clubs import Club
from evidence.language import CATALOGUES, speaking
from evidence.records import Study
from evidence.searching import Search
from evidence.wording.phrases import told, untold
from evidence.wording.selection import lower_first

ROOT = Path(__file__).parent.parent
STUDIES = ROOT / "data" / "studies"
CLUBS, READINGS, SEARCH = (ROOT / "data" / name for name in ("clubs", "readings", "search.yaml"))
FOLDERS = ("evidence", "dashboard", "pages")
#: Calls whose arguments are messages: where these stand, or what they are called.
MESSAGES = {"say": (0,), "mark": (0,), "plural": (1, 2, "many"), "Code": (1, 2, 5, "group"), "Column": (1, "label"),
            "Filter": (1,), "Choice": (1,), "Rule": (1, 2), "unit": (0,),
            "told": (0, "part"), "because": (0,)}  # fmt: skip

#: A word in Latin letters, which abbreviations and units are not.
WORD = re.compile(r"\b[A-Za-z-]*[a-z]{4,}[A-Za-z0-9-]*")

HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def messages() -> set[str]:
    """Every message that a file of the program says, and what is our own in the data: caveats, meetings, parts of names."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    said = {message for path in paths for message in _said(ast.parse(path.read_text(encoding="utf-8")))}
    records = [file.record for file in read_studies(STUDIES)]
    caveats = {figure.caveat for record in records for _, _, figure in record.figures() if figure.caveat}
    parts = {part for record in records for name in names(record) for part in untold(name)}
    clubs = (file.club for file in read_clubs(CLUBS, [record.id for record in records]) if file.club)
    whole = said | caveats | {text for club in clubs for text in asked(club)} | remarks(records)
    return whole | {part for part in parts if lower_first(part) not in said | parts or part == lower_first(part)}


def asked(club: Club) -> Iterator[str]:
    """What a meeting says: its title, and the question and note of each view."""
    yield club.title
    for view in club.views:
        yield from filter(None, (view.question, view.note))


def remarks(records: list[Study]) -> set[str]:
    """Of remarks the topics of contradictions, what is said more than once in the same words, and what is said of the
    search. What is said once is quoted."""
    judged = (file.readings for file in read_readings(READINGS) if file.readings)
    ruled = Counter(ruling.why for readings in judged for ruling in readings.rulings)
    said = Counter(text for record in records for text in noted(record))
    topics = {one.topic for record in records for one in record.discrepancies}
    search, _ = read_search(SEARCH, lambda: {record.id: record.search for record in records})
    again = {text for counted in (ruled, said) for text, count in counted.items() if count > 1}
    return topics | again | set(sought(search) if search else ())


def sought(search: Search) -> Iterator[str]:
    """Where searches looked, and why something that is known is not here."""
    yield from (one.where for one in search.searches)
    yield from (one.why for one in search.left_out)
    yield from (one.why for one in search.wanted)


def noted(record: Study) -> Iterator[str]:
    """What a record remarks: on its figures, cohorts, sources and contradictions, and why an answer is given."""
    notes = [figure.note for _, _, figure in record.figures()]
    notes += [cohort.note for cohort in record.cohorts] + [source.note for source in record.sources]
    yield from filter(None, notes)
    yield from (one.why for one in record.discrepancies)
    yield from (one.reason for one in record.appraisal)


def names(record: Study) -> Iterator[str]:
    """What a record calls its regimens, cohorts and what parts them, schedules, compared groups, times, criteria and
    causes, and the course of a patient."""
    yield record.regimen.name
    for cohort in record.cohorts:
        yield from filter(None, (cohort.label, cohort.split, cohort.regimen and cohort.regimen.name, cohort.schedule))
    for _, _, figure in record.figures():
        yield from filter(None, (figure.comparator, figure.window, figure.criteria, figure.attribution))
    for patient in record.patients:
        yield from (patient.status_before, patient.treated, patient.outcome, *patient.side_effects, *patient.footnotes)


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            given = dict(enumerate(node.args)) | {keyword.arg: keyword.value for keyword in node.keywords}
            for place in MESSAGES.get(name, ()):
                match given.get(place):
                    case ast.Constant(value=str(message)) if message:
                        yield message


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def updated(path: Path) -> str:
    """The catalogue with every message of the program in alphabetical order: new ones empty, gone ones gone,
    translations kept. It names no file, so that moving code leaves it as it is."""
    before, after = read(path), Catalog()
    for message in messages():
        known = before.get(message)
        after.add(message, known.string if known else "")
    target = BytesIO()
    write_po(target, after, width=0, omit_header=True, sort_output=True)
    return HEADER.format(language=before.locale_identifier or path.stem) + target.getvalue().decode("utf-8")


def untranslated(path: Path) -> list[str]:
    """The messages of the program that a catalogue has no translation for: they are shown in English."""
    known = {message.id for message in read(path) if message.string}
    return sorted(messages() - known)


def left_english(path: Path) -> Counter[str]:
    """The words that names of the records keep in English for want of a settled name, and how many names keep each."""
    with speaking(path.stem):
        said = {name: told(name) for file in read_studies(STUDIES) for name in names(file.record)}
    return Counter(word for text in said.values() for word in set(WORD.findall(text)))


def misplaced(path: Path) -> list[tuple[str, str]]:
    """The translations whose places in braces are not those of the English message: they could not be shown."""
    return [
        (message.id, message.string)
        for message in read(path)
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and _places(message.id) != _places(message.string)
    ]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def catalogues() -> list[Path]:
    return sorted(CATALOGUES.glob("*.po"))
