"""A study on one card: whom it treated with what, large numbers, its shares, what it costs, what is not in the record."""

from collections.abc import Iterable
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.in_short import ROWS, drawn, shares
from dashboard.charts.values import Caption
from dashboard.chrome import figures
from dashboard.chrome.faults import told
from dashboard.session.frame import Frame
from dashboard.session.link import address, open_cards
from dashboard.session.viewport import chart_key
from evidence.answers import Rated
from evidence.cohorts.asked import asked_of_studies
from evidence.language import say
from evidence.questions.appraisal.numbers import answers
from evidence.questions.compare.cell_words import Said
from evidence.questions.in_short import words
from evidence.questions.in_short.numbers import in_short
from evidence.questions.study.numbers import Record
from evidence.selection import View
from evidence.wording.selection import study_name
from evidence.wording.table import Table

NAME = "study_shares"


def card(here: Frame, found: Record) -> None:
    """The card of a study."""
    about, short = words.card(found), in_short(asked_of_studies(here.version, (found.study["study_id"],)), found)
    chip = f"<span class='chip'>{escape(words.evidence(found.study))}</span>"
    st.html(f"<p class='title'>{escape(about.caption)} {chip}</p>{_described(about)}{_numbers(words.numbers(short), here)}")
    if short.shares:
        with told("The figure"):
            _drawn(here, found, short.shares)
    silent = "".join(f"<p>{escape(line)}</p>" for line in words.unsaid(short, found))
    boxes = (
        (words.PRICE, _price(words.price(short), here) + f"<p class='who'>{escape(words.toxicity(found))}</p>"),
        (words.UNSAID, silent),
        (words.APPRAISED, _appraised(here, found)),
    )
    st.html(f"<div class='boxes'>{''.join(_box(say(name), body) for name, body in boxes)}</div>")


def _described(about: Table) -> str:
    lines = "".join(f"<dt>{escape(one['what'])}</dt><dd>{escape(str(one['said']))}</dd>" for one in about.records)
    return f"<dl class='described'>{lines}</dl>"


def _numbers(numbers: Iterable[words.Number], here: Frame) -> str:
    """The large numbers side by side; each leads to the card of its figures."""
    tiles = "".join(_tile(one, here) for one in numbers)
    return f"<ul class='numbers'>{tiles}</ul>" if tiles else ""


def _tile(one: words.Number, here: Frame) -> str:
    control = f"<p class='control'>{_named(*one.control, here)}</p>" if one.control else ""
    under = say("; ").join(filter(None, [one.whose, one.others]))
    return (
        f"<li><p class='asked'>{escape(one.title)}</p><p class='large'>{_value(one.lead, here)}</p>"
        f"<p class='who'>{escape(under)}</p>{control}</li>"
    )


def _named(whose: str, said: Said, here: Frame) -> str:
    return f"<span class='who'>{escape(say('{cohort}:', cohort=whose))}</span> {_value(said, here)}"


def _value(said: Said, here: Frame) -> str:
    """A number with its count, as a link to where it comes from."""
    way = f"{address(here.closed().view, here.page, here.data)}&{urlencode({'fact': said.facts}, doseq=True)}"
    where = escape(say("Where this number comes from"))
    hollow, sign = " hollow" if said.hollow else "", " ⚑" if said.flagged else ""
    count = f" <span class='count'>{escape(said.count)}</span>" if said.count else ""
    return f"<a class='card{hollow}' href='{escape(way)}' title='{where}'>{escape(said.value)}</a>{sign}{count}"


def _drawn(here: Frame, found: Record, rates: dict[str, tuple[Rated, ...]]) -> None:
    """The shares of the study; a click on a mark opens the card of its figure."""
    rows = sum(map(len, rates.values()))
    left = (say("{n} more rows stand on the pages of their questions.", n=rows - ROWS),) if rows > ROWS else ()
    method = words.method([row for _, row in drawn(rates)])
    chart = shares(rates, Caption(say(words.SHARES), study_name(found.study), (*method, *left)))
    key = chart_key(NAME, here.narrow)
    with st.container(key=f"figure_{NAME}"):
        figures.show(here, NAME, lambda: chart, f"{say(words.SHARES)}: {found.study['label']}", key, partial(_clicked, key))


def _clicked(key: str) -> None:
    open_cards(st.session_state[key].facts)


def _box(name: str, body: str) -> str:
    return f"<section><h3>{escape(name)}</h3>{body}</section>"


def _price(lines: list[words.Line], here: Frame) -> str:
    return f"<dl>{''.join(_line(one, here) for one in lines)}</dl>" if lines else ""


def _line(one: words.Line, here: Frame) -> str:
    told = "".join(_of_cohort(whose, items, here) for whose, items in one.told)
    more = f"<p class='who'>{escape(say('{n} more', n=one.left))}</p>" if one.left else ""
    return f"<dt>{escape(one.name)}</dt><dd>{told}{more}</dd>"


def _of_cohort(whose: str, items: tuple[Said, ...], here: Frame) -> str:
    if not whose:
        return f"<p>{escape(say('; ')).join(_value(item, here) for item in items)}</p>"
    return f"<p>{escape(say('; ')).join([_named(whose, items[0], here), *(_value(item, here) for item in items[1:])])}</p>"


def _appraised(here: Frame, found: Record) -> str:
    """The answers of the checklist, with the way to their reasons."""
    study = found.study["study_id"]
    given = answers(asked_of_studies(here.version, (study,)), study)
    said = f"<p>{escape(words.appraisal(given))}</p>"
    if not given:
        return said
    way = address(View({"study": (study,)}), "sources", here.data)
    return f"{said}<p><a href='{escape(way)}' target='_self'>{escape(say('Each answer with its reason'))}</a></p>"
