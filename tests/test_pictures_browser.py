"""Pictures where the server's own browser dies or hangs: the next one is right all the same."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.test_documents import Client
from tests.test_workers import alive, until

#: A reader waits half a minute; on a machine with much else to do this guard is wider.
PATIENCE = 60


@pytest.fixture(scope="module")
def client(published):
    return Client()


def browsers() -> list[int]:
    """The processes of Chromium below this one, the first to be started first."""
    parents, names = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            name, _, rest = (place / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        parents[int(place.name)], names[int(place.name)] = int(rest.split()[1]), name
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return sorted(pid for pid in found if "chrom" in names[pid])


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
def test_the_picture_after_a_dead_or_hanging_browser_is_right(client, harm):
    right = client.get("/api/response.svg?mutation=flt3-itd")
    assert right.status_code == 200 and b"<svg" in right.content[:200]
    before = browsers()
    assert before
    for pid in before[:1] if harm == signal.SIGKILL else before:
        os.kill(pid, harm)
    began = time.monotonic()
    after = client.get(f"/api/response.svg?mutation=flt3-any&setting=relapsed{',refractory' * (harm == signal.SIGSTOP)}")
    assert after.status_code == 200 and b"<svg" in after.content[:200] and time.monotonic() - began < PATIENCE
    until(lambda: not any(map(alive, before)))
