"""Pooling on the response page: off by default, refused in words, computed by both methods where allowed."""

import pytest

from dashboard.charts.response import forest
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence.questions.pooling import words
from evidence.questions.pooling.numbers import attempted, pooling
from evidence.questions.response import numbers as response
from evidence.questions.response import words as response_words
from evidence.selection import View
from tests.conftest import shown, visit
from tests.test_arms import TRIAL

TEXTS = Caption("t", "s", ("f",))
#: Four invented cohorts with one definition and one setting: the counts of the methods' reference values.
STUDY = """\
id: {id}-2001
label: {label} 2001
title: An invented single arm
phase: "2"
design: {design}
disease: AML
year: 2001
regimen: {{name: {drug}, group: flt3, drugs: [{drug}]}}
sources:
  - {{id: main, kind: journal article, level: full text, citation: "Invented J 2001;1:1", seen: 2026-11-20}}
cohorts:
  - {{id: all, kind: all, label: All, n: {of}, mutation: flt3-itd, setting: {setting}, transplant: none{same}, at: Table 1}}
response:
  - {{cohort: all, term: {term}{criteria}, events: {events}, of: {of}, population: treated, printed: "{events}", at: Table 2, source: main, readers: checked}}
"""
COUNTS = {"alpha": (4, 10), "beta": (3, 20), "gamma": (2, 30), "delta": (1, 40)}


def studies(counts=COUNTS, **special):
    """Study files; `special` changes fields of single studies."""
    return [
        STUDY.format(
            **{
                "id": id_,
                "label": id_.title(),
                "events": events,
                "of": of,
                "term": "CR",
                "setting": "relapsed",
                "same": "",
                "design": "single arm",
                "drug": "sorafenib",
                "criteria": ", criteria: IWG 2003",
            }
            | special.get(id_, {})
        )
        for id_, (events, of) in counts.items()
    ]


def asked(version, endpoint="CR"):
    view = View(choices={"pool": "on", "endpoint": endpoint})
    rates = response.rates(version, view).items
    return rates, pooling(rates, view, version), view


def test_nothing_is_pooled_unless_asked_for(evidence_of):
    version = evidence_of(*studies())
    view = View(choices={"endpoint": "CR"})
    rates = response.rates(version, view).items
    assert pooling(rates, view, version) is None
    assert words.said(None) == "" and words.method(None) == [] and words.remarks(None) == []
    plain = response_words.table(rates, view, version)
    assert words.with_pooled(plain, None) is plain
    assert "diamond" not in str(draw(forest(rates, TEXTS)).to_dict())


def test_both_methods_with_interval_prediction_and_spread(evidence_of):
    version = evidence_of(*studies())
    rates, found, view = asked(version)
    glmm, reml = (one.rate for one in found.attempts)
    assert (round(100 * glmm.estimate, 1), round(glmm.tau2, 3)) == (10.4, 0.907)
    assert round(100 * reml.estimate, 1) == 12.1
    said = words.said(found)
    assert "GLMM 10 % (1.7 to 43.9)" in said and "REML, modified Hartung-Knapp 12 % (1.6 to 54.0)" in said
    method = " ".join(words.method(found))
    assert "computed here, not by the authors" in method and "from τ² and not from Q" in method and "k - 1" in method
    assert "Only 4 cohorts" in method
    table = words.with_pooled(response_words.table(rates, view, version), found)
    row = table.records[4]
    assert (row["label"], row["printed"], row["k"]) == ("Pooled, GLMM", "computed here, not printed", 4)
    assert (row["interval"], row["prediction"], round(row["tau2"], 3)) == ("1.7 to 43.9", "0.3 to 80.7", 0.907)
    assert row["place"] == "from n/N of Alpha 2001; Beta 2001; Delta 2001; Gamma 2001"
    assert all(set(record) == {column.name for column in table.columns} for record in table.records)


