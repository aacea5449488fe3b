"""A registry record to a draft: what each row becomes, that none vanishes, and that nothing is guessed."""

import csv
import json
import time
from copy import deepcopy
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.importing import Refused, bring
from etl.importing.brought import Again, Left, Taken
from etl.importing.draft import draft, numbered, write
from etl.importing.phrases import event, moment, outcome
from etl.read import load
from evidence.records import Figure


def group(id_: str, title: str, **more) -> dict:
    return {"id": id_, "title": title, **more}


def cell(group_id: str, value: str | None, **more) -> dict:
    return {"groupId": group_id, **({} if value is None else {"value": value}), **more}


def measure(title: str, cells: list[dict], of: dict[str, str] | None = None, **more) -> dict:
    """An outcome with one plain row, or with the `classes` given."""
    denominators = [{"units": "Participants", "counts": [{"groupId": g, "value": n} for g, n in (of or {}).items()]}]
    plain = {"classes": [{"categories": [{"measurements": cells}]}]} if cells else {}
    return {"type": "SECONDARY", "title": title, "reportingStatus": "POSTED", "denoms": denominators} | plain | more


ARMS = [group("OG000", "Drug A (FAS)"), group("OG001", "Placebo (FAS)")]
BOTH = {"OG000": "40", "OG001": "38"}


def record(outcomes=(), events=None, flow=None, baseline=None, allocation="RANDOMIZED") -> dict:
    flow = flow or {
        "groups": [group("FG000", "Drug A"), group("FG001", "Placebo")],
        "periods": [
            {"title": "Overall Study", "milestones": [
                {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "41"}, {"groupId": "FG001", "numSubjects": "39"}]},
                {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "30"}, {"groupId": "FG001", "numSubjects": "31"}]},
            ], "dropWithdraws": [{"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "11"}]}]},
        ],
    }  # fmt: skip
    return {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT09999999", "briefTitle": "An invented trial \\[A\\]"},
            "statusModule": {
                "resultsFirstPostDateStruct": {"date": "2001-02-03"},
                "lastUpdatePostDateStruct": {"date": "2002-03-04"},
            },
            "designModule": {"phases": ["PHASE2"], "designInfo": {"allocation": allocation}},
        },
        "resultsSection": {
            "participantFlowModule": flow,
            "baselineCharacteristicsModule": baseline or {},
            "outcomeMeasuresModule": {"outcomeMeasures": list(outcomes)},
            "adverseEventsModule": events or {},
        },
    }


@pytest.fixture
def brought(tmp_path):
    def read(tree: dict):
        path = tmp_path / "record.json"
        path.write_text(json.dumps(tree), encoding="utf-8")
        return bring(path).studies[0]

    return read


def one(study, where: str):
    """What became of the one row whose place starts so."""
    found = [row.outcome for row in study.rows if row.where.startswith(where)]
    assert len(found) == 1, [row.where for row in study.rows]
    return found[0]


def numbers(taken: Taken) -> dict:
    names = ("term", "grade", "events", "of", "percent", "statistic", "value", "low", "high", "interval", "unit", "window")
    return {name: taken.fields[name] for name in names if name in taken.fields}


