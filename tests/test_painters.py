"""Painters: each draws any chart value; the values are typed in here, small enough to add up by eye."""

import io
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest
from pptx import Presentation

from dashboard.charts import values
from dashboard.charts.screens import pieces
from dashboard.charts.values import (
    COUNTS,
    FIGURE,
    LIGHTS,
    LINEAR,
    LOG,
    REPORTED,
    SILENT,
    Amount,
    Axis,
    Bar,
    Bars,
    Block,
    Caption,
    Cell,
    Dose,
    Doses,
    Forest,
    Frequencies,
    Frequency,
    Head,
    Ladder,
    Lane,
    Lanes,
    Line,
    Map,
    Mark,
    Matrix,
    Measure,
    Often,
    Pair,
    Pairs,
    Point,
    Series,
    Share,
    Square,
    percent_axis,
)
from dashboard.painters import plotly
from dashboard.painters.look import SHADE, shade
from dashboard.painters.parts import Part, numbered
from dashboard.painters.plotly.theme import SIZE, picture
from dashboard.painters.pptx.deck import deck
from dashboard.painters.sheets import sheets
from dashboard.painters.typst import handout
from dashboard.painters.typst import rows as typst_rows
from dashboard.panel import Panel
from dashboard.session.reading import read
from evidence.wording.sentence import Sentence
from evidence.wording.table import Column, Table

SAID = Caption("Two of two", "all cohorts", ("Sources: none",))
HEADS = ("Cohort", "Regimen", "n/N", "%")
ONE = Point(
    "Relapsed", "Alpha", "drug", "5/10", "50 %", "Alpha 5/10", ("a/orr",), ("Alpha", "5 of 10"), 50, 19, 81, "computed"
)
POOLED = Point("Pooled", "k = 2", "", "", "40 %", "k = 2", (), ("Pooled",), 40, 10, 80, "prediction", diamond=(30, 40, 50))
NOTHING = Point("Relapsed", "Beta", "drug", "", "not reported", "Beta", (), ("Beta", "not reported"), None, silent=True)
FOLD = Point("Beta", "CD34+", "week 1", "4", "12", "CD34+ 12", ("b/fold",), ("Beta",), 12, 0.5, 20, "range", hollow=True)
NOUGHT = Point("Beta", "Blasts", "week 1", "4", "0", "Blasts 0", (), ("Beta",), None, open_start=True)
LASTING = Point("Beta", "Neutrophils", "week 1", "4", "3", "3", (), ("Beta",), 3, 1, line="95", open_end=True)
SEEN = Mark(30, ("c/days",), ("Patient 1", "30 days"), "30")
ZERO = Mark(0, ("c/blasts",), ("Patient 1", "0 %"), "0", hollow=True)
SHARE = Share(Mark(20, ("d/dlt",), ("Dose 1", "1 of 5")), 1, 72, "1/5", "20 %")
CHARTS = {
    "forest": Forest(SAID, (Block((ONE, NOTHING, POOLED), percent_axis("% of patients"), HEADS),)),
    "folds": Forest(SAID, (Block((FOLD, NOUGHT, LASTING), Axis(LOG, "fold", 0.4, 25, (1, 10), reference=1), HEADS),)),
    "times": Forest(SAID, (Block((replace(ONE, group=""),), Axis(LINEAR, "months", 0, 60), HEADS),)),
    "bars": Bars(
        SAID,
        (Bar("Alpha", 10, ("a/cr",)), Bar("Beta", 4, ())),
        (Series("CR", 0, (5, None), (("Alpha", "CR: 5 of 10"), ())), Series("Not stated", None, (5, 4), ((), ()))),
        percent_axis("% of patients"),
    ),
    "lanes": Lanes(
        SAID,
        (
            Lane("Alpha, treated later", "Alpha", "Patient 1", ("high", "relapsed"), "30 days", "died", SEEN,
                 {values.DEATH: Mark(45, ("c/death",), ("Patient 1",), "day 45")}, ("allo-SCT",), ("c/days",)),
            Lane("Alpha, treated later", "Alpha", "Patient 2", ("", ""), "days not reported", "alive", None, {}, (), ()),
        ),
        45, "days on treatment", "days", {values.DEATH: "died"},
    ),
    "pairs": Pairs(SAID, (Measure("white cells", 100, (0, 50, 100), (Pair("Patient 1", SEEN, ZERO, ""), Pair("Patient 2", None, None, "no"))),
                          Measure("blasts", 100, (0, 50, 100), (Pair("Patient 1", ZERO, SEEN, ""), Pair("Patient 2", SEEN, None, "no")))),
                   ("before", "after")),
    "doses": Doses(SAID, (Ladder("Alpha", "mg", "mg, n/N", (Dose("100", "1/5", SHARE, None, Mark(20, (), ("estimate",))),
                                                            Dose("200", "–", None, SHARE, None))),),
                   ("toxicity", "response", "estimate")),
    "counts": Matrix(SAID, COUNTS, (Head("Alpha", "n = 5"), Head("Beta")),
                     (Line("Skin", "Rash", (Cell("4/5", FIGURE, note="of the treated", share=80, facts=("a/rash",), hover=("Alpha",)),
                                           Cell(state=SILENT)),
                           ("a/rash",)),), {}),
    "reported": Matrix(SAID, REPORTED, (Head("Response", filled=(1, 2)),),
                       (Line("", "Alpha", (Cell("3", "counts", hover=("Alpha",)),), study="alpha-2001"),
                        Line("", "Beta", (Cell("", "nothing", hover=("Beta",)),), study="beta-2002")),
                       {"counts": "Counts", "nothing": "Nothing"}),
    "lights": Matrix(SAID, LIGHTS, (Head("1 Consecutive"),),
                     (Line("", "Alpha", (Cell("✓ yes", "yes", "✓", hover=("Alpha",)),), study="alpha-2001"),), {"yes": "Yes"}),
    "frequencies": Frequencies(SAID, (Head("Alpha", "n = 10"), Head("Beta")), (False, True),
                               (Often("Rash", (Frequency(Amount(50, "5/10 · 50 %", facts=("a/rash",), hover=("Alpha",)),
                                                         Amount(20, "2/10 · 20 %", True), "cycle 1"),
                                               Frequency(silence="–"))),), ("Any grade", "Grade 3 or higher")),
    "map": Map(SAID, ("Sorafenib",), ("Relapsed", "Untreated"),
               (Square(0, 0, "s/r", 10, True, 14, True, "10", True, ("2 cohorts",), ("2",), "10† (2)", ("Sorafenib",)),
                Square(0, 1, "s/u", None, True, None, False, "?", False, ("1 cohort",), ("1",), "? (1)", ("Sorafenib",))),
               "Size: patients", "Patients (cohorts)"),
}  # fmt: skip


