"""One patient, several regimens: which row answers a cell, and that its numbers are those of the pages."""

import io
import random
import re
from datetime import date

import pytest
from pptx import Presentation

from dashboard.exports import views
from dashboard.exports.parts import parts
from dashboard.painters.pptx.deck import deck
from dashboard.painters.typst import handout
from dashboard.session.reading import read
from evidence.cohorts import cohorts
from evidence.language import speaking
from evidence.questions.compare import brief, cell_words, tables, words
from evidence.questions.compare.lines import LINES
from evidence.questions.compare.numbers import compare, nearest, of_leukaemia
from evidence.selection import View

SINGLE = """\
id: single-2001
label: Single 2001
title: An invented single arm
phase: "2"
design: single arm
disease: AML
year: 2001
regimen: {{name: {regimen}, group: {group}, drugs: [{drugs}]}}
sources:
  - {{id: main, kind: journal article, level: full text, citation: "Single A. Invented J 2001;1:1", seen: 2026-11-20}}
cohorts:
  - {{id: all, kind: all, label: All treated, n: {n}, mutation: flt3-itd, mutation_n: {n}, mutation_of: {n}, setting: relapsed-refractory, transplant: prior-allo, at: Table 1}}
response:
  - {{cohort: all, term: CR, events: {events}, of: {n}, population: treated, printed: "{events} of {n}", at: Table 2, source: main, readers: once}}
"""
ALONE = SINGLE.format(regimen="sorafenib", group="flt3", drugs="sorafenib", n=20, events=5)
COMBINED = SINGLE.format(
    regimen="sorafenib + azacitidine", group="flt3-hma", drugs="sorafenib, azacitidine", n=50, events=25
).replace("single-2001", "combined-2002")
TRIAL = """\
id: trial-2003
label: Trial 2003
title: An invented randomised trial
phase: "3"
design: randomised
disease: AML
year: 2003
regimen: {name: gilteritinib or chemotherapy, group: flt3, drugs: [gilteritinib, chemotherapy]}
sources:
  - {id: main, kind: journal article, level: abstract, citation: "Trial A. Invented J 2003;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 200, mutation: flt3-any, mutation_n: 200, mutation_of: 200, setting: relapsed-refractory, transplant: mixed, at: Table 1}
  - {id: gilt, parent: all, split: arm, kind: arm, label: Gilteritinib, n: 100, role: experimental, regimen: {name: gilteritinib, group: flt3, drugs: [gilteritinib]}, at: Table 1}
  - {id: chemo, parent: all, split: arm, kind: arm, label: Chemotherapy, n: 100, role: control, regimen: {name: chemotherapy, group: chemo, drugs: [chemotherapy]}, at: Table 1}
response:
  - {cohort: gilt, term: CR, events: 30, of: 100, population: enrolled, printed: "30 of 100", at: Table 2, source: main, readers: once}
  - {cohort: chemo, term: CR, events: 10, of: 100, population: enrolled, printed: "10 of 100", at: Table 2, source: main, readers: once}
time_to_event:
  - {cohort: gilt, term: OS, statistic: median, value: 9.5, unit: months, population: enrolled, printed: 9.5 months, at: Table 3, source: main, readers: once}
  - {cohort: all, term: OS, statistic: hazard ratio, value: 0.6, low: 0.4, high: 0.9, interval: ci95, comparator: gilteritinib against chemotherapy, population: enrolled, printed: "0.6 (0.4-0.9)", at: Table 3, source: main, readers: once}
"""
PATIENT = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",), "transplant": ("prior-allo",)})


@pytest.fixture
def invented(evidence_of):
    return evidence_of(ALONE, COMBINED, TRIAL)


def cell(version, line, drug):
    return compare(version, PATIENT, (drug,)).cells[line][0]


def named(items):
    return [(item.cohort["study_id"], item.cohort["cohort_id"]) for item in items]


def test_the_drug_alone_answers_before_a_larger_combination_which_is_passed_over(invented):
    found = cell(invented, "CR", "sorafenib")
    assert (found.items[0].rate.events, found.items[0].rate.of) == (5, 20)
    assert named(found.passed_over) == [("combined-2002", "all")]


def test_patients_among_others_answer_where_nobody_fits_exactly_and_say_what_differs(invented):
    found = cell(invented, "CR", "gilteritinib")
    assert named(found.items) == [("trial-2003", "gilt")]
    assert (found.match.kind, [name for name, _ in found.match.differs]) == ("among others", ["mutation", "transplant"])
    assert cell_words.said("CR", found.items[0], "gilteritinib").differs == "FLT3-mutated (any); mixed transplant status"


