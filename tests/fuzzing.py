"""How many cases a fuzz tries: a fixed, lean share in the suite; FUZZ=20 tries twenty times as many, others each time."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ", "1"))
#: No case may hold anybody up for longer, in seconds.
PATIENCE = 2

settings.register_profile("suite", derandomize=TIMES == 1, database=None, deadline=None)
settings.load_profile("suite")


def cases(count: int) -> settings:
    return settings(
        max_examples=count * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
