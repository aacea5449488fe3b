"""Lists to search in: drugs, arms, studies. What is picked is a filter, or a list that the link names.

Of a long list the page is sent what is picked, and its box asks for what fits a text, see routes/find.py.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode

from dashboard.panel import Page
from dashboard.session.frame import Frame
from dashboard.session.takes import query_of
from evidence.cohorts import cohorts, key
from evidence.cohorts.asked import asked_by_words
from evidence.language import mark, say
from evidence.questions.search.spelling import words
from evidence.questions.side_effects.numbers import named, offered
from evidence.questions.side_effects.words import option
from evidence.questions.studies.numbers import study_labels
from evidence.selection import ARMS
from evidence.vocabulary import DRUG

#: What a box says where the server fails.
FAILED = mark("The server could not search. Type on to try again.")
#: So many of the values that fit a text are listed.
LISTED = 60

#: A value of a list: its code, and how it reads.
Value = tuple[str, str]


def picker(name: str, label: str, chosen: Iterable[str], values: Iterable[Value], **more: object) -> dict[str, object]:
    """A list as its box is told of it: its `values`, or with `at`, where it asks for them, those that are picked."""
    told = [{"code": code, "words": words} for code, words in values]
    return {"name": name, "label": label, "kind": "picker", "chosen": list(chosen), "values": told,
            "remove": say("Take it out"), "failed": say(FAILED), **more}  # fmt: skip


def drug(page: Page, here: Frame) -> dict[str, object]:
    """One drug whose regimens the page shows; offered are those of cohorts that print something on its question."""
    printing = page.printing(here.base, here.view)
    treated = (row for row in cohorts(here.base) if key(row) in printing and row["role"] != "control")
    given = {code for row in treated for code in row["drugs"]}
    values = [(code, one.label) for code, one in DRUG.items() if code in given or code in here.view.chosen("drug")]
    return picker("drug", say("Regimens with"), here.view.chosen("drug"), values, any=say("any drug"), most=1)


def arms(here: Frame) -> dict[str, object]:
    """The arms that stand beside each other; what the link names and the view leaves out is there too, to be taken out."""
    known = {named(row): option(row) for row in cohorts(here.base) if named(row) in here.view.arms}
    picked = [(name, known.get(name, name)) for name in here.view.arms]
    hint = say("the largest with graded effects; type to pick")
    return picker("arm", say("Arms beside each other, up to four"), here.view.arms, picked, at=_at(here, "arm"), any=hint,
                  most=ARMS)  # fmt: skip


def study(here: Frame) -> dict[str, object]:
    """The study that is shown whole."""
    chosen = here.view.chosen("study")
    return picker("study", say("Study"), chosen, [(code, here.studies[code]) for code in chosen], at=_at(here, "study"),
                  any=say("Type a name, or choose"), most=1)  # fmt: skip


def _at(here: Frame, name: str) -> str:
    query = query_of(here.closed().view, here.page, here.data)
    return f"/find/{here.page}/{name}?{urlencode(query, doseq=True)}"


def answer(here: Frame, name: str, text: str) -> dict[str, object]:
    """The values of a list whose words hold all that was typed, the first of them. Raises KeyError for no such list."""
    typed = text.casefold().split()
    fitting = [one for one in LISTS[name](here, text) if all(word in one[1].casefold() for word in typed)]
    left = len(fitting) - LISTED
    more = say("{n} more; type more of the name", n=left) if left > 0 else ""
    return {"values": [{"code": code, "words": said} for code, said in fitting[:LISTED]], "more": more}


def _arms(here: Frame, text: str) -> Iterator[Value]:
    """Every arm with side effects to show; of a large version those of studies in which the words stand."""
    base = asked_by_words(here.version, words(text)) if here.is_part and text else here.base
    rows = sorted(offered(base, here.view), key=lambda row: (row["disease"], option(row).casefold()))
    return ((named(row), option(row)) for row in rows)


def _studies(here: Frame, _: str) -> Iterator[Value]:
    return iter(study_labels(here.version).items())


#: The lists that are asked for, by the names of what they set.
LISTS: dict[str, Callable[[Frame, str], Iterator[Value]]] = {"arm": _arms, "study": _studies}
