"""Login with the provider of an institution (OpenID Connect), where it is asked for: one guard before every route.

Streamlit's own routes talk to the provider and sign the cookie; the guard reads that cookie as Streamlit does, before
anything else is reached: pages, sessions, `/api`, short links, previews, files.
"""

import json
import os
from collections.abc import Mapping
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import auth_util
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.routes import plain
from dashboard.session.short import inside
from evidence.language import mark

#: Who may read: mail addresses and @domains, separated by commas, or * for everybody whom the provider lets in.
WHO = "EVIDENCE_LOGIN"
LOGIN, LOGOUT = "/login", "/auth/logout"
#: All that is reached without a login: the way to it, and whether the server lives.
OPEN = ("/auth/login", "/oauth2callback", LOGOUT, "/_stcore/health", "/api/health")
#: Where a reader wanted to go before the login; kept for so many seconds, if it has at most so many characters.
WANTED, SECONDS, LIMIT = "evidence_wanted", 600, 3000
#: A shorter secret can be guessed.
SECRET_LENGTH = 32


class LoginError(Exception):
    """The settings of the login are not whole; the server does not start."""


def is_required() -> bool:
    return bool(os.environ.get(WHO))


def check() -> None:
    """Look at the settings before the first visitor comes. Raises LoginError."""
    section = auth_util.get_secrets_auth_section()
    if not is_required():
        if section:
            raise LoginError(f"secrets.toml has [auth], but {WHO} is not set, so nobody would be asked to log in: set {WHO}"
                             " to who may read, as addresses and @domains or *, or remove the section")  # fmt: skip
        return
    try:
        auth_util.validate_auth_credentials("default")
    except Exception as fault:
        raise LoginError(f"{WHO} is set, but secrets.toml is not whole: {' '.join(str(fault).split())}") from fault
    if not auth_util.get_validated_redirect_uri():
        raise LoginError("redirect_uri in [auth] of secrets.toml must be the address of this server and /oauth2callback")
    if len(str(section["cookie_secret"])) < SECRET_LENGTH:
        raise LoginError(
            f"cookie_secret in [auth] of secrets.toml has fewer than {SECRET_LENGTH} characters; make it by chance"
        )
    if not auth_util.is_authlib_installed():
        raise LoginError("the login needs Authlib: install requirements.txt")


def middleware() -> list[Middleware]:
    """The guard, where a login is required."""
    return [Middleware(_guarded)] if is_required() else []


def user_of(cookies: Mapping[str, str]) -> dict[str, object] | None:
    """Whom Streamlit's signed cookie names; None if it is missing, forged, too old, or of another address."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, "").encode("latin-1", "replace"))

    held = auth_util.get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    user = json.loads(held) if held else {}
    ours = user.get("origin") == auth_util.get_origin_from_redirect_uri()
    return user if ours and user.get("is_logged_in") is True else None


def may_read(user: Mapping[str, object]) -> bool:
    """Whether somebody who is logged in is on the list; an address that its provider has not verified counts for nothing."""
    asked = {one.strip().lower() for one in os.environ.get(WHO, "").split(",") if one.strip()}
    mail = str(user.get("email") or "").lower()
    known = mail.isascii() and "@" in mail and str(user.get("email_verified", True)).lower() != "false"
    return "*" in asked or (known and not asked.isdisjoint((mail, "@" + mail.rpartition("@")[2])))


def _guarded(app: ASGIApp) -> ASGIApp:
    """The application behind the guard."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in OPEN:
            return await app(scope, receive, send)
        user = user_of(HTTPConnection(scope).cookies)
        allowed = user is not None and may_read(user)
        if scope["type"] == "websocket":
            if not allowed:
                return await send({"type": "websocket.close", "code": 1008})
            return await app(scope, receive, send)
        request = Request(scope)
        answer = (_led_back(request) if allowed else _refused(request, user)) or app
        return await answer(scope, receive, _kept_private(send))

    return guard


def _refused(request: Request, user: Mapping[str, object] | None) -> Response:
    """The way to the login for a reader, a sentence for a program."""
    path = request.url.path
    if user is None and path == LOGIN:
        return RedirectResponse(f"{OPEN[0]}?provider={quote(auth_util.encode_provider_token('default'))}")
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
