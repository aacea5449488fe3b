"""Special toxicities: regimen by toxicity, a printed zero apart from silence, and no regimen where it was not asked for."""

import itertools

import pytest

from evidence.cohorts import Match, key
from evidence.questions.response import numbers as response
from evidence.questions.special_events import numbers, words
from evidence.selection import View

STUDY = """\
id: gamma-2024
label: Gamma 2024
title: Invented
phase: "2"
design: single arm
disease: AML
year: 2024
regimen: {name: revumenib, group: menin, drugs: [revumenib]}

sources:
  - {id: main, kind: journal article, level: full text, citation: "Gamma. J 2024;1:1-9", seen: 2026-11-01}

cohorts:
  - {id: all, kind: all, label: All treated, n: 40, population: treated, mutation: npm1, mutation_n: 40, mutation_of: 40, setting: relapsed, transplant: mixed, at: Table 1}

toxicity:
  - {cohort: all, term: differentiation syndrome, grade: any, events: 10, of: 40, percent: 25, population: treated, printed: 10 (25), at: Table 2, source: main, readers: once}
  - {cohort: all, term: QT prolonged, grade: any, events: 0, of: 40, percent: 0, population: treated, printed: 0 (0), at: Table 2, source: main, readers: once}
  - {cohort: all, term: nausea, grade: any, events: 20, of: 40, percent: 50, population: treated, printed: 20 (50), at: Table 2, source: main, readers: once}
"""


@pytest.fixture
def gamma(evidence_of):
    found, _ = numbers.grid(evidence_of(STUDY), View())
    return found


def test_a_cell_holds_n_of_n_and_a_printed_zero(gamma):
    cells = {term: found[0].rate for ((term, *_), _), found in gamma.cells.items()}
    assert {term: (rate.events, rate.of) for term, rate in cells.items()} == {
        "differentiation syndrome": (10, 40),
        "QT prolonged": (0, 40),
    }


def test_what_nobody_prints_is_said_and_is_no_zero(gamma):
    assert "QT prolonged" not in numbers.unprinted(gamma) and "cytokine release syndrome" in numbers.unprinted(gamma)
    assert words.nobody(gamma).startswith("Printed by no cohort here, which is not zero: cytokine release syndrome, ")


def test_what_fills_the_first_row_comes_first_and_arms_stand_together(published):
    found, _ = numbers.grid(published, View())
    columns = [key(column) for column in found.columns if column["match"].kind == Match.EXACT]
    filled = {place: min(found.rows.index(band) for band in found.of_column(place)) for place in columns}
    studies = [study for study, _ in itertools.groupby(study for study, _ in columns)]
    begins = [min(row for place, row in filled.items() if place[0] == study) for study in studies]
    assert begins == sorted(begins) and begins[0] == 0
    assert len(studies) == len(set(studies)) and len(filled) == len(columns)


def test_the_answer_names_the_largest_cohort_of_each_toxicity_that_is_looked_for_first(published):
    grid, _ = numbers.grid(published, View())
    said = words.sentence(grid)
    assert said.text.startswith(
        "Differentiation syndrome: Gilteritinib label, pooled 319: 11/319, 3.4 % (1.7 to 6.1), any grade; "
    )
    assert len(said.rows) == numbers.NAMED


@pytest.mark.parametrize("mutation", ["flt3-any", "flt3-itd", "flt3-tkd"])
def test_no_menin_inhibitor_stands_among_patients_with_a_flt3_mutation(published, mutation):
    for row in response.rates(published, View({"mutation": (mutation,)})).items:
        assert not (row.cohort["regimen_class"] or "").startswith("menin"), row.cohort["study_id"]
