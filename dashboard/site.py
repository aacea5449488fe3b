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


def page_named(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)
