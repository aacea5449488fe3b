"""QR codes of links, as far as a link fits into one."""

import io
from functools import lru_cache

import segno

#: What the largest code holds at its lowest correction of errors, in bytes.
LONGEST = 2953


def _code(link: str) -> segno.QRCode | None:
    return segno.make(link, error="l", micro=False) if len(link.encode()) <= LONGEST else None


@lru_cache(maxsize=64)
def png(link: str) -> bytes:
    """The link as a picture that a phone reads; empty where it is too long."""
    code, file = _code(link), io.BytesIO()
    if code:
        code.save(file, kind="png", scale=6, border=2)
    return file.getvalue()


def svg(link: str) -> str:
    """The same as a drawing; empty where it is too long."""
    code = _code(link)
    return code.svg_inline(scale=4, border=0) if code else ""