def test_a_control_answers_for_what_it_got_and_both_arms_together_for_nothing(invented):
    assert named(cell(invented, "CR", "chemotherapy").items) == [("trial-2003", "chemo")]
    assert named(cell(invented, "OS", "gilteritinib").items) == [("trial-2003", "gilt")]


def test_chemotherapy_given_with_another_regimen_asked_for_is_no_row_of_chemotherapy(evidence_of):
    version = evidence_of(ALONE, COMBINED.replace("flt3-hma", "flt3-chemo").replace("azacitidine", "chemotherapy"))
    assert named(cell(version, "CR", "chemotherapy").items) == [("combined-2002", "all")]
    sorafenib, chemotherapy = compare(version, PATIENT, ("sorafenib", "chemotherapy")).cells["CR"]
    assert named(sorafenib.passed_over) == [("combined-2002", "all")]
    assert (chemotherapy.items, chemotherapy.passed_over) == ((), ())


def test_a_median_carries_the_hazard_ratio_of_its_trial(invented):
    said = cell_words.said("OS", cell(invented, "OS", "gilteritinib").items[0], "gilteritinib")
    assert (said.value, said.count) == (
        "9.5 months", "cohort of 100; HR 0.6 (95 % CI 0.4 to 0.9), gilteritinib against chemotherapy",
    )  # fmt: skip


SUBGROUP = """  - {cohort: prior, term: OS, statistic: hazard ratio, value: 0.5, low: 0.2, high: 1.1, interval: ci95, comparator: gilteritinib against chemotherapy after an inhibitor, printed: "0.5 (0.2-1.1)", at: Table 4, source: main, readers: once}
"""
PRIOR = """  - {id: prior, parent: gilt, split: inhibitor, kind: subgroup, label: Gilteritinib after an inhibitor, n: 30, at: Table 4}
response:"""


def test_a_hazard_ratio_of_a_part_stands_beside_no_arm_and_answers_for_the_part_alone(evidence_of):
    with_part = TRIAL.replace("response:", PRIOR, 1) + SUBGROUP
    both = cell(evidence_of(with_part), "OS", "gilteritinib")
    assert [one.fact["value"] for one in both.items[0].beside] == [0.6]
    without = [line for line in with_part.splitlines() if "statistic: median" not in line]
    alone = cell(evidence_of("\n".join(without)), "OS", "gilteritinib")
    found = {item.cohort["cohort_id"]: item.fact["value"] for item in (*alone.items, *alone.passed_over)}
    assert found == {"gilt": 0.6, "prior": 0.5}
    counts = {cell_words.said("OS", item, "gilteritinib").count for item in (*alone.items, *alone.passed_over)}
    assert counts == {"cohort of 200", "cohort of 30"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("statistic: median, value: 83, unit: days", "2.7 months †, printed 83 days"),
        ("statistic: median, unit: months", "not reached"),
    ],
)
def test_a_median_reads_in_months_and_one_not_reached_says_so(evidence_of, line, said):
    printed = "not reached" if said == "not reached" else "83 days"
    text = TRIAL.replace("statistic: median, value: 9.5, unit: months", line).replace(
        "printed: 9.5 months", f"printed: {printed}"
    )
    item = cell(evidence_of(text), "OS", "gilteritinib").items[0]
    assert cell_words.said("OS", item, "gilteritinib").value == said


def test_a_percentage_alone_says_of_how_many(evidence_of):
    text = TRIAL.replace(
        'term: CR, events: 30, of: 100, population: enrolled, printed: "30 of 100"', 'term: CR, percent: 30, printed: "30 %"'
    )
    said = cell_words.said("CR", cell(evidence_of(text), "CR", "gilteritinib").items[0], "gilteritinib")
    assert (said.value, said.count) == ("30 %", "cohort of 100")


def test_what_nobody_prints_is_said_for_each_regimen(invented):
    found = compare(invented, PATIENT, ("sorafenib", "gilteritinib"))
    assert found.cells["DLT"][0].items == ()
    sorafenib, gilteritinib = words.missing(found)
    assert "dose-limiting toxicity" in sorafenib and "overall survival" in sorafenib
    assert "overall survival" not in gilteritinib


