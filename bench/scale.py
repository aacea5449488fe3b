"""Growth: invented registries of 600, 6,000 and 60,000 studies, served and asked in the same way."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from bench.measured import Measured, p95
from bench.queries import GOAL, GOAL_OF_A_CARD, in_a_process_of_its_own
from bench.registry import STUDIES, write_registry
from bench.served import product
from bench.sessions import level
from evidence.database import ask, file_of

SIZES = (STUDIES // 100, STUDIES // 10, STUDIES)
#: Readers who click at once.
SESSIONS = 20
#: Of the largest: ms to the first answer of a server, ms of a click at p95, MiB of the server.
START, CLICK, MEMORY = 5000, 1000, 2048


def run() -> Iterator[Measured]:
    for studies in SIZES:
        with TemporaryDirectory(prefix="bench-") as folder:
            os.environ["EVIDENCE_BUILD"] = folder
            yield from _of_size(Path(folder), studies)


def _of_size(folder: Path, studies: int) -> Iterator[Measured]:
    def measured(what: str, value: float, unit: str, goal: float | None = None) -> Measured:
        return Measured(f"{studies:,} studies: {what}", value, unit, goal if studies == STUDIES else None)

    version = write_registry(folder, studies)
    yield measured("figures", ask(version, "select facts from build")[0]["facts"], "")
    yield measured("file", file_of(folder, version).stat().st_size / 2**20, "MiB")
    times = {one.what.partition(", ")[2]: one.value for one in in_a_process_of_its_own(version)}
    card, left, found = (times.pop(name) for name in ("card.provenance", "studies left by every filter", "search.search"))
    yield measured("a query of a page, median of all", median(times.values()), "ms", GOAL)
    slowest = max(times, key=times.__getitem__)
    yield measured(f"a query of a page, the slowest ({slowest})", times[slowest], "ms", GOAL)
    yield measured("numbers beside the filters", left, "ms", GOAL)
    yield measured("a search", found, "ms", GOAL)
    yield measured("the card of a figure", card, "ms", GOAL_OF_A_CARD)
    began = time.monotonic()
    with product() as server:
        yield measured("start of a server", 1000 * (time.monotonic() - began), "ms", START)
        seen = asyncio.run(level(server, SESSIONS))
        yield measured(f"{SESSIONS} sessions: press to its view, p95", p95(seen.shown), "ms", CLICK)
        yield measured(f"{SESSIONS} sessions: message to finished run, p95", p95(seen.spent), "ms", CLICK)
        yield measured(f"{SESSIONS} sessions: errors", len(seen.faults), "", 0)
        yield measured("memory of the server", psutil.Process(server.process.pid).memory_info().rss / 2**20, "MiB", MEMORY)
