"""Threads of their own for answers that take long, so that pages and whether the server lives never wait for them."""

from collections.abc import Awaitable, Callable
from functools import cached_property, wraps
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

Found = TypeVar("Found")


class Lane:
    """At most `width` threads; who comes later waits for one of them."""

    def __init__(self, width: int) -> None:
        self._width = width

    @cached_property
    def _limit(self) -> CapacityLimiter:
        return CapacityLimiter(self._width)

    async def run(self, task: Callable[..., Found], *given: object) -> Found:
        return await to_thread.run_sync(task, *given, limiter=self._limit)

    def of(self, route: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        """A route that is answered by these threads."""

        @wraps(route)
        async def answered(request: Request) -> Response:
            return await self.run(route, request)

        return answered


#: Views as data, and what documents are asked for.
DATA = Lane(4)
#: What a press will show, before its run. More threads would wait for one another, and their runs for them.
AHEAD = Lane(2)
#: Whether the server lives.
HEALTH = Lane(2)
