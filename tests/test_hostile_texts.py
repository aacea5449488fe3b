"""Records whose texts are programs: on every way out they are words, and nothing is fetched, run or lost."""

import io
import json
import re
from collections.abc import Iterator
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.exports import forms, pictures
from dashboard.exports.parts import parts
from dashboard.exports.tables import safe
from dashboard.meeting.documents import paper, slides
from dashboard.painters.plotly import draw
from dashboard.painters.pptx.deck import deck
from dashboard.painters.typst import handout
from dashboard.routes import index
from dashboard.session.reading import read
from dashboard.site import PAGES, WITH_DATA, page_named
from etl.clubs import publish_clubs
from etl.read import load
from evidence.clubs import Club, as_yaml
from evidence.database import folder
from evidence.questions.card.numbers import provenance
from evidence.questions.card.words import bibtex, ris
from tests.conftest import ALPHA, panels_shown, shown, tell, visit
from tests.serving import get, serving
from tests.test_slides import DAY

#: HTML, Markdown, Plotly's tags, mathematics, Typst, TeX, YAML and a formula in one.
BAD = "=1+1<img src=x onerror=pwn()><script>pwn()</script>![i](https://bad.example/i.png)[l](javascript:pwn())<a href='https://bad.example'>a</a>$x^2$:red[r] #read(\"/etc/passwd\") \\input{/etc/passwd} & {{x}} '"
SHORT = "<img src=x onerror=a()>"
#: What would be obeyed if a way out took the text for its own language.
OBEYED = re.compile(r"<(img|script|a href='https://bad)")
MARKDOWN = re.compile(r"(?<!\\)(!\[|\]\(|\$|:red)")


def study() -> str:
    """The invented study with a hostile text in every field that takes one."""
    bad = json.dumps(BAD)
    text = ALPHA.replace("label: Alpha 2001", f"label: {bad}", 1)
    text = text.replace("title: An invented dose escalation", f"title: {bad}\nnote: {bad}\ncentres: {bad}", 1)
    text = text.replace("name: drug A,", f"name: {bad},").replace(
        'citation: "Alpha A. Invented J 2001;1:1"', f"citation: {bad}, note: {bad}"
    )
    text = re.sub(
        r"label: (All enrolled|Relapsed|Primary refractory|\d00 mg daily)",
        lambda found: "label: " + json.dumps(BAD + found[1]),
        text,
    )
    text = re.sub(r'printed: "([^"]*)"', lambda found: "printed: " + json.dumps(f"{found[1]} {SHORT}"), text)
    text = re.sub(r'at: ("[^"]*"|Table \d)(?=[,}])', lambda _: f"at: {bad}", text)
    text = text.replace(
        "readers: checked}", f"readers: checked, criteria: {bad}, attribution: {bad}, certain: no, note: {bad}}}"
    )
    contradiction = {"topic": BAD, "facts": ["all/response/ORR"], "kind": "text against table", "first": BAD, "first_at": BAD,
                     "second": BAD, "second_at": BAD, "what": BAD, "shown": "first", "why": BAD, "seal": "2ac210"}  # fmt: skip
    return f"{text}discrepancies:\n  - {json.dumps(contradiction)}\n"


#: Pages on whose question the invented study prints nothing.
SILENT = ("patients", "mobilisation", "outcomes")
CLUB = Club(id="bad", title=BAD, paper=BAD, date="2026-12-03", views=({"page": "response", "question": BAD, "note": BAD},))


@pytest.fixture
def base(evidence_of):
    """A base of hostile texts, and a meeting of them."""
    version = evidence_of(study())
    publish_clubs([CLUB], folder())
    return version


def opened(page: str, **query: str) -> AppTest:
    app = visit(page, **query)
    assert not app.error
    return app


def labels(app: AppTest) -> Iterator[str]:
    """Every text that Streamlit reads as Markdown: labels of widgets and what they offer, heads, remarks."""
    for kind in ("markdown", "caption", "header", "subheader", "title", "info", "warning", "error", "success", "toast"):
        yield from (element.value for element in app.get(kind))
    for kind in ("button", "toggle", "checkbox", "expander", "expandable", "text_input", "page_link", "download_button"):
        yield from (element.label for element in app.get(kind) if hasattr(element, "label"))
    yield from (element.proto.label for element in app.get("page_link") if hasattr(element, "proto"))
    for panel in panels_shown(app).values():
        yield from (panel.get("question", ""), panel.get("hint", ""), panel.get("fold", {}).get("head", ""))


VISITS = [(page.name, {}) for page in PAGES] + [
    ("response", {"study": "alpha-2001", "fact": "alpha-2001/all/response/ORR"}),
    ("journal-club", {"club": "bad", "step": "0"}),
    ("journal-club", {"club": "bad", "step": "1"}),
]


