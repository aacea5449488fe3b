"""A tool's answer: the rows of `/api` under the same names, bounded, with what was left out; or why there is none."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.exports import forms, tables, views
from dashboard.exports.changes import begin
from dashboard.routes import api, changes
from dashboard.routes.mcp.tools import CAUTION, DRAWN, ROWS, SPAN, TOOLS, Tool, tool_named, why_not
from dashboard.session.reading import Reading, of_page, read
from dashboard.session.takes import choices_of
from dashboard.site import page_named
from evidence.language import say, speak
from evidence.questions.card import words as card
from evidence.questions.card.numbers import Provenance, nearest, provenance
from evidence.row import column
from evidence.selection import NAMES_LIMIT, OF_PATIENTS, choice_named, language
from evidence.wording.reasons import words
from evidence.wording.table import ids

#: All rows of one answer have at most so many bytes as JSON; the others are asked for with a later offset.
BYTES = 40_000
#: What stands once above the rows and not in each.
_HEAD = ("table", "data_version")
#: Longer values of a name are cut where an error repeats them.
_SHOWN = 60
#: How intervals of a single figure are computed.
METHOD = choice_named("interval").default
#: Of a cohort what tells its patients apart.
COHORT = ("cohort_id", "label", "kind", "n", "n_evaluable", *OF_PATIENTS, "dose",
           "dose_unit", "role", "regimen", "regimen_class", "drugs")  # fmt: skip


class Refused(Exception):
    """A call that gets no answer; `said` is the reason and what there is instead."""

    def __init__(self, **said: object) -> None:
        super().__init__(str(said.get("error")))
        self.said = said


def answered(name: str, given: Mapping[str, object], site: str) -> dict[str, object]:
    """The answer to a call of a tool; `site` is the beginning of its links. Raises Refused, and NoEvidence."""
    tool = tool_named(name)
    if tool is None:
        raise Refused(error=f"no such tool: {name[:_SHOWN]}", why=why_not(name) or None, tools=[one.name for one in TOOLS])
    query, span = _taken(tool, given)
    speak(language(query))
    page = str(span.pop("page", tool.page))
    reading = read(page, query)
    if reading.ignored:
        wrong = {one.name for one in reading.ignored}
        allowed = {one: codes for one, codes in api.allowed(page, reading.version).items() if one in wrong}
        raise Refused(**api.wrong(reading), allowed=allowed)
    return _MADE.get(tool.name, _table)(tool, reading, site, **span)


def _taken(tool: Tool, given: Mapping[str, object]) -> tuple[dict[str, list[str]], dict[str, object]]:
    """The arguments as a query string in full, and which rows of which panel are wanted. Raises Refused.

    Choices that are not given are as pages open: a link that keeps a version and lacks one is read as an old link.
    """
    known = tool.arguments()
    for name in given:
        if name not in known:
            why = why_not(name) or None
            raise Refused(error=f"{tool.name} takes no {name[:_SHOWN]}", why=why, arguments=list(known))
    for name in tool.demanded:
        if not given.get(name):
            raise Refused(error=f"{tool.name} needs {name}", expected=known[name])
    span = {name: _fitting(name, given[name], known[name]) for name in SPAN if name in given}
    query = {name: _texts(name, value, known[name]) for name, value in given.items() if name not in SPAN}
    chosen = {name: values for name, values in query.items() if values}
    offered = choices_of(str(span.get("page", tool.page)))
    return {one.name: [DRAWN.get(one.name, one.default)] for one in offered if not one.by_data} | chosen, span


def _fitting(name: str, value: object, schema: Mapping[str, Any]) -> object:
    """A code of its set, a number within its bounds, or a text."""
    if "enum" in schema:
        fits = value in schema["enum"]
    elif schema["type"] == "integer":
        fits = type(value) is int and schema["minimum"] <= value <= schema.get("maximum", value)
    else:
        fits = isinstance(value, str)
    if not fits:
        raise Refused(error=f"{name}: given {str(value)[:_SHOWN]!r}", expected=schema)
    return value


def _texts(name: str, value: object, schema: Mapping[str, Any]) -> list[str]:
    """The values as a query string has them; one text may stand for a list of one."""
    values = value if isinstance(value, list) else [value]
    texts = [one for one in values if isinstance(one, str)]
    if texts != values or len(values) > schema.get("maxItems", len(values)):
        raise Refused(error=f"{name}: given {str(value)[:_SHOWN]!r}", expected=schema)
    return texts


def _table(
    tool: Tool, reading: Reading, site: str, panel: str = "", limit: int = ROWS, offset: int = 0
) -> dict[str, object]:
    """Some rows of one panel, with its question, its answer, and all that changes how they are read."""
    name = panel or tool.panels[0]
    found = views.one(reading, name)
    others = [one for one in page_named(tool.page).panels_of if one.name in tool.panels and one.name != name]
    about = _about(reading, site, name) | {"other_panels": {one.name: say(one.question) for one in others}}
    if found is None or found.table is None:
        return _filled({"answer": found.answer.text if found else "this view has nothing under that panel"}) | about
    part = slice(offset, offset + limit)
    rows = [_row(row, reading, site) for row in tables.listed(found.name, found.table, reading, part)]
    said = {"question": found.question, "answer": found.answer.text}
    more = {"method": list(found.below), "remarks": list(found.remarks)}
    return _filled(said | _part(rows, len(found.table.records), offset) | more) | about


def _changes(tool: Tool, reading: Reading, site: str, since: str, limit: int = ROWS, offset: int = 0) -> dict[str, object]:
    """What `/api/changes.json` says, some rows of it."""
    reading = reading.as_checked()
    try:
        then, is_whole = begin(since, reading.version)
    except ValueError as fault:
        raise Refused(error=f"since: {fault}", given=since[:_SHOWN], allowed=changes.dated(reading.version)) from None
    said = changes.since_then(of_page(reading), then, is_whole, site)
    rows = said.pop("rows")[offset : offset + limit]
    return _filled(said | _part(rows, said.pop("rows_in_all"), offset)) | _about(reading, site)


def _part(rows: list[dict[str, object]], in_all: int, offset: int) -> dict[str, object]:
    """As many of some rows as an answer has room for, one at least, and how to get the others."""
    room = BYTES
    kept: list[dict[str, object]] = []
    for row in rows:
        room -= len(json.dumps(row, ensure_ascii=False, default=tables.plain).encode())
        if room < 0 and kept:
            break
        kept.append(row)
    end = offset + len(kept)
    further = f"; go on with offset={end}" if end < in_all else ""
    left = f"{in_all - len(kept)} of {in_all} rows{further}" if len(kept) < in_all else None
    return {"rows": kept, "rows_in_all": in_all, "left_out": left}


def _row(row: Mapping[str, object], reading: Reading, site: str) -> dict[str, object]:
    """A row of `/api` without its empty cells, and the link that opens it with the cards of its figures."""
    kept = {name: value for name, value in tables.in_cells(row).items() if name not in _HEAD}
    return _filled(kept) | {"link": _link(reading, site, ids(row))}


def _link(reading: Reading, site: str, facts: tuple[str, ...]) -> str:
    return site + replace(reading, view=replace(reading.view, facts=facts[:NAMES_LIMIT])).address()


def _cards(_: Tool, reading: Reading, site: str) -> dict[str, object]:
    """Figures with their cards."""
    found = {fact_id: provenance(reading.version, fact_id, METHOD) for fact_id in reading.view.facts}
    for fact_id, one in found.items():
        if one is None:
            near = nearest(reading.version, fact_id)
            raise Refused(error=card.missing(fact_id, near), nearest=near)
    return {"figures": [_card(one, reading, site) for one in found.values() if one]} | _about(reading, site)


def _card(found: Provenance, reading: Reading, site: str) -> dict[str, object]:
    """A figure's row as the page of its study gives it, and what its card says."""
    fact_id, study = found.fact["fact_id"], found.fact["study_id"]
    here = replace(reading, view=reading.view.with_filter("study", (study,)))
    name = next(tool for tool in TOOLS if tool.name == "study").panels[0]
    panel = views.one(here, name)
    if panel is None or panel.table is None:
        raise ValueError(f"the page of study {study} has no table {name!r}, where its figures stand")
    place = next(n for n, record in enumerate(panel.table.records) if record["fact_id"] == (fact_id,))
    row = tables.listed(panel.name, panel.table, here, slice(place, place + 1))[0]
    rate = found.rates.get("printed")
    return _filled({
        "title": card.title(found),
        "said": card.value(found, METHOD),
        "row": _row(row, here, site),
        "percent": rate.percent if rate else None,
        "low": rate.low if rate else None,
        "high": rate.high if rate else None,
        "card": dict(card.lines(found)),
        "other_denominators": dict(card.otherwise(found, METHOD)),
        "discrepancies": [f"{one['topic']}: {card.against(one)} {card.kept(one)}" for one in found.discrepancies],
        "cohort": _filled({name: column(found.cohort, name) for name in COHORT}),
    })  # fmt: skip


def _about(reading: Reading, site: str, panel: str = "") -> dict[str, object]:
    """What stands once for all rows."""
    said = forms.about(reading)
    mended = [*map(words, reading.renamed), *map(words, reading.mended)]
    page, query = reading.address(), reading.address().partition("?")[2]
    kept = {name: said[name] for name in ("page", "selection", "data_version")}
    anchor = f"#{panel}" if panel else ""
    link = {"link": site + page + anchor, "whole": f"{site}/api/{reading.page}.json?{query}"}
    return kept | link | ({"read_as": mended} if mended else {}) | {"caution": CAUTION}


def _filled(said: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty: a missing value is not there."""
    return {name: value for name, value in said.items() if value is not None and value not in ("", [], {})}


_MADE: dict[str, Callable[..., dict[str, object]]] = {"fact": _cards, "changes_since": _changes}
