"""A view is a value: filters and choices."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence.reasons import Reason
from evidence.selection.offered import choice_named


@dataclass(frozen=True)
class View:
    """All that a page shows is decided by this value and the data version."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    #: Figures whose card is open, and discrepancies read the other way round.
    facts: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    #: Drugs to compare, in the order asked for; none: what the page of the comparison begins with.
    regimens: tuple[str, ...] = ()
    #: Arms to put beside each other, as 'study/cohort', in the order asked for; none: those that the page chooses.
    arms: tuple[str, ...] = ()
    #: The meeting that is open on the journal-club page, and which of its views, from 1; 0 is its agenda.
    #: Of a view that is too long for a screen the part that is shown.
    club: str = ""
    step: int = 0
    part: int = 1

    def __hash__(self) -> int:
        shown = frozenset(self.filters.items()), frozenset(self.choices.items())
        return hash((*shown, self.facts, self.other, self.regimens, self.arms, self.club, self.step, self.part))

    @property
    def place(self) -> str:
        """The step of the meeting as a link has it, after a point its part: '5.2', of the first part '5'."""
        return f"{self.step}.{self.part}" if self.part > 1 else str(self.step)

    def chosen(self, name: str) -> tuple[str, ...]:
        """The selected values of a filter; empty means that it does not filter."""
        return self.filters.get(name, ())

    def choice(self, name: str) -> str:
        return self.choices.get(name, choice_named(name).default)

    def only(self, filters: Iterable[str] = (), choices: Iterable[str] = ()) -> "View":
        """What of the view an answer depends on that asks for no more: equal parts of two views are equal."""
        return View(
            {name: chosen for name in filters if (chosen := self.chosen(name))},
            {name: self.choice(name) for name in choices},
            other=self.other,
        )

    def choosing(self, names: Collection[str]) -> "View":
        """With the choices of these names alone, each only where it says more than its default would: views that ask for the
        same are then equal. One that the data decide always says more.
        """

        def says_more(name: str, value: str) -> bool:
            choice = choice_named(name)
            return choice.by_data or value != choice.default

        kept = {name: value for name, value in self.choices.items() if name in names and says_more(name, value)}
        return replace(self, choices=kept)

    def with_filter(self, name: str, values: Sequence[str]) -> "View":
        kept = {key: chosen for key, chosen in self.filters.items() if key != name}
        return replace(self, filters=kept | ({name: tuple(values)} if values else {}))

    def with_choice(self, name: str, value: str) -> "View":
        return replace(self, choices={**self.choices, name: value})


@dataclass(frozen=True)
class Ignored:
    """A part of a link that was not followed, and why."""

    name: str
    value: str
    why: Reason
