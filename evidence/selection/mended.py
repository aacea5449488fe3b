"""What mail, chats and people do to a link on its way, undone where only one meaning is left."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from evidence.language import languages
from evidence.reasons import Reason, because
from evidence.selection.link import SHOWN, names
from evidence.selection.offered import CHOICES, FILTERS

#: Signs of a sentence that a program took for the beginning or the end of a name.
_BEFORE = " \t\r\n([{<\"'«“‘（【《"
_AFTER = " \t\r\n.,;:!?)]}>\"'»”’。，；：！？、）】》"
#: A line break inside a value, with the sign by which mail marks one.
_BREAK = re.compile(r"=?[ \t]*[\r\n]+[ \t]*")
#: Names that campaigns and mail programs hang on a link; they say nothing about the view.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs(enc|mi)|mkt_tok|yclid|spm|from|isappinstalled"
)

Query = dict[str, list[str]]
Code = Callable[[str], str | None]
#: Of some texts the names that they are in any capitals: figures and cohorts are too many to be listed.
Known = Callable[[Iterable[str]], Collection[str]]
#: Parameters whose values name a figure, a discrepancy or an arm.
_NAMED = ("fact", "other", "arm")


def mend(
    query: Mapping[str, Sequence[str]], studies: Collection[str], known: Known, clubs: Collection[str]
) -> tuple[Query, list[Reason]]:
    """The query as it was meant, and which parts were read otherwise than they stood there.

    `known` knows figures, discrepancies and arms, `clubs` are the names of meetings. A value is changed only where it names
    nothing as it stands, and names something without what was added, broken or capitalised.
    """
    found: Query = {}
    said: list[Reason] = []
    for name, values in query.items():
        meant = _name(name)
        if meant is None:
            continue
        code = _codes(meant, studies, known(_parts(values)) if meant in _NAMED else (), clubs)
        mended = [_value(value, code) for value in values]
        found[meant] = [*found.get(meant, []), *mended]
        for value, now in zip(values, mended, strict=True):
            if (meant, now) != (name, value):
                before, after = f"{name}={value}"[:SHOWN], f"{meant}={now}"[:SHOWN]
                said.append(because("{before} is read as {now}", before=before, now=after))
    return found, said


def word(text: str) -> str:
    """A single name as it was meant: 'Journal_Club).' as 'journal-club'."""
    return text.lstrip(_BEFORE).rstrip(_AFTER + "/").casefold().replace("_", "-")


def _name(name: str) -> str | None:
    """The parameter that a name stands for; None where it is no business of the view."""
    if name in names():
        return name
    if TRACKING.fullmatch(name.casefold()):
        return None
    meant = re.sub(r"^(amp;|[?&\s])+", "", name).strip().casefold()
    return meant if meant in names() else name


def _codes(name: str, studies: Collection[str], known: Collection[str], clubs: Collection[str]) -> Code:
    """What a value means under a name, in any capitals; None where it means nothing."""
    closed: dict[str, Collection[str]] = {one.name: studies if one.codes is None else one.codes for one in FILTERS}
    closed |= {one.name: one.codes for one in CHOICES} | dict.fromkeys(_NAMED, known)
    closed |= {"club": clubs, "lang": languages()}
    if name in closed:
        small = {code.casefold(): code for code in closed[name]}
        return lambda value: value if value in closed[name] else small.get(value.casefold())
    open_ = {"data": r"[0-9a-f]{8,16}|current", "step": r"\d{1,2}(\.\d{1,2})?", "embed": "true"}
    pattern = re.compile(open_.get(name, "(?!)"))
    return lambda value: value.casefold() if pattern.fullmatch(value.casefold()) else None


def _value(value: str, code: Code) -> str:
    """One value, or several between commas."""
    if code(value) == value or not value:
        return value
    if found := next((meant for one in _readings(value) if (meant := code(one))), None):
        return found
    parts = value.split(",")
    return ",".join(_value(part, code) for part in parts if part) if len(parts) > 1 else value


def _parts(values: Iterable[str]) -> Iterator[str]:
    """All that values, or parts of them between commas, may have been."""
    return (text for value in values for part in (value, *value.split(",")) for text in (part, *_readings(part)))


def _readings(value: str) -> Iterator[str]:
    """What a value may have been: joined, without the signs around it, without the rest of a sentence behind it."""
    whole = _BREAK.sub("", value)
    bare = whole.lstrip(_BEFORE).rstrip(_AFTER).removeprefix("3D")
    yield from (whole, bare, bare.split("&")[0].rstrip(_AFTER))
