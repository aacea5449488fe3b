"""A document as a value, and how one is made: by whoever is asked, here or in another process."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dashboard.exports.parts import parts
from dashboard.exports.pictures import NoBrowser, picture
from dashboard.meeting import documents as meetings
from dashboard.painters.fonts import NoFont
from dashboard.painters.parts import Part
from dashboard.painters.pptx.deck import deck
from dashboard.painters.typst import handout
from dashboard.session.reading import Reading
from dashboard.site import page_named
from evidence.clubs import Club, clubs
from evidence.database import NoEvidence
from evidence.language import speaking
from evidence.questions.studies.words import study_names
from evidence.wording.selection import selection

Made = TypeVar("Made")


@dataclass(frozen=True)
class Wish:
    """All that a document depends on: equal wishes are the same document.

    `reading` is the view and its data, pinned; `panel` one panel, or all; `size` that of a picture; `site` scheme and host
    of its links; `day` the date that it carries; `folder` where built files lie.
    """

    form: str
    reading: Reading
    language: str
    site: str
    day: date
    folder: str
    panel: str = ""
    size: str = ""


@dataclass(frozen=True)
class MeetingWish:
    """The slides or the handout of a meeting that may not be published; see Wish."""

    form: str
    club: Club
    language: str
    version: str
    site: str
    day: date
    folder: str


@dataclass(frozen=True)
class Nothing:
    """A view has nothing of that kind; `panels` have something."""

    panels: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """This server lacks what it takes: `why` says what, and what to do instead."""

    why: str


def made(wish: Wish) -> bytes | Nothing | Refused:
    """The document."""
    return _told(wish.folder, wish.language, lambda: _of_view(wish))


def meeting_made(wish: MeetingWish) -> bytes | Refused:
    """The slides or the handout of a meeting."""
    return _told(wish.folder, wish.language, lambda: _of_meeting(wish, wish.club, wish.version))


def club_of(reading: Reading) -> Club | None:
    """The whole meeting, where a link opens one."""
    return clubs().get(reading.view.club) if "club" in page_named(reading.page).takes else None


def panels_of(wish: Wish) -> tuple[str, ...]:
    """The panels of the page that have something to give; for a picture those that draw."""
    found = parts(wish.reading, wish.site)
    return tuple(part.panel.name for part in found if not wish.size or first_drawn([part]))


def _told(folder: str, spoken: str, make: Callable[[], Made]) -> Made | Refused:
    """Make with the files of a folder, in a language; what is missing is said, not raised."""
    os.environ["EVIDENCE_BUILD"] = folder
    try:
        with speaking(spoken):
            return make()
    except (NoBrowser, NoFont, NoEvidence) as fault:
        return Refused(str(fault))


def _of_view(wish: Wish) -> bytes | Nothing:
    if (club := club_of(wish.reading)) and wish.form in _MEETINGS:
        return _of_meeting(wish, club, wish.reading.version)
    found = parts(wish.reading, wish.site, wish.panel)
    body = found and _VIEWS[wish.form](wish, wish.reading, found)
    return body or Nothing(panels_of(wish))


def _of_meeting(wish: Wish | MeetingWish, club: Club, version: str) -> bytes:
    return _MEETINGS[wish.form](club, version, wish.site, wish.day)


def _paper(wish: Wish, reading: Reading, found: list[Part]) -> bytes:
    lines = [selection(reading.view, study_names(reading.version))]
    return handout(found, wish.day, _heading(found, reading), lines, found[0].link)


def _heading(found: list[Part], reading: Reading) -> str:
    """The question of a single brief table, else the title of the page."""
    only = found[0].panel
    return only.question if len(found) == 1 and only.brief else page_named(reading.page).title


def _picture(wish: Wish, _: Reading, found: list[Part]) -> bytes | None:
    """The first panel asked for that draws something, at the size asked for."""
    drawn = first_drawn(found)
    return picture(drawn, wish.size, wish.form) if drawn else None


def first_drawn(found: list[Part]) -> Part | None:
    """The first panel that draws something."""
    return next((part for part in found if part.panel.chart and part.panel.table and part.panel.table.records), None)


_VIEWS: dict[str, Callable[[Wish, Reading, list[Part]], bytes | None]] = {
    "pptx": lambda wish, _, found: deck(found, wish.day), "pdf": _paper, "png": _picture, "svg": _picture,
}  # fmt: skip
_MEETINGS: dict[str, Callable[[Club, str, str, date], bytes]] = {"pptx": meetings.slides, "pdf": meetings.paper}
