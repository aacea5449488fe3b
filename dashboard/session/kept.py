"""What was made once for a view, kept for all readers of this process and bounded by its size."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made", bound=Sized)


class Kept(Generic[Made]):
    """Things by what they were made for; beyond `limit`, the sum of their lengths, those not asked for longest go first."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._held: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is held for this key, else what `make` gives; two readers at once may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            before = self._held.pop(key, None)
            self._size += len(made) - (len(before) if before is not None else 0)
            self._held[key] = made
            while self._size > self._limit:
                self._size -= len(self._held.popitem(last=False)[1])
        return made
