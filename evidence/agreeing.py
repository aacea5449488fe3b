"""Agreement of two readers by domain and field, over every figure that both have read, and on answers of appraisals."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.readings import Noted, Readings
from evidence.statistics.agreement import Agreement, agreement
from evidence.vocabulary import DOMAIN, checklist_of, slug

#: What a reader says of a figure: whether it is there, and its numbers; `value` is the percentage of a rate.
FIELDS = ("found", "events", "of", "value", "low", "high", "spread")
#: What a reader who wrote nothing for a field said; two who both wrote nothing are no pair.
NOTHING = "nothing"
#: What stands in the place of a domain where answers of appraisals are compared.
APPRAISAL = "appraisal"

Said = Mapping[str, object]


@dataclass(frozen=True)
class Agreed:
    """Agreement on one field; `domain` None means all of them."""

    domain: str | None
    field: str
    agreement: Agreement


def by_field(read: Iterable[tuple[str, Said, Said]]) -> list[Agreed]:
    """Agreement on each field of figures (name without study, first reading, second): all domains, then each."""
    pairs: dict[tuple[str | None, str], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    domains = {slug(domain): domain for domain in DOMAIN}
    for fact, first, second in read:
        for field, pair in _pairs(first, second):
            for domain in {None, domains.get(fact.split("/")[1])}:
                pairs[domain, field].append(pair)
    order = [None, *DOMAIN]
    kept = sorted(pairs, key=lambda place: (order.index(place[0]), FIELDS.index(place[1])))
    return [Agreed(domain, field, agreement(pairs[domain, field])) for domain, field in kept]


def _pairs(first: Said, second: Said) -> Iterator[tuple[str, tuple[Hashable, Hashable]]]:
    """What both said of each field; a number is compared where both found the figure and at least one wrote it."""
    yield "found", (first["found"], second["found"])
    if first["found"] == second["found"] == "printed":
        for name in FIELDS[1:]:
            if first[name] is not None or second[name] is not None:
                one, other = (NOTHING if said[name] is None else said[name] for said in (first, second))
                yield name, (one, other)


def of_files(readings: Iterable[Readings]) -> Iterator[tuple[str, Said, Said]]:
    """The figures of files of readings that two have read."""
    for file in readings:
        for fact, noted in file.by_fact().items():
            if len(noted) > 1:
                yield fact, _said(noted[0]), _said(noted[1])


def _said(noted: Noted) -> Said:
    numbers = {name: getattr(noted, name) for name in FIELDS}
    return numbers | {"value": noted.percent if noted.percent is not None else noted.value}


def by_answer(pairs: Iterable[tuple[str, str, str]]) -> list[Agreed]:
    """Agreement on answers of appraisals (question, first answer, second), one row a checklist; its name is the field."""
    found: dict[str, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for question, first, second in pairs:
        found[checklist_of(question)].append((first, second))
    return [Agreed(APPRAISAL, checklist, agreement(given)) for checklist, given in found.items()]


def answers_of_files(readings: Iterable[Readings]) -> Iterator[tuple[str, str, str]]:
    """The questions of appraisals in files of readings that two have answered."""
    for file in readings:
        for question, given in file.by_question().items():
            if len(given) > 1:
                yield question, given[0].answer, given[1].answer
