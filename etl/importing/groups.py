"""Which groups of a registry record are the same patients: by the words of the record alone.

Ids are local to a module, so a group is known by its title. Titles that agree but for the name of an analysis set in
brackets are one arm. A record with a single arm has one more rule: a lone group as large as the arm is the arm.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.importing.brought import UNREAD, Fields, Left, Taken, named, plain
from etl.importing.brought import Group as Cohort
from etl.importing.record import Flow, Group, Record

_SETS = re.compile(
    r"\s*\((fas|ss|m?itt|pps?|rs|full analysis set|safety set|safety population|safety analysis set"
    r"|intent[- ]to[- ]treat|per protocol set|randomi[sz]ed set|all treated)\)$"
)
_TOTAL = re.compile(r"total( title)?|all (participants|patients|subjects)|overall")
_BLANK = ("n", "mutation", "setting", "transplant")


@dataclass
class Patients:
    """The cohorts of a draft, by the title that the record gives them."""

    record: Record
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    arms: set[str] = field(default_factory=set)
    #: How many started, where the flow has one group and says so.
    whole: str | None = None

    def __post_init__(self) -> None:
        flow = self.record.results_section.participant_flow_module
        for group in flow.groups:
            size = _started(flow, group.id)
            self.cohorts[same_title(group.title)] = self._arm(group, size, single=len(flow.groups) == 1)
            self.whole = str(size) if len(flow.groups) == 1 and size else None
        self.arms = {cohort.id for cohort in self.cohorts.values()}

    def cohort(self, group: Group, siblings: int, size: str | None, where: str) -> str:
        """The id of the cohort that a group is; a group whose title the flow does not know becomes one of its own."""
        title = same_title(group.title)
        if title not in self.cohorts and siblings == 1 and size and size == self.whole:
            title = next(iter(self.cohorts))
        return self.cohorts.setdefault(title, self._other(group, where)).id

    def arm(self, title: str, alone: bool) -> Cohort | None:
        """The group of the flow that an arm of the protocol is: by its title, or the only one where the arm is `alone`."""
        if alone and len(self.arms) == 1:
            return next(iter(self.cohorts.values()))
        cohort = self.cohorts.get(same_title(title))
        return cohort if cohort and cohort.id in self.arms else None

    def everybody(self) -> str:
        """The cohort of all arms together, for what is printed between them."""
        return self.cohorts.setdefault("total", self._all("Participant flow")).id

    def listed(self, used: set[str]) -> list[Cohort]:
        """The arms of the flow, and every other group that has a figure."""
        return [cohort for cohort in self.cohorts.values() if cohort.id in self.arms | used]

    def _ids(self) -> set[str]:
        return {cohort.id for cohort in self.cohorts.values()}

    def _arm(self, group: Group, size: int | None, single: bool) -> Cohort:
        title = plain(group.title)
        randomised = self.record.protocol_section.design_module.design_info.allocation.upper() == "RANDOMIZED"
        kind = "all" if single else "arm" if randomised and size else None
        at = f"Participant flow, {group.id} {title}"[:300]
        planned = "" if size else "nobody of this group started in the first period; "
        id_ = "all" if single else named(title, self._ids())
        fields = {"kind": kind, "label": title[:200], "n": size or None, "at": at}
        return Cohort(id_, fields, _BLANK, planned + plain(group.description))

    def _other(self, group: Group, where: str) -> Cohort:
        title = plain(group.title) or group.id
        at = f"{where}, {group.id} {title}"[:300]
        if _TOTAL.fullmatch(title.lower()):
            return self._all(at)
        remark = "not a group of the participant flow: say whose patients these are (parent and split). "
        fields = {"kind": None, "label": title[:200], "at": at}
        return Cohort(named(title, self._ids()), fields, _BLANK, remark + plain(group.description))

    def _all(self, at: str) -> Cohort:
        return Cohort(named("all", self._ids()), {"kind": "all", "label": "All arms", "at": at}, _BLANK)


@dataclass(frozen=True)
class Module:
    """The groups of one module of a record, or of one outcome: what its ids stand for."""

    name: str
    groups: dict[str, Group]
    patients: Patients

    @classmethod
    def of(cls, name: str, groups: Iterable[Group], patients: Patients) -> "Module":
        return cls(name, {group.id: group for group in groups}, patients)

    def called(self, id_: str) -> str:
        """A group as places name it: 'EG000 Drug A'."""
        return f"{id_} {plain(self.groups[id_].title)}" if id_ in self.groups else id_

    def line(self, domain: str, id_: str, size: object, where: str, fields: Fields) -> Taken | Left:
        """A figure of the draft on the cohort that a group is; `size` is how many of the group there are."""
        if id_ not in self.groups:
            return Left("its group is not among the groups of the module")
        cohort = self.patients.cohort(self.groups[id_], len(self.groups), str(size) if size else None, self.name)
        return line(domain, cohort, where, fields)


def line(domain: str, cohort: str, where: str, fields: Fields) -> Taken:
    """A figure of the draft: what was measured, with its place and its source."""
    kept = {name: value for name, value in fields.items() if value not in (None, "")}
    return Taken(domain, {"cohort": cohort} | kept | {"at": where[:600], "source": "registry", "readers": UNREAD})


def _started(flow: Flow, group: str) -> int | None:
    """How many of a group started the first period, where the record says so."""
    for milestone in flow.periods[0].milestones if flow.periods else ():
        if milestone.type.upper() == "STARTED":
            return next((one.num_subjects for one in milestone.achievements if one.group_id == group), None)
    return None


def same_title(title: str) -> str:
    """A title as it is compared: the name of an analysis set in brackets is no part of it."""
    words = plain(title).lower()
    return "total" if _TOTAL.fullmatch(words) else _SETS.sub("", words)
