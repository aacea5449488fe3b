"""Reference values from outside this repository. pin.R wrote pinned.csv, which says where each value comes from."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest


class Pin(NamedTuple):
    """A value and how close, absolutely, its source lets us ask for."""

    value: float
    within: float


def pinned(function: str) -> list:
    """The pinned cases of a function as pytest parameters: (input, method, {which value: Pin})."""
    cases: dict[tuple[str, str, str], dict[str, Pin]] = {}
    with Path(__file__).with_name("pinned.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["function"] == function:
                case = cases.setdefault((row["input"], row["method"], row["origin"]), {})
                case[row["value_of"]] = Pin(float(row["value"]), float(row["within"]))
    return [
        pytest.param(given, method, pins, id=f"{given} {method}: {origin}")
        for (given, method, origin), pins in cases.items()
    ]


def rates(given: str) -> tuple[list[int], list[int]]:
    """'4/10 3/20' as ([4, 3], [10, 20])."""
    events, of = zip(*(map(int, rate.split("/")) for rate in given.split()), strict=True)
    return list(events), list(of)


def agrees(found: float, pin: Pin) -> bool:
    """Whether a value lies as close to its reference as the reference allows; infinities must be equal."""
    return found == pin.value or abs(found - pin.value) <= pin.within
