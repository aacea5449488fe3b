"""The panels of a page as parts of a document."""

from dataclasses import replace

from dashboard.painters.parts import Part
from dashboard.session.reading import Reading, of_page
from dashboard.site import page_named


def parts(reading: Reading, site: str, panel: str = "") -> list[Part]:
    """The panels of a page that have a table, or the one named; the link keeps the data version."""
    page = page_named(reading.page)
    reading = of_page(reading)
    pinned = replace(reading, live=False, view=page.showing(reading.view, panel))
    here, link = pinned.frame(), f"{site}{pinned.address()}"
    found = page.taken(here, panel)
    return [Part(here, one, f"{link}#{one.name}" if panel else link) for one in found]
