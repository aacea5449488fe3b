"""Response: which rows stand on the axis, on which denominator, with which interval."""

import re
from functools import partial
from itertools import groupby

import pytest

from dashboard.charts.response import composition, forest
from dashboard.charts.values import Caption
from dashboard.exports.views import one
from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.cohorts import Match, by_strength, fitting, key
from evidence.migrations import migrate, name_today
from evidence.questions.card.numbers import provenance
from evidence.questions.response import numbers as response
from evidence.questions.response import words
from evidence.reasons import because
from evidence.selection import View
from evidence.vocabulary import POPULATION
from evidence.wording import numbers
from evidence.wording.matching import answer
from tests.conftest import ALPHA, counted, shown

TEXTS = Caption("t", "s", ("f",))


def rates(version, **filters):
    view = View({name: tuple(values) for name, values in filters.items()})
    return response.rates(version, view)


def test_whole_cohort_answers_and_its_parts_do_not(alpha):
    found = rates(alpha).items
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of) for row in found] == [("all", 5, 10)]


def test_parts_answer_where_the_whole_is_mixed(alpha):
    found = rates(alpha, setting=["relapsed-refractory"]).items
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of) for row in found] == [
        ("relapsed", 2, 6),
        ("refractory", 3, 4),
    ]


def test_parts_inherit_the_mutation_and_say_whose_share_it_is(alpha):
    found = rates(alpha, mutation=["flt3-itd"], setting=["refractory"]).items
    table = words.table(found, View(), alpha)
    assert table.records[0]["mutation"] == "90 % FLT3-ITD (9 of 10 of the whole)"


def test_every_carrier_leaves_out_a_cohort_of_nine_in_ten(alpha):
    view = View({"mutation": ("flt3-itd",)}, {"carriers": "every"})
    assert [row.cohort["match"].kind for row in response.rates(alpha, view).items] == [Match.AMONG]
    assert response.rates(alpha, view.with_choice("match", "exact")).items == []


def test_composite_is_the_sum_of_printed_parts_and_says_so(alpha):
    found = response.rates(alpha, View(choices={"endpoint": "CRi"})).items
    assert (found[0].rate.events, found[0].rate.of) == (4, 10)
    assert found[0].rate.derived == (because("sum of {terms}", terms="CR + CRi"),)


def test_denominator_that_cannot_be_had_is_kept_as_printed_with_the_reason(alpha):
    found = response.rates(alpha, View({"setting": ("refractory",)}, {"denominator": "evaluable"})).items
    assert (found[0].rate.of, found[0].rate.kept) == (
        4,
        because("number {population} not printed", population=POPULATION["evaluable"]),
    )


def test_evaluable_denominator_is_derived(alpha):
    found = response.rates(alpha, View(choices={"denominator": "evaluable"})).items
    rate = found[0].rate
    assert (rate.events, rate.of, round(rate.percent, 1)) == (5, 8, 62.5)
    assert because("on the {number} {population}", number=8, population=POPULATION["evaluable"]) in rate.derived


@pytest.mark.parametrize(
    ("study", "cohort", "events", "of", "low", "high", "population"),
    [
        ("borthakur-2020", "all", 10, 28, 18.6, 55.9, "enrolled"),
        ("ravandi-2013", "refractory", 7, 12, 27.7, 84.8, "evaluable"),
        ("ravandi-2013", "relapsed", 6, 19, 12.6, 56.6, "evaluable"),
        ("metzelder-2009", "all", 6, 6, 54.1, 100.0, "treated"),
    ],
)
def test_flt3_itd_relapsed_or_refractory(published, study, cohort, events, of, low, high, population):
    found = rates(published, mutation=["flt3-itd"], setting=["relapsed-refractory"]).items
    row = next(row for row in found if (row.cohort["study_id"], row.cohort["cohort_id"]) == (study, cohort))
    rate = row.rate
    assert (rate.events, rate.of, rate.population.code) == (events, of, population)
    assert (round(rate.low, 1), round(rate.high, 1)) == (low, high)