@pytest.mark.parametrize(
    ("title", "more", "cells", "becomes"),
    [
        ("Percentage of Participants With a Minimal Residual Disease (MRD) Response Within the First Treatment Cycle",
         {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants", "dispersionType": "95% Confidence Interval"},
         cell("OG000", "77.5", lowerLimit="60.1", upperLimit="88.9"),
         {"term": "MRD response", "of": 40, "percent": "77.5", "low": "60.1", "high": "88.9", "interval": "ci95",
          "window": "first treatment cycle"}),
        ("Number of Participants With Complete Remission (CR)", {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"},
         cell("OG000", "12"), {"term": "CR", "events": 12, "of": 40}),
        ("Overall Survival (OS)", {"paramType": "MEDIAN", "unitOfMeasure": "Months", "dispersionType": "95% Confidence Interval"},
         cell("OG000", "9.10", lowerLimit="7.2", comment="upper limit not estimable"),
         {"term": "OS", "of": 40, "statistic": "median", "value": "9.10", "low": "7.2", "interval": "ci95", "unit": "months"}),
        ("Overall Survival", {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants", "timeFrame": "18 months"},
         cell("OG000", "54"), {"term": "OS", "of": 40, "percent": "54", "window": "18 months"}),
        ("Duration of Response", {"paramType": "MEDIAN", "unitOfMeasure": "weeks", "dispersionType": "Inter-Quartile Range"},
         cell("OG000", "20", lowerLimit="8", upperLimit="31"),
         {"term": "DOR", "of": 40, "statistic": "median", "value": "20", "low": "8", "high": "31", "interval": "iqr", "unit": "weeks"}),
        ("Overall Survival", {"paramType": "MEDIAN", "unitOfMeasure": "months", "dispersionType": "95% Confidence Interval"},
         cell("OG000", "NA", lowerLimit="7.1", comment="Too few events"),
         {"term": "OS", "of": 40, "statistic": "words", "low": "7.1", "interval": "ci95", "unit": "months"}),
    ],
)  # fmt: skip
def test_an_outcome_becomes_the_figure_that_it_is(brought, title, more, cells, becomes):
    taken = one(brought(record([measure(title, [cells], BOTH, groups=ARMS, **more)])), "Outcome 1")
    assert isinstance(taken, Taken), taken
    assert numbers(taken) == becomes
    assert taken.fields["cohort"] == "drug-a" and taken.fields["at"] == "Outcome 1 (secondary), OG000 Drug A (FAS)"


@pytest.mark.parametrize(
    ("title", "more", "value", "why"),
    [
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "proportion of participants"}, "0.54", "is 0.54 = 54 %?"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "units on a scale"}, "1", "neither patients nor per cent"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "participants", "description": "0 = no CR, 1 = CR"}, "1", "code of a scale"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "participants"}, "41", "41 of 40"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "participants"}, "2.5", "2.5 of 40"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants", "description": "Kaplan-Meier estimate"}, "50", "an estimate"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "percentage of cells"}, "50", "neither patients nor per cent"),
        ("Complete Remission", {"paramType": "MEDIAN", "unitOfMeasure": "months"}, "5", "it is no rate"),
        ("Complete Remission", {"paramType": "GEOMETRIC_MEAN", "unitOfMeasure": "participants"}, "5", "no statistic for this kind"),
        ("Complete Remission", {"paramType": "NUMBER", "unitOfMeasure": "participants"}, "NA", "NA without a comment"),
        ("Overall Survival", {"paramType": "NUMBER", "unitOfMeasure": "participants"}, "5", "a count under a time to event"),
        ("Overall Survival", {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants", "timeFrame": "Up to 5 years"}, "54", "no one time"),
        ("Overall Survival", {"paramType": "MEDIAN", "unitOfMeasure": "events"}, "5", "the unit is no time"),
        ("Overall Response (CR + CRi)", {"paramType": "COUNT_OF_PARTICIPANTS"}, "5", "no term of the vocabulary"),
        ("Time to Complete Remission in Those Who Died", {"paramType": "MEDIAN", "unitOfMeasure": "months"}, "5", "no term"),
    ],
)  # fmt: skip
def test_what_would_have_to_be_guessed_is_left_with_its_reason(brought, title, more, value, why):
    left = one(brought(record([measure(title, [cell("OG000", value)], BOTH, groups=ARMS, **more)])), "Outcome 1")
    assert isinstance(left, Left) and why in left.why


def test_the_denominator_of_a_row_comes_before_that_of_its_outcome(brought):
    own = [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "7"}, {"groupId": "OG001", "value": "0"}]}]
    rows = [{"title": "Week 4", "denoms": own, "categories": [{"measurements": [cell("OG000", "3"), cell("OG001", "0")]}]}]
    study = brought(
        record([measure("Overall Response Rate", [], BOTH, groups=ARMS, paramType="COUNT_OF_PARTICIPANTS", classes=rows)])
    )
    taken = one(study, "Outcome 1 (secondary), class Week 4, OG000")
    assert numbers(taken) == {"term": "ORR", "events": 3, "of": 7, "window": "Week 4"}
    assert one(study, "Outcome 1 (secondary), class Week 4, OG001").why == "nobody was analysed; the denominator is 0"


