"""A view without a browser: the panels of a page, its tables and the figures they rest on."""

from dataclasses import replace
from functools import lru_cache

from dashboard.panel import Panel
from dashboard.session.frame import Frame
from dashboard.session.reading import Reading, of_page
from dashboard.site import page_named
from evidence.language import spoken
from evidence.selection import View

#: So many views are kept at hand; each holds its tables, not its drawings.
KEPT = 64


def panels(reading: Reading) -> tuple[Panel, ...]:
    """What the page holds of this link, whole: also what its choices leave for another view."""
    return _panels(*_key(reading))


def one(reading: Reading, name: str) -> Panel | None:
    """One panel of the page, or None where this view has none of that name; no other is computed."""
    return _one(*_key(reading), name)


def first(reading: Reading) -> Panel:
    """What the page says first; nothing else is computed."""
    reading = of_page(reading)
    return next(page_named(reading.page).panels(reading.frame()))


def facts(reading: Reading) -> list[str]:
    """The ids of the figures in the tables of a view, each once, in the order of the page."""
    records = (record for panel in panels(reading) if panel.table for record in panel.table.records)
    return list(dict.fromkeys(name for record in records for name in record.get("fact_id") or ()))


def _key(reading: Reading) -> tuple[str, str, View, str]:
    """What the tables of a page depend on, the language among it; the open card changes none."""
    here = of_page(reading)
    return here.page, here.version, replace(here.view, facts=()), spoken()


@lru_cache(maxsize=KEPT)
def _panels(page: str, version: str, view: View, _: str) -> tuple[Panel, ...]:
    return tuple(page_named(page).every(_frame(page, version, view)))


@lru_cache(maxsize=KEPT)
def _one(page: str, version: str, view: View, _: str, name: str) -> Panel | None:
    return page_named(page).named(name, _frame(page, version, view))


def _frame(page: str, version: str, view: View) -> Frame:
    return Reading(page, view, version).frame()
