"""What test workers are asked to make: nothing that a document has to do with."""

import os
import time


def text(wish: str) -> bytes:
    return wish.encode()


def slow(wish: tuple[str, float]) -> bytes:
    """One line in a file for each time that it is made, then some seconds of sleep."""
    place, seconds = wish
    with open(place, "a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    return place.encode()


def dies_once(place: str) -> bytes:
    """The first worker dies, the second one makes it."""
    if not os.path.exists(place):
        open(place, "w").close()
        os.kill(os.getpid(), 9)
    return b"made"


def fails(_: str) -> bytes:
    raise ValueError("secret detail")


def large(megabytes: int) -> bytes:
    """Takes so much memory for a moment."""
    return bytes(len(bytearray(megabytes << 20)) and 1)


def process(_: object) -> bytes:
    return str(os.getpid()).encode()


def busy(seconds: int) -> bytes:
    """Takes a processor for so long, or as much of it as there is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return str(seconds).encode()
