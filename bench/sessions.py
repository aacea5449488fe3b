"""Many sessions at once: websocket clients that speak Streamlit's own protocol and click a filter of the response page."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import parse_qs

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from bench.measured import Measured, p95
from bench.served import Server, product, real_base

LEVELS = (20, 50, 100, 150)
#: A reader looks for 1.5 to 4.5 s between two clicks.
THINK = (1.5, 4.5)
SECONDS = 20
#: Filters of the mission, each clicked on and off again.
CLICKED = ("mutation", "setting", "transplant")
#: What stands before the name of a component where the browser reports what happened in it.
EVENTS = "$$STREAMLIT_INTERNAL_KEY_"
#: p95 in ms, with a hundred sessions on two cores.
GOAL, GOAL_AT = 1000, 100


class NotDone(Exception):
    """The server answered otherwise than with a finished run."""


@dataclass
class Session:
    """One reader's page, as far as a click needs it: the component of the filters, and of each the values to press."""

    socket: ClientConnection
    script: str = ""
    query: str = ""
    filters: str = ""
    pills: dict[str, list[str]] = field(default_factory=dict)

    async def run(self, pressed: dict[str, list[str]]) -> float:
        """One run of the page with these values pressed; milliseconds until the server says that it is finished."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self.query, self.script
        if not self.script:
            state.page_name = "response"
        if pressed:
            event = {"event": "pressed", "value": {"turn": 1, "filters": pressed}}
            state.widget_states.widgets.append(
                WidgetState(id=f"{EVENTS}{self.filters}__events", json_trigger_value=json.dumps([event]))
            )
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while not self._finished(ForwardMsg.FromString(await self.socket.recv())):
            pass
        return 1000 * (time.perf_counter() - began)

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise NotDone(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
            return True
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        if kind == "navigation":
            self.script = message.navigation.page_script_hash
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            self._component(message.delta.new_element.bidi_component)
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise NotDone(message.delta.new_element.exception.message)
        return False

    def _component(self, found: BidiComponent) -> None:
        if found.component_name == "filters":
            self.filters = found.id
            told = json.loads(found.bytes)["filters"]
            self.pills = {one["name"]: [value["code"] for value in one["values"] if not value["empty"]] for one in told}


async def _open(server: Server) -> Session:
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    session = Session(await connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=60))
    await session.run({})
    return session


async def _click(session: Session, chance: random.Random, pressed: dict[str, list[str]]) -> float:
    name = chance.choice([name for name in CLICKED if pressed.get(name) or session.pills[name]])
    pressed[name] = [] if pressed.get(name) else [chance.choice(session.pills[name])]
    spent = await session.run(pressed)
    if bool(pressed[name]) != (name in parse_qs(session.query)):
        raise NotDone(f"{name} = {pressed[name]} is not in {session.query}")
    return spent


async def _reader(session: Session, seed: int, until: float, times: list[float], faults: list[str]) -> None:
    chance, pressed = random.Random(seed), {}
    await asyncio.sleep(chance.uniform(0, THINK[1]))
    while time.monotonic() < until:
        try:
            times.append(await _click(session, chance, pressed))
        except Exception as fault:
            faults.append(f"{type(fault).__name__}: {fault}")
            return
        await asyncio.sleep(chance.uniform(*THINK))


async def _level(server: Server, sessions: int) -> tuple[list[float], list[str], float]:
    """Times and faults of so many sessions, and the memory of each in kB."""
    process, chance, pressed = psutil.Process(server.process.pid), random.Random(0), {}
    first = await _open(server)
    for _ in range(60):
        await _click(first, chance, pressed)
    before = process.memory_info().rss
    opened = [await _open(server) for _ in range(sessions)]
    times, faults, until = [], [], time.monotonic() + SECONDS
    await asyncio.gather(*(_reader(one, seed, until, times, faults) for seed, one in enumerate(opened)))
    kilobytes = (process.memory_info().rss - before) / 1024 / sessions
    for one in (first, *opened):
        with suppress(Exception):
            await one.socket.close()
    return times, faults, kilobytes


def run() -> Iterator[Measured]:
    with real_base():
        for sessions in LEVELS:
            with product() as server:
                times, faults, kilobytes = asyncio.run(_level(server, sessions))
            goal = GOAL if sessions == GOAL_AT else None
            yield Measured(f"{sessions} sessions: click to finished run, p50", median(times), "ms")
            yield Measured(f"{sessions} sessions: click to finished run, p95", p95(times), "ms", goal)
            yield Measured(f"{sessions} sessions: clicks a second", len(times) / SECONDS, "1/s")
            yield Measured(f"{sessions} sessions: errors", len(faults), "", 0)
            yield Measured(f"{sessions} sessions: memory a session", kilobytes, "kB")
