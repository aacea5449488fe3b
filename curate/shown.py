"""Changes from a screen: only to the text that this screen shows, never to what somebody else has put in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import streamlit as st

from curate.edits import Unchanged
from curate.kept import Kept, Overtaken
from curate.spoken import complain, quiet
from curate.streamlit_internals import unbroken

_ELSEWHERE = "This was changed elsewhere meanwhile; what you see now is as it stands. Make your change anew."


@dataclass(frozen=True)
class Shown:
    """A text as a screen shows it: how it is opened, under which name the session remembers it, how many rows it has."""

    open: Callable[[], Kept]
    key: str
    rows: int

    @classmethod
    def now(cls, open: Callable[[], Kept], key: str) -> tuple[Self, Kept]:
        """The text as it stands, and that the session has seen it."""
        kept = open()
        st.session_state[f"{key}/mark"] = kept.mark
        return cls(open, key, kept.text.count("\n")), kept

    def write(self, change: Callable[[str], str]) -> None:
        """Take what a change makes of the text."""
        self.do(lambda kept: kept.change(change(kept.text)))

    @unbroken()
    def do(self, what: Callable[[Kept], None]) -> None:
        """Do something with the text, if it is the one that was shown; else say why not."""
        quiet(self.key)
        try:
            kept = self.open()
            if kept.mark != st.session_state.get(f"{self.key}/mark") or kept.text.count("\n") != self.rows:
                raise Overtaken(_ELSEWHERE)
            what(kept)
            st.session_state[f"{self.key}/mark"] = kept.mark
        except (Overtaken, Unchanged, OSError) as fault:
            complain(self.key, str(fault))