def test_no_blinatumomab_among_flt3_itd(published):
    answer = rates(published, mutation=["flt3-itd"], setting=["relapsed-refractory"])
    drugs = {drug for row in answer.items for drug in row.cohort["drugs"]}
    assert "blinatumomab" not in drugs | {drug for row in answer.silent for drug in row["drugs"]}


def test_percent_without_a_count_has_no_interval(published):
    found = rates(published, study=["aldoss-2022"]).items
    rate = found[0].rate
    assert (rate.events, rate.percent, rate.low) == (None, 64, None)


def test_forest_has_a_fixed_axis_and_one_mark_a_row(alpha):
    found = rates(alpha, setting=["relapsed-refractory"]).items
    figure = draw(forest(found, TEXTS))
    marks = next(trace for trace in figure.data if trace.customdata is not None)
    assert tuple(figure.layout.xaxis.range) == (0, 100)
    assert list(marks.customdata) == [["alpha-2001/relapsed/response/ORR"], ["alpha-2001/refractory/response/ORR"]]
    assert [round(x, 1) for x in marks.x] == [33.3, 75.0]
    assert "2 of 6 in the subgroup: 33 % (4.3 to 77.7)" in marks.hovertext[0]


def test_composition_leaves_the_rest_unstated(alpha):
    rows = response.compositions(alpha, View()).items
    assert (rows[0].events, rows[0].unstated) == ({"CR": 2, "CRi": 2, "PR": 1}, 5)
    figure = draw(composition(rows, TEXTS), False)
    assert [(trace.name, trace.x[0]) for trace in figure.data if trace.type == "bar"] == [
        ("Complete remission", 20),
        ("CR with incomplete recovery", 20),
        ("Partial remission", 10),
        ("Not stated", 50),
    ]


def test_page_shows_the_answer_the_table_and_its_sources(open_page):
    text = shown(open_page("response", mutation="flt3-itd", setting="relapsed-refractory", endpoint="overall"))
    assert "10/28" in text and "18.6 to 55.9" in text and "Abstract, sentence 6" in text
    assert "blinatumomab" not in text


def test_page_without_an_answer_says_so(open_page):
    text = shown(open_page("response", mutation="flt3-itd", setting="mrd-positive", match="exact", endpoint="overall"))
    assert "No cohort of this selection reports overall response as printed." in text


def test_count_behind_a_percentage_with_a_decimal(evidence_of):
    text = ALPHA.replace(
        'events: 5, of: 10, percent: 50, population: enrolled, printed: "5 (50%)"',
        'of: 247, percent: 21.1, population: subgroup, printed: "21.1%"',
    ).replace("n: 10, population", "n: 247, population")
    found = rates(evidence_of(text)).items
    assert (found[0].rate.events, found[0].rate.of) == (52, 247)


def test_deaths_and_non_responders_are_never_put_on_another_denominator(published):
    fact = "ravandi-2013/evaluable/mortality/died/4-weeks"
    found = provenance(published, fact, "clopper-pearson")
    assert found.rates["enrolled"].of == 37 and "only responses" in found.rates["enrolled"].kept.message
    found = provenance(published, "ravandi-2013/evaluable/response/NR", "clopper-pearson")
    assert found.rates["enrolled"].of == 37


def test_a_printed_denominator_keeps_its_printed_name(published):
    found = response.rates(published, View({"study": ("zhang-2008",)}, {"denominator": "enrolled"})).items
    assert (found[0].rate.of, found[0].rate.population.code) == (7, "subgroup")


