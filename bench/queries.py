"""Every page query of the product at the real and at registry size, and page questions on other engines."""

import itertools
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from bench.engines import compared
from bench.measured import Measured, timed
from bench.registry import write_registry
from bench.served import ROOT, real_base
from evidence.cohorts.asked import base_of
from evidence.cohorts.left import studies_left
from evidence.database import ask
from evidence.excerpt import version_of
from evidence.garbage import settle
from evidence.questions.adverse_events import numbers as toxicity  # fmt: skip
from evidence.questions.card.numbers import provenance
from evidence.questions.coverage import numbers as checks  # fmt: skip
from evidence.questions.deaths import numbers as mortality  # fmt: skip
from evidence.questions.dlt import numbers as dlt  # fmt: skip
from evidence.questions.dose_response import numbers as dose_response  # fmt: skip
from evidence.questions.evidence_map import numbers as overview  # fmt: skip
from evidence.questions.mobilisation import numbers as mobilisation  # fmt: skip
from evidence.questions.one_event import numbers as regimens  # fmt: skip
from evidence.questions.patients import numbers as patients  # fmt: skip
from evidence.questions.response import numbers as response  # fmt: skip
from evidence.questions.search import finding  # fmt: skip
from evidence.questions.times import numbers as outcomes  # fmt: skip
from evidence.selection import View, choice_named

#: Milliseconds at registry size, base warm, for a view that was not asked for before; and for the card of a figure.
GOAL, GOAL_OF_A_CARD = 100, 300
#: What the queries may take at registry size before the bench gives up: seconds, and bytes of address space.
PATIENCE, MEMORY = 300, 6 * 2**30
METHOD = choice_named("interval").default
_MUTATIONS = ("flt3-itd", "flt3-any", "flt3-wt", "unselected")
_SETTINGS = ("newly-diagnosed", "relapsed", "refractory", "relapsed-refractory")
#: What readers of the real base ask: two filters of the mission.
READERS = [View({"mutation": (one,), "setting": (two,)}) for one, two in itertools.product(_MUTATIONS, _SETTINGS)]
#: At registry size one drug besides; each view leaves about a hundred cohorts, as many as a page can show.
NARROWING = [view.with_filter("drug", ("quizartinib",)) for view in READERS]
QUERIES: dict[str, Callable[[str, View], object]] = {
    "overview.overview": overview.overview,
    "response.rates": response.rates,
    "response.compositions": response.compositions,
    "mobilisation.folds": mobilisation.folds,
    "mobilisation.shares": mobilisation.shares,
    "toxicity.grid": toxicity.grid,
    "toxicity.dose_changes": toxicity.dose_changes,
    "regimens.by_regimen": regimens.by_regimen,
    "dlt.dose_limiting": dlt.dose_limiting,
    "dose_response.ladders": dose_response.ladders,
    "mortality.deaths": mortality.deaths,
    "outcomes.medians": outcomes.medians,
    "outcomes.rates": outcomes.rates,
    "outcomes.transplants": outcomes.transplants,
    "outcomes.contrasts": outcomes.contrasts,
    "patients.patients": patients.patients,
    "checks.register": checks.register,
    "checks.coverage": checks.coverage,
    "studies left by every filter": lambda base, view: studies_left(version_of(base), view),
    "search.search": lambda base, view: finding.search(version_of(base), "quizartinib"),
    "card.provenance": lambda base, view: _card(base),
}


def _card(base: str) -> object:
    """The card of a figure of the last study that is asked."""
    facts = ask(base, "select max(fact_id) as name from fact")
    return provenance(version_of(base), facts[0]["name"], METHOD)


def run() -> Iterator[Measured]:
    with TemporaryDirectory(prefix="bench-") as folder, real_base() as version:
        yield from product(version, "real", READERS, None)
        yield from compared(version, Path(folder), "real", rounds=30)
        os.environ["EVIDENCE_BUILD"] = str(Path(folder) / "registry")
        version = write_registry(Path(folder) / "registry")
        yield from compared(version, Path(folder), "registry", rounds=6)
        yield from in_a_process_of_its_own(version)


def product(version: str, size: str, views: list[View], goal: float | None) -> Iterator[Measured]:
    """Median over the views of each query of the pages; the first view only warms the base."""
    for name, query in QUERIES.items():
        try:
            _, *times = [timed(lambda query=query, view=view: query(base_of(version, view), view)) for view in views]
        except (MemoryError, duckdb.OutOfMemoryException):
            times = []
        own = GOAL_OF_A_CARD if goal and name == "card.provenance" else goal
        yield Measured(f"{size}, {name}", median(times) if times else None, "ms", own)


def in_a_process_of_its_own(version: str) -> Iterator[Measured]:
    """The product at registry size, held to the memory of a small machine and to a few minutes."""
    command = [sys.executable, "-m", "bench.queries", version]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        stop = threading.Timer(PATIENCE, process.kill)
        stop.start()
        for line in process.stdout:
            yield Measured(**json.loads(line))
        stop.cancel()
        said = process.stderr.read().splitlines()
        if process.wait():
            raise RuntimeError(f"the queries at registry size stopped: {said[-1] if said else f'not done in {PATIENCE} s'}")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for query in QUERIES.values():
        query(base_of(sys.argv[1], NARROWING[0]), NARROWING[0])
    settle()  # as a server does before its first reader
    for one in product(sys.argv[1], "registry", NARROWING, GOAL):
        print(json.dumps(vars(one)), flush=True)