def part(chart: object) -> Part:
    """The chart in a panel with a table, as documents are handed it."""
    table = Table("t", (Column("name", "Name"),), [{"name": "Alpha"}])
    here = read("response", {}).frame()
    return Part(
        here,
        Panel(Sentence("An answer."), table, chart, ("A method.",), name="p", question="What?"),
        "https://site.example/",
    )


def test_the_values_here_are_of_every_kind_of_chart_and_matrix():
    assert {type(one) for one in CHARTS.values()} == set(values.Chart.__args__)
    assert {one.kind for one in CHARTS.values() if isinstance(one, Matrix)} == {COUNTS, REPORTED, LIGHTS}
    assert {one.blocks[0].axis.kind for one in CHARTS.values() if isinstance(one, Forest)} == {values.PERCENT, LINEAR, LOG}


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("name", CHARTS)
def test_plotly_accepts_every_chart_and_cites_it(name, narrow):
    drawn = plotly.draw(CHARTS[name], narrow)
    go.Figure(drawn.to_dict())
    assert "Two of two" in drawn.layout.annotations[-2].text and "Sources: none" in drawn.layout.annotations[-1].text


@pytest.mark.parametrize("name", CHARTS)
def test_a_slide_and_a_handout_draw_every_chart(alpha, name):
    one = part(CHARTS[name])
    slides = list(Presentation(io.BytesIO(deck([one], date(2026, 12, 3)))).slides)
    drawn = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert slides and bool(drawn) is not isinstance(CHARTS[name], (Matrix, Map)), "a matrix is a table of its own"
    assert handout([one], date(2026, 12, 3), "Handout", [], one.link).startswith(b"%PDF")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_in_pieces_has_every_row_once_in_its_order(name):
    whole = CHARTS[name]
    found = pieces(whole, 99)
    assert {type(one) for one in found} == {type(whole)} and pieces(whole, 1) == [whole]
    if isinstance(whole, Forest):
        assert [point for one in found for point in one.points] == list(whole.points) and len(found) == len(whole.points)
        assert {block.axis for one in found for block in one.blocks} == {block.axis for block in whole.blocks}
    elif isinstance(whole, Bars):
        assert [one.series[0].numbers for one in found] == [(number,) for number in whole.series[0].numbers]
    elif isinstance(whole, Matrix):
        assert [line for one in found for line in one.lines] == list(whole.lines)
        assert {one.heads for one in found} == {whole.heads}


