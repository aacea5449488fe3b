"""What may not stand on one axis without a word, in words."""

from evidence.comparability import Finding, Thing
from evidence.language import mark, say
from evidence.wording import phrases
from evidence.wording.reasons import told

#: What a figure does about it: rows of their own, a sign on the row, or a sentence below.
SEVERITY = {"split": mark("kept on rows of their own"), "mark": mark("named on each row"), "note": mark("said here")}


def sentence(finding: Finding) -> str:
    """'Grade 3-4 beside grade 3 or higher (Grade 3-4; Grade 3 or higher): ... Kept on rows of their own.'"""
    rule, did = finding.rule, say(SEVERITY[finding.rule.severity])
    return say("{what} ({things}): {why} {done}.", what=say(rule.what), things=say("; ").join(map(_told, finding.things)),
               why=say(rule.why), done=f"{did[0].upper()}{did[1:]}")  # fmt: skip


def _told(thing: Thing) -> str:
    """What differs, in words; a time of a record in the spoken language."""
    return phrases.told(thing) if isinstance(thing, str) else told(thing)
