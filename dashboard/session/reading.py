"""What a link asks for, as far as it can be followed: page, view, data version, and what was not as asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlencode

from dashboard.session.frame import Frame
from dashboard.session.takes import choices_of, domains_of, query_of, takes
from evidence.clubs import clubs
from evidence.cohorts import unchecked
from evidence.cohorts.asked import base_of
from evidence.database import is_kept
from evidence.language import say, worded
from evidence.migrations import RENAMED, migrate
from evidence.questions.compare.numbers import DEFAULT
from evidence.questions.response.numbers import ENDPOINT, with_endpoint
from evidence.questions.studies.numbers import names, schema_of, study_labels
from evidence.questions.studies.words import study_names
from evidence.reasons import Reason, because
from evidence.selection import NAMES_LIMIT, SHOWN, Ignored, View, mend, parse, pressed, word
from evidence.versions import ALWAYS, asked, checked
from evidence.versions import with_drafts as drafts_of
from evidence.wording.clubs import MINE

_HIDDEN = because("a record that nobody has checked by hand; it is shown with unchecked=yes")
#: Set by the server in place of what it took off a link that is far too long, and of a path that it read as a page's.
CUT, PATH = "cut", "path"
#: Set by a way that leaves filters out, because nothing matches them where it leads: 'setting:relapsed', so often as needed.
LEFT = "left"


@dataclass(frozen=True)
class Reading:
    """A link, read. `live` links follow the data; others keep their version.

    What stands above the page about the link: `ignored` was not followed, `renamed` is called otherwise now, `mended`
    was damaged on its way, `left` are the filters that the way here left out; `drafts` are studies that it names and that
    nobody has checked, so that it does not show them.
    """

    page: str
    view: View
    version: str
    live: bool = False
    ignored: tuple[Ignored, ...] = ()
    renamed: tuple[Reason, ...] = ()
    mended: tuple[Reason, ...] = ()
    left: View = field(default_factory=View)
    drafts: tuple[str, ...] = ()

    def frame(self, narrow: bool = False) -> Frame:
        studies = study_names(self.version)
        return Frame(self.page, self.view, self.version, studies, narrow, self.live, domains_of(self.page))

    @property
    def base(self) -> str:
        """What the questions on this view are asked of."""
        return base_of(self.version, self.view, domains_of(self.page))

    def query(self) -> dict[str, list[str]]:
        """The link that says the same in full."""
        return query_of(self.view, self.page, ALWAYS if self.live else self.version)

    def address(self, **more: str) -> str:
        """The link inside this site, with `more` parameters."""
        return address(self.view, self.page, ALWAYS if self.live else self.version, **more)

    def at_level(self) -> "Reading":
        """Of the version that the view asks for: with drafts that nobody has checked, or without."""
        version, unmet = asked(ALWAYS if self.live else self.version, with_drafts(self.view))
        if version == self.version:
            return self
        return replace(self, version=version, ignored=_unmet(unmet, self.version) or self.ignored)

    def as_checked(self) -> "Reading":
        """The same without drafts."""
        return replace(self, view=self.view.with_choice("unchecked", "no")).at_level() if with_drafts(self.view) else self

    def at(self, version: str) -> "Reading":
        """The same view of another data version; what that version does not know falls off."""
        view, ignored = parse(query_of(self.view, self.page, version), list(study_labels(version)))
        return replace(self, view=view, version=version, live=False, ignored=ignored)


def address(view: View, page: str, data: str, **more: str | list[str]) -> str:
    """The link of a view inside this site; the overview is the site's root. `data` is a version, or follows them."""
    return f"/{'' if page == 'overview' else page}?{urlencode(query_of(view, page, data) | more, doseq=True)}"


def study_of(here: Frame) -> Callable[[str], str]:
    """Where all that a study prints is shown, with the other filters and the data version of this run kept."""
    return lambda study: address(replace(here.view.with_filter("study", (study,)), facts=()), "study", here.version)


def at_once(here: Frame, panel: str = "") -> str:
    """Where a press on this view is answered before its run, see routes/fast.py; to the browser the name of the view.

    With a panel: where what is folded in it is.
    """
    query = _query(here.closed().view, here.page, here.data)
    return f"/fast/{here.page}{'/' if panel else ''}{panel}?{query}&narrow={int(here.narrow)}"


@worded(maxsize=1024)
def _query(view: View, page: str, data: str) -> str:
    return urlencode(query_of(view, page, data), doseq=True)


