"""The comparison on the screen: the patient and the regimens as a sentence of lists, the cells, what was passed over."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.chrome import controls
from dashboard.chrome.pickers import picker
from dashboard.panel import Panel
from dashboard.session.frame import Frame
from dashboard.session.link import address
from dashboard.session.takes import page_showing
from evidence.cohorts import cohorts, occurring
from evidence.language import say
from evidence.questions.compare import cell_words, words
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import DEFAULT, Cell, Comparison
from evidence.selection import FILTERS, REGIMENS, View
from evidence.vocabulary import DRUG
from evidence.wording.selection import lower_first

#: The page of the comparison.
PAGE = "compare"
#: The conditions that a patient is described by.
PATIENT = ("mutation", "setting", "transplant", "disease")
#: The figures of each line, and the choices under which their page shows every row of a drug.
WHERE = {
    **{code: ("response", {"endpoint": code}) for code in ("CR", "CRi", "overall", "MRD")},
    **dict.fromkeys(("OS", "DOR"), ("time to event", {})),
    "transplanted": ("transplant", {"part": "transplant"}),
    **dict.fromkeys(("DLT", "tested", "dose"), ("dlt", {"show": "dose"})),
    **dict.fromkeys(("reduced", "stopped"), ("toxicity", {"show": "changes"})),
    "early death": ("mortality", {"show": "deaths"}),
    "severe": ("toxicity", {"show": "all", "grade": "severe"}),
}


def regimens(frame: Frame) -> tuple[str, ...]:
    """The drugs to compare; a link that names none asks for the first two of the product's own question."""
    return frame.view.regimens or DEFAULT


def ask(frame: Frame) -> None:
    """The question on the first page: the lists, and the way to the answer."""
    way = address(replace(frame.view, regimens=regimens(frame)), PAGE, frame.data)
    controls.offer(frame, _asked(frame), (say("Compare these regimens for this patient"), way))


def asked(frame: Frame) -> None:
    """The question as a sentence of lists, each of which sets the view."""
    controls.offer(frame, _asked(frame))


def _asked(frame: Frame) -> list[dict[str, object]]:
    conditions = [_condition(one.name, one.label, {code: word.label for code, word in one.codes.items()}, frame)
                  for one in FILTERS if one.name in PATIENT and one.codes is not None]  # fmt: skip
    return [*conditions, _regimens(frame)]


def _condition(name: str, label: str, names: dict[str, str], frame: Frame) -> dict[str, object]:
    chosen = frame.view.chosen(name)
    offered = [(code, said) for code, said in names.items() if code in occurring(frame.base, name) or code in chosen]
    return {"name": name, "label": label, "kind": "list", "chosen": list(chosen), "options": [("", say("any")), *offered]}


def _with_brand(code: str) -> str:
    """'Gilteritinib (Xospata)': the list finds a drug by its first other name too."""
    drug = DRUG[code]
    other = next(iter((*drug.sought, *drug.synonyms)), "")
    return say("{drug} ({other})", drug=drug.label, other=other) if other else drug.label


def _regimens(frame: Frame) -> dict[str, object]:
    given = {drug for row in cohorts(frame.base) for drug in row["drugs"]}
    values = [(code, _with_brand(code)) for code in DRUG if code in given or code in regimens(frame)]
    return picker("regimen", say("Regimens, two to four"), regimens(frame), values, any=say("add a drug"), most=REGIMENS)


def grid(found: Comparison, frame: Frame) -> str:
    """The cells as a real table: a column a regimen, a row a line; on a phone each cell names its regimen.

    What sets most rows of a column apart is said once, under its head; on a phone, which has no heads, in each cell.
    """
    usual = words.usual(found)
    heads = "".join(_head(drug, apart) for drug, apart in zip(found.regimens, usual, strict=True))
    rows = "".join(
        _row(say(words.LINES[line]), [_cell(line, cell, drug, apart, frame)
             for cell, drug, apart in zip(cells, found.regimens, usual, strict=True)])
        for line, cells in found.cells.items()
        if any(cell.items for cell in cells)
    )  # fmt: skip
    caption = escape(words.title(found.regimens))
    return (
        f"<div class='evidence-scroll' tabindex='0' role='region' aria-label='{caption}'><table class='compare'>"
        f"<caption>{caption}</caption><thead><tr><th scope='col'>{escape(say('Question'))}</th>{heads}</tr></thead>"
        f"<tbody>{_row(say(words.BEST), _strongest(found, usual))}{rows}</tbody></table></div>"
    )


