"""A part is not larger than its whole: grades, causes, windows, deaths, cohorts and their parts."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.checks.finding import Finding, count_of, disputed, named
from etl.read import Path_
from evidence.attribution import any_cause
from evidence.records import Figure, Study
from evidence.vocabulary import TERM, WORST, canonical

#: Deaths that are deaths: no more than died over the same time.
_OF_DEATHS = (
    "died in CRi", "treatment-related death", "fatal adverse event", "died as first event", "died after transplant",
    "stopped by death", "died of infection", "died of sepsis", "died of septic shock", "died of bacteraemia",
    "died of bleeding", "died of organ failure",
)  # fmt: skip
_UNITS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
_UP_TO = r"(?:first |within |by |at |after |until |through |up to |in the first )?"
_SPAN = re.compile(_UP_TO + r"(\d+(?:\.\d+)?)[ -](day|week|month|year)s?(?: of treatment)?")
_DAY = re.compile(_UP_TO + r"(day|week|month|year) (\d+)")
_CYCLES = re.compile(r"(?:first |cycles 1 ?(?:-|to|and) ?)(\d+|one|two|three|four)(?: cycles?)?")
_CYCLE = re.compile(r"cycle (\d+)|first cycle|dlt window")
_WORDED = {"one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(frozen=True)
class Count:
    """A counted figure: its place, who is counted, what happened to how many."""

    path: Path_
    figure: Figure
    name: str
    term: str

    @property
    def said(self) -> str:
        one = self.figure
        more = (one.grade and f"grade {one.grade}", one.attribution, one.window)
        return ", ".join([f"{self.term} {one.events}", *(part for part in more if part)])


def _counted(study: Study, domain: str) -> dict[str, list[Count]]:
    """The counts of a domain by cohort, without those that a person has looked at."""
    known = disputed(study)
    found: dict[str, list[Count]] = defaultdict(list)
    for path, of, figure, name in named(study):
        if of == domain and figure.events is not None and figure.statistic is None and name not in known:
            found[figure.cohort].append(Count(path, figure, name, canonical(domain, figure.term) or figure.term))
    return found


def _same_term(part: Count) -> str | None:
    return part.term


def _too_many(
    parts: dict[str, list[Count]],
    is_part: Callable[[Count, Count], bool],
    why: str,
    of: Callable[[Count], str | None] = _same_term,
) -> Iterator[Finding]:
    """Parts that count more than their whole, which has the term that `of` gives: most pairs need no look."""
    for counts in parts.values():
        wholes: dict[str, list[Count]] = defaultdict(list)
        for one in counts:
            wholes[one.term].append(one)
        for part in counts:
            for whole in wholes.get(of(part) or "", ()):
                if whole is not part and count_of(part.figure) > count_of(whole.figure) and is_part(part, whole):
                    yield (*part.path, "events"), f"{part.said} is more than {whole.said}: {why}"


def _alike(part: Count, whole: Count, *but: str) -> bool:
    """Whether two counts are of the same people, event and time, but for some of it."""
    names = [name for name in ("term", "grade", "attribution", "window", "of", "assessor", "comparator") if name not in but]
    return all(
        (part.term == whole.term) if name == "term" else getattr(part.figure, name) == getattr(whole.figure, name)
        for name in names
    )


def grades_fit(study: Study) -> Iterator[Finding]:
    """A band of grades has no more patients than a band that holds all of it: each patient counts by the worst grade."""

    def is_part(part: Count, whole: Count) -> bool:
        narrow, broad = WORST.get(part.figure.grade or "", ()), WORST.get(whole.figure.grade or "any", ())
        return bool(narrow) and set(narrow) < set(broad) and _alike(part, whole, "grade") and part.figure.grade is not None

    for domain in ("toxicity", "dlt"):
        yield from _too_many(_counted(study, domain), is_part, "its grades are among those")


def causes_fit(study: Study) -> Iterator[Finding]:
    """What is put down to the treatment is no more than the same event of any cause."""

    def is_part(part: Count, whole: Count) -> bool:
        return (
            any_cause(whole.figure.attribution)
            and not any_cause(part.figure.attribution)
            and _alike(part, whole, "attribution")
        )

    for domain in ("toxicity", "mortality"):
        yield from _too_many(_counted(study, domain), is_part, "they are among those of any cause")


def terms_fit(study: Study) -> Iterator[Finding]:
    """A narrower term has no more patients than its broader one at the same grade, cause and time."""

    def is_part(part: Count, whole: Count) -> bool:
        return _alike(part, whole, "term")

    def broader(part: Count) -> str | None:
        return TERM["toxicity"][part.term].broader

    known = {
        cohort: [one for one in counts if one.term in TERM["toxicity"]]
        for cohort, counts in _counted(study, "toxicity").items()
    }
    yield from _too_many(known, is_part, "the vocabulary counts it below that term", broader)


def windows_fit(study: Study) -> Iterator[Finding]:
    """A shorter time from the same start holds no more patients than a longer one, or than the whole time."""

    def is_part(part: Count, whole: Count) -> bool:
        short, long = span(part.figure.window), span(whole.figure.window)
        inside = short is not None and ((long is None and whole.figure.window is None) or _shorter(short, long))
        return inside and _alike(part, whole, "window")

    for domain in ("toxicity", "mortality"):
        yield from _too_many(_counted(study, domain), is_part, "its time lies within that")


def _shorter(short: tuple[str, float], long: tuple[str, float] | None) -> bool:
    return long is not None and short[0] == long[0] and short[1] < long[1]


def span(window: str | None) -> tuple[str, float] | None:
    """('days', 60.0) of '60 days', 'day 60' or 'within 2 months'; ('cycles', 2.0) of 'first two cycles'; else None.

    A later cycle alone ('cycle 2') is a time of its own, not more time than the first.
    """
    said = (window or "").lower()
    if found := _SPAN.fullmatch(said):
        return "days", float(found[1]) * _UNITS[found[2]]
    if found := _DAY.fullmatch(said):
        return "days", float(found[2]) * _UNITS[found[1]]
    if found := _CYCLES.fullmatch(said):
        return "cycles", float(_WORDED.get(found[1], found[1]))
    if found := _CYCLE.fullmatch(said):
        return ("cycles", 1.0) if found[1] in (None, "1") else (f"cycle {found[1]}", 1.0)
    return None


def deaths_fit(study: Study) -> Iterator[Finding]:
    """Deaths of one cause, and deaths in a window, are no more than deaths of any cause over the whole time."""

    def is_part(part: Count, whole: Count) -> bool:
        later = (
            whole.figure.window is None or "follow-up" in whole.figure.window or whole.figure.window == part.figure.window
        )
        return part.term in _OF_DEATHS and later and any_cause(whole.figure.attribution)

    yield from _too_many(_counted(study, "mortality"), is_part, "they are among those who died", lambda _: "died")


def limiting_fit(study: Study) -> Iterator[Finding]:
    """Patients with one dose-limiting event are no more than those with any."""

    def is_part(part: Count, whole: Count) -> bool:
        return whole.figure.grade is None and part.term != "DLT" and part.figure.window in (None, whole.figure.window)

    counts = _counted(study, "dlt")
    yield from _too_many(counts, is_part, "each of its patients had a dose-limiting event", lambda _: "DLT")


def cohorts_fit(study: Study) -> Iterator[Finding]:
    """Parts of one split count no more than their whole, one by one and together, where all is the same but the cohort."""
    above = {cohort.id: cohort for cohort in study.cohorts}
    known = disputed(study)
    counts: dict[tuple[str | None, ...], dict[str, tuple[Path_, Figure]]] = defaultdict(dict)
    for path, domain, figure, name in named(study):
        if figure.events is not None and figure.statistic is None and name not in known and domain != "baseline":
            same = (domain, canonical(domain, figure.term), *(getattr(figure, one) for one in _SAME))
            counts[same].setdefault(figure.cohort, (path, figure))
    for found in counts.values():
        for whole, (_, total) in found.items():
            splits: dict[str | None, list[str]] = defaultdict(list)
            for part in found:
                if part in above and above[part].parent == whole:
                    splits[above[part].split].append(part)
            for parts in splits.values():
                yield from _more_than(total, [found[part] for part in parts])


_SAME = ("grade", "attribution", "window", "assessor", "criteria", "comparator")


def _more_than(total: Figure, parts: list[tuple[Path_, Figure]]) -> Iterator[Finding]:
    """Parts that count more than `total`, one alone or all together."""
    for path, figure in parts:
        if count_of(figure) > count_of(total):
            yield (
                (*path, "events"),
                f"{figure.events} in a part is more than the {total.events} of cohort {total.cohort!r}",
            )
            return
    added = sum(count_of(figure) for _, figure in parts)
    if len(parts) > 1 and added > count_of(total):
        yield (
            (*parts[-1][0], "events"),
            f"{' + '.join(str(figure.events) for _, figure in parts)} = {added} in the parts is more than the {total.events}"
            f" of cohort {total.cohort!r}",
        )
