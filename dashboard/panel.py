"""Panels and pages as values: questions, how each is answered, and what a page offers to choose."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from dashboard.charts.values import Caption, Chart, Matrix, is_bare
from dashboard.session.frame import Frame
from evidence.cohorts import Key, studies_told, unchecked
from evidence.language import say
from evidence.questions import facts
from evidence.questions.how_found import words as found_words
from evidence.questions.how_found.numbers import last_day, not_held
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import DOMAIN
from evidence.wording.numbers import continued
from evidence.wording.selection import left_out, not_checked, selected
from evidence.wording.sentence import Sentence, joined
from evidence.wording.sources import cited
from evidence.wording.table import Table, rests_on
from evidence.wording.worked import Worked

ROOT = Path(__file__).parent.parent
#: What the filters of a page of one question count.
COHORTS = ("cohort", "")
#: The option of a choice of `views` that shows all panels.
EVERYTHING = "all"


@dataclass(frozen=True)
class Brief:
    """A table that few slides and one A4 page hold whole, with the `caveats` that change how it is read.

    Its records keep the figures of each cell in `cited`, by the name of the column, where their references stand, in
    `hollow` the columns whose number is not bold, and in `caveats` those of their own.
    """

    table: Table
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """What a panel says under its question; its drawing holds every row that the `answer` names.

    `method` (denominator, interval, criteria) and `sources`, the line that cites what is read, stand under the table;
    `remarks` (who else matches, who was set aside) below the drawing; `computed`, one number worked through for each
    method, in a fold at the end. Without a table it is only said. `asked` is the question where the view decides it,
    `brief` what slides and handouts set in place of the table, `scrolled` what the screen sets in place of the drawing: a
    larger matrix, in an area of its own; `whole` is the drawing with the rows that the screen leaves for later, which slides
    and handouts set. `ways` are words of the remarks that lead to the cards of figures, by their ids.
    """

    answer: Sentence
    table: Table | None = None
    chart: Chart | None = None
    method: tuple[str, ...] = ()
    sources: str | None = None
    remarks: tuple[str, ...] = ()
    computed: tuple[Worked, ...] = ()
    asked: str | None = None
    brief: Brief | None = None
    scrolled: Matrix | None = None
    whole: Chart | None = None
    ways: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def title(self) -> str:
        """What the whole drawing shows; empty where there is none."""
        drawn = self.whole or self.chart
        return drawn.caption.title if drawn else ""

    @property
    def below(self) -> tuple[str, ...]:
        """Method and sources, line by line."""
        return self.method if self.sources is None else (*self.method, self.sources)


@dataclass(frozen=True, kw_only=True)
class Panel(Body):
    """One question of a page, answered; `name` names it in links, in files and in the page's markup."""

    name: str
    question: str


@dataclass(frozen=True)
class PanelOf:
    """A panel of a page before it is asked: its name, its question, and how a frame answers it.

    None is no panel at all: one that is there only `sometimes` is not listed at the beginning of a long page. A panel of
    another page keeps its name. What `is_said` never has a table. What is `behind` another panel is in slides and handouts
    only where it is asked for by its name. `under` is the option of the page's choice of `views` under which it stands;
    without one it always does. One that `leads` also says what is known of the drugs asked for and is not in the base. One
    that `folds` stands among many others: its question and its answer are in sight, the rest is a press away. The table of
    one that `opens` is what its view is for.
    """

    name: str
    question: str
    body: Callable[[Frame], Body | None]
    sometimes: bool = False
    is_said: bool = False
    behind: bool = False
    under: str = ""
    leads: bool = False
    folds: bool = False
    opens: bool = False

    def panel(self, here: Frame) -> Panel | None:
        body = self.body(here)
        if body is None or isinstance(body, Panel):
            return body
        said = {one.name: getattr(body, one.name) for one in fields(Body)}
        if body.chart and is_bare(body.chart):
            said["chart"] = None
        said["remarks"] = kept(left_out(here.base), *body.remarks)
        if (found := unchecked(here.base)) and body.table:
            records = body.table.records
            n = sum(rests_on(found, record) for record in records)
            said["answer"] = joined(continued, (body.answer, Sentence(not_checked(n, len(records)))))
        if self.leads:
            said["remarks"] = kept(*said["remarks"], unread(here, here.view.chosen("drug")))
        return Panel(name=self.name, question=body.asked or say(self.question), **said)


