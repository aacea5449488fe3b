"""What a link asks for, as far as it can be followed: page, view, data version, and what was not as asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.session.frame import Frame
from evidence.language import say
from evidence.migrations import migrate
from evidence.questions.studies.numbers import names, study_labels
from evidence.selection import SHOWN, Ignored, View, choices_of, dump, parse
from evidence.versions import ALWAYS, asked

#: Set by the server in place of what it took off a link that is far too long.
CUT = "cut"


@dataclass(frozen=True)
class Reading:
    """A link, read. `live` links follow the data; others keep their version. `renamed` says what is called otherwise now."""

    page: str
    view: View
    version: str
    live: bool = False
    ignored: tuple[Ignored, ...] = ()
    renamed: tuple[str, ...] = ()

    def frame(self, narrow: bool = False) -> Frame:
        return Frame(self.page, self.view, self.version, study_labels(self.version), narrow, self.live)

    def query(self) -> dict[str, list[str]]:
        """The link that says the same in full."""
        return dump(self.view, self.page, ALWAYS if self.live else self.version)

    def address(self, **more: str) -> str:
        """The link inside this site, with `more` parameters."""
        return address(self.view, self.page, ALWAYS if self.live else self.version, **more)

    def at(self, version: str) -> "Reading":
        """The same view of another data version; what that version does not know falls off.

        The study page without a choice shows the oldest study, which may be another one there: it is chosen first.
        """
        view = self.view
        if self.page == "study" and not view.chosen("study"):
            view = view.with_filter("study", tuple(study_labels(self.version))[:1])
        view, ignored = parse(dump(view, self.page, version), list(study_labels(version)))
        return replace(self, view=view, version=version, live=False, ignored=ignored)


def address(view: View, page: str, data: str, **more: str) -> str:
    """The link of a view inside this site; the overview is the site's root. `data` is a version, or follows them."""
    return f"/{'' if page == 'overview' else page}?{urlencode(dump(view, page, data) | more, doseq=True)}"


def read(page: str, query: Mapping[str, Sequence[str]]) -> Reading:
    """Read the query string of a page; never raises on what a link says. Raises NoEvidence if nothing is published."""
    wish = (query.get("data") or [""])[0]
    version, unmet = asked(wish)
    query, renamed = migrate(query, names(version))
    taken = query.pop(CUT, [])
    view, ignored = parse(query, list(study_labels(version)))
    data = [Ignored("data", wish[:SHOWN], unmet)] if unmet else []
    cut = []
    if taken:
        cut = [Ignored(say("a link with too many parts"), "", say("{n} of them were left out", n=taken[0][:SHOWN]))]
    return Reading(page, view, version, wish == ALWAYS, (*data, *cut, *ignored), tuple(renamed))


def of_page(reading: Reading) -> Reading:
    """Without the choices of other pages: they wait in the session, but nothing unseen acts on a page."""
    seen = {choice.name for choice in choices_of(reading.page)}
    choices = {name: value for name, value in reading.view.choices.items() if name in seen}
    return replace(reading, view=replace(reading.view, choices=choices))
