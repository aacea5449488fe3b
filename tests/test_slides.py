"""Slides: native charts that hold the page's own numbers, words that stay on the slide, links that can be read back."""

import io
import re
import subprocess
import time
from datetime import date

import numpy
import openpyxl
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from dashboard.exports.parts import parts
from dashboard.listed import FILE, listed
from dashboard.meeting.documents import slides as meeting_slides
from dashboard.painters.pptx.deck import deck
from dashboard.painters.pptx.words import TITLE_HIGH, TITLE_TALL, led
from dashboard.session.reading import read
from dashboard.site import PAGES, page_named
from evidence.clubs import Club
from tests.conftest import ALPHA

SITE = "https://evidence.example"
DAY = date(2026, 11, 20)
FORMS = {page.name: page for page in PAGES if page.name != "journal-club"}


def opened(page: str, panel: str = "", **query: str):
    """The deck of a page, opened as another program would."""
    reading = read(page, {name: [value] for name, value in query.items()})
    assert not reading.ignored
    return Presentation(io.BytesIO(deck(parts(reading, SITE, panel), DAY)))


def charts(made) -> list:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def words(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*texts, *tables])


def code(slide) -> str:
    """The link that a phone reads from the picture on the slide."""
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    image = numpy.array(Image.open(io.BytesIO(picture.image.blob)).convert("L"))
    return zxingcpp.read_barcode(image).text


def test_a_forest_is_a_native_chart_with_one_line_a_row_and_the_numbers_of_the_page(alpha):
    made = opened("response", "response", setting="relapsed-refractory", endpoint="overall")
    assert len(made.slides) == 1
    series = {one.name: list(one.iter_values()) for one in charts(made)[0].plots[0].series}
    xs = {
        one.name: [float(v.text) for v in one._element.findall(".//{*}xVal//{*}v")]
        for one in charts(made)[0].plots[0].series
    }
    lines = {name: x for name, x in xs.items() if name.startswith("Alpha 2001, ")}
    assert {name: [round(x, 1) for x in ends] for name, ends in lines.items()} == {
        "Alpha 2001, relapsed [1]": [4.3, 77.7],
        "Alpha 2001, primary refractory [1]": [19.4, 99.4],
    }
    assert sorted(xs["Rate by response criteria"]) == pytest.approx([100 * 2 / 6, 75], abs=1e-3)
    assert len(series) == 3


def test_a_title_is_the_answer_in_whole_sentences_whole_cohorts_or_whole_words():
    short, cohort = (
        "In 6 of 10 it did.",
        "Alpha 2001: complete remission in 52 of 247, 21.1 % (16.1 to 26.7), later relapse in many",
    )
    assert led(short) == (short, "", TITLE_HIGH)
    assert led("; ".join([cohort] * 9)) == (f"{'; '.join([cohort] * 3)}.", "; ".join([cohort] * 6), TITLE_HIGH)
    assert led(f"{short} {'; '.join([cohort] * 9)}")[0].startswith(short)
    named = f"{'; '.join([cohort] * 2)}. Such patients among others. "
    assert led(named + "; ".join([cohort] * 9))[0] == f"{'; '.join([cohort] * 2)}."
    title, rest, high = led(", ".join([cohort] * 4))
    assert (title, rest, high) == (", ".join([cohort] * 4), "", TITLE_TALL)
    title, rest, _ = led(", ".join([cohort] * 40))
    assert title.endswith(" …") and f"{', '.join([cohort] * 40)} ".startswith(f"{title.removesuffix(' …')} ") and not rest
    assert led("缓解率不同。" * 40)[0].endswith("缓解率不同。")


def test_the_data_of_a_chart_can_be_edited(alpha):
    for chart in charts(opened("response")):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        numbers = [cell.value for row in book.active.iter_rows() for cell in row if isinstance(cell.value, (int, float))]
        assert numbers


def test_bars_hold_counts_and_leave_an_unprinted_category_empty(evidence_of):
    beta = "\n".join(line for line in ALPHA.split("\n") if "term: PR" not in line)
    beta = beta.replace("alpha", "beta").replace("Alpha", "Beta")
    evidence_of(ALPHA, beta)
    chart = charts(opened("response", "response-composition"))[0]
    assert list(chart.plots[0].categories) == ["Alpha 2001 [1]", "Beta 2001 [2]"]
    found = {one.name: list(one.values) for one in chart.plots[0].series}
    assert found["Partial remission"] == [1, None]
    assert found["Not stated"] == [5, 6]
    assert sum(filter(None, (values[0] for values in found.values()))) == 10


