"""One worker as the server sees it: it is begun, asked, and ended for good with everything that it has started."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from dashboard.workers.nursery import Answer

ROOT = Path(__file__).parent.parent.parent
#: Seconds in which a worker must have begun; the first one waits until everything is loaded.
BEGIN = 60
#: A worker that takes less than so many seconds of a processor in so many seconds hangs; a slow machine is no reason.
LEAST, STILL = 0.02, 8


class Lost(Exception):
    """The worker died, or did not answer within its time; the message says which."""


class Worker:
    """A process with one line to it."""

    def __init__(self) -> None:
        """Raises Lost."""
        self.made, self.memory = 0, 0
        self._pid: int | None = None
        try:
            ours, theirs = socket.socketpair()
            self.line = Connection(ours.detach())
            with theirs:
                NURSERY.fork(theirs)
            self._pid = self.line.recv() if self.line.poll(BEGIN) else None
        except (EOFError, OSError) as fault:
            raise Lost(f"no worker could be started ({type(fault).__name__})") from fault
        if self._pid is None:
            raise Lost(f"no worker began within {BEGIN} s")

    def ask(self, order: bytes, seconds: int) -> Answer:
        """The answer to an order: a function, its argument and the seconds that it has, pickled. Raises Lost."""
        try:
            self.line.send_bytes(order)
            self._wait(seconds)
            answer: Answer = self.line.recv()
        except (EOFError, OSError) as fault:
            raise Lost("the worker died") from fault
        self.made, self.memory = self.made + 1, answer.memory
        return answer

    def _wait(self, seconds: int) -> None:
        """Until there is an answer. Raises Lost where its time is over, or for some seconds nothing happens at all."""
        end = time.monotonic() + seconds
        work, since = self._work(), time.monotonic()
        while not self.line.poll(min(1, max(end - time.monotonic(), 0))):
            now, then = time.monotonic(), self._work()
            if now >= end:
                raise Lost(f"not made within {seconds} s")
            if work is None or then is None or abs(then - work) > LEAST:
                work, since = then, now
            elif now - since > STILL:
                raise Lost(f"nothing happened for {STILL} s")

    def _work(self) -> float | None:
        """Seconds of a processor that it and all below it have taken; None where the system does not say."""
        try:
            stats = [Path(f"/proc/{pid}/stat").read_text() for pid in [self._pid, *_descendants(self._pid or 0)]]
        except OSError:
            return None
        return sum(int(used) for one in stats for used in one.rpartition(")")[2].split()[11:13]) / os.sysconf("SC_CLK_TCK")

    @property
    def lives(self) -> bool:
        """Whether nobody has killed it here."""
        return self._pid is not None

    def kill(self) -> None:
        """Kill it and all that it has started, from any thread; a process that was stopped dies too."""
        if self._pid is not None:
            for pid in [self._pid, *_descendants(self._pid)]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._pid = None

    def end(self) -> None:
        """Kill it and close the line; for the thread that asks it."""
        self.kill()
        self.line.close()


def _descendants(of: int) -> list[int]:
    """The processes below one, as Linux lists them; elsewhere none: they end with their line to it."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found = [of]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


class _Nursery:
    """The process that forks workers; begun with the first one, and anew where it died."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def fork(self, line: socket.socket) -> None:
        """A new worker on the other end of a line. Raises OSError."""
        with self._lock:
            if self._line is None or self._process is None or self._process.poll() is not None:
                self._line = self._begun()
            socket.send_fds(self._line, [b"w"], [line.fileno()])

    def begin(self) -> None:
        """Begin before the first worker is needed. Raises OSError."""
        with self._lock:
            if self._process is None:
                self._line = self._begun()

    def _begun(self) -> socket.socket:
        """The line to a new process."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "dashboard.workers.nursery"]
        # In a session of its own: an interrupt at the keyboard is for the server, which ends it.
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=theirs.fileno(), start_new_session=True)
        theirs.close()
        return ours

    def end(self) -> None:
        if self._process is not None and self._line is not None:
            self._process.kill()
            self._process.wait()
            self._line.close()
            self._process = self._line = None


NURSERY = _Nursery()
