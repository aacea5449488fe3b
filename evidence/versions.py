"""Which data version a link opens: today's, an older one that is kept and still understood, or why not."""

import logging
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from evidence.database import VERSION, NoEvidence, ask, current, file_of, folder, is_kept, parts_of, unchecked_files
from evidence.reasons import Reason, because, mark
from evidence.vocabulary import ENUMS, TERM

LOG = logging.getLogger(__name__)
#: What a link that follows the data says instead of a version.
ALWAYS = "current"
#: A version that was cut off in a mail is completed from so many digits on, if only one kept version fits.
ENOUGH = 8
#: What a reader wants to see of a hostile version before it is cut.
SHOWN = 40

_SETS = """
select type_name as name, labels from duckdb_types() where labels is not null and ends_with(type_name, '_code')
"""


def kept() -> list[str]:
    """The versions that can be opened, newest first."""
    ages = {path.stem.removeprefix("evidence-"): age for path in folder().glob("evidence-*.duckdb") if (age := _age(path))}
    names = sorted(ages, key=lambda name: ages[name], reverse=True)
    return [name for name in names if VERSION.fullmatch(name) and understood(name)]


def with_drafts(version: str) -> str | None:
    """The version that holds a checked one and the drafts beside it, which nobody has checked; None where there is none."""
    own = next(iter(unchecked_files(folder(), version)), None)
    return parts_of(own)[1] if own else None


def checked(version: str) -> str:
    """The checked version in a version with drafts; a checked one is itself."""
    path = file_of(folder(), version)
    return parts_of(path)[0] if path.stem.startswith("unchecked-") else version


def today(version: str) -> str:
    """What is published now of the same kind: with drafts for a version with drafts, as far as there are any."""
    published = current()
    return published if checked(version) == version else with_drafts(published) or published


def history(until: str) -> list[str]:
    """The versions up to one of them that can be opened, oldest first; drafts have no history, their checked version has."""
    found, until = kept(), checked(until)
    return found[found.index(until) :][::-1] if until in found else [until]


def published(version: str) -> datetime:
    """When a version was published, in UTC."""
    return datetime.fromtimestamp(_age(file_of(folder(), version)), UTC).replace(microsecond=0)


def _age(path: Path) -> float:
    """When a file was written, in seconds of the clock; 0 for one that was removed just now."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0


def understood(version: str) -> bool:
    """Whether the pages can still read a kept version: it is whole, and has no code that was dropped since."""
    try:
        return version == current() or _understood(folder(), version)
    except (NoEvidence, duckdb.Error) as fault:
        LOG.error("data version %s is not offered: %s", version, fault)
        return False


@lru_cache(maxsize=64)
def _understood(place: Path, version: str) -> bool:
    terms = ask(version, "select distinct domain::varchar as domain, term from fact")
    sets = {row["name"].removesuffix("_code"): row["labels"] for row in ask(version, _SETS)}
    return all(row["term"] in TERM.get(row["domain"], {}) for row in terms) and all(
        set(codes) <= set(ENUMS.get(name, ())) for name, codes in sets.items()
    )


def asked(text: str, drafts: bool = False) -> tuple[str, Reason | None]:
    """The version that a link's `data` opens, and what of the wish was not met; None if all was.

    Without `drafts` it is a checked one whatever the link says; with them the one that holds them, where there is one.
    """
    found, unmet = _asked(text)
    if not drafts:
        return checked(found), unmet
    if checked(found) != found:
        return found, unmet
    return with_drafts(found) or found, unmet


def _asked(text: str) -> tuple[str, Reason | None]:
    published = current()
    if text in ("", ALWAYS, published):
        return published, None
    if is_kept(text):
        if understood(text):
            return text, None
        unread = mark("that version is kept, but can no longer be read here; this is today's, {version}")
        return published, because(unread, version=published)
    fitting = [name for name in kept() if len(text) >= ENOUGH and name.startswith(text)]
    if len(fitting) == 1:
        return fitting[0], because("cut short; read as {version}", version=fitting[0])
    return published, because("that data version is not kept; this is today's, {version}", version=published)
