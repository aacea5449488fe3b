"""A registered discrepancy still speaks of the figures that stand in the file."""

import hashlib
from collections.abc import Iterator

from etl.checks.finding import Finding
from evidence.records import Discrepancy, Figure, Study


def still_current(study: Study) -> Iterator[Finding]:
    """When a disputed figure is changed, somebody must look at the dispute again: its seal no longer fits."""
    figures = {name: figure for name, (_, _, figure) in zip(study.fact_ids, study.figures(), strict=True)}
    for index, found in enumerate(study.discrepancies):
        expected = seal(study.id, found, figures)
        if found.facts and found.seal != expected:
            said = "a figure changed since this was judged" if found.seal else "has no seal yet"
            yield ("discrepancies", index), f"{said}; look at both places again, then write seal: {expected}"


def seal(study_id: str, found: Discrepancy, figures: dict[str, Figure]) -> str:
    """Six hex digits over the figures that a discrepancy names, as they stand."""
    named = [figures.get(f"{study_id}/{fact}") for fact in found.facts]
    held = [(f.events, f.of, f.percent, f.value, f.low, f.high, f.printed) for f in named if f]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:6]