def test_what_na_means_stands_in_the_words_of_its_comment_alone(brought):
    tree = record([measure("Overall Survival", [cell("OG000", "NA", comment="Data cut too early")], BOTH, groups=ARMS,
                           paramType="MEDIAN", unitOfMeasure="months")])  # fmt: skip
    fields = one(brought(tree), "Outcome 1").fields
    assert (fields["statistic"], fields["note"], fields["printed"]) == ("words", "Registry: Data cut too early", "NA")
    assert not {"value", "low", "high", "unit"} & fields.keys() and "not reached" not in str(fields)


def test_limits_of_a_level_that_the_vocabulary_lacks_stand_in_the_note(brought):
    tree = record([measure("Overall Survival", [cell("OG000", "9", lowerLimit="7", upperLimit="12")], BOTH, groups=ARMS,
                           paramType="MEDIAN", unitOfMeasure="months", dispersionType="96.85% Confidence Interval")])  # fmt: skip
    fields = one(brought(tree), "Outcome 1").fields
    assert fields["value"] == "9" and not {"low", "high", "interval"} & fields.keys()
    assert fields["note"] == "96.85% Confidence Interval: 7 to 12."


def test_rows_of_an_outcome_are_categories_only_where_its_title_announces_them(brought):
    rows = [{"title": title, "categories": [{"measurements": [cell("OG000", "5")]}]} for title in ("CR", "Men")]
    more = {"groups": ARMS, "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants", "classes": rows}
    study = brought(
        record([measure("Best Overall Response", [], BOTH, **more), measure("Overall Response by Sex", [], BOTH, **more)])
    )
    assert numbers(one(study, "Outcome 1 (secondary), class CR")) == {"term": "CR", "events": 5, "of": 40}
    assert isinstance(one(study, "Outcome 1 (secondary), class Men"), Left)
    assert isinstance(one(study, "Outcome 2 (secondary), class CR"), Left)


EVENTS = {
    "frequencyThreshold": "5",
    "timeFrame": "From first dose to 30 days after the last one, and longer where an event went on",
    "eventGroups": [
        group("EG000", "Drug A (SS)", deathsNumAffected=3, deathsNumAtRisk=40, seriousNumAffected=9, seriousNumAtRisk=40,
              otherNumAffected=38, otherNumAtRisk=40),
        group("EG001", "Drug A after crossover", description="A subset of Placebo", seriousNumAffected=0, seriousNumAtRisk=0),
    ],
    "seriousEvents": [
        {"term": "13200-PYREXIA", "stats": [{"groupId": "EG000", "numAffected": 4, "numAtRisk": 40}, {"groupId": "EG001", "numAffected": 0, "numAtRisk": 0}]},
        {"term": "Hyponatremia, grade 4", "stats": [{"groupId": "EG000", "numAffected": 1, "numAtRisk": 40}]},
        {"term": "Diarrhea", "stats": [{"groupId": "EG000", "numAffected": 0, "numAtRisk": 40}]},
    ],
    "otherEvents": [
        {"term": "Pyrexia", "stats": [{"groupId": "EG000", "numAffected": 30, "numAtRisk": 40, "numEvents": 52}]},
        {"term": "Neutropenia", "stats": [{"groupId": "EG000", "numAffected": 6, "numAtRisk": 40}]},
        {"term": "Neutrophil count decreased", "stats": [{"groupId": "EG000", "numAffected": 5, "numAtRisk": 40}]},
        {"term": "Nausea", "stats": [{"groupId": "EG000", "numAffected": 41, "numAtRisk": 40}]},
    ],
}  # fmt: skip


