"""How many cases a fuzz tries: a fixed, lean share in the suite; FUZZ=20 tries twenty times as many, others each time."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ", "1"))
#: No case may hold anybody up for longer, in seconds of work; a machine with much else to do may take longer by the clock.
PATIENCE, BUSY = 2, 10

settings.register_profile("suite", derandomize=TIMES == 1, database=None, deadline=None)
settings.load_profile("suite")


def cases(count: int) -> settings:
    return settings(
        max_examples=count * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )


@contextmanager
def soon(busy: int = BUSY) -> Iterator[None]:
    """What stands inside is done in time; `busy` is how many times longer it may take by the clock than in work."""
    work, clock = time.process_time(), time.monotonic()
    yield
    assert time.process_time() - work < PATIENCE
    assert time.monotonic() - clock < busy * PATIENCE