def test_nobody_of_an_unprinted_n_is_named_apart(evidence_of):
    bare = (
        ALPHA.split("response:\n")[0]
        .replace("alpha-2001", "gamma-2003")
        .replace("Alpha 2001", "Gamma 2003")
        .replace("10.1000/alpha", "10.1000/gamma")
        + 'response:\n  - {cohort: all, term: ORR, events: 0, printed: "none", at: Results, source: main, readers: checked}\n'
    )
    found = response.rates(evidence_of(ALPHA, bare), View()).items
    assert words.sentence(found, View()).text == (
        "Only cohorts of fewer than 20 patients: Alpha 2001: overall response 5/10, 50 % (18.7 to 81.3)."
    )
    assert words.apart(found) == [] and words.undrawn(found) == (
        "Not drawn, since no rate is printed (1): Gamma 2003: overall response 0/?."
    )
    assert [point.label for point in forest(found, TEXTS).points] == ["Alpha 2001"]


def test_rows_without_a_rate_draw_no_empty_axis(evidence_of):
    bare = (
        ALPHA.split("response:\n")[0]
        + 'response:\n  - {cohort: all, term: ORR, events: 2, printed: "two", at: Results, source: main, readers: checked}\n'
    )
    evidence_of(bare)
    panel = one(read("response", {"endpoint": ["overall"]}), "response")
    assert panel.chart is None and panel.table.records[0]["fraction"] == "2/?"
    assert "Not drawn, since no rate is printed (1)" in " ".join(panel.remarks)


def test_a_response_by_no_criteria_is_no_rate_of_remission(published):
    view = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",)})
    found = response.rates(published, view).items
    apart = [row for row in found if row.is_apart]
    assert "metzelder-2009" in [row.cohort["study_id"] for row in apart]
    assert "Metzelder" not in words.sentence(found, view).text and "Metzelder 2009" in words.apart(found)[-1]
    marks = {point.facts[0]: (point.symbol, point.group) for point in forest(found, TEXTS).blocks[0].points}
    own = marks["metzelder-2009/all/response/clinical-response"]
    marks = {fact: mark for fact, mark in marks.items() if fact not in {row.facts[0]["fact_id"] for row in apart}}
    assert own == ("circle", words.NO_REMISSION_RATE)
    assert {symbol for symbol, _ in marks.values()} == {"square"} and own[1] not in {group for _, group in marks.values()}


@pytest.mark.parametrize("query", ({}, {"drug": ["midostaurin"]}, {"mutation": ["flt3-any"]}), ids=str)
@pytest.mark.parametrize("endpoint", response.TERMS)
def test_the_filters_count_what_the_drawing_has_rows_for(published, endpoint, query):
    here = read("response", query | {"endpoint": [endpoint]}).frame()
    page = page_named("response")
    counted_rows = page.counted(here.base, here.view, page.printing(here.base, here.view))
    rows = response.rates(here.base, here.view).items
    assert sorted(map(key, counted_rows)) == sorted(key(row.cohort) for row in rows)


def test_a_bare_percentage_gives_way_to_parts_with_counts(published):
    answer = response.rates(published, View({"study": ("macdonald-2013",)}))
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of) for row in answer.items] == [("rp2d", 2, 15)]
    assert "all" in [one.cohort["cohort_id"] for one in answer.aside]
    arms = View({"study": ("macdonald-2013",)}, {"rows": "arm"})
    assert response.rates(published, arms).items == []


def test_a_response_by_no_criteria_keeps_its_old_link():
    assert name_today("metzelder-2009/all/response/ORR") == "metzelder-2009/all/response/clinical-response"


@pytest.mark.parametrize(
    ("study", "endpoint", "counts"),
    [("metzelder-2009", "molecular", (2, 4)), ("metzelder-2017", "lasting", (5, 29)), ("smith-2004", "activity", (5, 14))],
)
def test_responses_of_every_kind_are_reached(published, study, endpoint, counts):
    found = response.rates(published, View({"study": (study,)}, {"endpoint": endpoint})).items
    assert [(row.rate.events, row.rate.of) for row in found] == [counts]


def test_half_a_percent_is_rounded_up():
    assert (numbers.percent(12.5, 16), numbers.percent(82.5, 40)) == ("13 %", "83 %")


