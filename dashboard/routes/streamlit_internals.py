"""All that Streamlit and uvicorn do not promise, in one place: what to look at after an update of theirs."""

import asyncio
from pathlib import Path

import streamlit
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Where the files of the client lie.
STATIC = Path(streamlit.__file__).parent / "static"
#: The font of the pages; None where it is called otherwise by now.
FONT = next(STATIC.rglob("SourceSansVF-Upright*.woff2"), None)
#: Ways into the server that Streamlit opens beside its pages.
UPLOADS, METRICS, HEALTH = "/_stcore/upload_file", "/_stcore/metrics", "/_stcore/health"


def index_html() -> str:
    """The page in which the client starts."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


def end_half_requests(seconds: float) -> None:
    """Close connections whose request is not whole after so many seconds: uvicorn waits for its headers without end."""
    made, received = H11Protocol.connection_made, H11Protocol.data_received

    def connection_made(self: H11Protocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        _expect_whole(self, seconds)

    def data_received(self: H11Protocol, data: bytes) -> None:
        received(self, data)
        _expect_whole(self, seconds)

    H11Protocol.connection_made, H11Protocol.data_received = connection_made, data_received


def _expect_whole(line: H11Protocol, seconds: float) -> None:
    """Wait once for each request that is on its way; `cycle` is the one before it, answered by now."""
    before = line.cycle
    waiting = getattr(line, "waits_after", line) is before
    if waiting or line.transport.get_protocol() is not line or (before and not before.response_complete):
        return
    line.waits_after = before

    def look() -> None:
        if line.cycle is before and line.transport.get_protocol() is line:
            line.transport.close()

    line.loop.call_later(seconds, look)
