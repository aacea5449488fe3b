"""Servers that a bench measures: started on a free port of this machine, stopped in any case."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.build import publish
from etl.read import read_studies

ROOT = Path(__file__).parent.parent
STUDIES = ROOT / "data" / "studies"
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen


@contextmanager
def real_base() -> Iterator[str]:
    """The study files of this repository, published into a folder of their own; gives the data version."""
    before = os.environ.get("EVIDENCE_BUILD")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["EVIDENCE_BUILD"] = folder
        try:
            yield publish(read_studies(STUDIES), Path(folder))[0]
        finally:
            if before is None:
                del os.environ["EVIDENCE_BUILD"]
            else:
                os.environ["EVIDENCE_BUILD"] = before


@contextmanager
def product() -> Iterator[Server]:
    """The product as `make run` serves it, on the base of EVIDENCE_BUILD."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with served(command, port, "/_stcore/health") as server:
        yield server


@contextmanager
def served(command: Sequence[str], port: int, health: str) -> Iterator[Server]:
    """A server of one command, once it answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(process, address + health)
            yield Server(address, process)
        except TimeoutError as fault:
            log.seek(0)
            raise TimeoutError(f"{fault}\n{log.read().decode(errors='replace')[-2000:]}") from None
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen, address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within {PATIENCE} s, or its server ended")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
