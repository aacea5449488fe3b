"""Three ways to match: exactly, among others, or by all filters but one; and links made before there was a choice."""

import pytest

from dashboard.charts.values import Forest, Frequencies, Matrix
from dashboard.exports import views
from dashboard.exports.tables import rows
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from evidence.cohorts import KINDS, Match, answering, disjoint, fitting, key, nearest, rounds
from evidence.cohorts import cohorts as every
from evidence.migrations import migrate
from evidence.questions.facts import printing
from evidence.questions.response import numbers as response
from evidence.records import Cohort
from evidence.selection import View
from evidence.wording import matching as words
from evidence.wording.reasons import words as reason
from evidence.wording.sentence import plain
from tests.conftest import ALPHA

TRIAL = """\
id: trial-2019
label: Trial 2019
title: An invented trial of two arms
phase: "3"
design: randomised
disease: AML
year: 2019
regimen: {name: drug B or chemotherapy, group: flt3, drugs: [gilteritinib, chemotherapy]}
sources:
  - {id: main, kind: abstract, level: abstract, citation: "Trial T. Invented J 2019;3:3", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All, n: 30, mutation: flt3-any, mutation_n: 30, mutation_of: 30, setting: relapsed-refractory, transplant: mixed, at: Abstract}
  - {id: b, parent: all, split: arm, kind: arm, label: Drug B, n: 20, role: experimental, regimen: {name: drug B, group: flt3, drugs: [gilteritinib]}, at: Abstract}
  - {id: chemo, parent: all, split: arm, kind: arm, label: Chemotherapy, n: 10, role: control, regimen: {name: chemotherapy, group: chemo, drugs: [chemotherapy]}, at: Abstract}
response:
  - {cohort: b, term: CR, events: 8, of: 20, population: enrolled, printed: "8 of 20", at: Abstract, source: main, readers: once}
  - {cohort: chemo, term: CR, events: 1, of: 10, population: enrolled, printed: "1 of 10", at: Abstract, source: main, readers: once}
"""
#: The trial with a part of one arm that is exactly so.
WITH_PART = TRIAL.replace("response:\n", '  - {id: b-itd, parent: b, split: mutation, kind: subgroup, label: "Drug B, FLT3-ITD", n: 15, mutation: flt3-itd, mutation_n: 15, mutation_of: 15, at: Abstract}\nresponse:\n', 1).replace("response:\n", 'response:\n  - {cohort: b-itd, term: CR, events: 6, of: 15, population: subgroup, printed: "6 of 15", at: Abstract, source: main, readers: once}\n', 1)  # fmt: skip


def view(match="around", **filters):
    return View({name: (value,) for name, value in filters.items()}, {"match": match, "endpoint": "CR"})


def found(version, chosen):
    """(cohort, kind of match, filters that differ) of each answering row."""
    rows = response.rates(version, chosen).items
    return [(row.cohort["cohort_id"], row.cohort["match"].kind, [name for name, _ in row.cohort["match"].differs])
            for row in rows]  # fmt: skip


@pytest.fixture
def trial(evidence_of):
    return evidence_of(TRIAL)


def test_a_broader_term_of_the_same_marker_holds_such_patients_among_others(trial):
    assert found(trial, view(mutation="flt3-itd")) == [
        ("b", Match.AMONG, ["mutation"]),
        ("chemo", Match.AMONG, ["mutation"]),
    ]
    assert found(trial, view(setting="relapsed")) == [("b", Match.AMONG, ["setting"]), ("chemo", Match.AMONG, ["setting"])]
    assert [kind for _, kind, _ in found(trial, view(mutation="flt3-any", setting="relapsed-refractory"))] == ["exact"] * 2


def test_mixed_holds_every_kind_but_what_is_not_reported_holds_none(trial, evidence_of):
    assert found(trial, view(transplant="prior-allo"))[0] == ("b", Match.AMONG, ["transplant"])
    assert found(trial, view(transplant="not-reported"))[0][1] == Match.NEAREST
    silent = evidence_of(TRIAL.replace("transplant: mixed", "transplant: not-reported"))
    assert found(silent, view(transplant="prior-allo"))[0] == ("b", Match.NEAREST, ["transplant"])
    unselected = evidence_of(TRIAL.replace("mutation: flt3-any", "mutation: unselected"))
    assert found(unselected, view(mutation="flt3-itd"))[0][1] == Match.NEAREST


