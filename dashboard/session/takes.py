"""What the pages declare, asked by what they are made with: what their links carry, which of them shows what."""

from types import ModuleType

from evidence.selection import CHOICES, Choice, View, dump

#: What the links of every page carry.
EVERYWHERE = ("unchecked",)


def takes(page: str) -> tuple[str, ...]:
    """The names that this page's links carry beside filters, cards, language and data version."""
    return *EVERYWHERE, *next((one.takes for one in _site().PAGES if one.name == page), ())


def page_showing(what: str) -> str:
    """The name of the page on which a search finds this: figures of a domain, a study, regimens beside each other."""
    return _site().page_of(what).name


def domains_of(page: str) -> tuple[str, ...]:
    """The domains of figures that this page asks for; none of a page on all of them."""
    return next((one.domains for one in _site().PAGES if one.name == page), ())


def _site() -> ModuleType:
    """The list of pages. Pages draw with what a session holds, so that it is asked when it is needed."""
    from dashboard import site

    return site


def choices_of(page: str) -> list[Choice]:
    """The choices that a page offers, in the order of all choices."""
    return [choice for choice in CHOICES if choice.name in takes(page)]


def query_of(view: View, page: str, data: str) -> dict[str, list[str]]:
    """The query string of a view on a page. `data` is a version, or follows them."""
    return dump(view, takes(page), data)
