"""Meetings in words."""

from datetime import date

from evidence.clubs import Club, Shown
from evidence.wording.numbers import plural

QUESTION = "What shall we discuss?"
NONE = "No meeting is published with these data."
GONE = "There is no meeting named “{}” here; these are the meetings that there are."
EMPTY = "No view is collected yet: press “Add to meeting” below any panel."
PRIVATE = (
    "This meeting lives only in the browser that collected it."
    " Its file, put into data/clubs, makes a link that opens for everybody."
)
HOW = "Arrow keys lead on and back, A opens and folds the answer."
MINE = "my-meeting"


def on(club: Club) -> str:
    """'3 December 2026'."""
    day = date.fromisoformat(club.date)
    return f"{day.day} {day:%B %Y}"


def size(club: Club) -> str:
    return plural(len(club.views), "view")


def sentence(clubs: list[Club]) -> str:
    return f"{plural(len(clubs), 'meeting')}: {'; '.join(club.title for club in clubs)}." if clubs else NONE


def missing(view: Shown) -> str:
    """Why a view of a meeting shows nothing."""
    return f"With these data the page shows no panel “{view.shows}” for this selection."


def unkept(view: Shown) -> str:
    return f"This view was made with data version {view.data}, which is not kept here; it is shown with the meeting's data."
