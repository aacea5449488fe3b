"""Changes from a screen: only to the text that this screen shows, never to what somebody else has put in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import streamlit as st

from curate.edits import Unchanged
from curate.kept import Kept, Overtaken

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

    def do(self, what: Callable[[Kept], None]) -> None:
        """Do something with the text, if it is the one that was shown; else say why not."""
        try:
            kept = self.open()
            if kept.mark != st.session_state.get(f"{self.key}/mark") or kept.text.count("\n") != self.rows:
                raise Overtaken(_ELSEWHERE)
            what(kept)
            st.session_state[f"{self.key}/mark"] = kept.mark
        except (Overtaken, Unchanged, OSError) as fault:
            self.complain(str(fault))

    def complain(self, words: str) -> None:
        """Let the next run say what is wrong."""
        st.session_state[f"{self.key}/fault"] = words

    def say(self, words: str) -> None:
        """Let the next run say something."""
        st.session_state[f"{self.key}/said"] = words

    def spoken(self) -> None:
        """What there is to say: a fault, or that something was done."""
        if fault := st.session_state.pop(f"{self.key}/fault", None):
            st.error(fault)
        if said := st.session_state.pop(f"{self.key}/said", None):
            st.success(said)
