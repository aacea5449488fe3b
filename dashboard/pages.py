"""The pages: name in links, title, file, and which cohorts print something on the page's question."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evidence.cohorts import Key
from evidence.queries import facts, response
from evidence.selection import View
from evidence.vocabulary import DOMAIN

FOLDER = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True)
class PageOf:
    """A page of the dashboard; `printing` gives the cohorts that its filters count."""

    name: str
    title: str
    printing: Callable[[str, View], set[Key]]

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.py"


def _domains(*domains: str) -> Callable[[str, View], set[Key]]:
    return partial(facts.printing, domains=domains)


PAGES = (
    PageOf("overview", "Overview", _domains(*DOMAIN)),
    PageOf("response", "Response", response.printing),
    PageOf("mobilisation", "Mobilisation", _domains("mobilisation")),
    PageOf("toxicity", "Toxicity", _domains("toxicity", "dlt", "mortality")),
    PageOf("outcomes", "Outcomes", _domains("time to event", "transplant", "association")),
    PageOf("patients", "Patients", _domains(*DOMAIN)),
    PageOf("study", "Study", _domains(*DOMAIN)),
    PageOf("sources", "Sources and checks", _domains(*DOMAIN)),
)
