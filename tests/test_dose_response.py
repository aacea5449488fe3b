"""Toxicity and response along the dose of one study; isotonic estimates are an option and never the authors'."""

import pytest

from dashboard.charts.dose_response import plots
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence.questions.dose_response import words
from evidence.questions.dose_response.numbers import ladders
from evidence.selection import View
from tests.conftest import ALPHA, shown
from tests.test_worked import python, r

TEXTS = Caption("t", "s", ("f",))
HEAD, _, _ = ALPHA.partition("cohorts:")
LEVEL = '  - {{cohort: dl{at}, term: {term}, events: {x}, of: {n}, population: treated, printed: "{x}", at: Table 3, source: main, readers: checked}}\n'


def escalation(dlt, response=(), doses=(100, 200, 300, 400), schedules=("daily",) * 4):
    """An invented dose escalation: (x, n) by dose level, None where a level prints nothing."""
    text = HEAD + "cohorts:\n  - {id: all, kind: all, label: All, mutation: unselected, setting: relapsed, at: Table 1}\n"
    for at, (dose, schedule) in enumerate(zip(doses, schedules, strict=True)):
        text += f"  - {{id: dl{at}, parent: all, split: dose level, kind: dose level, label: {dose} mg {at}, dose: {dose}, dose_unit: mg daily, schedule: {schedule}, at: Table 3}}\n"
    for section, term, counts in (("dlt", "DLT", dlt), ("response", "CR", response)):
        lines = [LEVEL.format(at=at, term=term, x=one[0], n=one[1]) for at, one in enumerate(counts) if one]
        text += f"{section}:\n{''.join(lines)}" if lines else ""
    return text


REFERENCE = ((0, 3), (2, 6), (0, 3), (3, 6))


def view(weights="n"):
    return View(choices={"isotonic": weights})


@pytest.mark.parametrize(
    ("weights", "rates"), [("n", [0.0, 22.2, 22.2, 50.0]), ("boin", [1.6, 5.1, 5.1, 50.0]), ("off", [None] * 4)]
)
def test_both_weightings_give_their_reference_values(evidence_of, weights, rates):
    version = evidence_of(escalation(REFERENCE, REFERENCE))
    found = ladders(version, view(weights))
    known = [None if row.isotonic is None else round(row.isotonic, 1) for row in found.ladders[0].levels]
    assert known == rates and found.refused == []
    table = words.table(found, view(weights), version)
    assert [row["isotonic"] is None for row in table.records] == [rate is None for rate in rates]
    assert all(set(row) == {column.name for column in table.columns} for row in table.records)


def test_off_by_default_and_then_only_studies_that_count_both(evidence_of):
    version = evidence_of(escalation(REFERENCE))
    found = ladders(version, View())
    assert (found.ladders, found.refused) == ([], [])
    assert words.sentence(found).text == words.NONE_BOTH and "onic" not in " ".join(words.method(found, View()))


def test_an_estimate_names_itself_and_both_weightings_and_is_not_the_authors(evidence_of):
    found = ladders(evidence_of(escalation(REFERENCE)), view("boin"))
    said, method = words.sentence(found).text, " ".join(words.method(found, view("boin")))
    assert words.NONE_BOTH in said and "computed here, not by the authors: Alpha 2001, 1.6 % at 100 mg daily" in said
    assert "isotonic as in BOIN" in method and "The other weighting, isotonic, weighted by patients" in method
    assert "unstable in few patients" in method and "not by the authors" in method
    record = words.table(found, view("boin"), "v").records[1]
    assert (record["fraction"], record["isotonic"], record["isotonic_weights"][:8]) == ("2/6", 5.1212, "isotonic")
    assert "isotonic estimate computed here, not by the authors" in record["note"]


