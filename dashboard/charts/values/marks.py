"""Marks one by one: what became of patients along time, numbers before and after, doses from low to high."""

from dataclasses import dataclass

from dashboard.charts.values.axes import Caption


@dataclass(frozen=True)
class Mark:
    """Something printed at `x`; a hollow one is in doubt. `text` stands beside it, `sign` behind that."""

    x: float
    facts: tuple[str, ...]
    hover: tuple[str, ...]
    text: str = ""
    sign: str = ""
    hollow: bool = False


#: What may happen on a lane.
RELAPSE, DEATH, TRANSPLANT, ONGOING, RESPONSE = "relapse", "death", "transplant", "ongoing", "response"


@dataclass(frozen=True)
class Lane:
    """A patient from the first dose on: who, two lines about them, how long the bar is, and what became of them.

    `length` is the bar, None where it is not printed; `said` are its words. `events` are marks by their kind; `undated`
    are lines at the end of the bar on what the source does not date. `facts` are the ids of all figures of the lane.
    `response` is the best one, which colours the bar by its `tone` among ordered categories.
    """

    group: str
    study: str
    label: str
    about: tuple[str, str]
    said: str
    outcome: str
    length: Mark | None
    events: dict[str, Mark]
    undated: tuple[str, ...]
    facts: tuple[str, ...]
    response: str = ""
    tone: int | None = None


@dataclass(frozen=True)
class Lanes:
    """Lanes on an axis from 0; `longest` is the largest number on it, `names` what each kind of event is called."""

    caption: Caption
    lanes: tuple[Lane, ...]
    longest: float
    length: str
    axis: str
    names: dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A row with a number before and one after; `missing` says what is not drawn."""

    label: str
    before: Mark | None
    after: Mark | None
    missing: str


@dataclass(frozen=True)
class Measure:
    """Pairs of one measure, on a linear axis from 0 to `high` with its `ticks`."""

    title: str
    high: float
    ticks: tuple[float, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Pairs:
    """The same rows in several measures, each with its own axis; `ends` are what both numbers of a pair are called."""

    caption: Caption
    measures: tuple[Measure, ...]
    ends: tuple[str, str]


@dataclass(frozen=True)
class Share:
    """A percentage with the ends of its interval, n/N and percentage in words."""

    mark: Mark
    low: float
    high: float
    counted: str
    said: str


@dataclass(frozen=True)
class Dose:
    """A dose level: its dose, n/N in words, toxicity and response as printed, and the estimate along the doses."""

    label: str
    counts: str
    toxicity: Share | None
    response: Share | None
    estimate: Mark | None


@dataclass(frozen=True)
class Ladder:
    """The dose levels of one study from low to high, at even distance; `axis` is the title of their axis."""

    title: str
    unit: str
    axis: str
    doses: tuple[Dose, ...]


@dataclass(frozen=True)
class Doses:
    """A small plot a ladder, one scale from 0 to 100 % for all; `names` of toxicity, response and estimate."""

    caption: Caption
    ladders: tuple[Ladder, ...]
    names: tuple[str, str, str]
