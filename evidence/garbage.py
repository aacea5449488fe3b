"""Python's garbage collector in a process that lives long."""

import gc

#: Containers more than were given back, after which the collector looks for cycles: at Python's own 700 each page of rows
#: sets it to work a dozen times, and finds nothing.
OFTEN = 20_000


def settle() -> None:
    """What is loaded stays, out of the collector's sight; what comes after is looked at less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN)
