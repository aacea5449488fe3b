"""python -m bench [name …]: run the benches, print one table, write bench/results.json."""

import argparse
import importlib
import json
import os
import platform
import sys
import time
import traceback
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.measured import Measured
from bench.served import real_base
from bench.table import table

BENCHES = ("clicks", "first_visit", "sessions", "build", "queries", "scale")
RESULTS = Path(__file__).parent / "results.json"
LIBRARIES = ("streamlit", "plotly", "duckdb", "pandas", "polars", "dash", "pydantic", "pyarrow")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"which of {', '.join(BENCHES)}; all without")
    names = parser.parse_args().names or BENCHES
    if unknown := set(names) - set(BENCHES):
        parser.error(f"no bench named {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    kept = json.loads(RESULTS.read_text())["benches"] if RESULTS.is_file() else {}
    failed = False
    for name in names:
        found, fault = run(name)
        failed = failed or bool(fault)
        kept[name] = {
            **_machine(),
            "rows": [vars(one) | {"value": one.value and round(one.value, 3), "met": one.met} for one in found],
            "fault": fault,
        }
        print(table(name, found, fault), flush=True)
    RESULTS.write_text(json.dumps({"benches": {name: kept[name] for name in BENCHES if name in kept}}, indent=1) + "\n")
    return 1 if failed else 0


def run(name: str) -> tuple[list[Measured], str]:
    """What a bench measured, and why it ended early if it did: one that fails does not stop the others."""
    found: list[Measured] = []
    began = time.monotonic()
    try:
        for one in importlib.import_module(f"bench.{name}").run():
            found.append(one)
    except Exception as fault:
        traceback.print_exc()
        return found, f"{type(fault).__name__}: {str(fault).splitlines()[0] if str(fault) else ''}"
    print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return found, ""


def _machine() -> dict[str, object]:
    """When and on what a bench ran; names neither machine nor place."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with real_base() as data:
        return {
            "date": date.today().isoformat(),
            "data": data,
            "cores": os.cpu_count(),
            "memory_gib": round(memory),
            "python": platform.python_version(),
            "libraries": {name: version(name) for name in LIBRARIES},
        }


if __name__ == "__main__":
    sys.exit(main())
