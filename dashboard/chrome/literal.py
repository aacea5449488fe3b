"""Text of records and links inside Markdown, and numbers inside markup."""

import re

#: Blanks between a number and its sign: '54.9 %', 'P = 0.005', 'N = 28'.
_BLANKS = re.compile(r"(?<=\d) (?=%)|(?<=\b[NPn]) (?=[=≤≥])|(?<=[=≤≥]) (?=\d)")
_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^="


def literal(text: str) -> str:
    """The text so that Markdown shows it as it is, without formatting, links or colours."""
    return "".join(f"\\{character}" if character in _SIGNS else character for character in text)


def bound(markup: str) -> str:
    """Markup in which no line ends between a number and its sign."""
    return _BLANKS.sub("\u00a0", markup)
