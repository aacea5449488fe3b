"""Meetings in words. What a published meeting says itself is translated where a catalogue knows it."""

from datetime import date

from evidence.clubs import Club, Shown
from evidence.language import mark, say
from evidence.wording import dates
from evidence.wording.numbers import plural

QUESTION = mark("What shall we discuss?")
NONE = mark("No meeting is published with these data.")
GONE = mark("There is no meeting named “{name}” here; these are the meetings that there are.")
EMPTY = mark("No view is collected yet: press “Add to meeting” below any panel.")
PRIVATE = mark(
    "This meeting lives only in the browser that collected it."
    " Its file, put into data/clubs, makes a link that opens for everybody."
)
LOOKING = mark("Looking for the meeting that this browser keeps …")
REFUSED = mark("This browser keeps nothing for this page: save the meeting as YAML before you close the window.")
DAMAGED = mark("What this browser keeps is no meeting that can be read; the next view that you add begins a new one.")
FULL = mark("A meeting holds {n} views at most; remove one first.")
HOW = mark("Arrow, space and page keys lead on and back, Home and End to the ends, A opens the answer, Escape leaves.")
MINE = "my-meeting"


def on(club: Club) -> str:
    """'3 December 2026'."""
    return dates.on(date.fromisoformat(club.date))


def size(club: Club) -> str:
    return plural(len(club.views), "view")


def described(club: Club) -> str:
    """The paper, the day and how much there is to see."""
    return say("{paper}. {day}, {views}.", paper=club.paper, day=on(club), views=size(club))


def sentence(clubs: list[Club]) -> str:
    if not clubs:
        return say(NONE)
    titles = say("; ").join(say("“{title}”", title=say(one.title)) for one in clubs)
    return say("{meetings}: {titles}.", meetings=plural(len(clubs), "meeting"), titles=titles)


def missing(panel: str) -> str:
    """Why a view of a meeting shows nothing."""
    return say("With these data the page shows no panel “{panel}” for this selection.", panel=panel)


def unkept(view: Shown) -> str:
    return say(
        "This view was made with data version {version}, which is not kept here; it is shown with the meeting's data.",
        version=view.data,
    )
