"""Which cohorts of other studies may hold some of the same patients."""

from functools import lru_cache

from evidence.cohorts.table import Key, cohorts, key


@lru_cache(maxsize=8)
def overlaps(version: str) -> dict[Key, frozenset[Key]]:
    """For each cohort those of other studies that may hold some of the same patients.

    A cohort that a record calls the same shares its patients with its own parts and with what it is a part of.
    """
    line: dict[Key, set[Key]] = {}
    for row in cohorts(version):
        line[key(row)] = {key(row)} | (line[row["study_id"], row["parent"]] if row["parent"] else set())
    found: dict[Key, set[Key]] = {place: set() for place in line}
    for row in cohorts(version):
        for name in row["same_patients_as"]:
            for one in _kin(line, key(row)):
                for other in _kin(line, tuple(name.split("/"))):
                    found[one].add(other)
                    found[other].add(one)
    return {place: frozenset(others) for place, others in found.items()}


def _kin(line: dict[Key, set[Key]], place: Key) -> set[Key]:
    """A cohort, what it is a part of, and its parts; `line` holds each cohort with all above it."""
    return line[place] | {one for one in line if place in line[one]}
