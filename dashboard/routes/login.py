"""Login with the provider of an institution (OpenID Connect), where it is asked for: one guard before every route.

Streamlit's own routes talk to the provider and sign the cookie; the guard reads that cookie as Streamlit does, before
anything else is reached: pages, sessions, `/api`, short links, previews, files.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes import plain
from dashboard.routes.admission import Rules
from dashboard.routes.streamlit_internals import (
    HEALTH,
    login_fault,
    login_settings,
    login_site,
    signed_login,
    way_to_provider,
)
from dashboard.session import ended
from dashboard.session.short import inside
from evidence.language import mark

LOGIN, LOGOUT = "/login", "/auth/logout"
#: All that is reached without a login: the way to it, and whether the server lives.
OPEN = ("/auth/login", "/oauth2callback", LOGOUT, HEALTH, "/api/health")
#: Where a reader wanted to go before the login; kept for so many seconds, if it has at most so many characters.
WANTED, SECONDS, LIMIT = "evidence_wanted", 600, 3000
#: A shorter secret can be guessed.
SECRET_LENGTH = 32
#: So often an open session asks whether its login still holds, in seconds.
LOOK = 5
#: Where a provider serves every tenant in the world: the first part of the path of its metadata.
EVERYBODY = ("common", "organizations", "consumers")


class LoginError(Exception):
    """The settings of the login are not whole; the server does not start."""


def check() -> None:
    """Look at the settings before the first visitor comes. Raises LoginError."""
    section = login_settings()
    if not Rules.asked():
        if section:
            raise LoginError("secrets.toml has [auth], but EVIDENCE_LOGIN is not set, so nobody would be asked to log in:"
                             " set it to who may read, as addresses and @domains or *, or remove the section")  # fmt: skip
        return
    if unusable := login_fault():
        raise LoginError(f"EVIDENCE_LOGIN is set, but {unusable}")
    if len(str(section["cookie_secret"])) < SECRET_LENGTH:
        raise LoginError(
            f"cookie_secret in [auth] of secrets.toml has fewer than {SECRET_LENGTH} characters; make it by chance"
        )
    tenant = str(section.get("server_metadata_url", "")).partition("://")[2].split("/")[1:2]
    if tenant and tenant[0].lower() in EVERYBODY:
        raise LoginError(f"server_metadata_url in [auth] of secrets.toml names /{tenant[0]}/, where each tenant of the world"
                         " may call its people as it likes: name your own tenant instead")  # fmt: skip
    try:
        Rules.read()
        ended.prepare(Rules.read().hours)
    except (ValueError, OSError) as fault:
        raise LoginError(str(fault)) from fault


def middleware() -> list[Middleware]:
    """The guard, where a login is required."""
    return [Middleware(_guarded)] if Rules.asked() else []


def _user_of(cookies: Mapping[str, str]) -> tuple[dict[str, object], str] | None:
    """Whom the signed cookie names, and the name of the login; None if forged, too old, ended, or of another address."""
    found = signed_login(cookies, Rules.read().hours / 24)
    if found is None or ended.has(found[1]):
        return None
    user = found[0]
    return found if user.get("origin") == login_site() and user.get("is_logged_in") is True else None


def _may_read(cookies: Mapping[str, str]) -> bool:
    found = _user_of(cookies)
    return found is not None and Rules.read().admit(found[0])


def _guarded(app: ASGIApp) -> ASGIApp:
    """The application behind the guard."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await _session(app, scope, receive, send)
        if scope["type"] != "http":
            return await app(scope, receive, send)
        send = _kept_secure(send)
        found = _user_of(HTTPConnection(scope).cookies)
        if scope["path"] in OPEN:
            if scope["path"] == LOGOUT and found:
                ended.end(found[1])
            return await app(scope, receive, send)
        request, user = Request(scope), found and found[0]
        answer = (_led_back(request) if user and Rules.read().admit(user) else _refused(request, user)) or app
        return await answer(scope, receive, _kept_private(send))

    return guard


async def _session(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """A session of a reader who may read; it ends when that does."""
    cookies = HTTPConnection(scope).cookies
    if not _may_read(cookies):
        return await send({"type": "websocket.close", "code": 1008})
    session = asyncio.ensure_future(app(scope, receive, send))
    try:
        while not (await asyncio.wait({session}, timeout=LOOK))[0] and _may_read(cookies):
            pass
        if not session.done():
            await send({"type": "websocket.close", "code": 1008})
    finally:
        session.cancel()
        with suppress(asyncio.CancelledError):
            await session


def _refused(request: Request, user: Mapping[str, object] | None) -> Response:
    """The way to the login for a reader, a sentence for a program."""
    path = request.url.path
    if user is None and path == LOGIN:
        return RedirectResponse(way_to_provider())
    code, said = (401, "a login is required") if user is None else (403, "this account may not read here")
    if path.startswith("/api") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": f"{said}; open this server in a browser and log in"}, code)
    if user is None:
        page = plain.page(request.scope, code, mark("This site asks you to log in."), LOGIN, mark("Log in"))
        wanted = path + (f"?{request.url.query}" if request.url.query else "")
        if request.method == "GET" and inside(wanted) and len(wanted) <= LIMIT:
            page.set_cookie(WANTED, quote(wanted, safe=""), max_age=SECONDS, httponly=True, samesite="lax")
        return page
    name = user.get("email") or user.get("name")
    said = (
        mark("{name} may not read here. Ask those who run this site, or take another account.")
        if name
        else mark("This account may not read here. Ask those who run this site, or take another account.")
    )
    return plain.page(request.scope, code, said, LOGOUT, mark("Log out"), name=name)


def _led_back(request: Request) -> Response | None:
    """After the login: on to the page that was wanted before it."""
    if request.url.path == LOGIN:
        return RedirectResponse("/")
    wanted = unquote(request.cookies.get(WANTED, ""))
    if request.url.path != "/" or request.url.query or not wanted:
        return None
    answer = RedirectResponse(wanted if inside(wanted) and not wanted.startswith(LOGIN) else "/")
    answer.delete_cookie(WANTED)
    return answer


def _kept_secure(send: Send) -> Send:
    """Behind https no cookie of this site ever travels without it; Streamlit itself does not ask for that."""
    if not str(login_site()).startswith("https:"):
        return send

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [(name, _secure(value) if name.lower() == b"set-cookie" else value)
                                  for name, value in message["headers"]]  # fmt: skip
        await send(message)

    return sent


def _secure(cookie: bytes) -> bytes:
    parts = [part.strip().lower() for part in cookie.split(b";")[1:]]
    return cookie if b"secure" in parts else cookie + b"; Secure"


def _kept_private(send: Send) -> Send:
    """Answers behind a login are kept by the reader's own browser at most."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            given = [one.strip() for one in headers.get("cache-control", "").split(",")]
            kept = [one for one in given if one not in ("", "public", "private")]
            headers["cache-control"] = ", ".join(["private", *kept])
        await send(message)

    return sent
