"""Text of records and links inside Markdown."""

_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^="


def literal(text: str) -> str:
    """The text so that Markdown shows it as it is, without formatting, links or colours."""
    return "".join(f"\\{character}" if character in _SIGNS else character for character in text)