def test_a_slide_says_what_it_is_and_its_notes_say_where_from(alpha):
    slide = opened("response", "response", setting="relapsed-refractory", endpoint="overall").slides[0]
    text, notes = words(slide), slide.notes_slide.notes_text_frame.text
    assert slide.shapes.title.text.startswith("Only cohorts of fewer than 20 patients: Alpha 2001, relapsed")
    assert "How many patients responded?" in text
    for said in ("Relapsed or refractory", "2/6", "3/4", "33 % (4.3 to 77.7)", "exact (Clopper-Pearson)",
                 "[1] Alpha 2001 (full text)", f"data {alpha}", "20 November 2026"):  # fmt: skip
        assert said in text
    assert "[1] Alpha A. Invented J 2001;1:1. doi:10.1000/alpha." in notes
    assert "Alpha 2001, relapsed: “2 of 6”, Results, para 2 (full text) [1]" in notes
    assert "Where the numbers of this slide are printed" in notes and "Table 2, ORR" not in notes


def test_the_code_on_a_slide_is_the_pinned_link_and_opens_the_same_view(alpha):
    link = code(opened("response", "response", mutation="flt3-itd", data="current").slides[0])
    assert link.startswith(f"{SITE}/response?") and "mutation=flt3-itd" in link and f"data={alpha}" in link
    query = link.partition("?")[2].partition("#")[0]
    again = read("response", {name: [value] for name, value in (part.split("=") for part in query.split("&"))})
    assert not again.ignored and again.version == alpha and not again.live


def test_nothing_found_is_said_on_a_slide(alpha):
    made = opened("response", "response", mutation="flt3-tkd", match="exact", endpoint="overall")
    assert len(made.slides) == 1 and not charts(made)
    assert "No cohort of this selection reports overall response" in words(made.slides[0])


def test_questions_without_an_answer_stand_on_one_slide(alpha):
    made = opened("outcomes")
    asked = [
        panel.question for panel in page_named("outcomes").taken(read("outcomes", {}).frame()) if not panel.answer.facts
    ]
    assert len(made.slides) == 1 < len(asked)
    assert all(question in words(made.slides[0]) for question in asked)


def many(rows: int) -> str:
    """An invented study of so many arms, with long names."""
    head = ALPHA.split("response:\n")[0]
    lines = [f"  - {{id: a{n}, parent: all, split: arm, kind: arm, label: Arm {n} with a name of more words than a line holds,"
             f" n: 10, role: single, regimen: {{name: drug A, group: flt3, drugs: [sorafenib]}}, setting: relapsed, at: Table 4}}" for n in range(rows)]  # fmt: skip
    found = [f'  - {{cohort: a{n}, term: ORR, events: 5, of: 10, population: subgroup, printed: "5", at: "Table 4, arm {n}",'
             f" source: main, readers: once}}" for n in range(rows)]  # fmt: skip
    head = head.replace("n: 10, population", f"n: {10 * rows}, population").replace("mutation_n: 9, mutation_of: 10, ", "")
    return "\n".join([head + "\n".join(lines), "response:", *found]) + "\n"


@pytest.mark.parametrize("rows", [3, 40])
def test_rows_fit_the_slide_at_three_and_at_forty(evidence_of, rows):
    evidence_of(many(rows))
    made = opened("response", "response", rows="arm")
    shown = [row for slide in made.slides for shape in slide.shapes if shape.has_table for row in shape.table.rows]
    assert sum("5/10" in [cell.text for cell in row.cells] for row in shown) == rows
    for slide in made.slides:
        check_geometry(slide)
    assert len(made.slides) == 1 if rows == 3 else 2 < len(made.slides) <= 6


def check_geometry(slide) -> None:
    """Everything lies on the slide; the table ends above the ticks, the ticks above the small type."""
    tables = [shape for shape in slide.shapes if shape.has_table]
    foot = max(shape.top for shape in slide.shapes if shape.has_text_frame)
    for shape in slide.shapes:
        assert shape.left >= 0 and shape.left + shape.width <= Inches(13.34)
        assert shape.top >= 0 and shape.top + shape.height <= Inches(7.51)
    for table in tables:
        assert sum(row.height for row in table.table.rows) <= table.height + 2000
        assert table.top + table.height <= foot
        for chart in (shape for shape in slide.shapes if shape.has_chart):
            assert chart.top + chart.height <= foot + Inches(0.15)


