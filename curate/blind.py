"""A blind form on the desk: which lines wait for an answer, and who may see what others have read."""

from collections.abc import Mapping
from dataclasses import dataclass

from curate.edits import rewritten
from curate.folder import Folder
from curate.kept import text_of
from curate.lines import numbers_of
from etl.lines import flow
from etl.read import Unreadable, loaded
from etl.readings.form import Asked
from evidence import vocabulary
from evidence.readings import NUMBERS
from evidence.records import Figure, fact_id

ORDER = tuple(Asked.model_fields)
#: What a reader fills in; the rest of a line says what is asked.
ANSWER = ("printed", *NUMBERS, "found", "note")


@dataclass(frozen=True)
class Waiting:
    """How far a form is."""

    answered: int
    asked: int

    @property
    def done(self) -> bool:
        return self.answered == self.asked


def lines_in(text: str) -> list[dict]:
    """The lines of a form, each as the texts that it holds. Raises Unreadable."""
    tree = loaded(text.encode())[0]
    found = tree.get("figures") if isinstance(tree, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def waiting(text: str) -> Waiting:
    lines = lines_in(text)
    return Waiting(sum(answered(one) for one in lines), len(lines))


def answered(line: Mapping[str, object]) -> bool:
    """Whether a reader has said what is there, or that nothing is; a note alone says neither."""
    return any(line.get(name) for name in ("found", "printed", *NUMBERS))


def unfinished(folder: Folder, study: str, reader: str) -> Waiting | None:
    """The blind form of a study that somebody has begun and not finished."""
    path = folder.form(study, reader)
    if not path.exists():
        return None
    try:
        found = waiting(text_of(path))
    except Unreadable:
        return Waiting(0, 1)
    return None if found.done else found


def readers_of(folder: Folder, study: str) -> list[str]:
    """Who has a form of a study."""
    return sorted(path.name.split(".")[-2] for path in folder.forms.glob(f"{study}.*.yaml"))


def row_of(text: str, at: int) -> int:
    """In which row of a form a line stands, from 0; -1 where it does not."""
    return loaded(text.encode())[1].get(("figures", at), 0) - 1


def with_answers(text: str, at: int, values: Mapping[str, str]) -> str:
    """The text of a form with answers of one line given or taken away."""
    rows = text.splitlines(keepends=True)
    place = row_of(text, at)
    rows[place] = rewritten(rows[place], {field: typed or None for field, typed in values.items()}, ORDER)
    return "".join(rows)


def proposed(line: Mapping[str, object], printed: str, rate: bool | None) -> dict[str, str]:
    """The numbers of printed characters, by field, for a line that has none yet."""
    return {} if any(line.get(name) for name in NUMBERS) else numbers_of(printed, rate=rate is not False)


def with_fact(text: str, study: str, domain: str, what: Mapping[str, str]) -> str:
    """The text of a form with a line for a figure that it does not ask for; `what` are keys of a figure."""
    figure = Figure.model_construct(**dict.fromkeys(("grade", "statistic", "window")) | dict(what))
    fact = fact_id(study, domain, figure).partition("/")[2]
    said = ", ".join(given for name, given in what.items() if name != "cohort")
    asked = f"Not on the form: {what['cohort']}: {vocabulary.DOMAIN[domain].label}, {said}"
    if fact in [one.get("fact") for one in lines_in(text)]:
        return text
    return text.rstrip("\n") + "\n  - " + flow({"fact": fact, "asked": asked, "found": None}) + "\n"