def test_side_effects_on_a_slide_are_a_dark_bar_on_a_pale_one_with_their_counts_beside(alpha):
    (slide,) = Presentation(io.BytesIO(deck([part(CHARTS["frequencies"])], date(2026, 12, 3)))).slides
    (drawn,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    plot = drawn.plots[0]
    assert [(one.name, list(one.values)) for one in plot.series] == [("Any grade", [50]), ("Grade 3 or higher", [20])]
    assert plot.overlap == 100 and (drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale) == (0, 100)
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Any grade: pale; Grade 3 or higher: dark", "Alpha, n = 10", "", "Beta", ""]
    assert cells[1] == ["Rash", "", "5/10 · 50 %; cycle 1\n2/10 · 20 %", "", "–"]


def test_a_sheet_says_in_words_what_is_drawn(alpha):
    def rows(name):
        one = part(CHARTS[name])
        found = sheets(one.panel, numbered([one]), alpha)
        return [[box.text for box in line.cells] for sheet in found for line in sheet.lines if not line.group]

    assert rows("forest") == [
        ["Alpha", "drug", "5/10", "", "50 %"], ["Beta", "drug", "", "", "not reported"], ["k = 2", "", "", "", "40 %"],
    ]  # fmt: skip
    assert rows("doses") == [
        ["100 mg", "toxicity", "1/5", "", "20 %"], ["100 mg", "estimate", "", "", "20.0 %"],
        ["200 mg", "response", "1/5", "", "20 %"],
    ]  # fmt: skip
    assert rows("pairs")[:2] == [["Patient 1", "30", "0", "", ""], ["Patient 2", "–", "–", "", "no"]]
    assert rows("map") == [["Sorafenib", "10† (2)", "? (1)"]]
    assert rows("counts") == [["Rash", "4/5; of the treated", ""]] and rows("lights") == [["Alpha [1]", "✓ yes"]]


def test_lanes_have_the_colour_of_their_response_and_a_doubtful_cell_is_hollow(alpha):
    lane = CHARTS["lanes"].lanes[0]
    two = Lanes(
        SAID, (replace(lane, response="CR", tone=0), replace(lane, response="none", tone=None)), 30, "days", "day", {}
    )
    one = part(two)
    (sheet,) = sheets(one.panel, numbered([one]), alpha)
    assert [(series.name, series.tone) for series in sheet.series] == [("CR", 0), ("none", None)]
    assert [line.numbers for line in sheet.lines] == [(30, None), (None, 30)]
    cells = Matrix(SAID, COUNTS, (Head("Alpha"),), (Line("", "Rash", (Cell("4/5", FIGURE, share=None, hollow=True),)),), {})
    one = part(cells)
    assert [box.hollow for box in sheets(one.panel, numbered([one]), alpha)[0].lines[0].cells] == [False, True]


def test_a_handout_has_an_arrow_where_a_value_leaves_the_axis(alpha):
    one = part(CHARTS["folds"])
    (sheet,) = sheets(one.panel, numbered([one]), alpha)
    rows = typst_rows.sheet(sheet, list(sheet.lines), 8)["rows"]
    assert [row["goes_on"] for row in rows if not row["group"]] == [[], ["left"], ["right"]]


def test_a_bar_of_a_handout_has_the_number_of_each_piece_and_names_its_colours(alpha):
    one = part(CHARTS["bars"])
    (sheet,) = sheets(one.panel, numbered([one]), alpha)
    made = typst_rows.sheet(sheet, list(sheet.lines), 8)
    printed = [[series.numbers[at] for series in CHARTS["bars"].series] for at in range(len(CHARTS["bars"].rows))]
    assert [[piece["number"] for piece in row["parts"]] for row in made["rows"]] == [
        [f"{n:g}" for n in row if n] for row in printed
    ]
    assert [name for name, _ in made["legend"]] == [series.name for series in CHARTS["bars"].series]


@pytest.mark.parametrize("percent", [0, 5, 50, 100])
def test_a_shade_is_the_colour_of_its_stop(percent):
    assert shade(percent) == dict(SHADE)[percent / 100]


def test_what_has_no_share_is_white_and_more_is_darker():
    light = [sum(int(shade(percent)[at : at + 2], 16) for at in (1, 3, 5)) for percent in range(0, 101, 5)]
    assert shade(None) == "#ffffff" and light == sorted(light, reverse=True)


def test_a_long_selection_above_a_figure_on_a_phone_has_room_for_each_of_its_lines():
    short, long = (
        picture([], {}, values.Caption("Title", said, ()), height=100, narrow=True)["layout"]
        for said in ("a", "a b c " * 50)
    )
    lines = long["annotations"][0]["text"].count("<br>") - short["annotations"][0]["text"].count("<br>")
    assert lines > 4 and long["margin"]["t"] - short["margin"]["t"] >= 1.3 * SIZE["title"] * lines
