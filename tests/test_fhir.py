"""The rates of a study as a FHIR bundle: valid for models of release 5, and no n, N or interval is lost on the way."""

from fhir.resources.bundle import Bundle
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.exports import fhir
from dashboard.routes import api, described
from evidence.answers import is_estimate
from evidence.questions.facts import facts
from evidence.questions.studies.numbers import study_labels
from evidence.rates import printed_rate, with_interval
from evidence.selection import View
from evidence.vocabulary import DOMAIN

SITE = "https://evidence.example"


def test_every_study_is_valid_and_loses_no_rate(published):
    rates = {fact["fact_id"]: with_interval(printed_rate(fact), fhir.METHOD) for domain in DOMAIN
             for fact in facts(published, View(), domain) if fact["statistic"] in fhir.RATES and fact["comparator"] is None}  # fmt: skip
    told = {}
    for study in study_labels(published):
        made = fhir.bundle(published, study, SITE)
        entries = [one.resource for one in Bundle.model_validate(made).entry]
        known = {f"{one.get_resource_type()}/{one.id}" for one in entries}
        assert len(known) == len(entries)
        for one in entries:
            if one.get_resource_type() == "Evidence":
                assert {
                    one.citeAsReference.reference,
                    *(each.observed.reference for each in one.variableDefinition),
                } <= known
                told[one.identifier[0].value] = one.statistic[0]
    assert set(told) == set(rates)
    for name, rate in rates.items():
        said = told[name]
        assert said.numberAffected == rate.events
        assert (said.sampleSize and said.sampleSize.numberOfParticipants) == rate.of
        assert (said.quantity and float(said.quantity.value)) == rate.percent
        if rate.low is not None and rate.high is not None:
            span = said.attributeEstimate[0].range
            assert (float(span.low.value), float(span.high.value)) == (rate.low, rate.high)
        else:
            assert said.attributeEstimate is None


def test_an_estimate_is_no_proportion_and_a_place_travels_with_its_figure(published):
    estimate = next(
        fact for fact in facts(published, View(), "time to event") if is_estimate(fact) and not fact["comparator"]
    )
    found = [one["resource"] for one in fhir.bundle(published, estimate["study_id"], SITE)["entry"]]
    rates = [one for one in found if one["resourceType"] == "Evidence"]
    assert rates and all("Printed as “" in one["note"][0]["text"] for one in rates)
    said = next(one["statistic"][0] for one in rates if one["identifier"][0]["value"] == estimate["fact_id"])
    assert said["statisticType"] == {"text": "Estimate at a time point"} and said["quantity"]["value"] == estimate["value"]


def test_what_was_appraised_says_answer_reason_and_place(published):
    found = [one["resource"] for one in fhir.bundle(published, "aldoss-2022", SITE)["entry"]]
    (assessed,) = [one for one in found if one["resourceType"] == "ArtifactAssessment"]
    first = next(one for one in assessed["content"] if one["type"]["text"] == "inclusion")
    assert first["classifier"] == [{"text": "unclear"}] and "Abstract, Methods" in first["summary"]


def test_it_is_served_by_study_and_an_unknown_one_is_refused(published):
    client = TestClient(Starlette(routes=[*described.routes, *api.routes, *api.rest]), base_url=SITE)
    answer = client.get("/api/study.fhir.json?study=aldoss-2022")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/fhir+json")
    assert answer.json() == fhir.bundle(published, "aldoss-2022", SITE)
    assert client.get("/api/study.fhir.json?study=nothing").status_code == 400
