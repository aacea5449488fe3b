"""What a printed percentage is: a share of patients, or an estimate that censoring makes no share of N."""

import re

from evidence.records import Figure
from evidence.vocabulary import ESTIMATED, TERM, canonical

#: Words by which a source says that a percentage is read off a curve.
_CURVE = re.compile(r"cumulative incidence|kaplan.?meier|actuarial|life.?table|competing risk", re.IGNORECASE)
#: A time counted from the start of treatment; at one, a share and an estimate are printed alike.
_TIME_POINT = re.compile(r"\b(\d+(\.\d+)?[ -](day|week|month|year)s?|(day|week|month|year) \d+)\b", re.IGNORECASE)
#: Events that patients who leave follow-up can still have.
_CENSORED = ("time to event", "mortality", "transplant")


def percent_is(domain: str, figure: Figure) -> str | None:
    """'share' or 'estimate': what the line says, else its criteria, its count and its term; None without one."""
    if figure.percent is None:
        return None
    if figure.percent_is:
        return figure.percent_is
    if _CURVE.search(f"{figure.criteria} {figure.window}"):
        return "estimate"
    estimated = canonical(domain, figure.term) in ESTIMATED and figure.events is None
    return "estimate" if estimated else "share"


def is_unclear(domain: str, figure: Figure) -> bool:
    """Whether nothing in a line tells which it is: a percentage at a time, without a count, of what follow-up can miss."""
    told = figure.percent is None or figure.percent_is or figure.events is not None
    if told or not _TIME_POINT.search(figure.window or ""):
        return False
    code = TERM[domain].get(canonical(domain, figure.term) or "")
    grafted = code is not None and "GVHD" in (code.code, code.broader)
    return (domain in _CENSORED or grafted) and percent_is(domain, figure) == "share"
