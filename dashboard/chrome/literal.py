"""Text of records and links inside Markdown."""

from evidence.wording.selection import code_label

_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^="


def literal(text: str) -> str:
    """The text so that Markdown shows it as it is, without formatting, links or colours."""
    return "".join(f"\\{character}" if character in _SIGNS else character for character in text)


def code_literal(name: str, code: str, studies: dict[str, str]) -> str:
    """The label of a filter's value for a button: the names of studies are texts of records."""
    label = code_label(name, code, studies)
    return literal(label) if name == "study" else label