def test_serious_and_other_events_are_rows_of_their_own_and_never_added(brought):
    study = brought(record(events=EVENTS))
    assert numbers(one(study, "Serious adverse events, 13200-PYREXIA, EG000")) == {
        "term": "fever",
        "grade": "serious",
        "events": 4,
        "of": 40,
    }
    assert numbers(one(study, "Other adverse events, Pyrexia")) == {
        "term": "fever",
        "grade": "not serious",
        "events": 30,
        "of": 40,
    }
    assert numbers(one(study, "Serious adverse events, total, EG000")) == {
        "term": "serious adverse event",
        "events": 9,
        "of": 40,
    }
    assert numbers(one(study, "Deaths, all causes, EG000")) == {"term": "died", "events": 3, "of": 40}
    assert not [
        taken
        for taken in study.taken
        if taken.domain == "toxicity" and taken.fields["term"] == "fever" and "grade" not in taken.fields
    ]


def test_a_printed_0_is_a_figure_and_nobody_at_risk_is_none(brought):
    study = brought(record(events=EVENTS))
    assert one(study, "Serious adverse events, Diarrhea").fields["events"] == 0
    assert one(study, "Serious adverse events, 13200-PYREXIA, EG001").why == "nobody at risk: not collected, so no figure"
    assert "41 of 40" in one(study, "Other adverse events, Nausea").why


def test_the_reporting_threshold_is_that_of_the_other_events_alone(brought):
    study = brought(record(events=EVENTS))
    taken = one(study, "Other adverse events, frequency threshold, EG000")
    assert numbers(taken) == {
        "term": "any adverse event",
        "grade": "not serious",
        "statistic": "limit",
        "value": "5",
        "unit": "%",
    }
    assert not any("toxicity_from" in cohort.fields for cohort in study.groups)


def test_two_names_of_one_event_are_not_added_and_a_grade_inside_a_term_is_left(brought):
    study = brought(record(events=EVENTS))
    assert one(study, "Other adverse events, Neutropenia").fields["events"] == 6
    assert "must not be added" in one(study, "Other adverse events, Neutrophil count decreased").why
    assert one(study, "Serious adverse events, Hyponatremia, grade 4").why.startswith("no term of the vocabulary")


def test_groups_are_known_by_their_titles_and_others_become_cohorts_that_a_person_places(brought):
    events = EVENTS | {
        "eventGroups": [
            EVENTS["eventGroups"][0],
            {**EVENTS["eventGroups"][1], "seriousNumAffected": 1, "seriousNumAtRisk": 9},
        ]
    }
    study = brought(record(events=events))
    cohorts = {cohort.id: cohort for cohort in study.groups}
    assert list(cohorts) == ["drug-a", "placebo", "drug-a-after-crossover"]
    assert (cohorts["drug-a"].fields["kind"], cohorts["drug-a"].fields["n"]) == ("arm", 41)
    assert (
        cohorts["drug-a-after-crossover"].fields["kind"] is None
        and "A subset of Placebo" in cohorts["drug-a-after-crossover"].remark
    )


