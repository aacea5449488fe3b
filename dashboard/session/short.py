"""Short links: a small file beside the data that maps a name to a view; the same view has the same name.

Everything works without it: where the folder cannot be written, no short link is offered.
"""

import hashlib
import re
import sqlite3
from base64 import b32encode
from contextlib import closing
from pathlib import Path

from dashboard.session.state import place

FILE = "links.sqlite"
#: Letters of a name: 50 bits; a longer one is taken where two views would share it.
LENGTH = 10
#: A longer address is no view that this dashboard wrote.
LIMIT = 4000
#: Pages of 4 kB that the file may grow to: about 300,000 links. Then no more are offered; those kept still lead on.
PAGES = 25_000
#: Seconds in which whoever else writes has written one name.
WAIT = 0.3
NAME = re.compile(rf"[a-z2-7]{{{LENGTH},52}}")

_TABLE = "create table if not exists link (name text primary key, address text not null)"


def inside(address: str) -> bool:
    """Whether an address stays in this site: browsers read a backslash as a slash, and two slashes as another host."""
    return address.startswith("/") and address[1:2] not in ("/", "\\")


def shorten(address: str) -> str | None:
    """The name of an address inside this site; None where no short link can be kept."""
    if not inside(address) or len(address) > LIMIT:
        return None
    whole = b32encode(hashlib.sha256(address.encode()).digest()).decode().lower().rstrip("=")
    try:
        with closing(_open("rwc")) as links, links:
            links.execute(f"pragma max_page_count = {PAGES}")
            links.execute(_TABLE)
            for length in range(LENGTH, len(whole) + 1):
                name = whole[:length]
                links.execute("insert or ignore into link values (?, ?)", (name, address))
                if links.execute("select address from link where name = ?", (name,)).fetchone() == (address,):
                    return name
    except sqlite3.Error:
        return None
    return None


class Busy(Exception):
    """The file of names is being written to; a moment later it answers."""


def address_of(name: str) -> str | None:
    """The address behind a name; None if there is no such name, no file of names, or it leads out of this site.

    Raises Busy.
    """
    if not NAME.fullmatch(name) or not _file().is_file():
        return None
    try:
        with closing(_open("ro")) as links:
            found = links.execute("select address from link where name = ?", (name,)).fetchone()
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy from fault
        return None
    except sqlite3.Error:
        return None
    return found[0] if found and inside(found[0]) else None


def _file() -> Path:
    return place() / FILE


def _open(mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{_file().resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT)