def test_diamonds_span_the_interval_and_the_dashed_line_the_prediction(evidence_of):
    rates, found, _ = asked(evidence_of(*studies()))
    figure = draw(forest(rates, TEXTS, found))
    shape = next(trace for trace in figure.data if trace.name == "pooled")
    assert [round(x, 1) for x in shape.x[:5]] == [1.7, 10.4, 43.9, 10.4, 1.7]
    dashed = next(trace for trace in figure.data if trace.name == "prediction")
    assert [round(x, 1) for x in dashed.x[:2]] == [0.3, 80.7] and dashed.line.dash == "dash"
    marks = next(trace for trace in figure.data if trace.marker.symbol == "diamond")
    assert shape.y[0] == marks.y[0] > max(next(trace for trace in figure.data if trace.customdata is not None).y)


@pytest.mark.parametrize(
    ("counts", "special", "reason"),
    [
        ({"alpha": (4, 10), "beta": (3, 20)}, {}, "fewer than three cohorts: 2"),
        (
            COUNTS,
            {"delta": {"setting": "newly-diagnosed"}},
            "more than one setting group: AML, relapsed or refractory; AML,",
        ),
        (COUNTS, {"delta": {"setting": "refractory"}}, ""),
        (COUNTS, {"delta": {"term": "CR, window: day 28"}}, "more than one response definition: CR; CR · day 28"),
        (
            COUNTS,
            {"delta": {"criteria": ", criteria: ELN 2022"}, "beta": {"criteria": ""}},
            "more than one response definition: CR · IWG 2003; CR; CR · ELN 2022",
        ),
        (COUNTS, {"delta": {"criteria": ""}, "beta": {"criteria": ""}}, ""),
        (COUNTS, {id_: {"criteria": ""} for id_ in COUNTS}, "response criteria not stated: Alpha 2001; Beta 2001; Delta"),
        (COUNTS, {"delta": {"drug": "quizartinib"}}, "more than one regimen: sorafenib; quizartinib"),
        (COUNTS, {"delta": {"design": "cohort"}}, "more than one kind of study: prospective trial; cohort"),
        (COUNTS, {"delta": {"design": "not stated"}}, "kind of study not reported: Delta 2001"),
        (COUNTS, {"delta": {"design": "randomised"}}, ""),
        (
            {"alpha": (4, 10), "beta": (3, 20), "gamma": (2, 30)},
            {id_: {"setting": "mixed"} for id_ in ("alpha", "beta", "gamma")},
            "AML, mixed settings (Alpha 2001); AML, mixed settings (Beta 2001)",
        ),
    ],
)
def test_incompatible_rows_are_refused_in_words(evidence_of, counts, special, reason):
    _, found, _ = asked(evidence_of(*studies(counts, **special)))
    if not reason:
        assert found.refused == [] and found.attempts
        return
    assert any(reason in words.refusal(one) for one in found.refused) and found.attempts == ()
    assert "Not pooled although asked for" in words.said(found)
    assert reason[1:] in " ".join(words.remarks(found)) and words.method(found) == []


def test_a_control_is_not_pooled_with_what_it_is_compared_with(evidence_of):
    _, found, _ = asked(evidence_of(*studies(), TRIAL))
    assert [row.cohort["cohort_id"] for row in found.rows if row.cohort["study_id"] == "trial-2006"] == ["drug"]
    assert [row.cohort["cohort_id"] for row in found.untreated] == ["chemo"]
    assert "Left out, control arms or arms that are not told apart: Trial 2006, chemotherapy." in " ".join(
        words.method(found)
    )


def test_a_response_that_does_not_say_what_it_counts_is_refused(evidence_of):
    special = {id_: {"term": "ORR", "criteria": ""} for id_ in COUNTS}
    _, found, _ = asked(evidence_of(*studies(**special)), "overall")
    missing = "response definition not reported: Alpha 2001; Beta 2001; Delta 2001; Gamma 2001"
    unstated = "response criteria not stated: Alpha 2001; Beta 2001; Delta 2001; Gamma 2001"
    assert list(map(words.refusal, found.refused)) == [missing, unstated]
    same = {id_: {"term": "ORR", "criteria": ", criteria: CR + CRi + PR"} for id_ in COUNTS}
    _, found, _ = asked(evidence_of(*studies(**same)), "overall")
    assert found.refused == []


