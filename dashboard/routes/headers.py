"""What a browser may do with an answer: one list for every answer, with a proxy or without."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes.index import html
from dashboard.routes.openapi import parts

#: The server's own files; blob: for components, wasm for Streamlit's tables; Streamlit and Plotly write their styles into
#: the page; data: and blob: are pictures on their way from a figure to its file.
POLICY = {
    "default-src": "'none'", "base-uri": "'self'", "form-action": "'none'", "manifest-src": "'self'",
    "script-src": "'self' blob: 'wasm-unsafe-eval'", "style-src": "'self' 'unsafe-inline'", "font-src": "'self' data:",
    "img-src": "'self' data: blob:", "connect-src": "'self' blob:",
}  # fmt: skip
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class Headers:
    """Middleware that puts them on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"]).update(of(scope["query_string"].decode("latin-1")))
            await send(message)

        await self.app(scope, receive, sent if scope["type"] == "http" else send)


def of(query: str) -> dict[str, str]:
    """The headers of an answer: only a view that is made for it may stand in a frame of another site."""
    framed = parts(query).get("embed", [""])[0].lower() == "true"
    policy = f"{_policy()}; frame-ancestors {'*' if framed else chr(39) + 'self' + chr(39)}"
    return ALWAYS | {"Content-Security-Policy": policy} | ({} if framed else {"X-Frame-Options": "SAMEORIGIN"})


@cache
def _policy() -> str:
    """The policy with the inline scripts of the page, named by their hash."""
    scripts = re.findall(r"<script>(.*?)</script>", html(), re.S)
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    return "; ".join(
        f"{name} {' '.join([allowed, *hashes]) if name == 'script-src' else allowed}" for name, allowed in POLICY.items()
    )
