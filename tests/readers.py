"""Readers of a served dashboard: some ask for files, some sit on a page; each checks every number it is given."""

import json
import re
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from threading import Event
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from dashboard.exports import forms
from dashboard.session.reading import read

QUERY = "mutation=flt3-itd&setting=relapsed-refractory&study=borthakur-2020,ravandi-2013,metzelder-2009&endpoint=overall"
#: Seconds between two requests of a reader; the proxy lets an address ask ten times a second.
PAUSE = 0.12
#: Far longer than a session whose replica is gone waits for its page, the time-outs of the proxy included, in seconds.
PATIENCE = 60


@dataclass
class Seen:
    """What one reader saw: `wrong` are numbers that are not those of the version they came with; `lost` connections
    broke, `back` is how often the same view stood there again."""

    requests: int = 0
    views: int = 0
    lost: int = 0
    back: int = 0
    versions: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Truth:
    """Of each version the rows of the view, as computed here, and the words that tell it from the other versions."""

    tables: dict[str, list]
    csv: dict[str, bytes]
    words: dict[str, str]

    @classmethod
    def of(cls, words: dict[str, str]) -> "Truth":
        readings = {version: read("response", _parts(version)) for version in words}
        assert all(reading.version == version for version, reading in readings.items())
        tables = {version: json.loads(forms.to_json(reading))["tables"] for version, reading in readings.items()}
        return cls(tables, {version: forms.to_csv(reading) for version, reading in readings.items()}, words)


def _parts(data: str) -> dict[str, list[str]]:
    return {name: [value] for name, _, value in (pair.partition("=") for pair in f"{QUERY}&data={data}".split("&"))}


def asks(address: str, number: int, truth: Truth, stop: Event, seen: Seen) -> None:
    """Ask for the view as JSON, CSV and page, following the data and pinned, until told to stop."""
    host = urlsplit(address).netloc
    kinds = cycle([(form, data) for data in ("current", *truth.words) for form in ("json", "csv", "html")])
    with closing(HTTPConnection(host, timeout=PATIENCE, source_address=(f"127.0.1.{number + 1}", 0))) as line:
        for form, data in kinds:
            if stop.wait(PAUSE):
                return
            path = f"/response?{QUERY}&data={data}" if form == "html" else f"/api/response.{form}?{QUERY}&data={data}"
            seen.requests += 1
            try:
                line.request("GET", path)
                answer = line.getresponse()
                body = answer.read()
            except (OSError, HTTPException) as fault:
                seen.errors.append(f"{path}: {fault!r}")
                continue
            if answer.status != 200:
                seen.errors.append(f"{path}: {answer.status} {body[:200]!r}")
            elif form != "html":
                _compare(path, form, data, answer.headers["x-data-version"], body, truth, seen)
            elif data != "current" and f"(data {data})" not in body.decode():
                seen.wrong.append(f"{path}: the preview is of another version")


def _compare(path: str, form: str, data: str, version: str, body: bytes, truth: Truth, seen: Seen) -> None:
    seen.versions.add(version)
    said = json.loads(body) if form == "json" else {}
    right = said["tables"] == truth.tables[version] if form == "json" else body == truth.csv[version]
    if not right or said.get("data_version", version) != version or data not in ("current", version):
        seen.wrong.append(f"{path}: not the rows of {version}")


def sits(address: str, data: str, truth: Truth, stop: Event, seen: Seen) -> None:
    """Sit on a page as a browser does: come back by the link when the connection breaks, and look again.

    Told to stop, a reader whose connection broke looks once more.
    """
    cookie, query = _cookie(address), f"{QUERY}&data={data}"
    broken, last = False, time.monotonic()
    while broken or not stop.is_set():
        try:
            with _open(address, cookie) as socket:
                while not stop.wait(0.5) or broken:
                    _check(_look(socket, query), data, truth, seen)
                    seen.back += broken
                    broken, last = False, time.monotonic()
        except (ConnectionClosed, InvalidStatus, OSError) as fault:
            seen.lost += not broken
            broken = True
            if time.monotonic() - last > PATIENCE:
                seen.errors.append(f"{query}: not back within {PATIENCE} s: {fault!r}")
                return
            time.sleep(0.3)


def _check(text: str, data: str, truth: Truth, seen: Seen) -> None:
    """The numbers of a page against the version that it names."""
    version = re.search(r"data ([0-9a-f]{16})", text)[1]
    seen.views += 1
    seen.versions.add(version)
    if data not in ("current", version) or truth.words[version] not in text:
        seen.wrong.append(f"data={data}: the page does not show {version}")


def _cookie(address: str) -> str:
    with urllib.request.urlopen(f"{address}/response") as answer:
        return (answer.headers["Set-Cookie"] or "").partition(";")[0]


def _open(address: str, cookie: str) -> ClientConnection:
    return connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
                   additional_headers={"Cookie": cookie}, open_timeout=5, close_timeout=1)  # fmt: skip


def _look(socket: ClientConnection, query: str) -> str:
    """One run of the page; every text of it."""
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, "response"
    socket.send(asked.SerializeToString())
    found = []
    while True:
        message = ForwardMsg.FromString(socket.recv(timeout=PATIENCE))
        if message.WhichOneof("type") == "script_finished":
            return "\n".join(found)
        if message.WhichOneof("type") == "delta":
            found.append(str(message.delta))
