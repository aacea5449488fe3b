"""The pages: name in links, title, file, and which cohorts print something on the page's question."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain
from pathlib import Path
from types import ModuleType

from dashboard.panel import Panel
from dashboard.session.frame import Frame
from evidence.cohorts import Key, cohorts_shown, patients_told, studies_told
from evidence.language import say
from evidence.questions import facts
from evidence.questions.adverse_events import numbers as adverse_events
from evidence.questions.mobilisation import numbers as mobilisation
from evidence.questions.patients import numbers as patients
from evidence.questions.response import numbers as response
from evidence.questions.times import numbers as times
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import DOMAIN

FOLDER = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True)
class PageOf:
    """A page of the dashboard; `printing` gives the cohorts that print something on its question.

    `counted` says what its filters count, by the name that it has (`unit`): the cohorts that answer the first question
    of a page, or on a page of several the studies, or single patients.
    """

    name: str
    english: str
    printing: Callable[[str, View], AbstractSet[Key]]
    filters: bool = True
    unit: tuple[str, str] = ("study", "studies")
    counted: Callable[[str, View, AbstractSet[Key]], list[Row]] = studies_told

    @property
    def title(self) -> str:
        return say(self.english)

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name.replace('-', '_')}.py"

    def panels(self, frame: Frame) -> Iterator[Panel]:
        """What the page shows, as values, one after the other."""
        return chain.from_iterable(part(frame) for part in _module(self.file).PANELS)


@cache
def _module(file: Path) -> ModuleType:
    """The file of a page as a module, without drawing it; by its path, because Streamlit's own path hides `pages`."""
    spec = spec_from_file_location(f"page_{file.stem}", file)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _domains(*domains: str) -> Callable[[str, View], AbstractSet[Key]]:
    return partial(facts.printing, domains=domains)


COHORTS = ("cohort", "")

PAGES = (
    PageOf("overview", "Overview", _domains(*DOMAIN)),
    PageOf("response", "Response", response.printing, unit=COHORTS, counted=cohorts_shown),
    PageOf("mobilisation", "Mobilisation", mobilisation.printing, unit=COHORTS, counted=cohorts_shown),
    PageOf("toxicity", "Toxicity", adverse_events.printing),
    PageOf("outcomes", "Outcomes", times.printing),
    PageOf("patients", "Patients", _domains(*patients.DOMAINS), unit=("single patient", ""), counted=patients_told),
    PageOf("study", "Study", _domains(*DOMAIN)),
    PageOf("sources", "Sources and checks", _domains(*DOMAIN)),
    PageOf("journal-club", "Journal club", _domains(*DOMAIN), filters=False),
)

#: The pages that show tables, and so are served as data.
WITH_DATA = tuple(page for page in PAGES if page.filters)


def page_named(name: str) -> PageOf:
    return next(page for page in PAGES if page.name == name)
