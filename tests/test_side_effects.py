"""Side effects of arms beside each other: whose bars stand there, of which figures, in which order, and what is left out."""

import pytest

from dashboard.charts.side_effects import frequencies
from dashboard.charts.values import Caption
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.questions.adverse_events import words as every
from evidence.questions.side_effects import numbers, words
from evidence.questions.side_effects.numbers import BARE, ELSEWHERE, MOST, UNFIT, UNKNOWN, beside
from evidence.reasons import because
from evidence.selection import View
from tests.conftest import asked, fitting, shown, tell

TRIAL = """\
id: gamma-2003
label: Gamma 2003
title: An invented randomised trial
phase: "3"
design: randomised
disease: AML
year: 2003
regimen: {name: sorafenib or placebo, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Gamma G. Invented J 2003;3:3", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 80, mutation: flt3-itd, setting: relapsed, transplant: none, role: mixed, at: Table 1}
  - {id: sora, parent: all, split: arm, kind: arm, label: sorafenib, n: 40, role: experimental, regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}, at: Table 1}
  - {id: plac, parent: all, split: arm, kind: arm, label: placebo, n: 40, role: control, regimen: {name: placebo, group: other, drugs: [placebo]}, at: Table 1}
toxicity:
  - {cohort: all, term: rash, grade: any, events: 30, of: 80, population: treated, printed: "30/80", at: Text, source: main, readers: checked}
  - {cohort: sora, term: rash, grade: any, events: 20, of: 40, population: treated, printed: "20/40", at: Table 2, source: main, readers: checked}
  - {cohort: sora, term: rash, grade: ">=3", events: 4, of: 40, population: treated, printed: "4/40", at: Table 2, source: main, readers: checked}
  - {cohort: sora, term: rash, grade: ">=3", window: cycle 1, events: 2, of: 40, population: treated, printed: "2/40", at: Table 3, source: main, readers: checked}
  - {cohort: sora, term: fatigue, grade: any, events: 30, of: 40, population: treated, printed: "30/40", at: Table 2, source: main, readers: checked}
  - {cohort: sora, term: anemia, grade: "3-4", events: 12, of: 40, population: treated, printed: "12/40", at: Table 2, source: main, readers: checked}
  - {cohort: sora, term: nausea, statistic: words, printed: nausea was seen, at: Text, source: main, readers: checked}
  - {cohort: plac, term: rash, grade: ">=3", events: 1, of: 40, population: treated, printed: "1/40", at: Table 2, source: main, readers: checked}
"""
#: More patients, another disease.
OTHER = """\
id: delta-2004
label: Delta 2004
title: An invented series
phase: "2"
design: single arm
disease: ALL
year: 2004
regimen: {name: blinatumomab, group: bispecific, drugs: [blinatumomab]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Delta D. Invented J 2004;4:4", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 30, mutation: unselected, setting: relapsed, transplant: none, at: Table 1}
toxicity:
  - {cohort: all, term: fever, grade: any, events: 20, of: 30, population: treated, printed: "20/30", at: Table 2, source: main, readers: checked}
"""


#: The panels of the view of doses.
DOSES = ["dose-levels", "dose-limiting-toxicity", "dose-response", "dose-reporting"]


@pytest.fixture
def trial(evidence_of):
    return evidence_of(TRIAL, OTHER)


def bars(found):
    """Numerators of the pale and the dark bar by term and arm."""
    return {
        (term, cohort): tuple(one and one.rate.events for one in (pair.any, pair.severe))
        for (term, (_, cohort)), pair in found.pairs.items() if pair.events
    }  # fmt: skip


def test_arms_answer_for_their_trial_where_they_count_more_and_the_control_stands_behind(trial):
    found, _ = beside(trial, View())
    assert [row["cohort_id"] for row in found.arms] == ["sora", "plac"]


def test_two_diseases_never_stand_together_unless_both_are_asked_for(trial):
    found, _ = beside(trial, View())
    assert [row["study_id"] for row in found.others] == ["delta-2004"]
    assert "1 cohort with side effects (ALL 1)" in words.others(found)
    both, _ = beside(trial, View({"disease": ("AML", "ALL")}))
    assert {row["disease"] for row in both.arms} == {"AML", "ALL"} and not both.others


