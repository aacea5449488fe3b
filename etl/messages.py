"""Every message of the program, found in its source, and each language's catalogue brought up to date."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from evidence.language import CATALOGUES

ROOT = Path(__file__).parent.parent
FOLDERS = ("evidence", "dashboard", "pages")
#: Calls whose arguments are messages: where these stand, or what they are called.
MESSAGES = {"say": (0,), "mark": (0,), "plural": (1, 2, "many"), "Code": (1, 2, 5, "group"), "Column": (1, "label"),
            "Filter": (1,), "Choice": (1,), "PageOf": (1,), "Rule": (1, 2), "unit": (0,),
            "told": (0, "part")}  # fmt: skip

HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def messages() -> dict[str, list[str]]:
    """Each message with the files that say it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for message in _said(ast.parse(path.read_text(encoding="utf-8"))):
            places = found.setdefault(message, [])
            if (place := path.relative_to(ROOT).as_posix()) not in places:
                places.append(place)
    return found


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            given = dict(enumerate(node.args)) | {keyword.arg: keyword.value for keyword in node.keywords}
            for place in MESSAGES.get(name, ()):
                match given.get(place):
                    case ast.Constant(value=str(message)) if message:
                        yield message


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def updated(path: Path) -> str:
    """The catalogue with every message of the program: new ones empty, gone ones gone, translations kept."""
    before, after = read(path), Catalog()
    for message, places in messages().items():
        known = before.get(message)
        after.add(message, known.string if known else "", locations=[(place, None) for place in places])
    target = BytesIO()
    write_po(target, after, width=0, omit_header=True, include_lineno=False)
    return HEADER.format(language=path.stem) + target.getvalue().decode("utf-8")


def open_in(path: Path) -> list[tuple[str, str]]:
    """The messages of a catalogue that a translator must look at, with the reason."""
    found = []
    for message in read(path):
        if message.id and not message.string:
            found.append((message.id, "not translated"))
        elif message.id and _places(message.id) != _places(message.string):
            found.append((message.id, f"other places in braces than the English: {message.string!r}"))
    return found


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def catalogues() -> list[Path]:
    return sorted(CATALOGUES.glob("*.po"))
