"""Changes from a screen: to the text that it shows and what came of that here, never to what somebody else put there.

Whoever is fast presses the next key while the page of the last one is still being drawn: the page then shows the text as
it was a few changes ago. What came since is known, so that each press is taken in its turn, at the line that it is about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import streamlit as st

from curate.edits import Unchanged
from curate.kept import Kept, Overtaken, moved
from curate.spoken import complain, quiet
from curate.streamlit_internals import unbroken

#: So many presses may be ahead of the page.
AHEAD = 20
#: In which row of a text a line stands, from 0; -1 where it does not.
Place = Callable[[str], int]

_ELSEWHERE = "This was changed elsewhere meanwhile; what you see now is as it stands. Make your change anew."
_MOVED = "The line has been taken away or moved by your last press; what you see now is as it stands. Make your change anew."


@dataclass(frozen=True)
class Shown:
    """A text as a screen shows it: how it is opened, under which name the session remembers it, what is shown of it."""

    open: Callable[[], Kept]
    key: str
    text: str

    @classmethod
    def now(cls, open: Callable[[], Kept], key: str) -> tuple[Self, Kept]:
        """The text as it stands, and that the session has seen it."""
        kept, texts = open(), _texts(key)
        st.session_state[f"{key}/texts"] = texts if texts[-1:] == [kept.text] else [kept.text]
        return cls(open, key, kept.text), kept

    def write(self, change: Callable[[str], str], line: Place | None = None) -> bool:
        """Take what a change makes of the text, if the `line` that it is about still stands; gives whether it was taken."""

        def taken(kept: Kept) -> None:
            if line and not self.stands(line):
                raise Unchanged(_MOVED)
            kept.change(change(kept.text))

        return self.do(taken)

    @unbroken()
    def do(self, what: Callable[[Kept], None]) -> bool:
        """Do something with the text, if it is the one that was shown or came of it here; else say why not."""
        quiet(self.key)
        try:
            kept, texts = self.open(), _texts(self.key)
            if texts[-1:] != [kept.text] or self.text not in texts:
                raise Overtaken(_ELSEWHERE)
            what(kept)
            st.session_state[f"{self.key}/texts"] = [*texts, kept.text][-AHEAD:]
        except (Overtaken, Unchanged, OSError) as fault:
            complain(self.key, str(fault))
            return False
        return True

    def stands(self, line: Place) -> bool:
        """Whether a line stands where this screen shows it, after all that was changed here since."""
        texts = _texts(self.key)
        since = texts[::-1][: texts[::-1].index(self.text) + 1][::-1] if self.text in texts else [self.text]
        return len(since) == 1 or moved(line(self.text), since) == line(since[-1])


def _texts(key: str) -> list[str]:
    """The texts that this session has made one of the other, from the one it found; the last one is on the disk."""
    return st.session_state.get(f"{key}/texts", [])
