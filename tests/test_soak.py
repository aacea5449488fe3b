"""Strangers who ask for much, and a long day of readers: short here, SOAK_SECONDS of it by `make soak`."""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import fields
from itertools import chain
from threading import Event, Thread

import pytest

from tests import load
from tests.browser import PATIENCE, ROOT
from tests.conftest import corrected
from tests.load import Waited, watching
from tests.readers import Seen, Truth, asks, sits

#: The long way asks for as much as was once enough to hold everybody up.
SECONDS = float(os.environ.get("SOAK_SECONDS", 0))
LONG = SECONDS > 0
#: What a replica may hold, its workers and their browser with it, in MiB.
LIMIT = 2048
#: Responders of 28 in the two versions of the soak: the real figure, and one that was never printed.
EVENTS = (10, 9)
#: A process tells its time in hundredths of a second: a click is measured so many times.
CLICKS = 3


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    source = tmp_path_factory.mktemp("source")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_BUILD", str(source))
        yield source, Truth.of({corrected(source, events): f">{events}/28<" for events in EVENTS})


@pytest.fixture(scope="module")
def server(versions):
    """A server by itself, without a proxy: its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"EVIDENCE_BUILD": str(versions[0])})
    address, end = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
    while True:
        seen = Waited()
        load.ask(address, "/api/health", seen)
        if seen.status[200]:
            break
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.2)
    yield address, process.pid
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)


@pytest.mark.parametrize("n", [30, 100] if LONG else [30])
def test_documents_hold_up_no_page(server, n):
    address, pid = server
    with watching(address, pid) as seen:
        made = load.documents(address, n)
    print(
        f"\n{n} documents at once: {made}\n  page: {seen.page}\n  health: {seen.health}\n  memory at most {seen.memory:.0f} MiB"
    )
    assert set(made.status) <= {200, 503} and made.status[200] >= 10
    assert set(seen.page.status) == set(seen.health.status) == {200}
    assert seen.page.share(0.95) < 5 and seen.health.share(0.95) < 5 and seen.memory < LIMIT


def test_sessions_have_a_number_and_closed_ones_leave_little_behind(server):
    address, pid = server
    health = Waited()
    opened = load.idle(address, 2000 if LONG else 560, health)
    seen = load.visits(address, 2000 if LONG else 150)
    left = load.descriptors(pid)
    load.ask(address, "/api/health", health)
    print(f"\nidle sessions opened {opened}, visits that read a page {seen}, descriptors left {left}, health {health}")
    assert opened == 500 and seen == (2000 if LONG else 150) and set(health.status) == {200}
    # Streamlit keeps the loops of 128 closed sessions, three descriptors each.
    assert left < 128 * 3 + 120


@pytest.fixture(scope="module")
def usual(server):
    """The processor's seconds for a click that names nothing."""
    return asyncio.run(_clicked(*server, []))


@pytest.mark.parametrize("sent", [[f"study-{n}/all/response/ORR" for n in range(20_000)], ["x" * 900_000], {"a": [1] * 100_000}, "x" * 900_000, ["x" * 400_000]],
                         ids=["20,000 names", "a long name", "no list", "a text", "a shorter name"])  # fmt: skip
def test_a_click_that_means_harm_costs_no_more_than_another(server, usual, sent):
    """Processor time of the server: most end their session unread, the others are a run like any."""
    address, pid = server
    harmful = asyncio.run(_clicked(address, pid, sent))
    health = Waited()
    load.ask(address, "/api/health", health)
    print(f"\na click takes {usual:.3f} s of a processor, this one {harmful:.3f} s")
    assert harmful < usual + 0.15 and set(health.status) == {200}


async def _clicked(address: str, pid: int, sent: object) -> float:
    """The processor's seconds for a click on a card of an open page, as a mean of CLICKS."""
    taken = []
    for _ in range(CLICKS):
        line = await load.opened(address)
        told = await load.run(line, "patients", "mutation=flt3-itd")
        (script,) = {one.navigation.page_script_hash for one in told if one.WhichOneof("type") == "navigation"}
        cards = [one.delta.new_element.bidi_component for one in told]
        (name,) = {one.id for one in cards if one.component_name == "unseen"}
        before = load.processor(pid)
        click = {f"$$STREAMLIT_INTERNAL_KEY_{name}__events": json.dumps([{"event": "facts", "value": sent}])}
        await load.run(line, "patients", "mutation=flt3-itd", close=True, script=script, **click)
        taken.append(load.processor(pid) - before)
    return sum(taken) / len(taken)


def test_a_day_of_readers_leaves_memory_and_descriptors_as_they_were(server, versions):
    """Readers sit, click, and take documents and files; each checks every number against the version that it came with."""
    (address, pid), (_, truth) = server, versions
    stop, seen = Event(), []
    sitting, asking = (40, 10) if LONG else (4, 2)
    readers = [_reader(sits, seen, address, ["current", *truth.words][n % 3], truth, stop) for n in range(sitting)]
    readers += [_reader(asks, seen, address, n, truth, stop) for n in range(asking)]
    documents = Waited()
    takers = [Thread(target=_takes, args=(address, documents, stop, n), daemon=True) for n in range(4 if LONG else 1)]
    for taker in takers:
        taker.start()
    weights = []
    while len(weights) < 4 or (LONG and len(weights) < 60):
        stop.wait(max(SECONDS / 60, 4))
        weights.append((load.memory(pid), load.descriptors(pid)))
    stop.set()
    for reader in (*readers, *takers):
        reader.join(PATIENCE)
    total = {one.name: [getattr(each, one.name) for each in seen] for one in fields(Seen)}
    errors, wrong = list(chain(*total["errors"])), list(chain(*total["wrong"]))
    third = len(weights) // 3
    print(f"\n{SECONDS:.0f} s, {sitting + asking} readers: {sum(total['requests'])} requests, {sum(total['views'])} page runs,"
          f" documents {documents}; {len(errors)} errors, {len(wrong)} wrong numbers; memory and descriptors of all along:"
          f" {[(round(one), files) for one, files in weights[:: max(len(weights) // 12, 1)]]}")  # fmt: skip
    assert errors == [] and wrong == [] and sum(total["views"]) > 5 and documents.status[200] > 0
    assert set(documents.status) <= {200, 503}
    assert max(one for one, _ in weights) < LIMIT
    if LONG:
        assert max(one for one, _ in weights[-third:]) < 1.15 * max(one for one, _ in weights[third : 2 * third])
        assert max(files for _, files in weights) < 128 * 3 + 4 * (sitting + 20) + 120


def _reader(what, seen: list[Seen], *given) -> Thread:
    seen.append(Seen())
    thread = Thread(target=what, args=(*given, seen[-1]), daemon=True)
    thread.start()
    return thread


def _takes(address: str, waited: Waited, stop: Event, seed: int) -> None:
    """One document after the other, with the pauses of a reader."""
    chance = random.Random(seed)
    while not stop.wait(chance.uniform(0.5, 3)):
        load.ask(address, load.document(chance.randrange(100)), waited)