def test_a_group_that_starts_later_gets_no_size(brought):
    flow = {"groups": [group("FG000", "Drug A"), group("FG001", "Extension")], "periods": [
        {"title": "Blind", "milestones": [{"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "41"}, {"groupId": "FG001", "numSubjects": "0"}]}]},
        {"title": "Open", "milestones": [{"type": "STARTED", "achievements": [{"groupId": "FG001", "numSubjects": "33"}]}]},
    ]}  # fmt: skip
    study = brought(record(flow=flow))
    assert [cohort.fields["n"] for cohort in study.groups] == [41, None]
    assert len(study.taken) == 1 and len(study.left) == 2


@pytest.mark.parametrize(("second", "becomes"), [("12", Again), ("13", Left)])
def test_one_figure_at_two_places_is_one_line_and_two_unlike_figures_are_none(brought, second, becomes):
    more = {"groups": ARMS, "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
    study = brought(record([measure("CR", [cell("OG000", number)], BOTH, **more) for number in ("12", second)]))
    assert isinstance(one(study, "Outcome 2"), becomes)
    assert isinstance(one(study, "Outcome 1"), Taken if becomes is Again else Left)
    if becomes is Again:
        assert one(study, "Outcome 1").fields["also"] == ("Outcome 2 (secondary), OG000 Drug A (FAS)",)


HAZARD = {"groupIds": ["OG000", "OG001"], "paramType": "Hazard Ratio (HR)", "paramValue": "0.70", "ciPctValue": "95",
          "ciNumSides": "TWO_SIDED", "ciLowerLimit": "0.5", "ciUpperLimit": "0.9", "pValue": "<.001", "statisticalMethod": "Log Rank"}  # fmt: skip


def test_a_hazard_ratio_is_taken_only_with_its_direction_in_words(brought):
    def analysed(comment):
        return brought(record([measure("Overall Survival", [cell("OG000", "9")], BOTH, groups=ARMS, paramType="MEDIAN",
                                       unitOfMeasure="months", analyses=[HAZARD | {"estimateComment": comment}])]))  # fmt: skip

    said, silent = analysed("Drug A (FAS) vs. Placebo (FAS)"), analysed("stratified")
    fields = one(said, "Outcome 1 (secondary), analysis 1, estimate").fields
    assert (fields["term"], fields["value"], fields["comparator"]) == (
        "OS by arm",
        "0.70",
        "Drug A (FAS) against Placebo (FAS)",
    )
    assert "not said in words" in one(silent, "Outcome 1 (secondary), analysis 1, estimate").why
    p = one(silent, "Outcome 1 (secondary), analysis 1, P value").fields
    assert p["high"] == "0.001" and "value" not in p


def test_every_row_ends_in_the_draft_or_among_what_is_left_and_every_figure_is_a_lawful_line(brought, tmp_path):
    flow_rows, event_rows = (
        5,
        8 + 5,
    )  # events by group; deaths, serious, other, and the threshold twice, serious of the second
    study = brought(record([measure("Nothing posted", [], BOTH, groups=ARMS)], EVENTS))
    assert len(study.rows) == flow_rows + 1 + event_rows + 1
    assert (
        len(study.taken) + study.again + len(study.left)
        == len(study.rows)
        == sum(study.reasons().values()) + len(study.taken) + study.again
    )
    paths = write(study.id, [study], tmp_path / "drafts")
    tree, _ = load(paths[0])
    figures = [line for key in ("toxicity", "mortality", "baseline") for line in tree.get(key, [])]
    assert len(figures) == len(study.taken)
    text = numbered([study])
    for line in figures:
        assert line["readers"] == "0" and line["printed"] in text
        Figure.model_validate(line)
    with paths[1].open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(study.left)


def test_the_same_bytes_give_the_same_draft_and_none_is_overwritten(brought, tmp_path):
    tree = record(events=deepcopy(EVENTS))
    assert draft(brought(tree), "x.txt") == draft(brought(tree), "x.txt")
    write("x", [brought(tree)], tmp_path / "drafts")
    with pytest.raises(Refused, match="--again"):
        write("x", [brought(tree)], tmp_path / "drafts")
    write("x", [brought(tree)], tmp_path / "drafts", again=True)


def test_a_draft_cannot_be_built_and_check_says_why(tmp_path, capsys):
    path = tmp_path / "anything.json"
    path.write_text(json.dumps(record(events=EVENTS)))
    assert main(["import", str(path), "--to", str(tmp_path / "drafts"), "--as", "invented-2001"]) == 0
    assert main(["check", "--studies", str(tmp_path / "drafts")]) == 1
    said = capsys.readouterr().err
    assert "invented-2001.yaml:4: label: is blank" in said


def test_what_only_a_person_knows_is_blank_and_the_source_stands_beside_it(brought):
    text = draft(brought(record()), "x.txt")
    assert "title:  # An invented trial [A];" in text and "seen: " in text
    assert "ClinicalTrials.gov NCT09999999, results posted 2001-02-03, last update 2002-03-04" in text


@pytest.mark.parametrize(
    ("phrase", "term"),
    [
        ("Number of Participants Who Died", "died"), ("Relapse-free Survival (RFS) at 2 years", "RFS"), ("Best CR", None),
        ("Relapse-free Survival (OS)", None), ("Incidence of Grade 3 or Higher Adverse Events", "any adverse event"),
        ("Complete remission (CRi)", None), ("Febrile neutropenia", "febrile neutropenia"), ("Survival", None),
        ("Percentage of Participants Who Achieved Complete Remission and Complete Remission With Partial Hematologic Recovery (CR/CRh)", "CR+CRh"),
        ("Complete remission or partial remission", "CR+PR"), ("CR and relapse", None), ("2-Year Overall Survival", "OS"),
        ("Probability of Event-Free Survival at 12 Months", "EFS"), ("Complete Remission and Duration of Response", None),
        ("Percentage of Subjects With Adverse Events Leading to Withdrawal From Study Drug", "discontinued for adverse event"),
    ],
)  # fmt: skip
def test_a_title_names_a_term_by_whole_phrase_or_not_at_all(phrase, term):
    found = outcome(phrase)
    assert (found.term if found else None) == term


def test_spellings_of_events_and_points_in_time():
    assert event("Anemia") == ("anaemia", True) and event("DIARRHEA")[0] == "diarrhoea" and event("Tumour pain")[0] is None
    assert moment("18 months") and moment("Week 12") and not moment("Up to 18 months") and not moment("18 patients")


def test_a_value_of_null_is_one_that_is_not_given(brought):
    events = deepcopy(EVENTS)
    events["otherEvents"][0]["notes"] = None
    events["otherEvents"][1]["stats"][0]["numAffected"] = None
    study = brought(record(events=events))
    assert one(study, "Other adverse events, Pyrexia").fields["events"] == 30
    assert one(study, "Other adverse events, Neutropenia").why == "no value is given"


def wrong(**changes) -> str:
    tree = record(events=deepcopy(EVENTS))
    for path, value in changes.items():
        at = tree["resultsSection"]
        *before, last = path.split("__")
        for step in before:
            at = at[int(step) if step.isdigit() else step]
        at[int(last) if last.isdigit() else last] = value
    return json.dumps(tree)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 10_000 + "]" * 10_000, "line 1, character 41: nested deeper than"),
        ('{"protocolSection": ' + '{"a": ' * 60 + "1" + "}" * 61, "nested deeper"),
        ("<clinical_study></clinical_study>", "is XML"),
        ('{"FullStudiesResponse": {}}', "retired interface"),
        ('{"studies": [1, 2]}', "a list of 2 records"),
        ("{'a': 1}", "line 1, character 2: not valid JSON"),
        (wrong(adverseEventsModule__eventGroups__0__deathsNumAffected=float("nan")), "resultsSection.adverseEventsModule.eventGroups[0].deathsNumAffected: NaN is no value of JSON"),
        (wrong(adverseEventsModule__eventGroups__0__deathsNumAffected=1e308), "deathsNumAffected: '1e+308' is no number"),
        (wrong(adverseEventsModule__eventGroups__0__deathsNumAffected=True), "deathsNumAffected: expected a whole number of patients"),
        (wrong(adverseEventsModule__eventGroups__0__deathsNumAffected=-3), "deathsNumAffected: expected a whole number of patients"),
        (wrong(adverseEventsModule__eventGroups__1__id="EG000"), "resultsSection.adverseEventsModule: group id 'EG000' appears twice"),
        (wrong(adverseEventsModule__seriousEvents__0__term='=HYPERLINK("x")'), "resultsSection.adverseEventsModule.seriousEvents[0].term: "),
        (wrong(outcomeMeasuresModule="none"), "resultsSection.outcomeMeasuresModule: "),
        ('{"protocolSection": {"identificationModule": {"nctId": "NCT1"}}}', "nctId: "),
        ('{"protocolSection": {}, "protocolSection": {}}', "protocolSection"),
    ],
)  # fmt: skip
def test_a_hostile_record_is_refused_with_its_place_and_nothing_is_written(tmp_path, capsys, text, said):
    path = tmp_path / "record.json"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    assert main(["import", str(path), "--to", str(tmp_path / "drafts")]) == 1
    assert time.process_time() - started < 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "drafts").exists()


