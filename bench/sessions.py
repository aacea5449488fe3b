"""Many sessions at once: clients that press a filter of the response page as a browser does, over HTTP and the websocket."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations, islice
from itertools import product as product_of
from statistics import median
from urllib.parse import parse_qs, quote

import httpx
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from bench.measured import Measured, milliseconds, p95
from bench.served import Server, product, real_base

LEVELS = (50, 100, 200)
#: A reader looks for 1.5 to 4.5 s between two clicks.
THINK = (1.5, 4.5)
SECONDS = 20
#: Filters of the mission, each clicked on and off again.
CLICKED = ("mutation", "setting", "transplant")
#: What stands before the name of a component where the browser reports what happened in it.
EVENTS = "$$STREAMLIT_INTERNAL_KEY_"
#: p95 in ms of a run, by the number of sessions, on two cores.
GOALS = {100: 200, 200: 1000}
#: So many views that nobody asked for before tell what a kept one takes of memory.
VIEWS = 300


class NotDone(Exception):
    """The server answered otherwise than with a finished run."""


@dataclass
class Session:
    """One reader's page, as far as a click needs it: the component of the filters, and of each the values to press.

    `view` is where what a press will show is asked for before its run, `there` what was shown so and of which data; `kept`
    are the messages of the last run that the browser keeps.
    """

    socket: ClientConnection
    http: httpx.AsyncClient
    view: str = ""
    script: str = ""
    query: str = ""
    filters: str = ""
    there: tuple[str, str] | None = None
    kept: list[str] = field(default_factory=list)
    pills: dict[str, list[str]] = field(default_factory=dict)

    async def run(self, pressed: dict[str, list[str]]) -> float:
        """One run of the page with these values pressed; milliseconds until the server says that it is finished."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self.query, self.script
        if not self.script:
            state.page_name = "response"
        state.cached_message_hashes.extend(self.kept)
        self.kept = []
        if pressed:
            event = {"event": "pressed", "value": {"turn": 1, "filters": pressed, "ahead": self.there}}
            state.widget_states.widgets.append(
                WidgetState(id=f"{EVENTS}{self.filters}__events", json_trigger_value=json.dumps([event]))
            )
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while not self._finished(ForwardMsg.FromString(await self.socket.recv())):
            pass
        return 1000 * (time.perf_counter() - began)

    async def ahead(self, pressed: dict[str, list[str]]) -> float:
        """What these values pressed will show, before their run; milliseconds until all of it is there."""
        began = time.perf_counter()
        answer = await self.http.get(f"{self.view}&pressed={quote(json.dumps(pressed))}")
        if answer.status_code != 200:
            raise NotDone(f"{answer.status_code} where the view of a press was asked for: {answer.text[:200]}")
        spent = 1000 * (time.perf_counter() - began)
        self._told(json.loads(answer.content.splitlines()[-1]))
        self.there = self.view, answer.headers["x-data-version"]
        return spent

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable or kind == "ref_hash":
            self.kept.append(message.ref_hash or message.hash)
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
            told = json.loads(found.bytes)
            if not told.get("there"):
                self._told(told)

    def _told(self, told: dict) -> None:
        self.view = told["view"]
        self.pills = {
            one["name"]: [value["code"] for value in one["values"] if not value["empty"]] for one in told["filters"]
        }


async def _open(server: Server, http: httpx.AsyncClient) -> Session:
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    session = Session(await connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=60), http)
    await session.run({})
    return session


async def _click(session: Session, chance: random.Random, pressed: dict[str, list[str]]) -> tuple[float, float]:
    """One press, as a browser takes it: its view is asked for, then it is sent. Milliseconds to the view and of the run."""
    name = chance.choice([name for name in CLICKED if pressed.get(name) or session.pills[name]])
    pressed[name] = [] if pressed.get(name) else [chance.choice(session.pills[name])]
    shown = await session.ahead(pressed)
    spent = await session.run(pressed)
    if bool(pressed[name]) != (name in parse_qs(session.query)):
        raise NotDone(f"{name} = {pressed[name]} is not in {session.query}")
    return shown, spent


@dataclass
class Level:
    """What so many sessions saw: milliseconds from a press to its view and of its run, faults, memory of each in kB."""

    shown: list[float] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kilobytes: float = 0


async def _reader(session: Session, seed: int, until: float, seen: Level) -> None:
    chance, pressed = random.Random(seed), {}
    await asyncio.sleep(chance.uniform(0, THINK[1]))
    while time.monotonic() < until:
        try:
            shown, spent = await _click(session, chance, pressed)
        except Exception as fault:
            seen.faults.append(f"{type(fault).__name__}: {fault}")
            return
        seen.shown.append(shown)
        seen.spent.append(spent)
        await asyncio.sleep(chance.uniform(*THINK))


async def level(server: Server, sessions: int) -> Level:
    """What so many sessions see that click for SECONDS."""
    process, chance, pressed, seen = psutil.Process(server.process.pid), random.Random(0), {}, Level()
    async with _client(server) as http:
        first = await _open(server, http)
        for _ in range(60):
            await _click(first, chance, pressed)
        before = process.memory_info().rss
        opened = [await _open(server, http) for _ in range(sessions)]
        until = time.monotonic() + SECONDS
        await asyncio.gather(*(_reader(one, seed, until, seen) for seed, one in enumerate(opened)))
        seen.kilobytes = (process.memory_info().rss - before) / 1024 / sessions
        for one in (first, *opened):
            with suppress(Exception):
                await one.socket.close()
    return seen


def _client(server: Server) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=server.address, timeout=60, limits=httpx.Limits(max_connections=None))


async def _kept(server: Server) -> float:
    """Kilobytes by which the server grows with each view that is asked for the first time, and kept."""
    process = psutil.Process(server.process.pid)
    async with _client(server) as http:
        session = await _open(server, http)
        views = _views(session)
        for pressed in islice(views, 30):
            await session.ahead(pressed)
        before = process.memory_info().rss
        for pressed in islice(views, VIEWS):
            await session.ahead(pressed)
        await session.socket.close()
    return (process.memory_info().rss - before) / 1024 / VIEWS


def _views(session: Session) -> Iterator[dict[str, list[str]]]:
    """Views of one value or of two, of each of two filters, none twice."""
    some = [[list(one) for n in (1, 2) for one in combinations(session.pills[name], n)] for name in CLICKED[:2]]
    return ({CLICKED[0]: one, CLICKED[1]: other} for one, other in product_of(*some))


def run() -> Iterator[Measured]:
    with real_base():
        for sessions in LEVELS:
            with product() as server:
                seen = asyncio.run(level(server, sessions))
            goal = GOALS.get(sessions)
            yield from milliseconds(f"{sessions} sessions: press to its view ahead of the run", seen.shown)
            yield Measured(f"{sessions} sessions: message to finished run, p50", median(seen.spent), "ms")
            yield Measured(f"{sessions} sessions: message to finished run, p95", p95(seen.spent), "ms", goal)
            yield Measured(f"{sessions} sessions: clicks a second", len(seen.spent) / SECONDS, "1/s")
            yield Measured(f"{sessions} sessions: errors", len(seen.faults), "", 0)
            yield Measured(f"{sessions} sessions: memory a session", seen.kilobytes, "kB")
        with product() as server:
            yield Measured("memory a view that is kept", asyncio.run(_kept(server)), "kB")
