"""The tools beside the pages, at /mcp: the protocol is loaded with the first question in it, so that pages wait for none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import anyio
from anyio.abc import TaskGroup, TaskStatus
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/mcp"
#: What speaks the protocol; half a second of a processor to load.
SERVER = "dashboard.routes.mcp.server"


class Door:
    """The tools at an address, while `open`, and only by POST."""

    def __init__(self) -> None:
        self._tasks: TaskGroup | None = None
        self._answers: ASGIApp | None = None
        self._first = anyio.Lock()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        async with anyio.create_task_group() as self._tasks:
            yield
            self._tasks.cancel_scope.cancel()
        self._tasks = self._answers = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            said = {"error": "only POST: this address speaks the Model Context Protocol", "see": "/api/openapi.json"}
            await JSONResponse(said, 405, headers={"allow": "POST"})(scope, receive, send)
        elif self._tasks is None:
            await JSONResponse({"error": "the server is starting or ending"}, 503)(scope, receive, send)
        else:
            await (await self._server(self._tasks))(scope, receive, send)

    async def _server(self, tasks: TaskGroup) -> ASGIApp:
        """What answers, begun with the first question."""
        async with self._first:
            if self._answers is None:
                self._answers = await tasks.start(self._serve)
            return self._answers

    async def _serve(self, task_status: TaskStatus[ASGIApp] = anyio.TASK_STATUS_IGNORED) -> None:
        """Load the protocol beside the pages, and hold it until the door closes."""
        tools = (await anyio.to_thread.run_sync(import_module, SERVER)).over_http()
        async with tools.run():
            task_status.started(tools.handle_request)
            await anyio.sleep_forever()


door = Door()
routes = [Route(PATH, door)]