@dataclass(frozen=True)
class Page:
    """A page: its name in links, its title, its panels in their order.

    `printing` gives the cohorts that print something on its question. `takes` names what its links carry beside the
    filters: choices, regimens, a meeting; `found` what of the base a search finds on it: domains of figures, studies,
    regimens beside each other. `counted` says what its `filters` count, by the
    name that it has (`unit`): the cohorts that answer the first question of a page, or on a page of several the studies,
    or single patients; `topic` are all domains of a page of one question. `screen` draws a page that is more than its
    panels; without a `sidebar` it asks for its filters there. `views` names the choice of what is shown of a long page.
    Where all of it is shown, the panel that no other option has is the first, and the others fold. What is known and not
    in the base is said once on a page `of_drugs`: under its first panel, or the one taken alone. Of the choices in `takes`
    those are offered that are `acting` on what the view shows, or on how it is counted; without it all. Where all that the
    filters change are its panels, a press on one is answered `at_once`, before its run.
    """

    name: str
    english: str
    panels_of: tuple[PanelOf, ...]
    printing: Callable[[str, View], AbstractSet[Key]]
    takes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    filters: bool = True
    sidebar: bool = True
    unit: tuple[str, str] = ("study", "studies")
    counted: Callable[[str, View, AbstractSet[Key]], list[Cohort]] = studies_told
    topic: tuple[str, ...] = tuple(DOMAIN)
    screen: Callable[["Page", Frame], None] | None = None
    views: str = ""
    of_drugs: bool = False
    at_once: bool = True
    acting: Callable[[View], Sequence[str]] | None = None

    @property
    def title(self) -> str:
        return say(self.english)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of figures that it asks for; none of a page on all of them."""
        return tuple(one for one in self.found if one in DOMAIN)

    @property
    def file(self) -> Path:
        """Where the page is written, by which the server tells pages apart."""
        return ROOT / "pages" / f"{self.name.replace('-', '_')}.py"

    @property
    def shown(self) -> tuple[str, ...]:
        """The panels that a meeting can show: those with a table."""
        return tuple(one.name for one in self.panels_of if not one.is_said)

    def chosen(self, view: View) -> tuple[PanelOf, ...]:
        """The panels that the view asks to show."""
        show = view.choice(self.views) if self.views else ""
        if show == EVERYTHING:
            return self._led(sorted(self.panels_of, key=lambda one: one.under != EVERYTHING), folds=True)
        return self._led([one for one in self.panels_of if not self.views or one.under in ("", show)])

    def _led(self, panels_of: Sequence[PanelOf], folds: bool = False) -> tuple[PanelOf, ...]:
        first = [replace(one, leads=self.of_drugs) for one in panels_of[:1]]
        return *first, *(replace(one, folds=folds or one.folds) for one in panels_of[1:])

    def panels(self, here: Frame) -> Iterator[Panel]:
        """What the page shows, as values, one after the other."""
        return (panel for one in self.chosen(here.view) if (panel := one.panel(here)))

    def every(self, here: Frame) -> Iterator[Panel]:
        """All that the page holds of this view, shown or not: for files of data, and to find a panel by its name."""
        return (panel for one in self._led(self.panels_of) if (panel := one.panel(here)))

    def taken(self, here: Frame, name: str = "") -> Iterator[Panel]:
        """What slides and handouts hold: the panels shown that have a table, or the one named."""
        shown = self._named(name) if name else self.chosen(here.view)
        asked = (one for one in shown if name or not one.behind)
        return (panel for one in asked if (panel := one.panel(here)) and panel.table)

    def showing(self, view: View, name: str) -> View:
        """The view in which the page shows the panel of this name."""
        under = next((one.under for one in self.panels_of if one.name == name), "")
        shown = not under or view.choice(self.views) in (under, EVERYTHING)
        return view if shown else view.with_choice(self.views, under)

    def named(self, name: str, here: Frame) -> Panel | None:
        """The panel of this name, shown or not; None where the view has nothing of it, or the page no such panel."""
        return next((panel for one in self._named(name) if (panel := one.panel(here))), None)

    def _named(self, name: str) -> tuple[PanelOf, ...]:
        return tuple(replace(one, leads=self.of_drugs) for one in self.panels_of if one.name == name)


def printing(*domains: str) -> Callable[[str, View], AbstractSet[Key]]:
    """The cohorts that print something of these domains of figures, or of any."""
    return partial(facts.printing, domains=domains or tuple(DOMAIN))


def kept(*lines: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(filter(None, lines))


def unread(here: Frame, drugs: tuple[str, ...]) -> str:
    """What is known to exist of these drugs and is not in the base; empty if nothing is."""
    return found_words.not_held(not_held(here.version, drugs))


def sources(here: Frame, rows: Sequence[Fact]) -> str:
    """The line that cites the sources of some figures."""
    said = cited(list(rows), here.studies, here.version)
    return found_words.of_base(said, len(here.studies) - len(unchecked(here.version)), last_day(here.version))


def caption(here: Frame, title: str, *foot: str) -> Caption:
    """What stands around a drawing of this view."""
    return Caption(title, selected(here.view, here.studies, here.base), foot)