def nearest(panel: Panel, rows: Iterable[tuple[str, str, Told | None]], frame: Frame) -> None:
    """What is not reported for this patient: the rows that come nearest, and what the base does not hold at all."""
    st.subheader(panel.question, anchor=panel.name)
    near = "".join(_near(line, drug, item, frame) for line, drug, item in rows if item)
    remarks = "".join(f"<p class='footnote'>{escape(line)}</p>" for line in panel.remarks)
    listed = f"<ul class='nearest'>{near}</ul>" if near else ""
    st.html(f"<p class='answer compared'>{escape(panel.answer.text)}</p>{listed}{remarks}")


def _near(line: str, drug: str, item: Told, frame: Frame) -> str:
    one = cell_words.said(line, item, drug)
    asked = say("{line}, {regimen}:", line=say(words.LINES[line]), regimen=lower_first(words.regimen(drug)))
    return f"<li><span class='asked'>{escape(asked)}</span> {_value(one, frame)}{_origin(one)}</li>"


def _head(drug: str, usual: tuple[str, str]) -> str:
    said = escape(words.meaning(usual))
    apart = f" <span class='apart'>{said}</span>" if said else ""
    return f"<th scope='col'>{escape(words.regimen(drug))}{apart}</th>"


def _row(name: str, cells: Iterable[str]) -> str:
    return f"<tr><th scope='row'>{escape(name)}</th>{''.join(cells)}</tr>"


def _strongest(found: Comparison, usual: Iterable[tuple[str, str]]) -> list[str]:
    """The first row: the strongest evidence of each regimen."""
    cells = []
    for drug, row, apart in zip(found.regimens, found.best, usual, strict=True):
        one = cell_words.best(row)
        none = f"<span class='none'>{escape(say('nothing fits this patient'))}</span>"
        said = f"<p class='value'>{escape(one.value)} <span class='count'>{escape(one.count)}</span></p>" if one else none
        cells.append(f"<td{_named(drug)}>{said}{_origin(one, apart) if one else ''}</td>")
    return cells


def _named(drug: str) -> str:
    return f" data-regimen='{escape(words.regimen(drug))}'"


def _cell(line: str, cell: Cell, drug: str, usual: tuple[str, str], frame: Frame) -> str:
    said = cell_words.answers(line, cell, drug)
    if not said:
        return f"<td{_named(drug)}>{_silent(line, drug, frame)}</td>"
    values = "".join(_value(one, frame) for one in said)
    return f"<td{_named(drug)}>{values}{_origin(said[0], usual)}{_passed_over(line, cell.passed_over, drug, frame)}</td>"


def _silent(line: str, drug: str, frame: Frame) -> str:
    """Nothing fits; the way to what the page of the line holds of the drug, of any patient."""
    domain, choices = WHERE[line]
    way = escape(address(View({"drug": (drug,)}, choices), page_showing(domain), frame.data))
    none = escape(say("not reported for this patient"))
    every = escape(say("any patient with {regimen}", regimen=lower_first(words.regimen(drug))))
    return f"<span class='none'>{none} · <a href='{way}' target='_self'>{every}</a></span>"


def _origin(said: cell_words.Said, usual: tuple[str, str] = ("", "")) -> str:
    """Who prints it, on which line of evidence, and what sets these patients apart."""
    told = say("{match}: {differs}", match=said.kind, differs=said.differs) if said.differs else said.kind
    differs = f"<span class='differs'>{escape(told.removeprefix(said.kind))}</span>"
    same = " usual" if (said.kind, said.differs) == usual else ""
    apart = f" <span class='apart{same}'>{escape(said.kind)}{differs}</span>" if said.kind else ""
    who = f"{escape(said.who)} " if said.who else ""
    return f"<span class='who'>{who}<span class='chip'>{escape(said.chip)}</span>{apart}</span> "


def _value(said: cell_words.Said, frame: Frame) -> str:
    """One item; a click opens the card of its figures."""
    here = address(replace(frame.view, facts=()), frame.page, frame.data)
    card = f"{here}&{urlencode({'fact': said.facts}, doseq=True)}"
    mark = " ⚑" if said.flagged else ""
    hollow = " hollow" if said.hollow else ""
    count = f" <span class='count'>{escape(said.count)}</span>" if said.count else ""
    where = escape(say("Where this number comes from"))
    value = f"<a class='card' href='{escape(card)}' title='{where}'>{escape(said.value)}</a>"
    return f"<p class='value{hollow}'>{value}{mark}{count}</p>"


def _passed_over(line: str, items: Iterable[Told], drug: str, frame: Frame) -> str:
    """The other rows of a cell, in the order of the rule, folded."""
    rows = [cell_words.said(line, item, drug) for item in items]
    if not rows:
        return ""
    said = "".join(f"<li>{_value(one, frame)}{_origin(one)}</li>" for one in rows)
    more, passed = escape(say("{n} more", n=len(rows))), escape(say("rows passed over"))
    return f"<details><summary title='{passed}'>{more}</summary><ul>{said}</ul></details>"
