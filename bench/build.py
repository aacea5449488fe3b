"""The build of ten thousand studies, beside reading and validating the same files alone, and the next one after a change."""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from subprocess import run as command
from tempfile import TemporaryDirectory

import duckdb

from bench.measured import Measured
from bench.served import ROOT
from bench.synthetic import name_of, write_studies
from evidence.database import file_of, named

STUDIES = 10_000
ROUNDS = 3
#: The whole build, in times of parse + validate.
GOAL = 2.0
#: Seconds of a build of one changed study.
GOAL_CHANGED = 5.0

#: Each in a process of its own, without garbage collection as the command line runs it, and without the start of Python.
_ALONE = """
import gc, sys, time
from pathlib import Path
from etl.read import read_studies
gc.disable()
began = time.perf_counter()
files = read_studies(Path(sys.argv[1]))
print(time.perf_counter() - began)
"""
_WHOLE = """
import gc, sys, time
from etl.__main__ import main
gc.disable()
began = time.perf_counter()
failed = main(["build", "--studies", sys.argv[1], "--to", sys.argv[2], *sys.argv[3:]])
print(time.perf_counter() - began)
sys.exit(failed)
"""


def run() -> Iterator[Measured]:
    with TemporaryDirectory(prefix="bench-") as folder:
        studies, built = Path(folder) / "studies", Path(folder) / "build"
        write_studies(studies, STUDIES)
        alone, whole, changed = [], [], []
        for _ in range(ROUNDS):
            alone.append(_seconds(_ALONE, studies))
            whole.append(_seconds(_WHOLE, studies, built))
        for number in range(ROUNDS):
            path = studies / f"{name_of(number)}.yaml"
            path.write_text(path.read_text(encoding="utf-8").replace("readers: once", "readers: checked"), encoding="utf-8")
            changed.append(_seconds(_WHOLE, studies, built, "--changed"))
        rows = _rows(built)
    yield Measured(f"parse + validate {STUDIES:,} studies", median(alone), "s")
    yield Measured(f"build {STUDIES:,} studies", median(whole), "s")
    yield Measured(f"build one changed study of {STUDIES:,}", median(changed), "s", GOAL_CHANGED)
    yield Measured("parse + validate", rows / median(alone), "rows/s")
    yield Measured("build", rows / median(whole), "rows/s")
    yield Measured("build / parse + validate", median(whole) / median(alone), "×", GOAL)


def _seconds(program: str, *arguments: Path | str) -> float:
    done = command([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the build ended with {done.returncode}: {(done.stdout + done.stderr)[-500:]}")
    return float(done.stdout.split()[-1])


def _rows(built: Path) -> int:
    """Rows of all tables of the file that was built."""
    with duckdb.connect(file_of(built, named(built)), read_only=True) as base:
        tables = [name for (name,) in base.execute("select table_name from duckdb_tables()").fetchall()]
        return sum(base.execute(f"select count(*) from {name}").fetchall()[0][0] for name in tables)
