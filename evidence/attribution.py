"""What a source puts an event down to: any cause, or something that it blames."""

import re
from functools import lru_cache

#: Words by which a source says that it blames nobody for an event.
_ANY_CAUSE = re.compile(
    r"\b(any|all)[ -](cause|causality)s?\b|\bwhatever the cause\b|treatment[- ]emergent|\badverse event\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def any_cause(attribution: str | None) -> bool:
    """Whether events are counted whatever caused them; so they are where the source says nothing of a cause."""
    return attribution is None or bool(_ANY_CAUSE.search(attribution))