def read(page: str, query: Mapping[str, Sequence[str]]) -> Reading:
    """Read the query string of a page; never raises on what a link says. Raises NoEvidence if nothing is published."""
    query = dict(query)
    path = _path(page, query)
    taken, left_out = query.pop(CUT, []), query.pop(LEFT, [])
    published = asked("", with_drafts(parse(query, ())[0]))[0]
    query, mended = mend(query, list(study_labels(published)), partial(names, published), _meetings(query))
    wish = (query.get("data") or [""])[0]
    version, unmet = asked(wish, with_drafts(parse(query, ())[0]))
    pinned = schema_of(version) if is_kept(wish) else None
    query, renamed = migrate(query, names(version, RENAMED), schema=pinned)
    view, ignored = parse(query, list(study_labels(version)))
    view, none_there = _without_drafts(view, version)
    data = [*_unmet(unmet, wish), *none_there]
    drafts = _drafts_named(query, version)
    ignored = tuple(replace(one, why=_HIDDEN) if one.name == "study" and one.value in drafts else one for one in ignored)
    cut = []
    if taken:
        cut = [Ignored(say("a link with too many parts"), "", because("{n} of them were left out", n=taken[0][:SHOWN]))]
    left, unknown = _left(left_out, list(study_labels(version)))
    found = (*data, *cut, *ignored, *unknown)
    return Reading(page, view, version, wish == ALWAYS, found, tuple(renamed), (*path, *mended), left, drafts)


def _path(page: str, query: dict[str, Sequence[str]]) -> list[Reason]:
    """What a path was read as, where the server says that it was damaged; taken off the query."""
    was = "".join(query.pop(PATH, [])[:1])[:SHOWN]
    return [because("{before} is read as {now}", before=f"/{was}", now=f"/{page}")] if was != page == word(was) else []


def _left(given: Sequence[str], studies: Sequence[str]) -> tuple[View, tuple[Ignored, ...]]:
    """The filters that a way left out, read as filters of a link are, and what of them is none."""
    query: dict[str, list[str]] = {}
    for name, _, code in (one.partition(":") for one in given[:NAMES_LIMIT]):
        query.setdefault(name[:SHOWN], []).append(code)
    view, ignored = parse(query, studies)
    return View(view.filters), ignored


def _unmet(why: Reason | None, wish: str) -> tuple[Ignored, ...]:
    return (Ignored("data", wish[:SHOWN], why),) if why else ()


def _without_drafts(view: View, version: str) -> tuple[View, tuple[Ignored, ...]]:
    """The view as this version can show it, and that drafts were asked for where there are none."""
    if not with_drafts(view) or checked(version) != version:
        return view, ()
    choices = {name: value for name, value in view.choices.items() if name != "unchecked"}
    why = because("this data version has no records of that kind")
    return replace(view, choices=choices), (Ignored("unchecked", "yes", why),)


def _drafts_named(query: Mapping[str, Sequence[str]], version: str) -> tuple[str, ...]:
    """The drafts beside a checked version that a link asks for by name."""
    beside = drafts_of(version) if "study" in query else None
    named = {part for value in query.get("study", ()) for part in value.split(",")}
    return tuple(sorted(named & unchecked(beside))) if beside and beside != version else ()


def _meetings(query: Mapping[str, Sequence[str]]) -> set[str]:
    return {*clubs(), MINE} if "club" in query else set()


def with_these(reading: Reading) -> str:
    """The link that shows the drafts which a link names too, marked as what they are."""
    studies = (*reading.view.chosen("study"), *reading.drafts)
    view = reading.view.with_choice("unchecked", "yes").with_filter("study", studies)
    version, _ = asked(ALWAYS if reading.live else reading.version, drafts=True)
    return replace(reading, view=view, version=version).address()


def press(reading: Reading, given: object, choices: Sequence[str]) -> Reading:
    """With the filters and lists set, and of the `choices` those, that the browser says were pressed.

    `given` is whatever it sent.
    """
    view = reading.view
    for name, values in pressed(given, choices, list(study_labels(reading.version))).items():
        view = _with(view, name, values, name in choices)
    return replace(reading, view=view).at_level()


def with_drafts(view: View) -> bool:
    """Whether a view asks for records too that nobody has checked."""
    return view.choice("unchecked") == "yes"


def _with(view: View, name: str, values: tuple[str, ...], is_choice: bool) -> View:
    if name == "regimen":
        return replace(view, regimens=values)
    if name == "arm":
        return replace(view, arms=values)
    return view.with_choice(name, *values) if is_choice else view.with_filter(name, values)


def of_page(reading: Reading) -> Reading:
    """Without the choices of other pages: they wait in the session, but nothing unseen acts on a page.

    What neither the link nor the reader chose, and the data decide, is decided here; it stays while filters move.
    """
    view = _seen(reading)
    if "regimen" in takes(reading.page):
        view = replace(view, regimens=view.regimens or DEFAULT)
    decided = replace(reading, view=view)
    return replace(decided, view=with_endpoint(decided.base, view)) if ENDPOINT in _choices(reading) else decided


def pinned(reading: Reading) -> Reading:
    """What a document is made of: the view as its page has it, of the version that was read even where another one is
    current by then, without what was said of the link."""
    return Reading(reading.page, _seen(reading), reading.version)


def _seen(reading: Reading) -> View:
    """The view without the choices of other pages, as every link that asks for it is read."""
    return reading.view.choosing(_choices(reading))


def _choices(reading: Reading) -> set[str]:
    return {choice.name for choice in choices_of(reading.page)}
