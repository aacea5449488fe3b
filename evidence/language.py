"""Which language is spoken, and how a message reads in it.

English stands in the code; every other language is one catalogue `evidence/languages/<code>.po`, keyed by the English
message. What a record quotes (names of studies, places, printed characters, notes) is never translated. What is the
curators' own reads in it too: caveats, and the names of cohorts, regimens, times and compared groups (see
`evidence.wording.phrases`).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from babel.messages.pofile import read_po

from evidence.reasons import mark

__all__ = [
    "ENGLISH",
    "as_spoken",
    "catalogue",
    "languages",
    "mark",
    "region",
    "say",
    "spaced",
    "speak",
    "speaking",
    "spoken",
    "translated",
    "worded",
]

P = ParamSpec("P")
R = TypeVar("R")
ENGLISH = "en"
CATALOGUES = Path(__file__).parent / "languages"
_HAN, _SIGNS = "\u4e00-\u9fff", "（）［］，。；：、"
#: A space that a full-width sign brings itself, or between two Chinese characters.
_WIDE = re.compile(rf"(?<=[{_SIGNS}]) +(?=\S)| +(?=[{_SIGNS}])|(?<=[{_HAN}]) (?=[{_HAN}])")
#: Where a Chinese character stands beside a Latin letter or a digit.
_LATIN = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def languages() -> dict[str, str]:
    """Codes in links and what each language calls itself, English first."""
    return dict(_found(CATALOGUES))


@cache
def _found(catalogues: Path) -> dict[str, str]:
    return {ENGLISH: mark("English")} | {file.stem: _own_name(file) for file in sorted(catalogues.glob("*.po"))}


def _own_name(file: Path) -> str:
    """What a language calls itself: its translation of 'English'. Raises ValueError where its catalogue has none."""
    name = catalogue(file.stem).get("English")
    if name is None:
        raise ValueError(f'{file}: expected what the language calls itself, as the translation of the message "English",'
                         f' found none; add the lines\n    msgid "English"\n    msgstr "..."')  # fmt: skip
    return name


def spoken() -> str:
    return _spoken.get()


def speak(language: str) -> None:
    """From here on, in this run or request, messages read in this language."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Messages read in this language inside, and as before afterwards."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def as_spoken(make: Callable[P, R]) -> Callable[P, R]:
    """The function in the language spoken now, for whoever calls it later, in another thread."""
    language = spoken()

    @wraps(make)
    def asked(*given: P.args, **named: P.kwargs) -> R:
        with speaking(language):
            return make(*given, **named)

    return asked


def say(message: str, **values: object) -> str:
    """The message in the spoken language, with `values` in the places that it names in braces."""
    language = _spoken.get()
    if language == ENGLISH:
        return message.format(**values) if values else message
    found = catalogue(language).get(message, message)
    return spaced(found.format(**values)) if values else found


def spaced(text: str) -> str:
    """The text with a space between a Chinese character and a Latin letter or digit, and none beside full-width signs."""
    return _LATIN.sub(" ", _WIDE.sub("", text))


def translated(message: str) -> str | None:
    """The message in the spoken language, which is not English; None where nobody has translated it."""
    return catalogue(_spoken.get()).get(message)


def worded(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An `lru_cache` for functions whose results hold words: each language has its own."""

    def keep(make: Callable[P, R]) -> Callable[P, R]:
        kept: Callable[..., R] = lru_cache(maxsize)(lambda _, *given, **named: make(*given, **named))

        @wraps(make)
        def asked(*given: P.args, **named: P.kwargs) -> R:
            return kept(_spoken.get(), *given, **named)

        return asked

    return keep


@cache
def region(language: str) -> str:
    """The country whose form of a language is written here, as the header of its catalogue says it ('CN' of zh_CN)."""
    if language == ENGLISH:
        return "GB"
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return (read_po(file).locale_identifier or "").partition("_")[2]


@cache
def catalogue(language: str) -> dict[str, str]:
    """English messages and their translations, without those that nobody has translated yet."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}
