"""What has changed between data versions: of a view, or of the whole base."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from dashboard.exports import views
from dashboard.session.reading import Reading, of_page
from dashboard.session.takes import choices_of
from evidence.language import say, spoken, worded
from evidence.questions.changes import words
from evidence.questions.changes.numbers import Change, changes, discrepancies_changed, every, studies_changed
from evidence.selection import FILTERS, View
from evidence.versions import history, published
from evidence.versions import today as today_of

#: So many comparisons are kept at hand: what changed between two versions never changes.
KEPT = 64
#: The page whose feed is that of the whole base: it shows no figures by itself.
BASE = "overview"


@dataclass(frozen=True)
class Since:
    """The changes of a view up to version `today`, and how many numbers it had; `where` if it shows none itself."""

    changes: list[Change]
    of: int
    where: str
    today: str


@dataclass(frozen=True)
class Step:
    """What became of a view between two versions: `said` in a sentence, `rows` one by one.

    Each row has `what` (figure, study, discrepancy), `change` (a code of words.KINDS), `name`, `said`, `old`, `new`, `why`.
    """

    then: str
    now: str
    said: str
    rows: tuple[dict[str, str], ...]


def since(reading: Reading, today: str = "") -> Since:
    """Compare a view of an old version with the same view of `today`; the published version if not said."""
    today = today or today_of(reading.version)
    was, now = views.facts(reading), views.facts(reading.at(today))
    where = "" if was or now else say("of the base") if reading.base == reading.version else say("of the studies looked at")
    if where:
        was, now = every(reading.base), every(reading.at(today).base)
    return Since(changes(reading.version, today, reading.view, was, now), len(was), where, today)


@worded(maxsize=KEPT)
def step(reading: Reading, then: str, now: str) -> Step:
    """The changes of a view between two versions; of the whole base with its studies and all discrepancies."""
    old = reading.at(then)
    seen = since(old, now)
    figures = words.table(seen.changes, then, now, old.view).records
    touched = None if seen.where else {*views.facts(old), *views.facts(reading.at(now))}
    studies = studies_changed(then, now) if seen.where else []
    found = [
        *(_row("study", one, one.row["study_id"], words.study(one)) for one in studies),
        *(_row("figure", one, one.fact_id, row) for one, row in zip(seen.changes, figures, strict=True)),
        *(_row("discrepancy", one, one.row["discrepancy_id"], words.contradiction(one))
          for one in discrepancies_changed(then, now, touched)),
    ]  # fmt: skip
    return Step(then, now, words.sentence(seen.changes, seen.of, seen.where), tuple(found))


def latest(reading: Reading) -> Step:
    """What the version of a view brought, of the whole base."""
    here = replace(reading.as_checked(), page=BASE, view=View())
    return step(here, begin(None, here.version)[0], here.version)


def address(reading: Reading, form: str = "atom", **more: str) -> str:
    """Where the changes of a view are told, inside this site; it follows the data."""
    query = {name: values for name, values in of_page(reading).query().items() if name not in ("data", "fact", "other")}
    page = {} if reading.page == BASE else {"page": [reading.page]}
    return f"/api/changes.{form}?{urlencode(query | page | more, doseq=True)}"


def name(reading: Reading) -> str:
    """What a feed is called for ever: its view without the choices that are as the page opens, which may become more."""
    view, page = reading.view, reading.page
    query = {one.name: view.chosen(one.name) for one in FILTERS if view.chosen(one.name)}
    query |= {one.name: (view.choice(one.name),) for one in choices_of(page) if view.choice(one.name) != one.default}
    query |= {"regimen": view.regimens, "arm": view.arms, "page": (page,), "lang": (spoken(),)}
    return f"/api/changes.atom?{urlencode(query, doseq=True)}"


def _row(what: str, change, name: str, said: Mapping[str, object]) -> dict[str, str]:
    told = {"said": said["figure"], "old": said["old"], "new": said["new"], "why": said["why"]}
    return {"what": what, "change": words.kind(change), "name": name} | {key: str(text) for key, text in told.items()}


def begin(text: str | None, until: str) -> tuple[str, bool]:
    """The version that a `since` means, and whether all changes from there to version `until` are known.

    A version that is kept is itself; a day is the last version before it, or the oldest one that is kept; nothing is the
    version before `until`. Raises ValueError, with what is expected.
    """
    known = history(until)
    if text is None:
        return known[-2:][0], True
    if text in known:
        return text, True
    try:
        day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError:
        raise ValueError("expected a day (2026-11-30), or a version that is kept and not newer than `data`") from None
    before = [version for version in known if published(version) < day]
    return (before[-1], True) if before else (known[0], False)


def steps(reading: Reading, then: str, most: int) -> list[Step]:
    """The last steps of a view from version `then` to its own, newest first, without those that changed nothing of it."""
    known = history(reading.version)
    chain = known[known.index(then) :][-most - 1 :]
    found = (step(reading, *pair) for pair in zip(chain[-2::-1], chain[:0:-1], strict=True))
    return [one for one in found if one.rows]
