"""What papers print fits into a record, and what cannot be is refused: each kind on the invented study."""

import pytest

from etl.check import check
from etl.checks.wholes import span
from etl.read import read_studies
from evidence.database import ask
from evidence.printed import numbers_in, shown
from tests.conftest import ALPHA

END = "at: Table 9, source: main, readers: once}\n"


def messages(tmp_path, *texts: str) -> list[str]:
    for text in texts:
        name = text.split("id: ", 1)[1].split("\n", 1)[0]
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [problem.message for problem in check(read_studies(tmp_path))]


def with_lines(part: str, *lines: str) -> str:
    """The invented study with more lines in a part of its own, each without its end."""
    return ALPHA + f"{part}:\n" + "".join(f"  - {{{line}, {END}" for line in lines)


def with_responses(*lines: str) -> str:
    """The invented study with these response lines only."""
    head, _, tail = ALPHA.partition("response:\n")
    return head + "response:\n" + "".join(f"  - {{cohort: all, {line}, {END}" for line in lines) + tail[tail.index("dlt:") :]


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("toxicity", ["cohort: all, term: nausea, grade: 3-5, events: 2, of: 10, population: enrolled, printed: '2'"]),
        ("toxicity", ["cohort: all, term: nausea, grade: '>=2', events: 4, of: 10, printed: 4 (40%), percent: 40"]),
        ("toxicity", ["cohort: all, term: nausea, grade: any, events: 4, of: 10, attribution: any cause, printed: '4'",
                      "cohort: all, term: nausea, grade: any, events: 3, of: 10, attribution: related, printed: '3'"]),
        ("baseline", ["cohort: all, term: age, statistic: mean, value: 61.2, spread: 10.4, interval: sd, unit: years,"
                      " printed: 61.2 ± 10.4"]),
        ("baseline", ["cohort: all, term: age, statistic: mean, value: 61.2, low: 10.4, interval: sd, unit: years,"
                      " printed: 61.2 ± 10.4"]),
        ("pharmacodynamic", ["cohort: all, term: STAT-5 phosphorylation, statistic: median, value: −62.5, unit: '% of baseline',"
                             " printed: −62.5%"]),
        ("association", ["cohort: all, term: OS by transplant, statistic: p value, value: .002, printed: P = .002"]),
        ("time_to_event", ["cohort: all, term: OS, statistic: median, value: 9.3, low: 7.7, high: 10.7, interval: ci95,"
                           " unit: months, printed: 9·3 months (95% CI 7·7–10·7)"]),
        ("time_to_event", ["cohort: all, term: OS, statistic: median, unit: months, printed: NR"]),
        ("time_to_event", ["cohort: all, term: OS, percent: 60, of: 10, window: 1 year, low: 41, high: 79, interval: ci80,"
                           " printed: '60% (80% confidence interval, 41% to 79%), as estimated'"]),
        ("time_to_event", ["cohort: all, term: follow-up, statistic: mean, value: 12500, unit: days,"
                           " printed: 12\u2009500"]),
        ("mortality", ["cohort: all, term: died, percent: 30, of: 10, window: 1 year, percent_is: estimate, printed: 30%"]),
        ("mobilisation", ["cohort: all, term: blasts, statistic: fold median, value: 0, low: 0, high: 12, interval: range,"
                          " unit: fold, comparator: day 0, printed: 0 (0-12)"]),
    ],
)  # fmt: skip
def test_what_papers_print_is_refused_nothing(tmp_path, part, lines):
    assert messages(tmp_path, with_lines(part, *lines)) == []


