"""A meeting as parts of a document: each of its views with its question, its note and its pinned link."""

from dataclasses import replace
from datetime import date

from dashboard.painters.parts import Part
from dashboard.painters.pptx.deck import deck
from dashboard.painters.pptx.words import Cover
from dashboard.painters.typst import handout
from dashboard.panel import Page
from dashboard.session.reading import Reading, of_page, read
from dashboard.site import WITH_DATA, page_taking
from evidence.clubs import Club, Shown, clubs
from evidence.language import say
from evidence.selection import View
from evidence.versions import asked
from evidence.wording import clubs as words


def reading(view: Shown, data: str) -> Reading:
    """A view of a meeting: with its own data version if it has one that is kept, else with that of the meeting."""
    pinned = view.data if view.data and not asked(view.data)[1] else data
    found = of_page(read(view.page, view.parts() | {"data": [pinned]}))
    page = page_of(view)
    return replace(found, view=page.showing(found.view, shows(view))) if page else found


def page_of(view: Shown) -> Page | None:
    """None where there is no such page today."""
    return next((page for page in WITH_DATA if page.name == view.page), None)


def shows(view: Shown) -> str:
    """The panel that a view names, else the first of its page."""
    page = page_of(view)
    return view.panel or (page.shown[0] if page else view.page)


def part(view: Shown, data: str, site: str) -> Part | None:
    """None where the view shows no such panel with these data."""
    found = reading(view, data)
    here = found.frame()
    page, name = page_of(view), shows(view)
    panel = page.named(name, here) if page else None
    if panel is None:
        return None
    return Part(
        here, panel, f"{site}{found.address()}#{panel.name}", say(view.question), say(view.note) if view.note else ""
    )


def parts(club: Club, data: str, site: str) -> list[Part]:
    return [one for view in club.views if (one := part(view, data, site))]


def address(club: Club, data: str, site: str, found: list[Part]) -> str:
    """The link that everybody opens; a meeting that is not published opens with its first view."""
    if club.id in clubs():
        return f"{site}{Reading(page_taking('club').name, View(club=club.id, step=1), data).address()}"
    return found[0].link if found else site


def slides(club: Club, data: str, site: str, day: date) -> bytes:
    found = parts(club, data, site)
    cover = Cover(say(club.title), (club.paper, words.on(club), words.size(club)), address(club, data, site, found))
    return deck(found, day, cover)


def paper(club: Club, data: str, site: str, day: date) -> bytes:
    found = parts(club, data, site)
    link = address(club, data, site, found)
    return handout(found, day, say(club.title), (club.paper, words.on(club)), link)