def test_a_pair_of_bars_is_of_one_window_and_bands_are_never_merged(trial):
    found, _ = beside(trial, View())
    assert bars(found) == {
        ("rash", "sora"): (20, 4), ("rash", "plac"): (None, 1), ("fatigue", "sora"): (30, None),
        ("anaemia", "sora"): (None, 12),
    }  # fmt: skip
    assert words.tag(found.pairs["anaemia", ("gamma-2003", "sora")]) == "grade 3-4"


def test_rows_begin_with_what_was_most_often_severe(trial):
    assert beside(trial, View())[0].terms == ("anaemia", "rash", "fatigue")


def test_what_no_bar_shows_is_counted_and_stands_in_the_table(trial):
    found, _ = beside(trial, View())
    assert [one.facts[0]["printed"] for one in found.undrawn] == ["2/40", "nausea was seen"]
    assert words.undrawn(found).startswith("No bar for 2 figures of these arms")
    assert len(words.table(found, View(), trial).records) == 7


def test_silence_is_a_dash_and_never_a_bar(trial):
    found, _ = beside(trial, View())
    chart = frequencies(found, found.terms, Caption("t", "s", ()))
    rows = {row.label: row.arms for row in chart.rows}
    assert [one.silence for one in rows["Fatigue"]] == ["", "–"] and not rows["Fatigue"][1].amounts
    assert rows["Rash"][0].severe.text == "4/40 · 10\u00a0%"
    assert chart.controls == (False, True)


def test_arms_picked_by_name_stand_in_that_order_and_mix_diseases_only_then(trial):
    found, _ = beside(trial, View(arms=("delta-2004/all", "gamma-2003/sora")))
    assert [row["cohort_id"] for row in found.arms] == ["all", "sora"] and not found.missing
    assert [head.size for head in frequencies(found, found.terms, Caption("t", "s", ())).arms] == [
        "ALL, n = 30",
        "AML, n = 40",
    ]
    assert words.title(5, found).endswith("2 arms picked by name")
    assert every.each(found.grid).text == (
        "Arm by arm: Delta 2004: fever 20/30 (any grade); Gamma 2003, sorafenib: anaemia 12/40 (grade 3-4),"
        " rash 4/40 (grade 3 or higher)."
    )


def test_an_arm_that_cannot_stand_there_is_named_with_the_reason(trial):
    asked = ("delta-2004/all", "gamma-2003/all", "gamma-2003/nobody", "gamma-2003/plac")
    found, _ = beside(trial, View({"disease": ("AML",)}, {"grade": "any"}, arms=asked))
    assert not found.arms and [why for _, why in found.missing] == [
        because(reason) for reason in (UNFIT, ELSEWHERE, UNKNOWN, BARE)
    ]
    assert words.nobody(found).text.endswith("Take them out of the list of arms, or remove what leaves them out.")


#: The pooled patients of Gamma 2003 and of others: many, and nothing but rare events.
POOLED = """\
id: label-2005
label: Label 2005
title: Invented pooled patients
phase: "2"
design: single arm
disease: AML
year: 2005
regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: label, level: secondary, citation: "Invented label", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: Pooled, n: 900, mutation: flt3-itd, setting: relapsed, transplant: none, SHARED at: Text}
toxicity:
  - {cohort: all, term: cardiac arrest, grade: any, events: 1, of: 900, population: treated, printed: "1/900", at: Text, source: main, readers: checked}
"""


def test_a_pooled_report_on_patients_of_a_trial_leaves_the_place_to_arm_and_control(evidence_of):
    shared = 'same_patients_as: ["gamma-2003/sora"],'
    found, _ = beside(evidence_of(TRIAL, POOLED.replace("SHARED", shared)), View())
    assert [row["cohort_id"] for row in found.arms] == ["sora", "plac"]