@pytest.mark.parametrize(
    ("part", "lines", "said"),
    [
        ("toxicity", ["cohort: all, term: nausea, grade: any, events: 2, of: 10, printed: '2'",
                      "cohort: all, term: nausea, grade: '>=3', events: 3, of: 10, printed: '3'"], "its grades are among those"),
        ("toxicity", ["cohort: all, term: nausea, grade: any, events: 2, of: 10, printed: '2'",
                      "cohort: all, term: nausea, grade: any, events: 3, of: 10, attribution: related, printed: '3'"],
         "among those of any cause"),
        ("toxicity", ["cohort: all, term: infection, grade: any, events: 2, of: 10, printed: '2'",
                      "cohort: all, term: pneumonia, grade: any, events: 3, of: 10, printed: '3'"], "below that term"),
        ("toxicity", ["cohort: all, term: nausea, grade: any, events: 2, of: 10, printed: '2'",
                      "cohort: all, term: nausea, grade: any, events: 3, of: 10, window: cycle 1, printed: '3'"],
         "its time lies within that"),
        ("mortality", ["cohort: all, term: died, events: 2, of: 10, printed: '2'",
                       "cohort: all, term: treatment-related death, events: 3, of: 10, printed: '3'"], "among those who died"),
        ("dlt", ["cohort: dl2, term: rash, events: 3, of: 6, window: 28 days, printed: '3'"],
         "had a dose-limiting event"),
        ("time_to_event", ["cohort: all, term: OS, percent: 60, window: 6 months, printed: 60%",
                           "cohort: all, term: OS, percent: 80, window: 12 months, printed: 80%"], "rises from 60 %"),
        ("time_to_event", ["cohort: all, term: OS, percent: 55, low: 60, high: 70, interval: ci95, window: 1 year,"
                           " printed: 55% (95% CI 60-70)"], "percent = 55 is below low = 60"),
        ("time_to_event", ["cohort: all, term: OS, percent: 55, low: 40, high: 170, interval: ci95, window: 1 year,"
                           " printed: 55% (95% CI 40-170)"], "a percentage lies between 0 and 100"),
        ("time_to_event", ["cohort: all, term: OS, statistic: hazard ratio, value: -0.5, comparator: x, printed: '-0.5'"],
         "a hazard ratio is above 0"),
        ("time_to_event", ["cohort: all, term: OS, percent: 30, low: 20, high: 41, interval: ci95, window: 1 year,"
                           " printed: 30% (80% CI 20-41)"], "prints an interval of 80 %"),
        ("mobilisation", ["cohort: all, term: CD34+, statistic: fold mean, value: 2.5, low: -1.5, high: 6.5, interval: ci95,"
                          " unit: fold, comparator: day 0, printed: 2.5 (-1.5 to 6.5)"], "a fold is not below 0"),
        ("toxicity", ["cohort: all, term: nausea, grade: any, events: 4, of: 9, printed: 4 of 10 patients"],
         "is no number of the line"),
        ("time_to_event", ["cohort: all, term: OS, statistic: median, value: 9.3, low: 1.7, high: 70.7, interval: ci95,"
                           " unit: months, printed: 9.3 (7.7-10.7)"], "does not hold low = 1.7"),
        ("toxicity", ["cohort: all, term: nausea, percent: 3, of: 10, printed: <3%"], "prints a limit"),
        ("toxicity", ["cohort: all, term: nausea, events: 12, of: 40, printed: 12 of 40"], "more than the 10 of cohort"),
        ("toxicity", ["cohort: all, term: nausea, events: 62, printed: '62'"], "events = 62 is more than the 10"),
        ("mortality", ["cohort: all, term: died, percent: 30, of: 10, window: 1 year, printed: 30%"], "write percent_is"),
        ("toxicity", ["cohort: all, term: acute GVHD, grade: 2-4, percent: 30, of: 10, window: day 100, printed: 30%"],
         "write percent_is"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(tmp_path, part, lines, said):
    text = ALPHA.replace("dlt:\n", f"dlt:\n  - {{{lines[0]}, {END}") if part == "dlt" else with_lines(part, *lines)
    found = messages(tmp_path, text)
    assert any(said in message for message in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n: 7, dose: 400", "n: 9, dose: 400", "the parts of 'all' by dose level add up to 12, more than its 10"),
        ("mutation_of: 10", "mutation_of: 90", "mutation_of = 90 is more than n = 10"),
        ("mutation: flt3-itd, mutation_n: 9", "mutation: flt3-wt, mutation_n: 10", "cannot be a part of 'all'"),
        ("label: 400 mg daily, n: 7", "label: 400 mg daily, n: 7, also_in: [{cohort: dl1, n: 2}]", "share nobody"),
        ("label: Relapsed, n: 6", "label: Relapsed, n: 6, also_in: [{cohort: dl1, n: 4}]", "more than one of the two holds"),
    ],
)
def test_cohorts_that_cannot_be_are_refused(tmp_path, old, new, said):
    text = ALPHA.replace(old, new)
    text = text.replace("label: Relapsed, n: 6", "label: Relapsed, n: 6, mutation: flt3-itd") if "flt3-wt" in new else text
    found = messages(tmp_path, text)
    assert any(said in message for message in found), found


@pytest.mark.parametrize(
    "lines",
    [
        ["term: CR, events: 2, of: 10, printed: '2'", "term: CRi, events: 1, of: 10, printed: '1'",
         "term: PR, events: 1, of: 10, printed: '1'", "term: MLFS, events: 3, of: 10, printed: '3'",
         "term: ORR, events: 7, of: 10, printed: '7'"],
        ["term: CR, events: 2, of: 10, printed: '2'", "term: PR, events: 1, of: 9, printed: '1'",
         "term: ORR, events: 3, of: 9, printed: '3'"],
        ["term: CR, events: 3, of: 10, printed: '3'", "term: PR, events: 1, of: 10, printed: '1'",
         "term: NR, events: 4, of: 10, printed: '4'"],
        ["term: CR, events: 3, of: 10, printed: '3'", "term: MLFS, events: 1, of: 10, printed: '1'",
         "term: stable disease, events: 2, of: 10, printed: '2'", "term: NR, events: 4, of: 10, printed: '4'"],
        ["term: CR, events: 3, of: 10, assessor: investigator, printed: '3'",
         "term: CR, events: 2, of: 10, assessor: central, printed: '2'"],
        ["term: CR, events: 3, of: 10, criteria: investigator, printed: '3'",
         "term: CR, events: 2, of: 10, criteria: central review, printed: '2'"],
    ],
)  # fmt: skip
def test_responses_that_papers_print_are_no_contradiction(tmp_path, lines):
    assert messages(tmp_path, with_responses(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["term: CR, events: 5, of: 10, printed: '5'", "term: MLFS, events: 6, of: 10, printed: '6'"], "= 11, not 10"),
        (["term: CR, events: 3, of: 10, printed: '3'", "term: PR, events: 1, of: 10, printed: '1'",
          "term: ORR, events: 3, of: 10, printed: '3'"], "add up to 4"),
        (["term: CR, events: 3, of: 10, printed: '3'", "term: CR+CRi, events: 2, of: 10, printed: '2'"],
         "is less than its parts"),
        (["term: CRi, events: 1, of: 10, printed: '1'", "term: CRp, events: 1, of: 10, printed: '1'",
          "term: CRi+CRp, events: 3, of: 10, printed: '3'"], "is more than its parts"),
        (["term: MRD response, events: 3, of: 10, window: end of induction, printed: '3'",
          "term: MRD response, events: 5, of: 10, window: after consolidation, printed: '5'"], "does not say when"),
    ],
)  # fmt: skip
def test_responses_that_contradict_one_another_are_refused(tmp_path, lines, said):
    found = messages(tmp_path, with_responses(*lines))
    assert any(said in message for message in found), found


PATIENT = (
    "  - {{cohort: {cohort}, number: {number}, sex: {sex}, status_before: relapsed, treated: after, best_response: [CR],"
    " side_effects: [], resistance: {resistance}, outcome: alive, course: on treatment, at: Table 4, source: main,"
    " readers: once}}\n"
)


def with_patients(*patients: dict) -> str:
    cohorts = "".join(
        f"  - {{id: p{at}, parent: all, split: patient, kind: patient, label: Patient {at}, n: 1, at: Table 4}}\n"
        for at in (1, 2)
    )
    lines = "".join(PATIENT.format(**{"sex": "male", "resistance": "no"} | one) for one in patients)
    return ALPHA.replace("response:\n", cohorts + "response:\n", 1) + "patients:\n" + lines


def test_patients_are_one_to_one_with_their_cohorts(tmp_path):
    good = ({"cohort": "p1", "number": 1, "sex": "not reported", "resistance": "unknown"}, {"cohort": "p2", "number": 2})
    assert messages(tmp_path, with_patients(*good)) == []
    found = messages(tmp_path, with_patients({"cohort": "p1", "number": 1}, {"cohort": "p1", "number": 1}))
    assert {message.split(" is that")[0] for message in found} == {"number 1", "cohort p1"}


def test_what_is_not_known_of_a_patient_is_missing_in_the_base(evidence_of):
    version = evidence_of(with_patients({"cohort": "p1", "number": 1, "sex": "not reported", "resistance": "unknown"}))
    assert ask(version, "select sex, resistance from patient") == [{"sex": "not reported", "resistance": None}]


def test_two_files_on_one_report_say_whether_their_patients_are_the_same(tmp_path):
    other = ALPHA.replace("alpha-2001", "beta-2002")
    assert any("10.1000/alpha stands in alpha-2001 as well" in message for message in messages(tmp_path, ALPHA, other))
    apart = other.replace("sources:\n", "differs_from: [{study: alpha-2001, why: Children here}]\nsources:\n", 1)
    assert messages(tmp_path, ALPHA, apart) == []
    same = other.replace("n_evaluable: 8", "n_evaluable: 8, same_patients_as: [alpha-2001/all]", 1)
    assert messages(tmp_path, ALPHA, same) == []
    nobody = apart.replace("study: alpha-2001", "study: nobody-2009")
    assert any("'nobody-2009' is no other study" in message for message in messages(tmp_path, ALPHA, nobody))


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("12·5%", [12.5]),
        ("9,3 Monate", [9.3]),
        ("1,044", [1044, 1.044]),
        ("0,527", [0.527]),
        ("12\u2009500", [12500]),
        ("−62.5%", [-62.5]),
        ("HR -0.5 (-0.7 to -0.2)", [-0.5, -0.7, -0.2]),
        ("7.7–10.7", [7.7, 10.7]),
        ("(7.7-10.7)", [7.7, 10.7]),
        ("P = .002", [0.002]),
        ("4 × 10−5", [4e-05]),
        ("1,3,5", [1, 3, 5]),
        ("twenty-one of 30", [30, 21]),
    ],
)
def test_numbers_are_read_as_papers_write_them(printed, numbers):
    assert numbers_in(printed) == pytest.approx(numbers)


def test_each_number_of_a_token_knows_its_place():
    assert [("12 (34.5%)"[one.start : one.end], one.readings) for one in shown("12 (34.5%)")] == [
        ("12", {12.0: 0}),
        ("34.5", {34.5: 1}),
    ]


@pytest.mark.parametrize(
    ("window", "time"),
    [
        ("60 days", ("days", 60)),
        ("day 60", ("days", 60)),
        ("at 6 months", ("days", 182.4)),
        ("first two cycles", ("cycles", 2)),
        ("cycles 1-2", ("cycles", 2)),
        ("cycle 1", ("cycles", 1)),
        ("cycle 2", ("cycle 2", 1)),
        ("2 years after transplant", None),
        (None, None),
    ],
)
def test_a_window_is_a_time_from_the_start_where_it_says_so(window, time):
    assert span(window) == (time and (time[0], pytest.approx(time[1])))
