"""Sources in words: what a figure cites itself by."""

from collections.abc import Iterable

from evidence.language import say
from evidence.row import Row
from evidence.vocabulary import LEVEL


def cited(facts: Iterable[Row], studies: dict[str, str], version: str) -> str:
    """'Sources: Borthakur 2020 (abstract); Ravandi 2013 (full text) · data 7e01c8970ff903a6'."""
    named = dict.fromkeys(
        say("{study} ({level})", study=studies[fact["study_id"]], level=LEVEL[fact["level"]].label.lower()) for fact in facts
    )
    return say("Sources: {sources} · data {version}", sources=say("; ").join(named) or say("none"), version=version)


def sources_drawn(version: str) -> str:
    """What stands instead of names where every row of a figure is a study."""
    return say("Sources: the studies drawn, each read as noted in the table · data {version}", version=version)