@pytest.mark.parametrize(("page", "query"), VISITS)
def test_pages_show_words(base, page, query):
    app = opened(page, **query)
    html = shown(app)
    assert not OBEYED.search(html)
    found = list(labels(app))
    assert not [label for label in found if "pwn" in label and MARKDOWN.search(label)]
    if page not in SILENT:
        assert "onerror=pwn()" in html + "".join(found)


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_figures_show_words(base, page):
    for panel in page_named(page).panels(read(page, {}).frame()):
        if panel.chart:
            drawn = draw(panel.chart, False).to_json().replace("\\u003c", "<")
            assert not OBEYED.search(drawn), panel.name


def test_previews_show_words(base):
    with serving(Starlette(routes=index.routes)) as site:
        for page in ("study", "response"):
            head = get(f"{site}/{page}")[2].decode()
            assert "og:title" in head and not re.search(r"<img|<script>pwn|content=\"[^\"]*<", head)
            assert get(f"{site}/preview/{page}")[2][:4] == b"\x89PNG"


def test_tables_and_workbooks_run_nothing(base):
    for page in WITH_DATA:
        reading = read(page.name, {})
        cells = pd.read_csv(io.BytesIO(forms.to_csv(reading)), dtype=str, keep_default_na=False).to_numpy().ravel()
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
        book = openpyxl.load_workbook(io.BytesIO(forms.to_xlsx(reading)))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [
            cell for cell in cells if cell.data_type == "f" or cell.hyperlink or str(cell.value).startswith(("=", "+", "@"))
        ]
        texts = json.loads(forms.to_json(reading))
        assert page.name in SILENT or "onerror=pwn()" in json.dumps(texts)


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\ufeff".strip("\ufeff") + "=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
    ],
)
def test_every_beginning_of_a_formula_is_neutralised(text):
    assert str(safe(text)).startswith("'") and "\r" not in str(safe(text))


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_slides_and_handouts_hold_the_words_and_nothing_else(base, page):
    query = {"show": ["all"]} if page == "toxicity" else {}
    found = parts(read(page, query), "https://evidence.example")
    made = deck(found, DAY)
    package = ZipFile(io.BytesIO(made))
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(package.read(name))
            outside = [one.get("Target") for one in root.iter("{*}Relationship") if one.get("TargetMode") == "External"]
            assert all(target.startswith("https://evidence.example/") for target in outside)
    said = "".join(
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(made)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "onerror" in said or page in SILENT
    assert handout(found, DAY, BAD, [BAD], "https://evidence.example")[:5] == b"%PDF-"


def test_a_meeting_is_words_on_its_slides_and_in_its_file(base, tmp_path):
    first = Presentation(io.BytesIO(slides(CLUB, base, "https://evidence.example", DAY))).slides[0]
    assert first.shapes.title.text == BAD
    assert paper(CLUB, base, "https://evidence.example", DAY)[:5] == b"%PDF-"
    (tmp_path / "bad.yaml").write_text(as_yaml(CLUB), encoding="utf-8")
    again = load(tmp_path / "bad.yaml")[0]
    assert again["title"] == again["paper"] == again["views"][0]["question"] == BAD


def test_references_keep_their_lines_and_their_braces(base):
    found = provenance(base, "alpha-2001/all/response/ORR", "clopper-pearson")
    entry = bibtex(found)
    bare = re.sub(r"\\text\w+\{\}|\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}") == 3 and "\\input" not in entry and len(entry.splitlines()) == 4
    assert [line[:6] for line in ris(found).splitlines()] == ["TY  - ", "ID  - ", "N1  - ", "DO  - ", "N1  - ", "ER  - "]


def test_what_a_reader_types_into_a_meeting_can_be_read_again(base, tmp_path):
    app = opened("response")
    tell(app, "panel_response", "collect")
    app.switch_page("../../pages/journal_club.py").run()
    app.button("open_mine").click().run()
    app.text_input("mine_title").set_value("A\u202e \x1b[31m\x00 B " + "x" * 1000).run()
    club = Club.model_validate_json(app.session_state["session"].meeting.text)
    assert club.title.startswith("A [31m") and len(club.title) <= 600
    (tmp_path / "mine.yaml").write_text(as_yaml(club), encoding="utf-8")
    assert load(tmp_path / "mine.yaml")[0]["title"] == club.title


def test_a_picture_of_the_server_fetches_nothing(monkeypatch):
    import kaleido
    from kaleido._page_generator import PageGenerator

    given: dict = {}
    monkeypatch.setattr(kaleido, "start_sync_server", lambda **settings: given.update(settings))
    pictures._start.__wrapped__()
    assert "://" in PageGenerator().generate_index()
    page = PageGenerator(mathjax=given["mathjax"]).generate_index()
    assert set(re.findall(r"(\w+)://", page)) == {"file"}
