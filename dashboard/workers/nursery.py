"""The process from which workers are forked: what documents need is loaded once, so that each worker begins at once.

    python -m dashboard.workers.nursery     with a socket as its standard input, on which a line for each worker arrives

A worker serves one line: it is sent a function of a module, one argument and a limit in seconds, and answers with the
result or the fault. It ends with its line, and by an alarm of the kernel where its server is gone and it hangs.
"""

import logging
import os
import pickle
import resource
import signal
import socket
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from traceback import format_exception
from typing import NoReturn

from evidence.garbage import settle

LOG = logging.getLogger(__name__)
#: What is loaded before the first worker is forked.
LOADED = ("dashboard.documents",)
#: Pages are answered first: this process and its workers are so much nicer than they are.
NICE = 10
#: Seconds after its limit at which a worker that nobody has ended ends itself.
GRACE = 5


@dataclass(frozen=True)
class Answer:
    """What a worker gives back: a result, or the traceback of the fault as text; and its peak of memory in MiB."""

    result: object
    fault: str
    memory: int


def main() -> NoReturn:
    """Fork a worker a line until the server is gone; then end at once: libraries that are torn down write into its log."""
    os.nice(NICE)
    for name in LOADED:
        __import__(name)
    settle()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=sys.stdin.fileno()) as asked:
        while True:
            message, lines, _, _ = socket.recv_fds(asked, 1, 1)
            if not message:
                os._exit(0)
            if os.fork() == 0:
                asked.close()
                _live(Connection(lines[0]))
            os.close(lines[0])


def _live(line: Connection) -> NoReturn:
    """The life of a worker, which never comes back to the loop that it was forked from."""
    try:
        _serve(line)
    except (EOFError, OSError):
        pass
    except Exception:
        LOG.exception("a worker ends")
    finally:
        os._exit(0)


def _serve(line: Connection) -> None:
    """Make what is asked for until the other end closes the line, which raises EOFError or OSError."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line.send(os.getpid())
    while True:
        make, wish, seconds = pickle.loads(line.recv_bytes())
        signal.alarm(seconds + GRACE)
        line.send(_answered(make, wish))
        signal.alarm(0)


def _answered(make, wish) -> Answer:
    try:
        result, fault = make(wish), ""
    except Exception as found:
        result, fault = None, "".join(format_exception(found))
    return Answer(result, fault, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    logging.basicConfig(format="worker: %(message)s")
    # Under its own name, so that answers are the class that the server knows.
    from dashboard.workers import nursery

    nursery.main()
