"""The comparison on the screen: the patient and the regimens as a sentence of lists, the cells, what was passed over."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.link import address
from evidence.cohorts import cohorts, occurring
from evidence.language import say
from evidence.questions.compare import words
from evidence.questions.compare.numbers import DEFAULT, MOST, Cell, Comparison, Item
from evidence.selection import COMPARE, FILTERS
from evidence.vocabulary import DRUG
from evidence.wording.numbers import plural

#: The conditions that a patient is described by, and how broad their lists are, in pixels.
PATIENT = {"mutation": 150, "setting": 185, "transplant": 205, "disease": 105}


def regimens(frame: Frame) -> tuple[str, ...]:
    """The drugs to compare; a link that names none asks for the first two of the product's own question."""
    return frame.view.regimens or DEFAULT


def ask(frame: Frame) -> None:
    """The question on the first page: the lists, and the way to the answer."""
    asked(frame)
    way = escape(address(replace(frame.view, regimens=regimens(frame)), COMPARE, frame.data))
    st.html(
        f"<p class='ask'><a href='{way}' target='_self'>{escape(say('Compare these regimens for this patient'))}</a></p>"
    )


def asked(frame: Frame) -> None:
    """The question as a sentence of lists; each sets the view."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared", gap="small"):
        for one in FILTERS:
            if one.name in PATIENT:
                _condition(one.name, one.label, {code: word.label for code, word in one.codes.items()}, frame)
        _regimens(frame)


def _condition(name: str, label: str, names: dict[str, str], frame: Frame) -> None:
    chosen, key = frame.view.chosen(name), f"asked_{name}"
    offered = ["", *(code for code in names if code in occurring(frame.version, name) or code in chosen)]
    st.session_state[key] = chosen[0] if len(chosen) == 1 else ""
    any_of = say("any")
    st.selectbox(label, offered, format_func=lambda code: names.get(code, any_of), key=key, width=PATIENT[name],
                 on_change=partial(_chosen, name, key))  # fmt: skip


def _chosen(name: str, key: str) -> None:
    value = st.session_state[key]
    link.set_filter(name, (value,) if value else ())


def _regimens(frame: Frame) -> None:
    given = {drug for row in cohorts(frame.version) for drug in row["drugs"]}
    st.session_state.regimens = list(regimens(frame))
    st.multiselect(say("Regimens, two to four"), [code for code in DRUG if code in given or code in regimens(frame)],
                   format_func=lambda code: DRUG[code].label, key="regimens", max_selections=MOST, width="stretch",
                   on_change=lambda: link.set_regimens(tuple(st.session_state.regimens)))  # fmt: skip


def grid(found: Comparison, frame: Frame) -> str:
    """The cells as a real table: a column a regimen, a row a line; on a phone each cell names its regimen."""
    heads = "".join(f"<th scope='col'>{escape(words.regimen(drug))}</th>" for drug in found.regimens)
    rows = "".join(
        f"<tr><th scope='row'>{escape(say(words.LINES[line]))}</th>"
        + "".join(_cell(line, cell, drug, frame) for cell, drug in zip(cells, found.regimens, strict=True))
        + "</tr>"
        for line, cells in found.cells.items()
        if any(cell.items for cell in cells)
    )
    caption = escape(words.title(found.regimens))
    return (
        f"<div class='evidence-scroll' tabindex='0' role='region' aria-label='{caption}'><table class='compare'>"
        f"<caption>{caption}</caption><thead><tr><th scope='col'>{escape(say('Question'))}</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(line: str, cell: Cell, drug: str, frame: Frame) -> str:
    said = [words.said(line, item, drug) for item in cell.items]
    named = f" data-regimen='{escape(words.regimen(drug))}'"
    if not said:
        return f"<td{named}><span class='none'>{escape(say('not reported for this patient'))}</span></td>"
    values = "".join(_value(one, frame) for one in said)
    return f"<td{named}>{values}{_origin(said[0])}{_passed_over(line, cell.passed_over, drug, frame)}</td>"


def _origin(said: words.Said) -> str:
    """Who prints it, on which line of evidence, and what sets these patients apart."""
    apart = f" <span class='apart'>{escape(said.kind)}: {escape(said.differs)}</span>" if said.differs else ""
    return f"<span class='who'>{escape(said.who)} <span class='chip'>{escape(said.chip)}</span>{apart}</span> "


def _value(said: words.Said, frame: Frame) -> str:
    """One item; a click opens the card of its figures."""
    here = address(frame.view, frame.page, frame.data)
    card = f"{here}&{urlencode({'fact': said.facts}, doseq=True)}"
    mark = " ⚑" if said.flagged else ""
    hollow = " hollow" if said.hollow else ""
    count = f" <span class='count'>{escape(said.count)}</span>" if said.count else ""
    where = escape(say("Where this number comes from"))
    value = f"<a class='card' href='{escape(card)}' title='{where}'>{escape(said.value)}</a>"
    return f"<p class='value{hollow}'>{value}{mark}{count}</p>"


def _passed_over(line: str, items: Iterable[Item], drug: str, frame: Frame) -> str:
    """The other rows of a cell, in the order of the rule, folded."""
    rows = [words.said(line, item, drug) for item in items]
    if not rows:
        return ""
    said = "".join(f"<li>{_value(one, frame)}{_origin(one)}</li>" for one in rows)
    more = escape(say("passed over: {rows}", rows=plural(len(rows), "row")))
    return f"<details><summary>{more}</summary><ul>{said}</ul></details>"
