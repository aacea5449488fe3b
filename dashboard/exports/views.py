"""A view without a browser: the panels of a page, its tables and the figures they rest on."""

import json
from dataclasses import replace
from functools import lru_cache

from dashboard.panel import Panel
from dashboard.session.frame import Frame
from dashboard.session.reading import Reading, of_page, read
from dashboard.site import page_named

#: So many views are kept at hand; each holds its tables, not its drawings.
KEPT = 64


def panels(reading: Reading) -> tuple[Panel, ...]:
    """What the page holds of this link, whole: also what its choices leave for another view."""
    return _panels(reading.page, reading.version, _key(reading))


def one(reading: Reading, name: str) -> Panel | None:
    """One panel of the page, or None where this view has none of that name; no other is computed."""
    return _one(reading.page, reading.version, _key(reading), name)


def first(reading: Reading) -> Panel:
    """What the page says first; nothing else is computed."""
    reading = of_page(reading)
    return next(page_named(reading.page).panels(reading.frame()))


def facts(reading: Reading) -> list[str]:
    """The ids of the figures in the tables of a view, each once, in the order of the page."""
    records = (record for panel in panels(reading) if panel.table for record in panel.table.records)
    return list(dict.fromkeys(name for record in records for name in record.get("fact_id") or ()))


def _key(reading: Reading) -> str:
    """The view as text; the open card changes no table."""
    query = of_page(reading).query()
    return json.dumps({name: values for name, values in query.items() if name not in ("fact", "data")})


@lru_cache(maxsize=KEPT)
def _panels(page: str, version: str, key: str) -> tuple[Panel, ...]:
    return tuple(page_named(page).every(_frame(page, version, key)))


@lru_cache(maxsize=KEPT)
def _one(page: str, version: str, key: str, name: str) -> Panel | None:
    return page_named(page).named(name, _frame(page, version, key))


def _frame(page: str, version: str, key: str) -> Frame:
    reading = replace(read(page, json.loads(key) | {"data": [version]}), version=version)
    return of_page(reading).frame()
