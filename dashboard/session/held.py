"""What the server holds of one reader between two runs, in one place; beside it stand only the values of widgets."""

from dataclasses import dataclass, field

import streamlit as st

from dashboard.session.reading import Reading
from evidence.language import ENGLISH
from evidence.selection import View

#: The component that shows nothing and tells what happens in the browser.
UNSEEN = "unseen"

Query = dict[str, list[str]]


@dataclass
class Meeting:
    """The meeting that a reader collects, as the browser keeps it: its `text`, and that `before` the last change.

    `change` names what was changed here last, `told` what the browser told last; `fault` is to be said once.
    """

    text: str = ""
    before: str | None = None
    change: str = ""
    told: str | None = None
    fault: str = ""


@dataclass
class Session:
    """One reader's window.

    `opened` is the link as it was read, with all that was chosen since: choices of other pages wait in it, its page is
    that of the last run. `url` is the query string that the browser gave or was given last; `moved` says that a widget
    has changed the view since, `turn` is the last press on a filter that is taken in, as the browser counts them; `ahead`
    is the view that the browser has shown whole before the run of that press, with its data version. `narrow` is the
    screen as the browser knows it.
    """

    opened: Reading | None = None
    url: Query | None = None
    moved: bool = False
    turn: int = 0
    ahead: tuple[str, str] | None = None
    language: str = ENGLISH
    narrow: bool | None = None
    meeting: Meeting = field(default_factory=Meeting)

    @property
    def reading(self) -> Reading:
        """The link as it was read. Raises RuntimeError before the first run has read one."""
        if self.opened is None:
            raise RuntimeError("a session was asked for its view before a link was read; call open_view first")
        return self.opened

    @property
    def view(self) -> View:
        return self.reading.view


def held() -> Session:
    """The session of the reader whose run this is."""
    session: Session | None = st.session_state.get("session")
    if session is None:
        session = st.session_state.session = Session()
    return session
