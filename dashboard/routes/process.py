"""The process of the server: what it refuses to start with, and that it ends."""

import os
import signal
from threading import Thread, current_thread, main_thread
from time import sleep

from dashboard.routes.streamlit_internals import base_path, end_half_requests
from dashboard.session import public
from dashboard.workers import staff

#: Seconds in which a request must be whole, and in which the process has ended once it was told to.
WHOLE, ENDED = 15, 4


def prepare() -> None:
    """Look at the settings, and bound what waits without end. Raises SystemExit."""
    if prefix := base_path():
        raise SystemExit(f"server.baseUrlPath={prefix}: this site is served at the root of a name of its own; leave it out,"
                         " and give the site a name (evidence.hospital.example) instead of a path")  # fmt: skip
    public.check()
    end_half_requests(WHOLE)
    end_in_time()


def end_in_time() -> None:
    """However much is left to do when the server is told to end, it has ended some seconds later."""
    if current_thread() is not main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def end(number: int, frame: object, before=before) -> None:
            Thread(target=_end, args=(number,), daemon=True).start()
            if callable(before):
                before(number, frame)

        signal.signal(number, end)


def _end(number: int) -> None:
    """By the exit code of a process that a signal has ended."""
    sleep(ENDED)
    staff.dismiss()
    os._exit(128 + number)
