"""Python's garbage collector in a process that lives long."""

import gc

#: Containers more than were given back, after which the collector looks for cycles: a page of a large version makes some
#: 25,000, each without one; at Python's own 700 it would set the collector to work a dozen times.
OFTEN = 100_000


def settle() -> None:
    """What is loaded stays, out of the collector's sight; what comes after is looked at less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN)