ESCALATION = """\
id: levels-2004
label: Levels 2004
title: An invented dose escalation
phase: "1"
design: dose escalation
disease: AML
year: 2004
regimen: {name: sorafenib + plerixafor, group: flt3, drugs: [sorafenib, plerixafor]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Levels A. Invented J 2004;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 9, mutation: flt3-itd, mutation_n: 9, mutation_of: 9, setting: newly-diagnosed, at: Table 1}
  - {id: d200, parent: all, split: dose, kind: dose level, label: Sorafenib 200 mg twice daily, n: 3, dose: 200, dose_unit: mg twice daily, at: Table 1}
  - {id: d400, parent: all, split: dose, kind: dose level, label: Sorafenib 400 mg twice daily, n: 6, dose: 400, dose_unit: mg twice daily, at: Table 1}
dlt:
  - {cohort: d200, term: DLT, events: 0, of: 3, population: treated, printed: "0 of 3", at: Table 2, source: main, readers: once}
  - {cohort: d400, term: DLT, events: 2, of: 6, population: treated, printed: "2 of 6", at: Table 2, source: main, readers: once}
  - {cohort: d200, term: MTD, statistic: single, value: 200, unit: mg twice daily, printed: 200 mg twice daily, at: Table 2, source: main, readers: once}
"""


def test_doses_stand_under_the_drug_whose_doses_they_are(evidence_of):
    version = evidence_of(ESCALATION)
    found = compare(version, View(), ("sorafenib", "plerixafor"))
    tested, plerixafor = found.cells["tested"]
    assert cell_words.said("tested", tested.items[0], "sorafenib").value == "200 to 400 mg twice daily"
    assert (plerixafor.items, found.cells["dose"][1].items) == ((), ())
    assert named(found.cells["dose"][0].items) == [("levels-2004", "d200")]
    assert (
        cell_words.said("DLT", found.cells["DLT"][1].items[1], "plerixafor").value == "2/6 at sorafenib 400 mg twice daily"
    )


def test_what_is_not_reported_names_the_row_that_misses_least_and_says_what_it_misses(evidence_of):
    version = evidence_of(ALONE, TRIAL, ESCALATION)
    found = compare(version, PATIENT, ("sorafenib",))
    near = {line: item for line, _, item in nearest(version, PATIENT, found)}
    assert named([near["DLT"]]) == [("levels-2004", "d200")]
    assert dict(near["DLT"].cohort["match"].differs).keys() == {"setting", "transplant"}
    assert "newly diagnosed" in cell_words.said("DLT", near["DLT"], "sorafenib").differs
    assert near["MRD"] is None
    assert words.unheld(nearest(version, PATIENT, found))[0].startswith("Sorafenib: no row of any patient answers")


OTHER = ALONE.replace("single-2001", "other-2005").replace("disease: AML", "disease: ALL").replace(
    "mutation: flt3-itd", "mutation: ph-negative"
).replace("sorafenib", "chemotherapy")  # fmt: skip


def test_a_row_of_another_leukaemia_is_no_answer_and_only_the_nearest_with_its_disease_named(evidence_of):
    version = evidence_of(ALONE, OTHER)
    found = compare(version, PATIENT, ("chemotherapy",))
    assert found.cells["CR"][0].items == ()
    ((_, _, item),) = [one for one in nearest(version, PATIENT, found) if one[0] == "CR"]
    assert named([item]) == [("other-2005", "all")]
    assert "ALL" in cell_words.said("CR", item, "chemotherapy").differs
    assert words.implied(PATIENT, of_leukaemia(version, PATIENT)).startswith("No disease is chosen: rows are of AML")


def test_the_sentence_names_response_and_survival_and_whom_they_are_of(invented):
    found = compare(invented, PATIENT, ("sorafenib", "gilteritinib"))
    assert words.sentence(found).split(". ") == [
        "Sorafenib: complete remission (CR) 5/20, 25 % (8.7 to 49.1) in Single 2001",
        "Gilteritinib: complete remission (CR) 30/100, 30 % (21.2 to 40.0) in Trial 2003, gilteritinib (among others);"
        " median overall survival 9.5 months, cohort of 100 in Trial 2003, gilteritinib (among others).",
    ]
    assert words.exact(found) == (
        "Sorafenib: patients exactly like this one for complete remission (CR)."
        " Gilteritinib: no row of patients exactly like this one."
    )


def test_columns_stand_in_the_order_asked_for(invented):
    assert (
        words.title(compare(invented, PATIENT, ("gilteritinib", "sorafenib")).regimens) == "Gilteritinib against sorafenib"
    )


