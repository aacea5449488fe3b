"""What was made once for a view, kept for all readers of this process and bounded by its size."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Things by what they were made for; beyond `limit`, the sum of their sizes, those not asked for longest go first."""

    def __init__(self, limit: int, size: Callable[[Any], int] = len) -> None:
        self.size, self._limit, self._sum = size, limit, 0
        self._held: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is held for this key, else what `make` gives; two readers at once may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        self.keep(key, made)
        return made

    def held(self, key: Hashable) -> Made | None:
        """What is held for this key; None where nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def keep(self, key: Hashable, made: Made) -> None:
        """Hold what was made for this key elsewhere."""
        with self._lock:
            if key in self._held:
                self._sum -= self.size(self._held.pop(key))
            self._sum += self.size(made)
            self._held[key] = made
            while self._sum > self._limit:
                self._sum -= self.size(self._held.popitem(last=False)[1])
