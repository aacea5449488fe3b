"""Logins that their readers have ended: one empty file each, so that every replica on the folder knows at once."""

import time
from contextlib import suppress
from pathlib import Path

from dashboard.session.state import STATE, place

FOLDER = "ended-logins"


def prepare(hours: float) -> None:
    """Look whether logins can be ended, and forget those that are too old to be used again. Raises OSError."""
    try:
        _folder().mkdir(exist_ok=True)
        end("probe")
        (_folder() / "probe").unlink(missing_ok=True)
    except OSError as fault:
        raise OSError(f"{_folder()} cannot be written to ({fault.strerror}), so nobody could log out: set {STATE} to a"
                      " folder that this server may write to, shared by its replicas") from fault  # fmt: skip
    for file in _folder().iterdir():
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > hours * 3600:
                file.unlink()


def end(login: str) -> None:
    """End a login by its name."""
    (_folder() / login).touch()


def has(login: str) -> bool:
    return (_folder() / login).exists()


def _folder() -> Path:
    return place() / FOLDER