def test_earlier_inhibitors_of_the_whole_are_not_known_of_an_arm_that_does_not_say_them(evidence_of):
    counted = "prior_flt3: mixed, prior_flt3_n: 6, prior_flt3_of: 20, "
    said = TRIAL.replace("transplant: mixed, at", "transplant: mixed, prior_flt3: mixed, at")
    silent = evidence_of(said)
    assert {row["cohort_id"]: row["prior_flt3"] for row in every(silent)} == {
        "all": "mixed", "b": "not-reported", "chemo": "not-reported"}  # fmt: skip
    assert {kind for _, kind, _ in found(silent, view(prior_flt3="prior"))} == {Match.NEAREST}
    version = evidence_of(said.replace("n: 20, role", f"n: 20, {counted}role"))
    assert found(version, view(prior_flt3="prior")) == [("b", Match.AMONG, ["prior_flt3"])]
    row = next(iter(response.rates(version, view(prior_flt3="prior")).items)).cohort
    assert words.differs(row) == "some with a prior FLT3 inhibitor (6 of 20)"
    part = evidence_of(WITH_PART.replace('"Drug B, FLT3-ITD", n: 15', '"Drug B, FLT3-ITD", n: 15, prior_flt3: prior'))
    assert found(part, view(prior_flt3="prior")) == [("b-itd", Match.EXACT, [])]


@pytest.mark.parametrize("line", (
    "prior_flt3: none, prior_flt3_n: 2, prior_flt3_of: 20", "prior_flt3: prior, prior_flt3_n: 19, prior_flt3_of: 20",
    "prior_flt3: mixed, prior_flt3_n: 20, prior_flt3_of: 20", "prior_flt3: mixed, prior_flt3_of: 20",
    "prior_flt3_n: 2, prior_flt3_of: 20"))  # fmt: skip
def test_earlier_inhibitors_are_as_many_as_their_code_says(line):
    with pytest.raises(ValueError, match="prior_flt3"):
        Cohort(id="b", kind="arm", label="Drug B", at="Table 1", **dict(one.split(": ") for one in line.split(", ")))


def test_nearest_misses_exactly_one_filter_and_says_which(trial):
    (_, match, _), *_ = found(trial, view(mutation="flt3-itd", setting="maintenance"))
    assert match == Match.NEAREST
    row = next(iter(nearest(trial, view(mutation="flt3-itd", setting="maintenance")).values()))
    assert (row["match"].missed, dict(row["match"].differs)) == (
        "setting", {"mutation": ("flt3-any",), "setting": ("relapsed-refractory",)})  # fmt: skip
    assert words.differs(row) == "other setting: relapsed or refractory; FLT3-mutated (any)"
    assert found(trial, view(mutation="npm1", setting="maintenance")) == []


def test_who_asks_for_one_study_gets_no_other(evidence_of):
    version = evidence_of(ALPHA, TRIAL)
    assert {study for study, _ in nearest(version, view(study="trial-2019", setting="maintenance"))} == {"trial-2019"}


def test_exact_narrows(trial):
    assert found(trial, view("exact", mutation="flt3-itd")) == []
    assert list(rounds(trial, view("exact", mutation="flt3-itd"))) == [{}]


def test_an_exact_part_answers_before_its_whole_and_no_patient_stands_twice(evidence_of):
    version = evidence_of(WITH_PART)
    rows = found(version, view(mutation="flt3-itd"))
    assert rows == [("b-itd", Match.EXACT, []), ("chemo", Match.AMONG, ["mutation"])]
    assert found(version, view(mutation="flt3-any"))[0] == ("b", Match.EXACT, [])
    shown = [row.cohort for row in response.rates(version, view(mutation="flt3-itd")).items]
    assert all(disjoint(version, one, other) for one in shown for other in shown if one is not other)


def test_parts_of_one_split_share_nobody_and_parts_of_two_may(evidence_of):
    version = evidence_of(WITH_PART)
    rows = {row["cohort_id"]: row for row in every(version)}
    assert disjoint(version, rows["b"], rows["chemo"]) and disjoint(version, rows["b-itd"], rows["chemo"])
    assert not disjoint(version, rows["b"], rows["b-itd"]) and not disjoint(version, rows["all"], rows["b-itd"])


def test_every_patient_carries_it_moves_a_part_of_carriers_to_the_others(alpha):
    rows = fitting(alpha, View({"mutation": ("flt3-itd",)}, {"carriers": "every"}))
    assert {row["match"].kind for (_, name), row in rows.items() if name == "all"} == {Match.AMONG}


def test_a_sentence_speaks_of_exact_rows_and_names_the_others(evidence_of):
    version = evidence_of(WITH_PART)
    rows = response.rates(version, view(mutation="flt3-itd")).items

    def said_of(some):
        return f"{len(some)} said."

    count = plain(said_of)
    others = "Trial 2019, chemotherapy [FLT3-mutated (any)]"
    said = words.answer(rows, count)
    assert said.text == f"1 said. Such patients among others: {others}."
    assert said.rows == ((("trial-2019", "chemo"), ()),) and said.named(rows) == [rows[1]], "a cohort alone, its first row"
    assert words.title(rows, said_of) == "1 said., 1 among others"
    assert words.answer(rows[1:], count).text.startswith(
        "No cohort fits all filters exactly; such patients are among others in"
    )
    near = response.rates(version, view(mutation="flt3-itd", setting="maintenance")).items
    assert words.answer(near, count).text.startswith("No cohort fits all filters; nearest: Trial 2019")
    assert words.answer([], count).text == "0 said."