#: Where a reader meets the row of a line, with the choice that shows it.
PAGES = {
    "CR": ("response", {"endpoint": ["CR"]}), "CRi": ("response", {"endpoint": ["CRi"]}),
    "overall": ("response", {"endpoint": ["overall"]}), "MRD": ("response", {"endpoint": ["MRD"]}),
    "OS": ("outcomes", {}), "DOR": ("outcomes", {}), "transplanted": ("outcomes", {}),
    "early death": ("toxicity", {}), "severe": ("toxicity", {"grade": ["severe"]}), "DLT": ("toxicity", {}),
    "tested": ("toxicity", {}), "dose": ("toxicity", {}), "reduced": ("toxicity", {}), "stopped": ("toxicity", {}),
}  # fmt: skip
DAY = date(2026, 11, 28)
NUMBERS = ("events", "of", "percent", "low", "high")
#: Doses that a study names are said below the panel, not in its table.
UNLISTED = ("dose",)


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_has_the_numbers_of_its_page(published, seed):
    chance = random.Random(seed)
    rows = [row for row in cohorts(published) if row["drugs"]]
    for _ in range(8):
        row = chance.choice(rows)
        drug = chance.choice(row["drugs"])
        query = {
            name: [row[name]]
            for name in chance.sample(("mutation", "setting", "transplant", "disease"), chance.randint(0, 3))
            if row[name]
        }
        view = View({name: tuple(values) for name, values in query.items()})
        found = compare(published, view, (drug,))
        records = [record for record in tables.rows(found, view, published).records if record["fact_id"]]
        for line in LINES.keys() - set(UNLISTED):
            page, choices = PAGES[line]
            own = [one for one in records if one["line"] == words.LINES[line]]
            on_page = _records(page, query | {"drug": [drug]} | choices) if own else {}
            for record in own:
                for name in record["fact_id"]:
                    assert name in on_page, (line, drug, query)
                if record["events"] is not None:
                    same = [one for one in on_page[record["fact_id"][0]] if "events" in one]
                    assert any(all(one.get(name) == record[name] for name in NUMBERS) for one in same), (record, same)


def _records(page, query):
    found = {}
    for panel in views.panels(read(page, query)):
        for record in panel.table.records if panel.table else ():
            for name in record.get("fact_id") or ():
                found.setdefault(name, []).append(record)
    return found


def test_a_short_cell_says_the_number_first_then_what_it_is_of_and_what_is_not_usual_in_its_column(invented):
    found = compare(invented, PATIENT, ("sorafenib", "gilteritinib"))
    records = {record["line"]: record for record in brief.table(found).records}
    assert records["Complete remission (CR)"]["regimen_1"].split("\n") == [
        "25 % (8.7 to 49.1)", "5/20 treated · single arm",
    ]  # fmt: skip
    assert records["Complete remission (CR)"]["regimen_2"].split("\n") == [
        "30 % (21.2 to 40.0)", "30/100 enrolled · gilteritinib · randomised, abstract · among others",
    ]  # fmt: skip
    assert records["Complete remission (CR)"]["cited"] == {
        "regimen_1": ("single-2001/all/response/CR",), "regimen_2": ("trial-2003/gilt/response/CR",),
    }  # fmt: skip
    assert brief.caveats(found) == ("Gilteritinib: among others means: FLT3-mutated (any); mixed transplant status",)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regimens", [("sorafenib", "gilteritinib"), ("blinatumomab", "chemotherapy")])
def test_a_comparison_of_two_is_slides_that_can_be_read_and_one_page(published, language, regimens):
    query = {"setting": ["relapsed-refractory"], "regimen": list(regimens), "lang": [language]}
    with speaking(language):
        found = parts(read("compare", query), "http://evidence.example")
        slides = Presentation(io.BytesIO(deck(found, DAY))).slides
        pages = handout(found, DAY, found[0].panel.question, (), found[0].link)
    tables = read_on(slides)
    assert {slide.shapes.title.text for slide in slides} == {found[0].panel.question}
    assert sum(len(table.rows) - 1 for table in tables) == len(found[0].panel.brief.table.records)
    caveat = "; ".join(found[0].panel.brief.caveats)
    sizes = [run.font.size.pt for slide in slides for shape in slide.shapes if shape.has_text_frame
             for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if caveat in run.text]  # fmt: skip
    assert not caveat or (sizes and min(sizes) >= 14)
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1


def test_three_regimens_go_on_to_a_second_slide_rather_than_into_small_type(published):
    query = {
        "disease": ["ALL"],
        "setting": ["relapsed-refractory"],
        "regimen": ["blinatumomab", "chemotherapy", "inotuzumab"],
    }
    found = parts(read("compare", query), "http://evidence.example")
    slides = Presentation(io.BytesIO(deck(found, DAY))).slides
    drawn = read_on(slides)
    assert len(drawn) > 1
    assert sum(len(table.rows) - 1 for table in drawn) == len(found[0].panel.brief.table.records)


def read_on(slides) -> list:
    """The tables of slides, whose words can be read in a lecture hall."""
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    runs = [run for table in tables for cell in table.iter_cells() for paragraph in cell.text_frame.paragraphs
            for run in paragraph.runs]  # fmt: skip
    assert min(run.font.size.pt for run in runs) >= 12
    return tables
