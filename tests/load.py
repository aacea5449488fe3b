"""Many strangers at once, and what they cost: requests by threads, sessions by one loop, memory and descriptors of a server."""

import asyncio
import http.client
import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

#: How a run ends that starts itself again.
AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
#: Far longer than anything may take.
PATIENCE = 120
FORMS = ("pptx", "pdf", "pptx", "png", "pdf", "svg")
MUTATIONS = ("flt3-itd", "flt3-tkd", "flt3-any", "flt3-wt", "unselected")
SETTINGS = ("newly-diagnosed", "relapsed", "refractory", "relapsed-refractory", "maintenance")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def memory(pid: int) -> float:
    """MiB of a process and all below it; what several share is counted once."""
    total = 0
    for one in family(pid):
        with suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def descriptors(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


def processor(pid: int) -> float:
    """Seconds of a processor that a process has taken by itself."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


@dataclass
class Waited:
    """How long answers took, in seconds, by their status."""

    seconds: list[float] = field(default_factory=list)
    status: Counter = field(default_factory=Counter)

    def share(self, part: float) -> float:
        """So long or less took this part of the answers."""
        return sorted(self.seconds)[min(int(part * len(self.seconds)), len(self.seconds) - 1)]

    def __str__(self) -> str:
        said = ", ".join(f"{n} x {status}" for status, n in sorted(self.status.items(), key=str))
        times = (
            f"p50 {self.share(0.5):.2f}, p95 {self.share(0.95):.2f}, max {max(self.seconds):.2f} s" if self.seconds else ""
        )
        return f"{said}; {times}"


def ask(address: str, path: str, waited: Waited, **headers: str) -> bytes:
    """One answer, noted; a connection that broke has the name of its fault as status."""
    began, body = time.monotonic(), b""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body, status = answer.read(), answer.status
    except (OSError, http.client.HTTPException) as fault:
        status = type(fault).__name__
    finally:
        line.close()
    waited.status[status] += 1
    waited.seconds.append(time.monotonic() - began)
    return body


def document(number: int) -> str:
    """The path of a document; no two of the first hundred are equal."""
    page = ("response", "toxicity", "outcomes", "response")[number % 4]
    mutation, setting = MUTATIONS[number % 5], SETTINGS[number // 5 % 5]
    return f"/api/{page}.{FORMS[number % 6]}?mutation={mutation}&setting={setting}&interval={('wilson', 'clopper-pearson')[number // 25 % 2]}"


def documents(address: str, n: int) -> Waited:
    """So many documents asked for at once."""
    waited = Waited()
    with ThreadPoolExecutor(n) as pool:
        list(pool.map(lambda number: ask(address, document(number), waited), range(n)))
    return waited


@dataclass
class Watched:
    """What others saw meanwhile, and how much the server held at most."""

    page: Waited = field(default_factory=Waited)
    health: Waited = field(default_factory=Waited)
    memory: float = 0
    descriptors: int = 0


@contextmanager
def watching(address: str, pid: int) -> Iterator[Watched]:
    """Ask for a page and for its health again and again while the block runs."""
    seen, stop = Watched(), Event()

    def again(what) -> None:
        while not stop.wait(0.25):
            what()

    def weighed() -> None:
        seen.memory = max(seen.memory, memory(pid))
        seen.descriptors = max(seen.descriptors, descriptors(pid))

    asked = (
        lambda: ask(address, "/response?mutation=flt3-itd", seen.page),
        lambda: ask(address, "/api/health", seen.health),
        weighed,
    )
    threads = [Thread(target=again, args=(what,), daemon=True) for what in asked]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


def idle(address: str, n: int, seen: Waited) -> int:
    """So many sessions at once that do nothing; gives how many were opened, and notes the health meanwhile."""
    return asyncio.run(_idle(address, n, seen))


async def _idle(address: str, n: int, seen: Waited) -> int:
    found = []
    for at in range(0, n, 50):
        found += await asyncio.gather(*(opened(address) for _ in range(min(50, n - at))))
    await asyncio.to_thread(ask, address, "/api/health", seen)
    lines = [line for line in found if line]
    await asyncio.gather(*(line.close() for line in lines))
    return len(lines)


async def opened(address: str) -> ClientConnection | None:
    try:
        return await connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
                             open_timeout=PATIENCE, close_timeout=10, ping_interval=None)  # fmt: skip
    except (WebSocketException, OSError):
        return None


def visits(address: str, n: int) -> int:
    """So many readers, four at a time, each opens a page, reads it and leaves; gives how many read it."""
    return asyncio.run(_visits(address, n))


async def _visits(address: str, n: int) -> int:
    room = asyncio.Semaphore(4)

    async def visit() -> bool:
        async with room:
            line = await opened(address)
            return line is not None and bool(await run(line, "patients", "", close=True))

    return sum(await asyncio.gather(*(visit() for _ in range(n))))


async def run(
    line: ClientConnection, page: str, query: str, close: bool = False, script: str = "", **triggers: str
) -> list[ForwardMsg]:
    """One run of a page; gives its messages, none where the connection broke.

    A reader comes to the page by its name; whoever clicks on it says by `script` that it is open, as the session told.
    """
    asked, told = BackMsg(), []
    asked.rerun_script.page_name, asked.rerun_script.query_string = "" if script else page, query
    asked.rerun_script.page_script_hash = script
    for name, value in triggers.items():
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id, widget.json_trigger_value = name, value
    try:
        await line.send(asked.SerializeToString())
        while True:
            told.append(ForwardMsg.FromString(await asyncio.wait_for(line.recv(), PATIENCE)))
            if told[-1].WhichOneof("type") == "script_finished" and told[-1].script_finished != AGAIN:
                return told
    except (WebSocketException, OSError, TimeoutError):
        return []
    finally:
        if close:
            await line.close()
