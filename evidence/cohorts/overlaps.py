"""Which cohorts of other studies may hold some of the same patients."""

from functools import lru_cache

from evidence.cohorts.table import Key, cohorts, key
from evidence.row import column


@lru_cache(maxsize=8)
def overlaps(version: str, likely: bool = False) -> dict[Key, frozenset[Key]]:
    """For each cohort those of other studies that hold some of the same patients; `likely` adds the unprinted ones.

    A cohort that a record calls the same shares its patients with its own parts and with what it is a part of. What
    belongs to a study that is not asked stands on no page beside it.
    """
    names = ("same_patients_as", "may_share_with") if likely else ("same_patients_as",)
    line: dict[Key, set[Key]] = {}
    for row in cohorts(version):
        line[key(row)] = {key(row)} | (line[row["study_id"], row["parent"]] if row["parent"] else set())
    found: dict[Key, set[Key]] = {place: set() for place in line}
    for row in cohorts(version):
        for name in (name for listed in names for name in column(row, listed)):
            same = tuple(name.split("/"))
            for one in _kin(line, key(row)):
                for other in _kin(line, same) if same in line else ():
                    found[one].add(other)
                    found[other].add(one)
    return {place: frozenset(others) for place, others in found.items()}


def _kin(line: dict[Key, set[Key]], place: Key) -> set[Key]:
    """A cohort, what it is a part of, and its parts; `line` holds each cohort with all above it."""
    return line[place] | {one for one in line if place in line[one]}
