"""Another language on every way out: the link carries it, the font is there or it is said, lines keep their room."""

import io
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from streamlit.testing.v1 import AppTest

from dashboard.charts.lines import shortened
from dashboard.documents import Wish, made
from dashboard.exports import forms
from dashboard.exports.parts import parts
from dashboard.meeting import agenda
from dashboard.meeting import documents as meetings
from dashboard.painters import fonts
from dashboard.painters.pptx import fitting
from dashboard.painters.pptx.deck import deck
from dashboard.painters.typst import handout
from dashboard.routes import preview
from dashboard.session.link import address
from dashboard.session.reading import pinned, read
from etl.messages import catalogues, messages
from evidence.clubs import Club, Shown
from evidence.database import folder
from evidence.language import catalogue, languages, say, speaking
from evidence.questions.references.words import SOURCES
from evidence.wording import dates
from evidence.wording.api import CORE
from tests.conftest import SHELL, tell, visit
from tests.test_documents import Client
from tests.test_slides import DAY, SITE

WIDE = "分母：按原文；95% 区间：精确法（Clopper-Pearson）。"


@pytest.fixture
def no_font(monkeypatch):
    monkeypatch.setattr(fonts, "chinese", lambda: None)
    monkeypatch.setattr(preview, "chinese", lambda: None)


def test_links_of_a_view_and_of_a_meeting_keep_the_language(published):
    view = Shown(page="response", query="lang=en&mutation=flt3-itd", question="How many?")
    club = Club(id="one", title="One", paper="One", date="2026-12-03", views=(view,))
    with speaking("zh"):
        assert "&lang=zh&" in read("response", {}).address()
        found = meetings.parts(club, published, SITE)
        assert "&lang=zh&" in found[0].link and "队列" in found[0].panel.answer.text
        assert "&lang=zh&" in meetings.address(club, published, SITE, found)
    reading = read("response", {"lang": ["zh"]})
    assert not reading.ignored and "lang=" not in address(reading.view, "response", published)


def test_each_language_has_its_own_answer_from_the_same_routes(published):
    client = Client()
    english, chinese, again = (client.get(f"/api/response.json{query}").json() for query in ("", "?lang=zh", ""))
    assert english == again and chinese["title"] != english["title"] and "lang=zh" in chinese["link"]
    assert [len(table["rows"]) for table in chinese["tables"]] == [len(table["rows"]) for table in english["tables"]]
    assert list(chinese["tables"][0]["rows"][0]) == list(english["tables"][0]["rows"][0])


def test_the_line_of_sources_is_known_in_every_language(published):
    for path in catalogues():
        known = catalogue(path.stem)
        begun = [known[one] for one in messages() if one.startswith(SOURCES) and one in known]
        assert begun and all(one.startswith(known[SOURCES]) for one in begun)
    for language in languages():
        with speaking(language):
            for part in parts(read("response", {}), SITE):
                assert part.panel.sources.startswith(say(SOURCES)) and part.panel.sources not in part.panel.method


def test_a_handout_in_chinese_holds_the_font_or_says_what_to_install(published, monkeypatch, request):
    with speaking("zh"):
        found = parts(read("response", {}), SITE, "response")
        assert b"NotoSansCJK" in handout(found, DAY, "疗效", ["所选"], SITE)
    request.getfixturevalue("no_font")
    wish = Wish("pdf", pinned(read("response", {})), "zh", SITE, DAY, str(folder()), panel="response")
    assert "fonts-noto-cjk" in made(wish).why
    assert made(replace(wish, language="en"))[:5] == b"%PDF-"


def test_a_preview_without_the_font_is_in_english_and_never_of_empty_boxes(published, no_font):
    reading = read("response", {})
    english = preview.picture(reading)
    with speaking("zh"):
        assert preview.picture(reading) == english


def test_slides_name_the_script_and_the_language_of_their_words(published):
    with speaking("zh"):
        made = Presentation(io.BytesIO(deck(parts(read("response", {}), SITE, "response"), DAY)))
    runs = [run for shape in made.slides[0].shapes if shape.has_text_frame for line in shape.text_frame.paragraphs
            for run in line.runs]  # fmt: skip
    assert runs and all(run.font.language_id == MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE for run in runs)
    theme = next(one.target_part.blob for one in made.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    assert theme.decode().count('<a:ea typeface="Microsoft YaHei"/>') == 2


def test_chinese_lines_have_the_room_that_they_take():
    assert fitting.width("缓解率", 10) > fitting.width("rate", 10) * 1.3
    assert fitting.lines(WIDE, 10, 1.0) > fitting.lines(WIDE, 10, 3.0) > 1
    assert fitting.line(WIDE, 10) > fitting.line("Denominator", 10)
    cut = fitting.shortened(WIDE, 10, 1.5, 1)
    assert cut.endswith(" …") and fitting.lines(cut, 10, 1.5) == 1 and WIDE.startswith(cut[:-2])
    assert shortened(WIDE, 20).startswith("分母：按原文；95%") and shortened("abc", 20) == "abc"


def test_what_is_made_after_the_run_speaks_the_language_of_the_run(published, monkeypatch):
    """Streamlit makes a file that is asked for, and answers a click, in a thread that no run has told its language."""
    offered = {}
    keep = lambda label, make, *_, **more: offered.update({label: make})  # noqa: E731
    monkeypatch.setattr(agenda.st, "download_button", keep)
    view = Shown(page="response", query="mutation=flt3-itd", question="How many?")
    club = Club(id="one", title="One", paper="One", date="2026-12-03", views=(view,))
    with speaking("zh"):
        agenda._downloads(read("journal-club", {}).frame(), club)
    deck_made = Presentation(io.BytesIO(offered["PPTX"]()))
    words = "".join(shape.text_frame.text for slide in deck_made.slides for shape in slide.shapes if shape.has_text_frame)
    assert "个视图" in words and "个队列" in words


def test_a_page_in_another_language_says_once_what_stays_as_recorded(published):
    said = {
        language: "".join(str(one.proto) for one in visit("patients", lang=language).get("html"))
        for language in ("en", "zh")
    }
    assert said["zh"].count("按记录以英文列出") == 1 and "as recorded" not in said["en"]


def test_a_panel_is_collected_in_the_language_of_the_page(published):
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    app.query_params["lang"] = "zh"
    app.run().switch_page("../../pages/response.py").run()
    tell(app, "panel_response", "collect")
    assert "研读会" in app.toast[0].value
    assert '"title":"文献研读会"' in app.session_state.session.meeting.text


def test_a_day_reads_as_each_language_writes_it():
    assert dates.on(DAY) == f"{DAY.day} {DAY:%B %Y}"
    with speaking("zh"):
        assert dates.on(DAY) == f"{DAY.year} 年 {DAY.month} 月 {DAY.day} 日"


def test_a_workbook_says_what_it_is_in_its_language(published):
    def said() -> list[tuple]:
        book = openpyxl.load_workbook(io.BytesIO(forms.to_xlsx(read("response", {}))))
        return list(book["README"].iter_rows(values_only=True))

    english = said()
    with speaking("zh"):
        chinese = said()
    assert english[0] == ("Title", "Response") and chinese[0] == ("标题", "疗效")
    assert [what for what, _ in chinese[-len(CORE) :]] == [what for what, _ in english[-len(CORE) :]] == list(CORE)