@pytest.mark.parametrize(
    ("dlt", "doses", "schedules", "said"),
    [
        (REFERENCE, (100, 200, 200, 400), ("daily",) * 4, "Alpha 2001 (several cohorts at 200 mg daily)"),
        (REFERENCE[:2], (100, 200), ("daily", "weekly"), "Alpha 2001, 100 mg 0 (one dose with a count)"),
        (((0, 3), None, None, None), (100, 200, 300, 400), ("daily",) * 4, "Alpha 2001, 100 mg 0 (one dose with a count)"),
    ],
)
def test_doses_that_are_no_ladder_get_no_estimate_and_a_reason(evidence_of, dlt, doses, schedules, said):
    found = ladders(evidence_of(escalation(dlt, doses=doses, schedules=schedules)), view())
    assert found.ladders == [] and said in words.refusals(found)


def test_a_level_without_a_denominator_is_left_out_and_named(evidence_of):
    text = escalation(REFERENCE).replace("cohort: dl2, term: DLT, events: 0, of: 3,", "cohort: dl2, term: DLT, events: 0,")
    found = ladders(evidence_of(text), view())
    assert [row.cohort["dose"] for row in found.ladders[0].levels] == [100, 200, 400]
    assert words.refusals(found) == "No isotonic estimate for Alpha 2001, 300 mg 2 (count or N not printed)."


def test_toxicity_and_response_share_one_dose_axis(evidence_of):
    version = evidence_of(escalation(REFERENCE, ((1, 3), None, (2, 3), (4, 6))))
    found = ladders(version, View())
    assert words.sentence(found).text == "Both toxicity and response are counted by dose in Alpha 2001."
    figure = draw(plots(found, TEXTS), False)
    toxic, answered = figure.data
    assert (toxic.marker.symbol[0], answered.marker.symbol[0]) == ("square", "circle")
    assert [round(x) for x in toxic.x] == [0, 1, 2, 3] and [round(x) for x in answered.x] == [0, 2, 3]
    assert "2/6 · –" in figure.layout.xaxis.ticktext[1]
    assert toxic.xaxis == answered.xaxis == "x" and tuple(figure.layout.yaxis.range) == (0, 100)
    assert [round(y) for y in answered.y] == [33, 67, 67] and "CR: 1 of 3 treated" in answered.hovertext[0]
    assert round(toxic.error_y.array[0], 1) == 70.8
    records = words.table(found, View(), version).records
    assert [row["response"] for row in records] == ["1/3", "not reported", "2/3", "4/6"]
    assert "Response: CR (Alpha 2001)." in words.method(found, View())


def test_the_estimate_is_drawn_open_and_dotted_beside_the_counts(evidence_of):
    found = ladders(evidence_of(escalation(REFERENCE)), view())
    figure = draw(plots(found, TEXTS), False)
    drawn = next(trace for trace in figure.data if trace.name == words.ISOTONIC)
    assert (drawn.line.dash, drawn.marker.symbol) == ("dot", "diamond-open") and drawn.customdata is None
    assert "not by the authors" in drawn.name and "22.2 %, computed here" in drawn.hovertext[1]


@pytest.mark.parametrize("weights", ["n", "boin"])
def test_the_lines_shown_give_the_estimates_shown(evidence_of, weights):
    found = ladders(evidence_of(escalation(REFERENCE)), view(weights))
    worked = words.worked(found)[0]
    shown_rates = [row.isotonic for row in found.ladders[0].levels]
    assert python(worked.python) == pytest.approx(shown_rates, abs=1e-6)
    assert "x = [0, 2, 0, 3], n = [3, 6, 3, 6]" in worked.row and f"{shown_rates[1]:.1f} %" in worked.row
    assert r(f"options(digits = 12); {worked.r}") == pytest.approx(shown_rates, abs=1e-6)


def test_page_estimates_only_when_asked(open_page):
    assert "10.3 % at 200 mg twice daily" in shown(open_page("toxicity", study="crump-2010", show="dose", isotonic="n"))
    text = shown(open_page("toxicity", study="crump-2010", show="dose"))
    assert words.NONE_BOTH in text and "10.3 %" not in text
