"""The name of a figure: stable, and one for each figure that a paper prints."""

from pathlib import Path

import pytest

from evidence.cohorts import by_key
from evidence.database import ask
from evidence.migrations import migrate, name_today
from evidence.questions.card.numbers import provenance
from evidence.records import Figure, fact_id
from tests.conftest import ALPHA

#: Every name that a figure had in the base of 28 November 2026.
PUBLISHED = (Path(__file__).parent / "reference" / "fact_ids.txt").read_text(encoding="utf-8").split()
LINE = "  - {{cohort: all, term: {term}, {more}, of: 10, population: enrolled, printed: '{n}', at: Table 9, source: main, {read}}}\n"


@pytest.fixture
def told_apart(evidence_of):
    """The invented study with two lines that differ in one thing; gives their names without that of their cohort."""

    def build(part: str, term: str, one: str, other: str, last: int = 1) -> list[str]:
        read = ALPHA[ALPHA.rindex("readers: ") :].split("}")[0]
        lines = [
            LINE.format(term=term, more=f"{more}, events: {n}", n=n, read=read) for more, n in ((one, 2), (other, last))
        ]
        text = ALPHA + f"{part}:\n{''.join(lines)}"
        version = evidence_of(text)
        found = ask(version, "select fact_id from fact where locator = 'Table 9' order by place")
        return [row["fact_id"].removeprefix("alpha-2001/all/") for row in found]

    return build


def test_every_name_that_was_published_still_opens_its_figure(published):
    today = {row["fact_id"] for row in ask(published, "select fact_id from fact")}
    assert [name for name in PUBLISHED if name_today(name) not in today] == []
    assert [name for name in PUBLISHED if migrate({"fact": [name]})[0]["fact"] != [name_today(name)]] == []


@pytest.mark.parametrize("name", PUBLISHED[::200])
def test_an_old_name_opens_a_number_of_its_own_cohort(published, name):
    found = provenance(published, name_today(name), "clopper-pearson")
    study, cohort = name_today(name).split("/")[:2]
    assert (study, cohort) in by_key(published)
    assert (found.fact["study_id"], found.fact["cohort_id"]) == (study, cohort)


@pytest.mark.parametrize(
    ("part", "term", "one", "other", "names"),
    [
        ("toxicity", "pneumonia", "grade: '>=3', attribution: any cause", "grade: '>=3', attribution: related to treatment",
         ["toxicity/pneumonia/ge3/any-cause", "toxicity/pneumonia/ge3/related-to-treatment"]),
        ("toxicity", "pneumonia", "grade: '>=3'", "grade: '>=3', attribution: related to treatment",
         ["toxicity/pneumonia/ge3", "toxicity/pneumonia/ge3/related-to-treatment"]),
        ("mobilisation", "leukaemic cells mobilised", "criteria: by flow", "criteria: by FISH",
         ["mobilisation/leukaemic-cells-mobilised/by-flow", "mobilisation/leukaemic-cells-mobilised/by-FISH"]),
        ("mobilisation", "leukaemic cells mobilised", "comparator: day 0", "comparator: before G-CSF",
         ["mobilisation/leukaemic-cells-mobilised/day-0", "mobilisation/leukaemic-cells-mobilised/before-G-CSF"]),
    ],
)  # fmt: skip
def test_figures_that_differ_in_one_thing_have_names_of_their_own(told_apart, part, term, one, other, names):
    assert told_apart(part, term, one, other) == names


def test_a_figure_that_stands_alone_does_not_carry_how_it_could_differ():
    line = {"cohort": "all", "term": "CR", "events": 3, "of": 8, "assessor": "central", "criteria": "IWG 2003",
            "printed": "3", "at": "x", "source": "main", "readers": "once"}  # fmt: skip
    assert fact_id("alpha-2001", "response", Figure.model_validate(line)) == "alpha-2001/all/response/CR"