def test_silent_cohorts_are_those_that_fit_exactly(trial):
    answer = answering(trial, view(mutation="flt3-itd"), printing(trial, View(), ("response",)))
    assert answer.silent == [] and {key(row)[1] for row in answer.cohorts} == {"b", "chemo"}


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA if page.name not in ("study", "compare")])
def test_a_link_of_an_earlier_day_keeps_exact_matches_alone(published, page):
    """This product writes every choice and the data into a link: one that names carriers and not match is older."""
    old = {"mutation": ["flt3-itd"], "setting": ["relapsed-refractory"], "carriers": ["any"], "data": ["current"]}
    reading = read(page, old)
    assert reading.view.choice("match") == "exact" and "match=exact" in reason(reading.renamed[0])
    kinds = {row.get("match") for panel in views.panels(reading) if panel.table for row in panel.table.records}
    assert not reading.ignored and kinds <= {Match.EXACT, None}
    today = read(page, reading.query())
    assert (today.view.choice("match"), today.view.filters, today.renamed) == ("exact", reading.view.filters, ())
    typed = read(page, {"mutation": ["flt3-itd"], "data": [published]})
    assert typed.view.choice("match") == "around" and typed.renamed == ()


def test_a_link_to_data_of_an_earlier_schema_keeps_exact_matches_alone():
    query = {"mutation": ["flt3-itd"], "data": ["0" * 16]}
    assert migrate(query, schema=1)[0]["match"] == ["exact"]
    assert "match" not in migrate(query, schema=2)[0] and "match" not in migrate(query)[0]
    assert migrate(query | {"match": ["around"]}, schema=1)[0]["match"] == ["around"]


def test_the_standard_of_care_is_among_the_others_of_its_setting(published):
    """Who asks for FLT3-ITD, relapsed or refractory, sees gilteritinib's randomised evidence, both arms."""
    asked = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",)}, {"endpoint": "CRi"})
    rows = {(row.cohort["study_id"], row.cohort["cohort_id"]): row for row in response.rates(published, asked).items}
    for study in ("perl-2019", "wang-2024"):
        for arm in ("gilt", "chemo"):
            match = rows[study, arm].cohort["match"]
            assert (match.kind, match.differs) == (Match.AMONG, (("mutation", ("flt3-any",)),))
    assert rows["perl-2019", "gilt"].rate.of == 247


def test_who_was_transplanted_before_finds_what_is_exactly_so(published):
    asked = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",), "transplant": ("prior-allo",)})

    def counts(endpoint):
        rows = response.rates(published, asked.with_choice("endpoint", endpoint)).items
        return {(row.cohort["study_id"], row.rate.events, row.rate.of, row.cohort["match"].kind) for row in rows}

    assert ("metzelder-2009", 2, 4, Match.EXACT) in counts("molecular")
    assert ("metzelder-2017", 5, 29, Match.EXACT) in counts("lasting")
    assert ("perl-2019", Match.AMONG) in {(study, kind) for study, _, _, kind in counts("CRi")}


def test_the_first_sentence_names_exact_rows_before_randomised_ones_among_others(published):
    query = {"mutation": ["flt3-itd"], "setting": ["relapsed-refractory"], "endpoint": ["CRi"]}
    answer = views.panels(read("response", query))[0].answer.text
    assert answer.startswith("Largest: Cortes 2018")
    arm = "Perl 2019 (ADMIRAL), gilteritinib 120 mg daily [FLT3-mutated (any)]: CR + CRh 84/247"
    assert f"Such patients among others. Randomised: {arm}" in answer


ASKED = (
    {"transplant": ["prior-allo"]}, {"mutation": ["flt3-itd"], "setting": ["relapsed-refractory"]}, {"drug": ["sorafenib"]},
    {"setting": ["newly-diagnosed"]}, {"prior_flt3": ["none"]}, {"disease": ["ALL"]},
)  # fmt: skip


@pytest.mark.parametrize("query", ASKED, ids=str)
def test_exact_rows_come_before_others_in_sentence_figure_table_and_file_whatever_the_filter(published, query):
    """A matrix has a row an event instead, and its table is in that order."""
    for page in ("response", "outcomes", "toxicity"):
        reading = read(page, query)
        for panel in views.panels(reading):
            if not panel.table or isinstance(panel.chart, Matrix | Frequencies):
                continue
            shown = [record for record in panel.table.records if record.get("match") in KINDS]
            places = [KINDS.index(record["match"]) for record in shown]
            assert places == sorted(places), panel.name
            filed = rows(panel.name, panel.table, reading)
            assert [KINDS.index(one["match"]) for one in filed if one["match"] in KINDS] == places, panel.name
            of_fact = {id_: place for record, place in zip(shown, places, strict=True) for id_ in record["fact_id"]}
            named = [of_fact[id_] for _, facts in panel.answer.rows for id_ in facts[:1] if id_ in of_fact]
            assert named == sorted(named), (panel.name, panel.answer.text)
            for block in panel.chart.blocks if isinstance(panel.chart, Forest) else ():
                drawn = [of_fact[point.facts[0]] for point in block.points if point.facts and point.facts[0] in of_fact]
                assert drawn == sorted(drawn), panel.name
