"""The card of a number: a dialog that answers where it comes from."""

import os
from dataclasses import replace
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.chrome import programs
from dashboard.chrome.faults import told
from dashboard.session import link
from dashboard.session.frame import Frame
from evidence.language import as_spoken, say
from evidence.questions.card import words
from evidence.questions.card.numbers import Provenance, nearest, provenance
from evidence.row import Fact, Row

#: Where readers report a number: a mail address, or the https address at which a new issue is opened.
REPORT_TO = "EVIDENCE_REPORT_TO"


def draw(frame: Frame) -> None:
    """The card of the figures that the link names, if it names any."""
    if frame.view.facts:
        named = say("Where this number comes from")
        st.dialog(named, width="large", on_dismiss=_closed)(as_spoken(_card))(frame)


def _closed() -> None:
    link.open_cards(())


@told("This card")
def _card(frame: Frame) -> None:
    method = frame.view.choice("interval")
    for fact_id in frame.view.facts:
        found = provenance(frame.version, fact_id, method)
        if found is None:
            _missing(frame, fact_id)
        else:
            _figure(frame, found, method)


def _missing(frame: Frame, fact_id: str) -> None:
    near = nearest(frame.version, fact_id)
    st.warning(words.missing(fact_id, near))
    if near and st.button(say("Open the nearest"), key=f"near_{fact_id}"):
        link.open_cards((near,))
        st.rerun()


def _figure(frame: Frame, found: Provenance, method: str) -> None:
    st.html(f"<h3>{escape(words.title(found))}</h3><p class='answer'>{escape(words.value(found, method))}</p>")
    st.html(_pairs(words.lines(found)))
    st.html(f"<p class='footnote'>{_source(found.fact)}</p>")
    if found.rates:
        st.html(f"<h4>{say('On the other denominators')}</h4>" + _pairs(words.otherwise(found, method)))
    for discrepancy in found.discrepancies:
        _contradiction(frame, discrepancy)
    here = programs.site() + link.address(replace(frame.view, facts=(found.fact["fact_id"],)), frame.page, frame.version)
    _cite(found, here)
    _report(found, here, frame.version)


def _cite(found: Provenance, here: str) -> None:
    with st.expander(say("Cite this number")):
        st.code(f"{found.fact['citation']}. {found.fact['locator']}: {found.fact['printed']}. {here}", language=None)
        st.code(words.bibtex(found), language=None)
        st.code(words.ris(found), language=None)


def _report(found: Provenance, here: str, version: str) -> None:
    """A message for the curators, ready to be sent by the reader; nothing is sent from here."""
    subject, text = words.report(found, here, version)
    with st.expander(say("Report this number")):
        st.code(f"{subject}\n\n{text}", language=None)
        if to := os.environ.get(REPORT_TO):
            st.link_button(say("Write the message"), _message(to, subject, text))


def _message(to: str, subject: str, text: str) -> str:
    """A mail with subject and text, or a new issue where the address is a web page."""
    if to.startswith("https://"):
        return f"{to}?{urlencode({'title': subject, 'body': text})}"
    return f"mailto:{to}?{urlencode({'subject': subject, 'body': text}, quote_via=quote)}"


def _contradiction(frame: Frame, discrepancy: Row) -> None:
    against, kept = words.against(discrepancy), words.kept(discrepancy)
    st.html(f"<h4>⚑ {escape(discrepancy['topic'])}</h4><p>{escape(against)}</p><p>{escape(kept)}</p>")
    if discrepancy["other_fact"]:
        name = discrepancy["discrepancy_id"]
        label = say(words.REDRAW[name in frame.view.other])
        if st.button(label, key=f"redraw_{name}"):
            link.read_otherwise(name)
            _closed()
            st.rerun()


def _source(fact: Fact) -> str:
    """Citation with its links; the addresses are built from checked identifiers."""
    links = (
        [f"<a href='https://doi.org/{escape(fact['doi'])}' target='_blank' rel='noopener'>DOI</a>"] if fact["doi"] else []
    )
    if fact["pmid"]:
        links.append(f"<a href='https://pubmed.ncbi.nlm.nih.gov/{fact['pmid']}/' target='_blank' rel='noopener'>PubMed</a>")
    return " · ".join([escape(fact["citation"]), *links])


def _pairs(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><th scope='row'>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in pairs)
    return f"<table class='evidence pairs'><tbody>{rows}</tbody></table>"
