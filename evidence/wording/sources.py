"""Sources in words: what a figure cites itself by."""

from dataclasses import replace
from urllib.parse import urlencode

from evidence.row import Row
from evidence.selection import View, dump


def cited(facts: list[Row], studies: dict[str, str], version: str) -> str:
    """'Sources: Borthakur 2020 (abstract); Ravandi 2013 (full text) · data 7e01c8970ff903a6'."""
    named = dict.fromkeys(f"{studies[fact['study_id']]} ({fact['level'].lower()})" for fact in facts)
    return f"Sources: {'; '.join(named) or 'none'} · data {version}"


def study_address(view: View, study: str, version: str) -> str:
    """The link inside this site to all that a study prints; keeps the other filters and the data version."""
    view = replace(view.with_filter("study", (study,)), facts=())
    return f"/study?{urlencode(dump(view, 'study', version), doseq=True)}"
