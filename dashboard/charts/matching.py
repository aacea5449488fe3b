"""Rows of cohorts that do not fit all filters: a block of their own below, each naming what differs."""

from dataclasses import replace

from dashboard.charts.values import Point
from evidence.language import say
from evidence.row import Cohort, Row
from evidence.wording.arms import is_control, role
from evidence.wording.matching import block, differs
from evidence.wording.selection import cohort, study_name


def banded(point: Point, row: Cohort) -> Point:
    """The row as it is for an exact cohort; else under the name of its block and with what differs."""
    if not (name := block(row)):
        return point
    what = differs(row)
    return replace(
        point,
        group=say("{block}: {group}", block=name, group=point.group),
        detail=say("; ").join(part for part in (what, point.detail) if part),
        phone=f"{point.phone} · {what}",
        hover=(*point.hover, say("{block}: {group}", block=name, group=what)),
    )


def labelled(row: Cohort) -> str:
    """'Ravandi 2013, relapsed'; a control says so, a cohort that does not fit all filters what differs."""
    name, what = cohort(row), differs(row)
    name = say("{cohort} ({role})", cohort=name, role=role(row)) if is_control(row) else name
    return say("{cohort} [{differs}]", cohort=name, differs=what) if what else name


def study_labelled(study: Row, row: Cohort) -> str:
    """The name of a study; with what differs where `row`, its best cohort, does not fit all filters."""
    name, what = study_name(study), differs(row)
    return say("{cohort} [{differs}]", cohort=name, differs=what) if what else name