def test_an_arm_without_a_bar_in_the_first_rows_makes_room(evidence_of, monkeypatch):
    version = evidence_of(TRIAL, POOLED.replace("SHARED", ""))
    assert beside(version, View())[0].arms[0]["study_id"] == "label-2005"
    monkeypatch.setattr(numbers, "FIRST", 3)
    assert [row["cohort_id"] for row in beside(version, View())[0].arms] == ["sora", "plac"]
    assert [row["n"] for row in beside(version, View(arms=("label-2005/all",)))[0].arms] == [900]


def test_an_arm_that_grades_hardly_any_term_leaves_its_place_to_a_smaller_one(evidence_of):
    large = (
        TRIAL.replace("gamma-2003", "eta-2006")
        .replace("Gamma 2003", "Eta 2006")
        .replace("n: 40", "n: 400")
        .replace("n: 80", "n: 800")
    )
    version = evidence_of(TRIAL, large)
    assert [row["n"] for row in beside(version, View())[0].arms] == [400, 400, 40, 40]
    line = TRIAL.splitlines()[-1] + "\n"
    assert 'term: rash, grade: ">=3"' in line
    graded = "".join(line.replace("rash", term) for term in ("fatigue", "infection"))
    assert [row["n"] for row in beside(evidence_of(TRIAL + graded, large), View())[0].arms] == [40, 40, 400, 400]


def test_the_page_offers_arms_by_name_and_the_link_keeps_what_is_picked(open_page):
    app = open_page("toxicity")
    arms = asked(app)["Arms beside each other, up to four"]
    assert arms["chosen"] == [] and arms["most"] == MOST
    assert len(fitting(arms)) > MOST
    (found,) = fitting(arms, "blinatumomab tower at least")
    app = tell(app, "choices_toxicity", "pressed", {"turn": 1, "filters": {arms["name"]: [found["code"], "nobody/all", 3]}})
    assert not app.exception and app.query_params["arm"] == "kantarjian-2017/blina-safety"
    assert asked(app)["Arms beside each other, up to four"]["values"] == [found]
    assert "Arm by arm: Kantarjian 2017 (TOWER), blinatumomab, at least one dose: " in shown(app)


def test_a_chosen_grade_leaves_the_other_bars_out(trial):
    found, _ = beside(trial, View(choices={"grade": "any"}))
    assert bars(found) == {("rash", "sora"): (20, None), ("fatigue", "sora"): (30, None)}


def test_the_base_shows_at_most_four_arms_of_one_disease(published):
    found, _ = beside(published, View())
    assert 2 <= len(found.arms) <= MOST and len({row["disease"] for row in found.arms}) == 1
    assert all(row["role"] != "control" or _has_its_arm(row, found.arms) for row in found.arms)


def _has_its_arm(control, arms):
    return any(row["study_id"] == control["study_id"] and row["role"] == "experimental" for row in arms)


def test_the_page_shows_what_the_link_asks_for_and_files_hold_everything(published):
    page = page_named("toxicity")
    for query, names in (
        ({}, ["side-effects"]),
        ({"show": ["dose"]}, DOSES),
        ({"show": ["deaths"]}, ["deaths"]),
        ({"show": ["all"]}, ["adverse-events", *(one.name for one in page.panels_of if one.name != "adverse-events")]),
        ({"isotonic": ["n"]}, DOSES),
        ({"event": ["rash"]}, ["one-event"]),
    ):
        reading = read("toxicity", query)
        assert [one.name for one in page.chosen(reading.view)] == names
    here = read("toxicity", {"study": ["ravandi-2013"]}).frame()
    assert [one.name for one in page.every(here)] == [one.name for one in page.panels_of]
    assert page.named("deaths", here) is not None
    assert page.showing(here.view, "deaths").choice("show") == "deaths"


def test_a_link_made_before_shows_everything_as_it_did(published):
    query = {"organ": ["all"], "event": ["rash"], "data": [published]}
    view = read("toxicity", query).view
    assert (view.choice("show"), view.choice("extent")) == ("all", "all")


def test_first_rows_say_how_many_more_there_are(open_page):
    text = shown(open_page("toxicity", disease="ALL"))
    assert "more, less often severe: choose All rows." in text
