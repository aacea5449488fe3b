"""Above an old view: what of it has changed since, and the way to today's."""

from dataclasses import replace

import streamlit as st

from dashboard.chrome.literal import literal
from dashboard.chrome.tables import to_html
from dashboard.exports.changes import since
from dashboard.session import link
from dashboard.session.reading import Reading
from evidence.language import say
from evidence.questions.changes import words


def draw(reading: Reading) -> None:
    found = since(reading)
    said = words.sentence(found.changes, found.of, found.where)
    with st.container(horizontal=True, vertical_alignment="center", key="oldversion"):
        st.info(
            say("You see data version {version}, as this link was made. **{changed}** Today's version is {today}.",
                version=reading.version, changed=literal(said), today=found.today)
        )  # fmt: skip
        st.button(say("Show today's data"), on_click=link.open_version, args=(found.today,))
    if found.changes:
        table = words.table(found.changes, reading.version, found.today, reading.view)
        with st.expander(say("{caption} ({n})", caption=table.caption, n=len(found.changes))):
            st.html(to_html(table, lambda facts: _card(reading, facts, found.today)))


def _card(reading: Reading, facts: tuple[str, ...], today: str) -> str:
    return link.address(replace(reading.view, facts=facts), reading.page, today)
