"""Replicas behind nginx on this machine, from the files in deploy/: three servers, each with its own folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.replicas import spread

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
REPLICAS = 3
PATIENCE = 120


class Fleet:
    """The address of the proxy; of each replica its folder, its own address and its process."""

    def __init__(self, place: Path):
        self.place, self.port = place, _free_port()
        self.folders = [place / f"replica-{number}" for number in range(1, REPLICAS + 1)]
        self.ports = [_free_port() for _ in self.folders]
        self.address, *self.replicas = [f"http://127.0.0.1:{port}" for port in (self.port, *self.ports)]
        self.processes: dict[int | None, subprocess.Popen] = {}

    def start(self, which: int) -> None:
        """One server on its folder; it may be long in coming."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.ports[which])]
        self._run(which, command, EVIDENCE_BUILD=str(self.folders[which]), EVIDENCE_LOG="json")

    def start_proxy(self) -> None:
        """nginx.conf as it is, but for its port, its folder of things that run, and where the replicas are."""
        (self.place / "run").mkdir()
        text, lines = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "replicas.conf").read_text()
        places = {f"replica-{number}:8501": f"127.0.0.1:{port}" for number, port in enumerate(self.ports, start=1)}
        assert text.count("listen 8080;") == 1 and all(lines.count(name) == 1 for name in places)
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{self.port};").replace("/run/nginx", str(self.place / "run"))
        for name, local in places.items():
            lines = lines.replace(name, local)
        (self.place / "nginx.conf").write_text(text)
        (self.place / "replicas.conf").write_text(lines)
        self._run(None, [NGINX, "-e", "stderr", "-c", str(self.place / "nginx.conf")])

    def _run(self, which: int | None, command: list[str], **settings: str) -> None:
        with self.log(which).open("ab") as said:
            self.processes[which] = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=said, stderr=said)

    def log(self, which: int | None) -> Path:
        """What a replica, or with None the proxy, has said."""
        return self.place / ("nginx.log" if which is None else f"replica-{which + 1}.log")

    def wait(self, which: int | None) -> None:
        address = self.address if which is None else self.replicas[which]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.processes[which].poll() is None:
            try:
                fetch(f"{address}/_stcore/health")
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"{address} did not answer within {PATIENCE} s, or ended: {self.log(which).read_text()[-2000:]}")

    def kill(self, which: int) -> None:
        """As a machine that loses its power: no word to anybody."""
        self.processes[which].send_signal(signal.SIGKILL)
        self.processes[which].wait()

    def sessions(self, which: int) -> int:
        """Open sessions of a replica, as its own metrics count them."""
        lines = fetch(f"{self.replicas[which]}/_stcore/metrics").decode().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("active_sessions "))

    def end(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(PATIENCE)


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


@contextmanager
def fleet(place: Path, source: Path) -> Iterator[Fleet]:
    """Three replicas that serve what `source` serves, and nginx in front of them; all of them end with the block."""
    assert NGINX, "no nginx found: `make test` installs one"
    found = Fleet(place)
    spread(source, found.folders)
    try:
        for which in range(REPLICAS):
            found.start(which)
        found.start_proxy()
        for which in (*range(REPLICAS), None):
            found.wait(which)
        yield found
    finally:
        found.end()


@contextmanager
def proxied(place: Path, address: str) -> Iterator[str]:
    """nginx alone, before a server on this machine."""
    found = Fleet(place)
    found.ports = [int(address.rpartition(":")[2])] * REPLICAS
    try:
        found.start_proxy()
        found.wait(None)
        yield found.address
    finally:
        found.end()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
