"""The server: pages from dashboard/chrome/shell.py, warmed up before the first visitor comes."""

from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from dashboard.chrome import faults
from dashboard.routes import api, changes, described, documents, fast, find, head, health, index, login, logs, process
from dashboard.routes.bounds import Bounds
from dashboard.routes.compressed import Compressed
from dashboard.routes.headers import Headers
from dashboard.routes.mcp import door as mcp
from dashboard.routes.warmup import warm_up
from dashboard.workers import staff
from evidence.garbage import settle


@asynccontextmanager
async def lifespan(app):
    """Load what every session needs, then take it out of the garbage collector's sight."""
    logs.switch_on()
    process.prepare()
    login.check()
    staff.prepare()
    warm_up()
    settle()
    async with mcp.door.open():
        yield {}
    staff.dismiss()


app = st.App(
    "dashboard/chrome/shell.py",
    lifespan=lifespan,
    middleware=[
        Middleware(logs.Answers),
        Middleware(Headers),
        Middleware(Bounds),
        *login.middleware(),
        Middleware(Compressed),
    ],
    routes=[
        *index.routes,
        *head.routes,
        *health.routes,
        *documents.routes,
        *fast.routes,
        *find.routes,
        *mcp.routes,
        *changes.routes,
        *described.routes,
        *api.routes,
        *api.rest,
        *index.rest,
    ],
    exception_handlers=faults.HANDLERS,
)
