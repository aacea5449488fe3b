"""Every word that a reader sees can be said in another language, and is said in each that has a catalogue."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.chrome.tables import to_html
from dashboard.exports import views
from dashboard.exports.forms import to_xlsx
from dashboard.exports.parts import parts
from dashboard.painters.plotly import draw
from dashboard.painters.pptx import template
from dashboard.painters.pptx.deck import deck
from dashboard.session.reading import read
from dashboard.site import PAGES, WITH_DATA
from etl.messages import catalogues, misplaced
from evidence import language
from evidence.cohorts import BESIDE, KINDS
from evidence.database import ask, folder
from evidence.vocabulary import DRUG, ENUMS, TERM
from tests.conftest import filters, visit

#: The language that is read from a catalogue of brackets while these tests run; no test speaks it otherwise.
ECHO = "ja"
#: What is the same in every language: names, signs, units and code.
SAME = re.compile(
    r"Leukaemia evidence|\w+_\w+|10\.\d{4,}/\S+|\b(?:DOI|PubMed|PNG|SVG|CSV|PDF|JSON|YAML|BibTeX|RIS|FLT3-ITD|CR|n|N|of|CI|NR)\b"
)


class Echo(dict):
    """Every message in brackets, with what it holds."""

    def get(self, message, default=None):
        return f"⟦{message}⟧"


def test_a_catalogue_that_does_not_say_what_its_language_is_called_is_told(tmp_path, monkeypatch):
    (tmp_path / "xx.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    with pytest.raises(ValueError, match=r'(?s)xx\.po: expected what the language calls itself.*msgid "English"'):
        language.languages()


@pytest.fixture
def echo(monkeypatch, published):
    catalogue, languages = language.catalogue, language.languages
    monkeypatch.setattr(language, "catalogue", lambda code: Echo() if code == ECHO else catalogue(code))
    monkeypatch.setattr("evidence.selection.link.languages", lambda: languages() | {ECHO: "Echo"})
    region = language.region
    monkeypatch.setattr(template, "region", lambda code: "JP" if code == ECHO else region(code))
    monkeypatch.setattr("dashboard.painters.typst.region", lambda code: "JP" if code == ECHO else region(code))


@pytest.fixture(scope="module")
def records(published):
    """All that base, meetings and other spellings say, in small letters: it is quoted, never translated."""
    tables = [row["table_name"] for row in ask(published, "select table_name from information_schema.tables")]
    cells = {str(cell) for name in tables for row in ask(published, f'from "{name}"') for cell in row.values() if cell}
    cells |= {
        word
        for terms in (*TERM.values(), *ENUMS.values(), DRUG)
        for code in terms.values()
        for word in (code.code, *code.synonyms)
    }
    clubs = (folder() / "clubs.json").read_text(encoding="utf-8") if (folder() / "clubs.json").exists() else ""
    return plain(" ".join((*cells, *KINDS, BESIDE)) + clubs)


def plain(text: str) -> str:
    """Letters and digits in small letters, everything else one blank."""
    return re.sub(r"\W+", " ", text).lower()


def unsaid(text: str, records: str) -> list[str]:
    """The parts of a text that are neither a message nor a record; a message may be cut off at the end of a line, or after a
    sentence of it.
    """
    text = unescape(re.sub(r"<(style|script|svg).*?</\1>|<[^>]+>", "\n", text, flags=re.S))
    text = re.sub(r"(?:https?:/)?/\S+\?\S+|https?://\S+| \[[\d, -]+\]", "", text)
    while (inner := re.sub(r"⟦[^⟦⟧]*(?:⟧|(…)$|\.(?= ⟦|$))", r"  \1", text, flags=re.M)) != text:
        text = inner
    parts = set(re.split(r"[;,:()\n“”…·|]+|  | [-–] |\. ", text))
    words = [part for part in parts if re.search(r"[A-Za-z]{2,}", SAME.sub(" ", part))]
    return [part for part in words if plain(part).strip() not in records]


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_its_english_message(path):
    assert misplaced(path) == []


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_panels_say_nothing_but_messages_and_records(page, echo, records):
    with language.speaking(ECHO):
        left = {}
        for panel in views.panels(read(page, {})):
            said = [panel.question, panel.answer.text, *panel.below, *panel.remarks]
            said += [line for one in panel.computed for line in (one.formula, one.row)]
            said += [to_html(panel.table, lambda facts: "")] if panel.table else []
            said += _drawn(draw(panel.chart, False)) + _drawn(draw(panel.chart, True)) if panel.chart else []
            left |= {part: panel.name for text in said for part in unsaid(text, records)}
    assert left == {}


def _drawn(figure) -> list[str]:
    """The texts in a figure: titles, notes, ticks, entries of the legend, labels, hovers."""
    if figure is None:
        return []
    found = json.loads(figure.to_json())
    named = [trace["name"] for trace in found["data"] if trace.get("showlegend", found["layout"]["showlegend"])]
    return [*named, *_texts(found["data"]), *_texts({**found["layout"], "template": None})]


def _texts(part: object, name: str = "") -> list[str]:
    if isinstance(part, dict):
        return [text for key, value in part.items() for text in _texts(value, key)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value, name)]
    return [part] if isinstance(part, str) and name in ("text", "ticktext", "hovertext") else []


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_page_says_nothing_but_messages_and_records(page, echo, records):
    app = visit(page, lang=ECHO)
    assert {part for text in _shown(app) for part in unsaid(text, records)} == set()


@pytest.mark.parametrize("page", ["response", "toxicity", "patients", "sources"])
def test_slides_and_workbook_say_nothing_but_messages_and_records(page, echo, records):
    with language.speaking(ECHO):
        reading = read(page, {"drug": ["sorafenib"]})
        said = [
            *_on_slides(deck(parts(reading, "https://evidence.example"), date(2026, 11, 20))),
            *_in_book(to_xlsx(reading)),
        ]
    assert {part for text in said for part in unsaid(text, records)} == set()


def _on_slides(file: bytes) -> list[str]:
    shapes = [shape for slide in Presentation(BytesIO(file)).slides for shape in (*slide.shapes, *slide.notes_slide.shapes)]
    frames = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return frames + cells


def _in_book(file: bytes) -> list[str]:
    """The cells of a workbook, without the names of its sheets and columns, which are codes."""
    book = load_workbook(BytesIO(file), read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    names = {*sheets, *(name for title, rows in sheets.items() if title != "README" for name in rows[0])}
    cells = (cell for rows in sheets.values() for row in rows for cell in row)
    return [cell for cell in cells if isinstance(cell, str) and cell not in names]


def _shown(app: AppTest) -> list[str]:
    """Everything that the elements of a page say, but code and the codes behind a choice."""
    elements = [element for element in app if element.type not in ("code", "selectbox", "select", "multiselect")]
    said = [getattr(element, name, None) for element in elements for name in ("value", "label", "help", "placeholder")]
    options = [option for element in app for option in getattr(element, "options", [])]
    told = list(filters(app).values())
    values = [value["words"] for one in told for value in one["values"]]
    around = [one.get(part) for one in told for part in ("label", "help", "any", "fewer", "more", "remove")]
    return [text for text in (*said, *options, *values, *around, *_around_panels(app)) if isinstance(text, str)]


def _around_panels(app: AppTest) -> Iterator[str]:
    """What the choices and the filters that are on say."""
    told = [
        json.loads(one.proto.bytes)
        for one in app.get("bidi_component")
        if one.proto.component_name in ("choices", "chips", "asked")
    ]
    for one in told:
        yield from (one.get("said", ""), one.get("reset", ""), one.get("help", ""), *one.get("joints", {}).values())
        yield from (chip["words"] for chip in one.get("chips", ()))
        for choice in one.get("choices", ()):
            yield from (choice["label"], *(words for _, words in choice.get("options", ())))
            yield from (choice.get("any"), choice.get("remove"), *(value["words"] for value in choice.get("values", ())))
