"""What may not stand on one axis without a word, in words."""

from evidence.comparability import Finding, Thing
from evidence.language import mark, say
from evidence.wording import phrases
from evidence.wording.numbers import continued
from evidence.wording.reasons import told

#: What a figure does about it beside the sentence below: rows of their own, or a sign on the row.
SEVERITY = {"split": mark("Kept on rows of their own."), "mark": mark("Named on each row.")}


def sentence(finding: Finding) -> str:
    """'Grade 3-4 beside grade 3 or higher (Grade 3-4; Grade 3 or higher): ... Kept on rows of their own.'"""
    rule = finding.rule
    things = say("; ").join(map(_told, finding.things))
    said = say("{what} ({things}): {why}", what=say(rule.what), things=things, why=say(rule.why))
    return continued([said, say(SEVERITY[rule.severity])] if rule.severity in SEVERITY else [said])


def _told(thing: Thing) -> str:
    """What differs, in words; a time of a record in the spoken language."""
    return phrases.told(thing) if isinstance(thing, str) else told(thing)
