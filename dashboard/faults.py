"""What fails in one place stays in that place: the reader is told, the log has the rest."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import streamlit as st

from evidence.database import NoEvidence
from evidence.language import mark, say

LOG = logging.getLogger(__name__)


@contextmanager
def told(part: str = mark("This part of the page")) -> Iterator[None]:
    """Draw inside; where that fails, a sentence stands instead, and the page goes on. `part` is a message."""
    try:
        yield
    except NoEvidence as fault:
        st.error(say("{part} cannot be shown: {fault}.", part=say(part), fault=fault))
    except Exception:
        name = token_hex(4)
        LOG.exception("fault %s: %s cannot be shown", name, part)
        st.error(say(
            "{part} cannot be shown: the program failed on it. All else that you see is as it should be. Load the page"
            " again; if this stays, tell those who run this server “fault {name}”: their log has the rest under it.",
            part=say(part), name=name,
        ))  # fmt: skip
