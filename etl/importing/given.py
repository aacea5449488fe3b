"""What the arms of a registry record were given: the interventions that the record links to them, by their names alone.

An intervention is a drug of the vocabulary where its whole name is the drug's code, name or synonym, whatever its
capitals. A name of three letters is none: it may stand for another drug elsewhere. The other names that a record has for
an intervention are not asked: beside brands they hold the parts of combinations.
"""

from collections import Counter
from collections.abc import Iterator

from etl.importing.brought import Left, Row, plain
from etl.importing.groups import Patients, same_title
from etl.importing.record import Record
from evidence.vocabulary import DRUG

#: Characters of a regimen in words at most, and of an abbreviation that is not asked.
_LONGEST, _ABBREVIATION = 300, 3


def give(record: Record, patients: Patients) -> Iterator[Row]:
    """Say of each arm of the flow what it was given, where a drug of it is known; gives the interventions that are left."""
    arms = record.protocol_section.arms_interventions_module.arm_groups
    titles = Counter(same_title(arm.label) for arm in arms)
    for arm in arms:
        known = {name: drug(name.partition(": ")[2] or name) for name in map(plain, arm.intervention_names)}
        cohort = patients.arm(arm.label, alone=len(arms) == 1)
        why = ""
        if titles[same_title(arm.label)] > 1:
            why = "another arm of the record has the title of its arm"
        elif cohort is None:
            why = "no group of the participant flow has the title of its arm"
        elif drugs := list(dict.fromkeys(filter(None, known.values()))):
            words = ", ".join(name.partition(": ")[2] or name for name in known)
            cohort.fields["regimen"] = {"name": words[:_LONGEST], "group": None, "drugs": drugs}
        for name, code in known.items():
            if why or code is None:
                yield Row(
                    f"Arms, {plain(arm.label)}", name, Left(why or f"no drug of the vocabulary by its whole name; {name}")
                )


def said(record: Record) -> Iterator[str]:
    """Each arm with its interventions, as the record links them."""
    for arm in record.protocol_section.arms_interventions_module.arm_groups:
        yield f"Arms, {plain(arm.label)}: {', '.join(map(plain, arm.intervention_names)) or 'no intervention'}"


def drug(name: str) -> str | None:
    """The code of the drug that is called so; None where the vocabulary has none."""
    lower = name.lower()
    if len(lower) <= _ABBREVIATION:
        return None
    return next((one.code for one in DRUG.values() if lower in map(str.lower, (one.code, one.english, *one.synonyms))), None)
