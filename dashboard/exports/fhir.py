"""Experimental: the rates of one study as a FHIR bundle, in the words of release 5.0.0.

Release 6 is in ballot and its names of elements still move; 5.0.0 is published and can be checked. A bundle has the
sources (Citation), the cohorts and outcomes (EvidenceVariable), each rate of one cohort with n, N and interval (Evidence),
and what was appraised (ArtifactAssessment). Comparisons of arms, times and figures in words are left out, and counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from evidence import about, vocabulary
from evidence.answers import Rate, is_estimate
from evidence.cohorts import cohorts, key
from evidence.cohorts.asked import asked_of_studies
from evidence.language import ENGLISH, speaking
from evidence.questions.appraisal.numbers import answers
from evidence.questions.facts import facts
from evidence.questions.studies.numbers import sources, studies
from evidence.rates import printed_rate, with_interval
from evidence.row import Cohort, Fact, Row, column
from evidence.selection import OF_PATIENTS, View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import CHECKLIST, DOMAIN, checklist_of
from evidence.wording.printed import caveats
from evidence.wording.selection import cohort as named

RELEASE = "5.0.0"
RATES = ("count", "percent")
METHOD = choice_named("interval").default
_ROLE = "http://terminology.hl7.org/CodeSystem/variable-role"
_ESTIMATE = "http://terminology.hl7.org/CodeSystem/attribute-estimate-type"
_UNITS = "http://unitsofmeasure.org"
Resource = dict[str, object]


def bundle(version: str, study: str, site: str) -> Resource:
    """The bundle of one study; the same version and site give the same bundle. Raises KeyError for an unknown study."""
    own = asked_of_studies(version, (study,))
    with speaking(ENGLISH):
        about_it = {row["study_id"]: row for row in studies(own)}[study]
        groups = [row for row in cohorts(own) if row["study_id"] == study]
        every = [fact for domain in DOMAIN for fact in facts(own, View(), domain) if fact["study_id"] == study]
        rates = [fact for fact in every if fact["statistic"] in RATES and fact["comparator"] is None]
        found = [
            *(_citation(row, len(every) - len(rates), site) for row in sources(own, study)),
            *(_population(row, site) for row in groups),
            *_outcomes(rates, site),
            *(_evidence(fact, {key(row): row for row in groups}[key(fact)], site) for fact in rates),
            *([_assessment(about_it, answers(own, study), site)] if answers(own, study) else []),
        ]
    entries = [{"fullUrl": f"{site}/fhir/{one['resourceType']}/{one['id']}", "resource": one} for one in found]
    return {"resourceType": "Bundle", "type": "collection", "identifier": _identifier(site, "study", study) | {
            "assigner": {"display": f"{about.TITLE}, data version {version}"}}, "entry": entries}  # fmt: skip


def _citation(source: Row, left: int, site: str) -> Resource:
    known = [("https://doi.org", source["doi"]), ("https://pubmed.ncbi.nlm.nih.gov", source["pmid"])]
    cited: Resource = {"title": [{"text": source["citation"]}]}
    if identifiers := [{"system": system, "value": value} for system, value in known if value]:
        cited["identifier"] = identifiers
    note = f"{left} further figures of the study are no rate of one cohort and not in this bundle"
    return _resource("Citation", site, "source", source["study_id"], source["source_id"]) | {
        "title": source["citation"], "citedArtifact": cited, "note": [{"text": note}]}  # fmt: skip


def _population(cohort: Cohort, site: str) -> Resource:
    said = {name: column(cohort, name) for name in ("n", "n_evaluable", *OF_PATIENTS, "role", "regimen")}
    text = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in said.items() if value is not None)
    return _resource("EvidenceVariable", site, "cohort", *key(cohort)) | {"title": named(cohort), "description": text}


def _outcomes(rates: Iterable[Fact], site: str) -> list[Resource]:
    """Each outcome once: a term, and its grade."""
    found = {(fact["study_id"], fact["domain"], fact["term"], fact["grade"] or ""): fact for fact in rates}
    return [_resource("EvidenceVariable", site, "outcome", *names) | {"title": _outcome(fact)}
            for names, fact in found.items()]  # fmt: skip


def _outcome(fact: Fact) -> str:
    term = vocabulary.TERM[fact["domain"]][fact["term"]].label
    return f"{term}, {vocabulary.GRADE[fact['grade']].label.lower()}" if fact["grade"] else term


def _evidence(fact: Fact, group: Cohort, site: str) -> Resource:
    """One rate of one cohort."""
    rate = with_interval(printed_rate(fact), METHOD)
    outcome = (fact["study_id"], fact["domain"], fact["term"], fact["grade"] or "")
    variables = [
        _variable("population", _reference("EvidenceVariable", "cohort", *key(group))),
        _variable("measuredVariable", _reference("EvidenceVariable", "outcome", *outcome)),
    ]
    notes = [f"Printed as “{fact['printed']}” at {fact['locator']}; read: {fact['reading']}", *caveats([fact])]
    notes += [fact["note"]] if fact["note"] else []
    return _resource("Evidence", site, "fact", fact["fact_id"]) | {
        "title": f"{named(group)}: {_outcome(fact)}",
        "citeAsReference": _reference("Citation", "source", fact["study_id"], fact["source_id"]),
        "note": [{"text": text} for text in notes],
        "variableDefinition": variables,
        "statistic": [_statistic(fact, rate)],
    }  # fmt: skip


def _statistic(fact: Fact, rate: Rate) -> Resource:
    """n, N, percentage and interval; what is not known is not there."""
    kind = "Estimate at a time point" if is_estimate(fact) else "Proportion"
    said: Resource = {"description": f"of {rate.population.label}", "statisticType": {"text": kind}}
    if rate.percent is not None:
        said["quantity"] = _percent(rate.percent)
    if rate.events is not None:
        said["numberAffected"] = rate.events
    if rate.of is not None:
        said["sampleSize"] = {"numberOfParticipants": rate.of}
    if rate.low is not None and rate.high is not None:
        by = INTERVAL_METHODS[METHOD] if rate.is_counted else "as printed"
        said["attributeEstimate"] = [{
            "description": f"95 % confidence interval, {by}", "level": 0.95,
            "type": {"coding": [{"system": _ESTIMATE, "code": "C53324", "display": "Confidence interval"}]},
            "range": {"low": _percent(rate.low), "high": _percent(rate.high)}}]  # fmt: skip
    return said


def _assessment(study: Row, found: Sequence[Row], site: str) -> Resource:
    checklist = CHECKLIST[checklist_of(found[0]["question"])].english
    contents = [
        {"informationType": "rating", "type": {"text": row["question"]}, "classifier": [{"text": row["answer"]}],
         "summary": f"{row['reason']} ({row['locator']}; read: {row['reading']})"} for row in found]  # fmt: skip
    return _resource("ArtifactAssessment", site, "appraisal", study["study_id"], status=False) | {
        "title": f"{study['label']}: {checklist}, never added up",
        "artifactReference": {"display": study["label"], "identifier": _identifier(site, "study", study["study_id"])},
        "content": contents,
    }


def _resource(kind: str, site: str, *names: str, status: bool = True) -> Resource:
    said: Resource = {"resourceType": kind, "id": _id(*names), "identifier": [_identifier(site, *names)]}
    return said | ({"status": "active", "experimental": True} if status else {})


def _id(*names: str) -> str:
    """At most 64 letters, digits and hyphens."""
    return f"{names[0]}-{sha256('/'.join(names).encode()).hexdigest()[:24]}"


def _identifier(site: str, *names: str) -> Resource:
    return {"system": f"{site}/{names[0]}", "value": "/".join(names[1:])}


def _reference(kind: str, *names: str) -> Resource:
    return {"reference": f"{kind}/{_id(*names)}"}


def _variable(role: str, observed: Mapping[str, object]) -> Resource:
    return {"variableRole": {"coding": [{"system": _ROLE, "code": role}]}, "observed": dict(observed)}


def _percent(value: float) -> Resource:
    return {"value": value, "unit": "%", "system": _UNITS, "code": "%"}
