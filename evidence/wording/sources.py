"""Sources in words: what a figure cites itself by."""

from evidence.database import Row


def cited(facts: list[Row], studies: dict[str, str], version: str) -> str:
    """'Sources: Borthakur 2020 (abstract); Ravandi 2013 (full text) · data 7e01c8970ff903a6'."""
    named = dict.fromkeys(f"{studies[fact['study_id']]} ({fact['level'].lower()})" for fact in facts)
    return f"Sources: {'; '.join(named) or 'none'} · data {version}"
