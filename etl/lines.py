"""One record on one line, as study files have it: written whole, or changed at single keys with the rest left as it is."""

import json
import re
from collections.abc import Mapping

import yaml

#: Text that YAML reads as itself without quotes, inside braces too.
_BARE = re.compile(r"[A-Za-z0-9(][A-Za-z0-9 ./()+_%^<=>-]*")


def flow(fields: Mapping[str, object]) -> str:
    """A record on one line; a key without a value is left blank."""
    return (
        "{" + ", ".join(f"{scalar(name)}: {'' if value is None else scalar(value)}" for name, value in fields.items()) + "}"
    )


def scalar(value: object) -> str:
    """A value as YAML text that reads back as itself."""
    if isinstance(value, Mapping):
        return flow(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(scalar, value)) + "]"
    text = str(value)
    if _BARE.fullmatch(text) and text == text.strip() and text.lower() not in ("null", "") and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def changed(line: str, values: Mapping[str, object], order: tuple[str, ...]) -> str:
    """The line of a record with some keys set (None takes a key away); every other character stays.

    A value that stands there already keeps its quotes, too. A key that the line lacks goes behind the last of those that
    come before it in `order`.
    """
    for name, value in values.items():
        line = _one_changed(line, name, value, order)
    return line


def _one_changed(line: str, name: str, value: object, order: tuple[str, ...]) -> str:
    spans = _spans(line)
    keys = list(spans)
    if name in spans:
        start, middle, end = spans[name]
        if value is not None:
            said = yaml.compose(line[middle:end], Loader=yaml.CSafeLoader)
            same = isinstance(said, yaml.ScalarNode) and said.value == value
            return line if same else line[:middle] + scalar(value) + line[end:]
        first = keys.index(name) == 0
        from_, to = (start, spans[keys[1]][0]) if first else (spans[keys[keys.index(name) - 1]][2], end)
        return line[:from_] + line[to:]
    if value is None:
        return line
    before = [key for key in keys if key in order[: order.index(name)]]
    place = spans[before[-1] if before else keys[0]][2]
    return f"{line[:place]}, {name}: {scalar(value)}{line[place:]}"


def _spans(line: str) -> dict[str, tuple[int, int, int]]:
    """Where each key of the record on a line begins, and where its value begins and ends. Raises ValueError."""
    opening = line.find("{")
    if opening < 0:
        raise ValueError(f"no record in braces on the line {line.strip()[:60]!r}")
    node = yaml.compose(line[opening:], Loader=yaml.CSafeLoader)
    if node is None:
        raise ValueError(f"no record on the line {line.strip()[:60]!r}")
    return {
        key.value: tuple(opening + mark.column for mark in (key.start_mark, value.start_mark, value.end_mark))
        for key, value in node.value
    }