def test_a_file_that_is_far_too_long_is_not_read(tmp_path, capsys):
    path = tmp_path / "record.json"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    assert main(["import", str(path), "--to", str(tmp_path / "drafts")]) == 1
    assert "500,000,000 bytes" in capsys.readouterr().err


def test_a_name_with_a_path_in_it_is_refused(tmp_path: Path):
    assert main(["import", "x.json", "--as", "../../x", "--to", str(tmp_path)]) == 2


def test_what_a_spreadsheet_would_run_is_disarmed_among_what_is_left(brought, tmp_path):
    events = EVENTS | {
        "otherEvents": [
            {"term": "+1 day", "notes": "=1+1", "stats": [{"groupId": "EG000", "numAffected": 1, "numAtRisk": 40}]}
        ]
    }
    path = write("x", [brought(record(events=events))], tmp_path / "drafts")[1]
    with path.open(encoding="utf-8") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "@"))]


def test_a_record_of_3000_terms_in_10_groups_is_read_in_seconds(brought):
    terms = ["Pyrexia", "Nausea", *(f"Invented event {number}" for number in range(2998))]
    groups = [group(f"EG{number:03}", f"Cohort {number}") for number in range(10)]
    stats = [{"groupId": one["id"], "numAffected": 1, "numAtRisk": 9} for one in groups]
    events = {"eventGroups": groups, "seriousEvents": [{"term": term, "stats": stats} for term in terms]}
    started = time.process_time()
    study = brought(record(events=events))
    assert len(draft(study, "x.txt")) > 1000 and time.process_time() - started < 5
    assert len(study.taken) == 20 + 2 and len(study.rows) == 30_000 + 5