def foot(slide) -> str:
    """The words below a drawing: its method, sources, version and date."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame][-1]


def test_a_sign_is_explained_on_the_slides_that_hold_it(published):
    found = parts(read("response", {"mutation": ["flt3-itd"]}), SITE, "response")
    slides = Presentation(io.BytesIO(deck(found, DAY))).slides
    for sign, line in (("†", "† derived here"), ("⚑", "⚑ sources disagree")):
        holds = [sign in words(slide).replace(foot(slide), "") for slide in slides]
        assert len(set(holds)) == 2, f"no slide to compare with for {sign}"
        assert [line in foot(slide) for slide in slides] == holds
        assert all(line in slide.notes_slide.notes_text_frame.text for slide in slides)


def test_the_map_on_a_slide_is_no_drawing_and_its_legend_reads_so(published):
    (slide, *_) = opened("overview", "evidence-map").slides
    assert not any(shape.has_chart for shape in slide.shapes)
    assert "(the area of a bubble, where one is drawn)" in foot(slide)


@pytest.mark.parametrize("page", FORMS)
def test_every_page_gives_slides_that_fit(published, page):
    made = opened(page)
    assert made.slides
    for slide in made.slides:
        check_geometry(slide)
        assert "Sources: none" not in words(slide) or not any(shape.has_table for shape in slide.shapes)
        assert slide.shapes.title.text and slide.has_notes_slide and f"data {published}" in words(slide)
        assert not slide.shapes.title.text.endswith("…") and min(sizes(slide)) >= 10


def sizes(slide) -> list[float]:
    """Every size of type that a slide and its charts name, in points."""
    parts = [slide.shapes._spTree, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
    return [int(one.get("sz")) / 100 for part in parts for one in part.iter() if one.get("sz", "").isdigit()]


def test_references_count_up_from_the_first_slide_and_a_control_stays_with_its_arm(published):
    found = parts(read("response", {}), SITE, "response")
    controls = {point.label for point in (found[0].panel.whole or found[0].panel.chart).points if point.control}
    slides = Presentation(io.BytesIO(deck(found, DAY))).slides
    tables = [[row.cells for row in shape.table.rows] for slide in slides for shape in slide.shapes if shape.has_table]
    named = [int(n) for rows in tables for cells in rows for n in re.findall(r"\[(\d+)\]$", cells[0].text)]
    assert list(dict.fromkeys(named)) == sorted(set(named)) and named[0] == 1
    firsts = [next(cells[0].text for cells in rows[1:] if cells[2].text) for rows in tables]
    assert controls and not {text.rpartition(" [")[0] for text in firsts} & controls


def test_ten_panels_build_soon(published):
    reading = [
        read(page, {"mutation": ["flt3-itd"]}) for page in ("response", "mobilisation", "toxicity", "outcomes", "overview")
    ]
    ten = [part for one in reading for part in parts(one, SITE)][:10]
    start = time.process_time()
    made = deck(ten, DAY)
    assert time.process_time() - start < 20
    assert len(ten) == 10 and len(Presentation(io.BytesIO(made)).slides) >= 10


def test_panels_of_meetings_are_those_of_the_pages(published):
    queries = ({}, {"study": ["metzelder-2009"]}, {"mutation": ["flt3-itd"]})
    for page, form in FORMS.items():
        found = {panel.name for query in queries for panel in form.panels(read(page, query).frame()) if panel.table}
        assert found <= set(form.shown), page
        assert form.shown[0] in found


def test_the_list_of_pages_that_meetings_are_checked_by_is_of_today():
    assert FILE.read_text(encoding="utf-8") == listed(), "run python -m dashboard.listed"


def test_a_meeting_has_a_cover_its_own_questions_and_its_notes(published):
    club = Club(id="x", title="An evening", paper="A paper", date="2026-12-03",
                views=({"page": "response", "query": "study=borthakur-2020", "question": "Did it work?", "note": "Think of N."},))  # fmt: skip
    made = Presentation(io.BytesIO(meeting_slides(club, published, SITE, DAY)))
    cover, slide = made.slides
    assert cover.shapes.title.text == "An evening" and "3 December 2026" in words(cover) and cover.shapes.title.width > 0
    assert slide.shapes.title.text.startswith("Borthakur 2020: ") and "Did it work?" in words(slide)
    assert slide.notes_slide.notes_text_frame.text.startswith("Think of N.")
    assert "study=borthakur-2020" in code(slide) and code(cover) == code(slide)


def test_libreoffice_opens_a_deck_and_draws_every_interval(alpha, tmp_path):
    reading = read("response", {"setting": ["relapsed-refractory"]})
    (tmp_path / "deck.pptx").write_bytes(deck(parts(reading, SITE), DAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "deck.pptx"],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    pdf = (tmp_path / "deck.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(Presentation(tmp_path / "deck.pptx").slides)


def test_a_caveat_stands_on_the_slide_of_its_number_in_letters_that_can_be_read(published):
    reading = read("toxicity", {"study": ["borthakur-2020"]})
    slide = Presentation(io.BytesIO(deck(parts(reading, SITE, "dose-limiting-toxicity"), DAY))).slides[0]
    said = "hand-foot syndrome and rash led to dose reductions in most patients"
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and said in shape.text_frame.text]
    sizes = [run.font.size.pt for shape in boxes for line in shape.text_frame.paragraphs for run in line.runs]
    assert max(sizes) >= 14 and any(
        text.startswith("Borthakur 2020: later") for text in (one.text_frame.text for one in boxes)
    )
    check_geometry(slide)


def test_every_native_drawing_says_to_those_who_do_not_see_it_what_it_shows(alpha):
    found = parts(read("response", {}), SITE, "response")
    slides = Presentation(io.BytesIO(deck(found, DAY))).slides
    drawn = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    said = {shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in drawn}
    assert any(shape.has_chart for shape in drawn) and said == {f"{found[0].panel.question} {found[0].panel.answer.text}"}
