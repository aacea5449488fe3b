"""All that Streamlit and uvicorn do not promise, in one place: what to look at after an update of theirs."""

import asyncio
import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import streamlit
from google.protobuf.message import DecodeError
from streamlit import auth_util, config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Where the files of the client lie.
STATIC = Path(streamlit.__file__).parent / "static"
#: The font of the pages; None where it is called otherwise by now.
FONT = next(STATIC.rglob("SourceSansVF-Upright*.woff2"), None)
#: The font of its icons, 375 kB; None where it is called otherwise by now.
ICONS = next(STATIC.rglob("MaterialSymbols-Rounded*.woff2"), None)
#: Ways into the server that Streamlit opens beside its pages.
UPLOADS, METRICS, HEALTH = "/_stcore/upload_file", "/_stcore/metrics", "/_stcore/health"


def index_html() -> str:
    """The page in which the client starts."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


def base_path() -> str:
    """The path below which Streamlit was told to serve; usually empty."""
    return str(config.get_option("server.baseUrlPath"))


def login_settings() -> Mapping[str, object]:
    """The section [auth] of secrets.toml, empty where there is none."""
    return auth_util.get_secrets_auth_section() or {}


def login_fault() -> str:
    """What keeps Streamlit from using these settings; empty where nothing does."""
    try:
        auth_util.validate_auth_credentials("default")
    except Exception as fault:
        return f"secrets.toml is not whole: {' '.join(str(fault).split())}"
    if not auth_util.get_validated_redirect_uri():
        return "redirect_uri in [auth] of secrets.toml must be the address of this server and /oauth2callback"
    return "" if auth_util.is_authlib_installed() else "the login needs Authlib: install requirements.txt"


def login_site() -> str | None:
    """Scheme and host to which the provider sends its readers."""
    return auth_util.get_origin_from_redirect_uri()


def way_to_provider() -> str:
    return f"/auth/login?provider={quote(auth_util.encode_provider_token('default'))}"


def signed_login(cookies: Mapping[str, str], days: float) -> tuple[dict[str, object], str] | None:
    """Claims about a reader in Streamlit's signed cookie, and a name of this one login; None where it is no good.

    The name comes from what the signature covers, moment of the login included: the signature's own letters may change
    and still be good.
    """
    stamped = []

    def signed(name: str) -> bytes | None:
        text = cookies.get(name, "")
        stamped.append(text.rpartition(".")[0])
        return decode_signed_value(get_cookie_secret(), name, text.encode("latin-1", "replace"), max_age_days=days)

    held = auth_util.get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    return (json.loads(held), sha256("\n".join(stamped).encode()).hexdigest()) if held else None


def component_values(message: bytes) -> list[str]:
    """What components in the browser tell by this message, each as JSON; nothing where it is none of the client's."""
    try:
        told = BackMsg.FromString(message).rerun_script.widget_states.widgets
    except DecodeError:
        return []
    return [text for one in told if (text := one.json_value or one.json_trigger_value)]


def end_half_requests(seconds: float) -> None:
    """Close connections whose request is not whole after so many seconds: uvicorn waits for its headers without end."""
    made, received = H11Protocol.connection_made, H11Protocol.data_received

    def connection_made(self: H11Protocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        _expect_whole(self, seconds)

    def data_received(self: H11Protocol, data: bytes) -> None:
        received(self, data)
        _expect_whole(self, seconds)

    setattr(H11Protocol, "connection_made", connection_made)  # noqa: B010
    setattr(H11Protocol, "data_received", data_received)  # noqa: B010


def _expect_whole(line: H11Protocol, seconds: float) -> None:
    """Wait once for each request that is on its way; `cycle` is the one before it, answered by now."""
    before = line.cycle
    waiting = getattr(line, "waits_after", line) is before
    if waiting or line.transport.get_protocol() is not line or (before and not before.response_complete):
        return
    setattr(line, "waits_after", before)  # noqa: B010

    def look() -> None:
        if line.cycle is before and line.transport.get_protocol() is line:
            line.transport.close()

    line.loop.call_later(seconds, look)
