"""Where the server keeps a font with Chinese characters, for what it draws itself: handouts, previews, pictures."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from evidence.language import ENGLISH, say, spoken

#: Files of free fonts and of those that come with Windows and macOS, the best first.
_FILES = ("NotoSansCJK*-Regular.*", "NotoSansSC*.*", "SourceHanSans*-Regular.*", "msyh.*", "PingFang*.*", "wqy-*.*")
#: Faces of a collection that draw Chinese as it is written on the mainland.
_MAINLAND = ("SC", "CN", "YaHei", "WenQuanYi", "PingFang")


class NoFont(Exception):
    """There is no font for the spoken language; the message says what to install."""


@dataclass(frozen=True)
class Face:
    """One face of a font file; `family` is what programs call it."""

    file: Path
    index: int
    family: str


def needed() -> Face | None:
    """The face that the spoken language needs beside the usual ones: none for English. Raises NoFont."""
    if spoken() == ENGLISH:
        return None
    if found := chinese():
        return found
    raise NoFont(
        say(
            "this server has no font with Chinese characters; install Noto Sans CJK (Debian: apt-get install fonts-noto-cjk)"
        )
    )


def missing() -> str:
    """Why nothing can be set in the spoken language; empty where it can."""
    try:
        needed()
    except NoFont as fault:
        return str(fault)
    return ""


@cache
def chinese() -> Face | None:
    """The first face found; None where the server has none."""
    files = (file for name in _FILES for folder in _folders() for file in sorted(folder.rglob(name)))
    return next((face for file in files if (face := _mainland(file))), None)


def _folders() -> Iterator[Path]:
    """Where systems keep their fonts."""
    home = Path.home()
    for folder in (
        "/usr/share/fonts", "/usr/local/share/fonts", home / ".local/share/fonts", home / ".fonts", "/Library/Fonts",
        "/System/Library/Fonts", home / "Library/Fonts", Path(os.environ.get("WINDIR", "/nowhere")) / "Fonts",
    ):  # fmt: skip
        if Path(folder).is_dir():
            yield Path(folder)


def _mainland(file: Path) -> Face | None:
    for index in range(12):
        try:
            family, _ = ImageFont.truetype(file, 12, index=index).getname()
        except OSError:
            return None
        if family and any(name in family for name in _MAINLAND) and "Mono" not in family:
            return Face(file, index, family)
    return None
