"""The meeting that a reader collects: views picked on the pages, in order, with a question and a note for each.

It lives in the reader's browser, so that a reload, another window or a restart of the server loses nothing; the session
holds what the browser told it last, and what the reader has changed since.
"""

from datetime import date
from functools import lru_cache
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pydantic import ValidationError

from dashboard.session.frame import Frame
from dashboard.session.held import UNSEEN, held
from dashboard.session.takes import query_of
from evidence.clubs import Club, Shown, from_yaml
from evidence.fields import visible
from evidence.language import say
from evidence.wording.clubs import FULL, MINE

#: A meeting of more views is no evening.
MOST = 40


def written(is_shown: bool) -> dict[str, object]:
    """What the browser writes to keep the same meeting as this session; it is asked for its own where it `is_shown`."""
    return {"club": _text(), "change": held().meeting.change, "asked": is_shown and not is_known()}


def is_known() -> bool:
    """Whether the browser has said yet what it keeps, or was given something to keep."""
    return _told() is not None or bool(held().meeting.change)


def is_refused() -> bool:
    """Whether the browser keeps nothing for this page."""
    told = _told()
    return bool(told and told["refused"])


def is_damaged() -> bool:
    """Whether what the browser keeps is no meeting."""
    return bool(_text()) and mine() is None


def mine() -> Club | None:
    """The collected meeting; None before the first view."""
    return _club(_text())


def there() -> Club:
    """The collected meeting. Raises ValueError before the first view."""
    if (club := mine()) is None:
        raise ValueError("no view is collected yet: there is no meeting to change")
    return club


def keep(club: Club | None) -> None:
    _keep(club.model_dump_json() if club else "")


def undo() -> None:
    """Bring back the meeting from before the last change."""
    _keep(held().meeting.before or "")


def can_undo() -> bool:
    return held().meeting.before is not None


def load(text: str) -> None:
    """Take over the meeting of a file. Raises ValueError where it is none."""
    keep(from_yaml(text).model_copy(update={"id": MINE}))


def _keep(text: str) -> None:
    meeting = held().meeting
    meeting.before, meeting.text, meeting.change = _text(), text, token_hex(4)


def _text() -> str:
    """The meeting as the browser keeps it: what it told last, or what was changed here since."""
    meeting, told = held().meeting, _told()
    if told and told["at"] != meeting.told:
        meeting.told, meeting.text = told["at"], told["text"]
    return meeting.text


def _told() -> dict[str, Any] | None:
    return getattr(st.session_state.get(UNSEEN), "kept", None)


@lru_cache(maxsize=256)
def _club(text: str) -> Club | None:
    try:
        return Club.model_validate_json(text) if text else None
    except ValidationError:
        return None


def add(frame: Frame, panel: str, question: str) -> None:
    """Put a panel as it is seen, with its data version, at the end of the meeting; one that is there stays once."""
    query = query_of(frame.view, frame.page, frame.version)
    pairs = {name: values for name, values in query.items() if name not in ("data", "fact", "lang")}
    view = Shown(page=frame.page, panel=panel, query=urlencode(pairs, doseq=True), data=frame.version, question=question)
    title, paper = say("Our journal club"), say("not named yet")
    club = mine() or Club(id=MINE, title=title, paper=paper, date=date.today().isoformat(), views=(view,))
    if view not in club.views and len(club.views) >= MOST:
        st.toast(say(FULL, n=MOST), duration="long")
        return
    if view not in club.views:
        club = club.model_copy(update={"views": (*club.views, view)})
    keep(club)
    st.toast(say("{n} in the meeting on the page Journal club", n=len(club.views)), duration="long")


def move(at: int, by: int) -> None:
    """Swap a view with its neighbour."""
    views = list(there().views)
    to = min(max(at + by, 0), len(views) - 1)
    views[at], views[to] = views[to], views[at]
    keep(there().model_copy(update={"views": tuple(views)}))


def drop(at: int) -> None:
    views = there().views[:at] + there().views[at + 1 :]
    keep(there().model_copy(update={"views": views}) if views else None)


def write(field: str, key: str, at: int | None = None) -> None:
    """Take over what was typed: a field of the meeting, or of one of its views. A blank question or title is
    refused, and what cannot be seen is left out, so that the file of the meeting can be read again.
    """
    text = visible(str(st.session_state[key])).strip()[:600]
    if not text and field != "note":
        return
    if at is None:
        keep(there().model_copy(update={field: text}))
    else:
        views = list(there().views)
        views[at] = views[at].model_copy(update={field: text or None})
        keep(there().model_copy(update={"views": tuple(views)}))
