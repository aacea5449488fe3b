"""What every page is handed: the view, the data version, the names of the studies, the width of the screen."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from evidence.cohorts.asked import base_of
from evidence.excerpt import Excerpt
from evidence.language import spoken
from evidence.selection import View
from evidence.versions import ALWAYS


@dataclass(frozen=True)
class Frame:
    """One run of one page, which asks for figures of these domains; none of a page on all of them.

    `studies` maps study ids of the data version to their labels; `live` follows the data.
    """

    page: str
    view: View
    version: str
    studies: dict[str, str]
    narrow: bool
    live: bool = False
    domains: tuple[str, ...] = ()

    @property
    def data(self) -> str:
        """What links of this frame carry: its version, or that they follow the data."""
        return ALWAYS if self.live else self.version

    @property
    def base(self) -> str:
        """What the questions of this run are asked of: the version or, of one too large for a page, a part of it."""
        return base_of(self.version, self.view, self.domains)

    @property
    def is_part(self) -> bool:
        """Whether some studies of the version alone are asked."""
        return isinstance(self.base, Excerpt)

    def closed(self) -> "Frame":
        """The same with no card open."""
        return replace(self, view=replace(self.view, facts=()))

    def all_that_decides(self) -> Hashable:
        """All that decides how this run looks, but for the cards that are open: what is made of it is kept by this."""
        return self.page, replace(self.view, facts=()), self.version, self.live, self.narrow, spoken()
