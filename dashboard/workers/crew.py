"""A few workers with a short queue: equal wishes are made once, results are kept, what nobody waits for is stopped."""

import logging
import pickle
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any

from dashboard.workers.worker import Lost, Worker

LOG = logging.getLogger(__name__)
#: A worker is replaced after so many documents, or from such a peak on, in MiB: a fresh one gives the memory back.
MADE, MEMORY = 40, 600
#: Seconds after which it is worth asking again.
AGAIN = 5


class Busy(Exception):
    """The queue is full; the message says when to ask again."""


class Failed(Exception):
    """It could not be made, and the message says why; the log has the rest."""


@dataclass(eq=False)
class Flight:
    """One wish on its way, and how many wait for it."""

    wish: Hashable
    order: bytes = b""
    future: Future = field(default_factory=Future)
    waiting: int = 1
    worker: Worker | None = None

    def __post_init__(self) -> None:
        # It is left, never cancelled: others may wait for it.
        self.future.set_running_or_notify_cancel()


class Crew:
    """`workers` processes; `queue` wishes wait at most, of `seconds` each; a lost worker is tried `tries` times in all.

    Results are kept up to `kept` bytes together, the latest asked for the longest.
    """

    def __init__(self, name: str, workers: int, queue: int, seconds: int, tries: int = 1, kept: int = 32_000_000):
        self.name, self.workers, self.queue, self.seconds, self.tries, self.kept = name, workers, queue, seconds, tries, kept
        self._change = Condition()
        self._queue: deque[Flight] = deque()
        self._flights: dict[Hashable, Flight] = {}
        self._results: OrderedDict[Hashable, bytes] = OrderedDict()
        self._threads: list[Thread] = []
        self._at_work: set[Worker] = set()
        self._open = True

    def ask(self, make: Callable[[Any], object], wish: Hashable) -> Flight:
        """The flight of a wish, its own or that of an equal one. Raises Busy, and Failed once the crew is dismissed."""
        with self._change:
            if not self._open:
                raise Failed("this server is ending")
            if wish in self._results:
                self._results.move_to_end(wish)
                flight = Flight(wish)
                flight.future.set_result(self._results[wish])
                return flight
            if known := self._flights.get(wish):
                known.waiting += 1
                return known
            if len(self._queue) >= self.queue:
                raise Busy(f"too many documents are being made; ask again in {AGAIN} seconds")
            flight = self._flights[wish] = Flight(wish, pickle.dumps((make, wish, self.seconds)))
            self._queue.append(flight)
            self._hire()
            self._change.notify()
            return flight

    def leave(self, flight: Flight) -> None:
        """Nobody waits for it any more from here; the last to leave stops it."""
        with self._change:
            flight.waiting -= 1
            if flight.waiting or flight.future.done():
                return
            self._flights.pop(flight.wish, None)
            if flight in self._queue:
                self._queue.remove(flight)
            if flight.worker:
                flight.worker.kill()

    def dismiss(self) -> None:
        """End all workers; nothing is made after this."""
        with self._change:
            self._open = False
            for flight in self._queue:
                flight.future.set_exception(Failed("this server is ending"))
            self._queue.clear()
            for worker in self._at_work:
                worker.kill()
            self._change.notify_all()

    def _hire(self) -> None:
        if len(self._threads) < self.workers:
            self._threads.append(Thread(target=self._work, name=f"{self.name} {len(self._threads) + 1}", daemon=True))
            self._threads[-1].start()

    def _work(self) -> None:
        worker = None
        while flight := self._next():
            worker = self._made(flight, worker)
            if worker and (worker.made >= MADE or worker.memory >= MEMORY):
                self._end(worker)
                worker = None

    def _next(self) -> Flight | None:
        with self._change:
            self._change.wait_for(lambda: self._queue or not self._open)
            return self._queue.popleft() if self._open else None

    def _made(self, flight: Flight, worker: Worker | None) -> Worker | None:
        """Make one wish; gives the worker, where it is still good. One that failed is not asked again."""
        lost = Failed("nobody waited for it")
        for left in reversed(range(self.tries)):
            try:
                worker = worker if worker and worker.lives else self._begun(worker)
                self._settle(flight, self._asked(worker, flight))
                return worker
            except Lost as fault:
                if worker:
                    self._end(worker)
                worker = None
                if not flight.waiting:
                    break
                LOG.error("%s: %s%s", self.name, fault, "; a fresh worker tries it once more" if left else "")
                lost = Failed(str(fault).partition("\n")[0])
        self._settle(flight, fault=lost)
        return None

    def _begun(self, before: Worker | None) -> Worker:
        """A new worker in place of one that was killed. Raises Lost."""
        if before:
            self._end(before)
        if not self._open:
            raise Lost("this server is ending")
        worker = Worker()
        with self._change:
            self._at_work.add(worker)
        return worker

    def _end(self, worker: Worker) -> None:
        """End a worker for good."""
        with self._change:
            self._at_work.discard(worker)
        worker.end()

    def _asked(self, worker: Worker, flight: Flight) -> object:
        """The result of a wish. Raises Lost."""
        with self._change:
            if not flight.waiting:
                raise Lost("nobody waits for it")
            flight.worker = worker
        try:
            answer = worker.ask(flight.order, self.seconds)
        finally:
            with self._change:
                flight.worker = None
        if answer.fault:
            raise Lost(f"the program failed on it\n{answer.fault}")
        return answer.result

    def _settle(self, flight: Flight, result: object = None, fault: Exception | None = None) -> None:
        with self._change:
            if self._flights.get(flight.wish) is flight:
                del self._flights[flight.wish]
            if isinstance(result, bytes):
                self._keep(flight.wish, result)
        if fault:
            flight.future.set_exception(fault)
        else:
            flight.future.set_result(result)

    def _keep(self, wish: Hashable, result: bytes) -> None:
        self._results[wish] = result
        while sum(map(len, self._results.values())) > self.kept:
            self._results.popitem(last=False)