@pytest.mark.parametrize(
    ("title", "label", "becomes"),
    [
        ("Number of Participants With Adverse Events", "Nausea", {"term": "nausea"}),
        ("Number of Participants With Grade 3 or Higher Adverse Events", "Nausea", {"term": "nausea", "grade": ">=3"}),
        ("Number of Participants With Grade 3 or Higher Adverse Events", "Grade 4 nausea", None),
        ("Number of Participants With Serious Adverse Events", "Nausea", None),
        ("Number of Participants With Dose Limiting Toxicities", "Nausea", None),
        ("Number of Participants With Treatment-Related Adverse Events", "Nausea", None),
        ("Response to Induction Therapy", "CR", {"term": "CR"}),
        ("Response in Participants With FLT3-ITD", "CR", None),
        ("Duration of Response", "CR", None),
        ("Change in Response", "CR", None),
    ],
)
def test_a_row_is_a_category_only_of_what_its_title_names_and_takes_its_grade(brought, title, label, becomes):
    rows = [{"title": label, "categories": [{"measurements": [cell("OG000", "5")]}]}]
    more = {"groups": ARMS, "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants", "classes": rows}
    found = one(brought(record([measure(title, [], BOTH, **more)])), "Outcome 1")
    assert (numbers(found) if isinstance(found, Taken) else None) == (becomes and becomes | {"events": 5, "of": 40})


def test_a_contrast_that_the_vocabulary_does_not_have_is_left(brought):
    p = {"groupIds": ["OG000", "OG001"], "pValue": "0.5", "statisticalMethod": "McNemar"}
    tree = record(
        [
            measure(
                "Febrile neutropenia",
                [cell("OG000", "5")],
                BOTH,
                groups=ARMS,
                paramType="COUNT_OF_PARTICIPANTS",
                analyses=[p],
            )
        ]
    )
    assert one(brought(tree), "Outcome 1 (secondary), analysis 1").why.endswith("febrile neutropenia by arm")