def test_where_nothing_matches_each_filter_says_what_is_left_without_it(open_page):
    def left(**view: str) -> str:
        return re.match(r"\d+ cohorts?", counted(open_page("response", match="exact", endpoint="overall", **view)))[0]

    app = open_page("response", mutation="flt3-wt", setting="relapsed", match="exact", endpoint="overall")
    kept = {"FLT3 wild type": left(setting="relapsed"), "Relapsed": left(mutation="flt3-wt")}
    ways = "; ".join([*(f"without {dropped}: {n}" for dropped, n in kept.items()), "with near matches: 1 cohort"])
    assert [one.value.replace("\\", "") for one in app.info] == [f"Nothing here matches all filters; {ways}."]


def test_where_one_filter_less_is_not_enough_reset_is_named(open_page):
    app = open_page("response", study="borthakur-2020", mutation="ph-negative", setting="maintenance")
    assert "is not enough: Reset" in app.info[0].value


def test_an_unselected_cohort_without_a_count_is_not_taken_for_one_in_which_every_patient_carries(published):
    choices = ({"match": "exact", "carriers": carriers} for carriers in ("any", "every"))
    any_share, every = (View({"mutation": ("unselected",)}, chosen) for chosen in choices)
    assert any(row["mutation_n"] is None for row in fitting(published, any_share).values())
    assert all(row["mutation_n"] is not None for row in fitting(published, every).values())


def test_the_first_sentence_names_randomised_evidence_and_what_differs_in_it(published):
    view = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",)}, {"endpoint": "CRi"})
    sentence = partial(words.sentence, view=view)
    said = answer(response.rates(published, view).items, sentence, others=sentence).text
    arm = "Such patients among others. Randomised: Perl 2019 (ADMIRAL), gilteritinib 120 mg daily [FLT3-mutated (any)]: CR + CRh 84/247, 34.0 % (28.1"
    assert (
        said.startswith("Largest: Cortes 2018") and arm in said and "against salvage chemotherapy: CR + CRh 19/124" in said
    )


def test_a_drug_keeps_its_randomised_control_in_the_sentence(published):
    view = View({"drug": ("gilteritinib",)}, {"endpoint": "CR"})
    said = answer(response.rates(published, view).items, partial(words.sentence, view=view)).text
    assert "CR 52/247" in said and "against salvage chemotherapy: CR 13/124" in said


def test_an_endpoint_that_nobody_chose_is_the_one_that_most_cohorts_count(evidence_of):
    def line(term: str) -> str:
        return (
            f"  - {{cohort: all, term: {term}, events: 3, of: 10, population: enrolled, printed: '3', at: Results,"
            " source: main, readers: checked}\n"
        )

    def study(name: str, *lines: str) -> str:
        head = ALPHA.split("response:\n")[0].replace("Alpha 2001", f"{name.title()} 2003")
        return head.replace("alpha", name).replace("2001", "2003") + "response:\n" + "".join(lines)

    unnamed = evidence_of(study("beta", line("ORR")), study("gamma", line("ORR")))
    assert response.with_endpoint(unnamed, View()).choice("endpoint") == "overall"
    named = evidence_of(study("beta", line("ORR")), study("gamma", line("CR")))
    assert response.with_endpoint(named, View()).choice("endpoint") == "CR"
    assert response.with_endpoint(named, View(choices={"endpoint": "MRD"})).choice("endpoint") == "MRD"


@pytest.mark.parametrize("order", ["strength", "rate"])
def test_categories_stand_in_the_order_asked_for(published, order):
    rows = response.compositions(published, View(choices={"sort": order})).items
    by = {"strength": lambda row: by_strength(row.cohort, row.facts[0]["level"]), "rate": lambda row: -row.remission}[order]
    leads = [min(map(by, own)) for _, own in groupby(rows, key=lambda row: row.cohort["study_id"])]
    assert len(leads) > 2 and leads == sorted(leads)


