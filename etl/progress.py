"""How far a long command has come, on a line of the terminal that is written over; nothing where nobody looks on."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
#: Signs of a whole bar, seconds between two looks, and as few items as need no bar.
_WIDTH, _PAUSE, _FEW = 30, 0.2, 1000


def shown(items: Iterable[Item], of: int, what: str) -> Iterator[Item]:
    """So many items one by one, with a bar on the error output of a terminal."""
    if of < _FEW or not sys.stderr.isatty():
        yield from items
        return
    began = last = time.monotonic()
    for done, item in enumerate(items):
        yield item
        now = time.monotonic()
        if now - last > _PAUSE:
            last = now
            _draw(done + 1, of, what, now - began)
    _draw(of, of, what, time.monotonic() - began)
    sys.stderr.write("\n")


def _draw(done: int, of: int, what: str, seconds: float) -> None:
    bar = "#" * (_WIDTH * done // of)
    sys.stderr.write(f"\r[{bar:<{_WIDTH}}] {done:,} of {of:,} {what}, {done / seconds:,.0f}/s ")
    sys.stderr.flush()
