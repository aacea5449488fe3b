"""The one list of pages, in the order of the navigation."""

from dashboard.panel import Page
from pages import compare, journal_club, mobilisation, outcomes, overview, patients, response, sources, study, toxicity

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    compare.PAGE,
    response.PAGE,
    mobilisation.PAGE,
    toxicity.PAGE,
    outcomes.PAGE,
    patients.PAGE,
    study.PAGE,
    sources.PAGE,
    journal_club.PAGE,
)

#: The pages that show tables, and so are served as data.
WITH_DATA = tuple(page for page in PAGES if page.filters)


def page_of(what: str) -> Page:
    """The page on which a search finds this: figures of a domain, a study, regimens beside each other."""
    return next(page for page in PAGES if what in page.found)


def page_taking(name: str) -> Page:
    """The page whose links alone carry this."""
    (page,) = (page for page in PAGES if name in page.takes)
    return page


def page_named(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)