def test_reports_on_the_same_patients_do_not_enter_twice(evidence_of):
    special = {"delta": {"same": ", same_patients_as: [alpha-2001/all]"}}
    rates, found, view = asked(evidence_of(*studies(**special)))
    assert [row.cohort["study_id"] for row in rates] == ["beta-2001", "delta-2001", "gamma-2001"] and found.refused == []
    version = evidence_of(*studies(**special))
    alpha = response.rates(version, view.with_filter("study", ("alpha-2001",))).items
    refused = pooling([*rates, *alpha], view, version).refused
    assert list(map(words.refusal, refused)) == ["the same patients twice: Delta 2001; Alpha 2001"]


def test_without_any_event_no_method_prints_a_rate(evidence_of):
    counts = {"alpha": (0, 6), "beta": (0, 12), "gamma": (0, 9)}
    rates, found, view = asked(evidence_of(*studies(counts)))
    assert [one.rate for one in found.attempts] == [None, None]
    notes = words.remarks(found)
    assert "so the GLMM has no estimate" in notes[0] and "rests on these halves alone: do not print it as a rate" in notes[1]
    table = words.with_pooled(response_words.table(rates, view, "v"), found)
    assert [row["percent"] for row in table.records[3:]] == [None, None] and table.records[4]["interval"] == "no estimate"
    assert not [x for trace in draw(forest(rates, TEXTS, found)).data if trace.name == "pooled" for x in trace.x or ()]


def test_zero_heavy_rows_are_not_absurdly_narrow():
    reml = attempted((0, 1, 0, 2), (6, 12, 9, 20))[1].rate
    assert 100 * (reml.high - reml.low) > 25


def test_a_row_without_a_count_is_left_out_and_named(evidence_of):
    silent = {"delta": {"term": "CR, percent: 64"}}
    texts = [
        text.replace("events: 1, of: 40, ", "").replace('printed: "1", at: Table 2', 'printed: "64%", at: Table 2')
        for text in studies(**silent)
    ]
    _, found, _ = asked(evidence_of(*texts))
    assert len(found.rows) == 3 and "left out, no count printed: Delta 2001" in words.cautions(found)


def test_page_pools_by_link(evidence_of):
    evidence_of(*studies())
    off, on = (opened(endpoint="CR", pool=pool) for pool in ("off", "on"))
    assert "Pooled, GLMM" not in off
    assert "Pooled, GLMM" in on and "computed here, not printed" in on


def opened(**query: str) -> str:
    """What the response page of the current base shows."""
    return shown(visit("response", **query))


def test_page_refuses_by_link(open_page):
    text = shown(open_page("response", pool="on"))
    assert "Not pooled although asked for" in text and "Pooled, GLMM" not in text


def test_without_spread_no_prediction_interval_is_promised(evidence_of):
    rates, found, view = asked(evidence_of(*studies({"alpha": (2, 10), "beta": (4, 20), "gamma": (6, 30)})))
    assert [(one.rate.tau2 < 1e-6, one.rate.predicts) for one in found.attempts] == [(True, False)] * 2
    assert all("τ² is estimated as 0" in note for note in words.remarks(found))
    rows = words.with_pooled(response_words.table(rates, view, "v"), found).records[3:]
    assert [(row["prediction"], row["prediction_low"]) for row in rows] == [("withheld (τ² = 0)", None)] * 2
    assert not [trace for trace in draw(forest(rates, TEXTS, found)).data if trace.name == "prediction"]


def test_gilteritinib_alone_and_with_venetoclax_are_two_regimens(published):
    view = View({"drug": ("gilteritinib",), "mutation": ("flt3-any",)}, {"pool": "on", "endpoint": "CR"})
    found = pooling(response.rates(published, view).items, view, published)
    said = next(words.refusal(one) for one in found.refused if one.reason == "more than one regimen")
    assert "venetoclax + gilteritinib" in said and found.attempts == ()
    assert said in " ".join(words.remarks(found)) or said[1:] in " ".join(words.remarks(found))
