"""Adverse events of a registry record. Serious and other events are kinds of their own and are never added.

A patient may be in both lists, "other" leaves out what is serious, and its threshold is that list's alone. The registry
knows neither grades nor causes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.importing import phrases
from etl.importing.brought import NO_TERM, Left, Row, Taken, plain
from etl.importing.groups import Module, Patients
from etl.importing.measured import PLAIN
from etl.importing.record import Event, EventGroup, Events

#: Longer descriptions of a time are whole sentences; a person shortens them.
WINDOW_LIMIT = 40


@dataclass(frozen=True)
class Affected:
    """Patients with an event, of those at risk; `kind` is what the list calls it."""

    term: str | Left
    kind: str | None
    affected: int | None
    at_risk: int | None
    window: str | None
    domain: str = "toxicity"

    @property
    def printed(self) -> str:
        return "/".join("-" if number is None else str(number) for number in (self.affected, self.at_risk))

    def line(self, module: Module, id_: str, where: str) -> Taken | Left:
        if isinstance(self.term, Left):
            return self.term
        if self.at_risk == 0:
            return Left("nobody at risk: not collected, so no figure")
        if self.affected is None or self.at_risk is None:
            return Left("no value is given")
        if self.affected > self.at_risk:
            return Left(f"more affected than at risk; {self.affected} of {self.at_risk}")
        fields = {"term": self.term, "grade": self.kind, "events": self.affected, "of": self.at_risk,
                  "window": self.window, "printed": self.printed}  # fmt: skip
        return module.line(self.domain, id_, self.at_risk, where, fields)


def events(found: Events, patients: Patients) -> Iterator[Row]:
    """Totals of each group, then each term of each list in each group."""
    module = Module.of("Adverse events", found.event_groups, patients)
    frame = plain(found.time_frame)
    window = frame if frame and len(frame) <= WINDOW_LIMIT else None
    for group in found.event_groups:
        yield from _totals(found, group, module, window)
    yield from _list("Serious adverse events", "serious", found.serious_events, module, window)
    yield from _list("Other adverse events", "not serious", found.other_events, module, window)


def _list(name: str, kind: str, listed: tuple[Event, ...], module: Module, window: str | None) -> Iterator[Row]:
    own = {code for one in listed for code, exact in [phrases.event(one.term)] if code and exact}
    for one in listed:
        term = _term(one, own)
        for stat in one.stats:
            count = Affected(term, kind, stat.num_affected, stat.num_at_risk, window)
            where = f"{name}, {plain(one.term)}, {module.called(stat.group_id)}"
            times = f", {stat.num_events} events" if stat.num_events is not None else ""
            said = f"{count.printed}{times}; {plain(f'{one.organ_system} {one.notes}')}".rstrip("; ")
            yield Row(where, said, count.line(module, stat.group_id, where))


def _term(one: Event, own: set[str]) -> str | Left:
    """The term of a listed event; a synonym beside the event's own name is left, for the two must not be added."""
    code, exact = phrases.event(one.term)
    if code is None:
        return Left(f"{NO_TERM}; {plain(one.term)[:80]}")
    if not exact and code in own:
        return Left(f"another name of a term that the list gives by its own name, and the two must not be added; {code}")
    return code


def _totals(found: Events, group: EventGroup, module: Module, window: str | None) -> Iterator[Row]:
    """Deaths, patients with any serious event, with any other event, and from which share on others are listed."""
    deaths, serious, other = (
        Affected("died", None, group.deaths_num_affected, group.deaths_num_at_risk, window, "mortality"),
        Affected("serious adverse event", None, group.serious_num_affected, group.serious_num_at_risk, window),
        Affected("any adverse event", "not serious", group.other_num_affected, group.other_num_at_risk, window),
    )
    for what, count in (
        ("Deaths, all causes", deaths),
        ("Serious adverse events, total", serious),
        ("Other adverse events, total", other),
    ):
        if count.affected is not None or count.at_risk is not None:
            where = f"{what}, {module.called(group.id)}"
            yield Row(where, count.printed, count.line(module, group.id, where))
    threshold = plain(found.frequency_threshold)
    if threshold:
        where = f"Other adverse events, frequency threshold, {module.called(group.id)}"
        yield Row(where, f"{threshold} %", _threshold(threshold, group, module, where))


def _threshold(threshold: str, group: EventGroup, module: Module, where: str) -> Taken | Left:
    """The share from which the other events are listed; it says nothing of serious ones, nor of graded ones in a paper."""
    if not PLAIN.fullmatch(threshold):
        return Left("the threshold is not a plain number")
    fields = {"term": "any adverse event", "grade": "not serious", "statistic": "limit", "value": threshold, "unit": "%",
              "printed": f"{threshold} %", "note": "A term is listed if it is above this share in any group"}  # fmt: skip
    return module.line("toxicity", group.id, group.other_num_at_risk or group.serious_num_at_risk, where, fields)
