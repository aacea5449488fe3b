"""Deaths by window: every printed count on its own denominator, never merged."""

from evidence.cohorts import Answer, answering, key
from evidence.queries.events import Event, counted, every
from evidence.queries.facts import facts
from evidence.selection import View


def deaths(version: str, view: View) -> tuple[list[Event], Answer]:
    """Counted deaths, a row a figure: enrolled and evaluable patients of one study stand side by side."""
    rows = view.choice("rows")
    found = [one for one in every(version, view, "mortality", counted) if rows in ("highest", one.cohort["kind"])]
    answer = answering(version, view, {key(fact) for fact in facts(version, view, "mortality") if counted(fact)})
    return found, Answer([one.cohort for one in found], answer.silent, [])