@pytest.mark.parametrize("order", ["strength", "rate", "year"])
def test_rows_stand_in_the_order_asked_for_and_arms_together(published, order):
    view = View({"drug": ("gilteritinib",)}, {"endpoint": "CR", "sort": order})
    found = response.rates(published, view).items
    rows = response.in_order(found, view)
    assert {key(row.cohort) for row in rows} == {key(row.cohort) for row in found}
    studies = [row.cohort["study_id"] for row in rows]
    assert [name for name, _ in groupby(studies)] == list(dict.fromkeys(studies))
    by = {"strength": lambda row: by_strength(row.cohort, row.facts[0]["level"]), "rate": lambda row: -(row.rate.percent or 0),
          "year": lambda row: -row.cohort["year"]}[order]  # fmt: skip
    leads = [by(next(own)) for _, own in groupby(rows, key=lambda row: row.cohort["study_id"])]
    assert leads == sorted(leads)
    roles = [row.cohort["role"] for row in rows if row.cohort["study_id"] == "perl-2019"]
    assert roles == ["experimental", "control"]


def test_the_area_of_a_mark_follows_n(alpha):
    points = forest(rates(alpha, setting=["relapsed-refractory"]).items, TEXTS).points
    assert [point.area for point in points] == [1.0, 4 / 6]
    sizes = next(trace for trace in draw(forest(rates(alpha).items, TEXTS)).data if trace.customdata).marker.size
    assert list(sizes) == [18.0]


def test_a_link_made_before_there_was_an_order_keeps_its_own():
    made = {"endpoint": ["overall"], "pool": ["off"], "data": ["0123456789abcdef"]}
    assert migrate(made)[0]["sort"] == ["setting"] and "sort" not in migrate({"endpoint": ["overall"]})[0]


def test_so_does_one_made_before_responses_had_first_rows():
    made = {"endpoint": ["overall"], "pool": ["off"], "data": ["0123456789abcdef"]}
    assert migrate(made)[0]["extent"] == ["all"] == migrate(made | {"sort": ["rate"]})[0]["extent"]
    assert "extent" not in migrate({"sort": ["rate"]})[0]


def test_the_first_rows_keep_arms_together_hold_what_is_named_and_some_of_each_match(published):
    view = View({"mutation": ("flt3-itd",), "setting": ("relapsed-refractory",)}, {"endpoint": "CR"})
    rows = response.in_order(response.rates(published, view).items, view)
    exact, others = ([row for row in rows if (row.cohort["match"].kind == Match.EXACT) is fits] for fits in (True, False))
    assert len(exact) > 1 < len(others)
    first = response.leading(rows, 1)
    assert {row.cohort["study_id"] for row in first} == {exact[0].cohort["study_id"], others[0].cohort["study_id"]}
    named = response.leading(rows, 1, exact[-1:])
    assert exact[-1] in named and exact[0] not in named and others[0] in named
    for kept in (first, named):
        told = {(row.cohort["study_id"], row.cohort["match"].kind) for row in kept}
        assert kept == [row for row in rows if (row.cohort["study_id"], row.cohort["match"].kind) in told]
    assert response.leading(rows, len(rows)) == rows


def test_a_page_draws_the_first_rows_and_slides_all(published):
    panel = one(read("response", {"endpoint": ["CR"]}), "response")
    every = one(read("response", {"endpoint": ["CR"], "extent": ["all"]}), "response")
    drawn, rows = len(panel.chart.points), len(every.chart.points)
    assert drawn < rows == len(panel.whole.points) and every.whole is None
    assert panel.chart.caption.title == f"{every.title}, {drawn} of {rows} rows drawn" and panel.title == every.title
    assert f"{rows - drawn} rows more: choose All rows" in panel.remarks[0]
    assert panel.table.records == every.table.records
    pooled = one(read("response", {"endpoint": ["CR"], "pool": ["on"]}), "response")
    assert len([point for point in pooled.chart.points if not point.diamond]) >= rows
