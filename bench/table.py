"""The printed table: each figure, its goal beside it, and whether it is met."""

from bench.measured import Measured

MET = {None: "", True: "met", False: "NOT MET"}


def table(name: str, found: list[Measured], fault: str) -> str:
    """One bench as text; a bench that ended early says why in its last line."""
    lines = [
        f"{name:12} {one.what:66} {_number(one.value):>9} {one.unit:7} {_goal(one):12} {MET[one.met]}".rstrip()
        for one in found
    ]
    return "\n".join([*lines, *([f"{name:12} ended early: {fault}"] if fault else [])])


def _goal(one: Measured) -> str:
    return "" if one.goal is None else f"goal ≤ {one.goal:g}"


def _number(value: float | None) -> str:
    """Three digits that mean something."""
    if value is None:
        return "none"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
