"""What the links of a page carry, as the page itself declares it."""

from evidence.selection import CHOICES, Choice, View, dump


def takes(page: str) -> tuple[str, ...]:
    """The names that this page's links carry beside filters, cards, language and data version; a page that is no more
    takes none.

    Pages draw with what a session holds, so that the list of them is asked when it is needed.
    """
    from dashboard.site import PAGES

    return next((one.takes for one in PAGES if one.name == page), ())


def choices_of(page: str) -> list[Choice]:
    """The choices that a page offers, in the order of all choices."""
    return [choice for choice in CHOICES if choice.name in takes(page)]


def query_of(view: View, page: str, data: str) -> dict[str, list[str]]:
    """The query string of a view on a page. `data` is a version, or follows them."""
    return dump(view, takes(page), data)
