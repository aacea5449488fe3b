"""Readings made apart: the blind form, comparison, decisions, what must hold, agreement."""

import pytest

from etl.lines import changed
from etl.read import read_studies
from etl.readings.checks import check_readings, settled
from etl.readings.file import read_readings, written
from evidence.agreeing import by_field, of_files
from evidence.readings import Noted, Readings, agree
from evidence.records import Figure
from evidence.statistics.agreement import agreement
from tests.conftest import ALPHA

KEYS = tuple(Figure.model_fields)
READERS = """\
study: alpha-2001
readers:
  - {id: ab, kind: person, date: 2026-11-20}
  - {id: cd, kind: program, date: 2026-11-21}
  - {id: ef, kind: person, date: 2026-11-22}
figures:
"""


@pytest.fixture
def bench(bench_of):
    return bench_of(ALPHA)


def fill(bench, **answers: str):
    """Write answers into the form: the term of the whole cohort's response, and what to put behind its last keys."""
    lines = bench.form.read_text().splitlines()
    for term, answer in answers.items():
        at = next(i for i, line in enumerate(lines) if f"fact: all/response/{term}," in line)
        lines[at] = f"  - {{fact: all/response/{term}, {answer}}}"
    bench.form.write_text("\n".join(lines))


def problems(bench, figures: str, study: str = ALPHA) -> list[str]:
    bench.readings.mkdir(exist_ok=True)
    (bench.readings / "alpha-2001.yaml").write_text(READERS + figures)
    (bench.studies / "alpha-2001.yaml").write_text(study)
    return [str(one) for one in check_readings(read_readings(bench.readings), read_studies(bench.studies))]


def test_the_form_asks_for_every_figure_and_tells_none(bench):
    assert bench("reading", "new", "alpha-2001", "cd") == 0
    form = bench.form.read_text()
    assert "fact: dl2/dlt/DLT/28-days, asked: " in form and "Table 3, 400 mg" in form
    asked = [line for line in form.splitlines() if line.startswith("  - ")]
    assert len(asked) == 8
    assert all(f"{key}: ," in line for line in asked for key in ("found", "events", "of", "percent"))
    assert "5 (50%)" not in form and "2 of 6" not in form


def test_a_form_that_is_there_is_not_overwritten(bench, capsys):
    bench("reading", "new", "alpha-2001", "cd")
    bench.form.write_text("mine")
    assert bench("reading", "new", "alpha-2001", "cd") == 1
    assert bench.form.read_text() == "mine"
    assert "is there already" in capsys.readouterr().err


def test_what_agrees_is_taken_and_what_differs_waits_for_a_third(bench, capsys):
    bench("reading", "new", "alpha-2001", "cd")
    fill(
        bench,
        ORR='events: 5, of: 10, percent: 50, printed: "5 (50%)"',
        CR='events: 3, of: 10, printed: "3"',
        PR="found: absent",
    )
    assert bench("reading", "compare", "alpha-2001", "ab", "cd") == 0
    told = capsys.readouterr().out
    assert "differs: all/response/CR: ab events 2, of 10 (“2”); cd events 3, of 10 (“3”)" in told
    assert "1 agree, 2 differ, 5 read by one; 1 marked twice" in told
    lines = (bench.studies / "alpha-2001.yaml").read_text().splitlines()
    before = ALPHA.splitlines()
    differing = [(old, new) for old, new in zip(before, lines, strict=True) if old != new]
    assert [new for _, new in differing] == [differing[0][0].replace("readers: checked", "readers: twice")]
    assert bench("check") == 0

    assert bench("reading", "decide", "alpha-2001", "all/response/CR", "--by", "cd", "--take", "cd", "--why", "x") == 1
    assert "'cd' is one of the two who differ; a third decides" in capsys.readouterr().err
    decide = ("reading", "decide", "alpha-2001", "all/response/CR", "--by", "ef", "--why", "Table 2 has a 3")
    assert bench(*decide, "--take", "cd") == 0
    assert "term: CR, events: 3, of: 10" in (bench.studies / "alpha-2001.yaml").read_text()


def test_the_same_readings_give_the_same_bytes(bench):
    bench("reading", "new", "alpha-2001", "cd")
    fill(bench, ORR='percent: 50, printed: "50%"')
    bench("reading", "compare", "alpha-2001", "ab", "cd")
    path = bench.readings / "alpha-2001.yaml"
    text = path.read_text()
    assert written(read_readings(bench.readings)[0].readings) == text
    bench("reading", "compare", "alpha-2001", "ab", "cd")
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("  - {fact: all/response/CR, reader: xy, events: 2, printed: '2'}\n", "'xy' is none of the readers: ab, cd, ef"),
        (
            "  - {fact: all/response/NO, reader: ab, events: 2, printed: '2'}\n",
            "'all/response/NO' is no figure of the study",
        ),
        ("  - {fact: all/response/CR, reader: ab, events: 2}\n", "printed holds the figure's own characters"),
        (
            "  - {fact: all/response/CR, reader: ab, found: absent, events: 2}\n",
            "found: absent says that no figure was read",
        ),
    ],
)
def test_a_line_of_readings_that_cannot_be_says_why(bench, figures, expected):
    assert any(expected in problem for problem in problems(bench, figures))


TWICE = ALPHA.replace('printed: "2", at: "Table 2, CR", source: main, readers: checked', 'printed: "2", at: "Table 2, CR", source: main, readers: twice')  # fmt: skip
BOTH = """\
  - {{fact: all/response/CR, reader: ab, events: {first}, of: 10, printed: "{first}"}}
  - {{fact: all/response/CR, reader: cd, events: {second}, of: 10, printed: "{second}"}}
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (2, 2, None),
        (3, 3, "says events 2, of 10, but its two readings say events 3, of 10"),
        (2, 3, "the two readings of all/response/CR differ and nobody has decided"),
    ],
)
def test_a_figure_read_twice_says_what_both_found(bench, first, second, expected):
    found = problems(bench, BOTH.format(first=first, second=second), TWICE)
    assert (found == []) if expected is None else (len(found) == 1 and expected in found[0])


def test_a_figure_whose_n_one_reader_alone_gave_is_not_read_twice(bench):
    lone = BOTH.format(first=2, second=2).replace("reader: cd, events: 2, of: 10", "reader: cd, events: 2")
    (found,) = problems(bench, lone, TWICE)
    assert "of of all/response/CR is not in both readings" in found
    assert problems(bench, lone, TWICE.replace("term: CR, events: 2, of: 10,", "term: CR, events: 2,")) == []


def test_a_figure_marked_twice_without_its_readings_is_refused(bench):
    assert "twice needs two readings of all/response/CR" in problems(bench, "  []\n", TWICE)[0]


def test_a_decision_is_followed_by_the_study(bench):
    decision = "decisions:\n  - {fact: all/response/CR, by: ef, date: 2026-11-23, chosen: cd, why: seen}\n"
    found = problems(bench, BOTH.format(first=2, second=3) + decision)
    assert len(found) == 1 and "the study file says events 2, of 10, which is not what was decided: events 3" in found[0]
    other = decision.replace("chosen: cd", "chosen: neither, events: 2, of: 10")
    assert problems(bench, BOTH.format(first=1, second=3) + other) == []


def noted(reader: str, **found) -> Noted:
    return Noted(fact="all/response/CR", reader=reader, **({"printed": "x"} | found))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"events": 10, "of": 28}, {"events": 10, "of": 28, "percent": 36}, True),
        ({"events": 10, "of": 28}, {"events": 10, "of": 27}, False),
        ({"events": 10}, {"percent": 36}, False),
        ({}, {}, True),
        ({"found": "absent", "printed": None}, {"events": 1}, False),
        ({"found": "absent", "printed": None}, {"found": "absent", "printed": None}, True),
    ],
)
def test_two_readings_agree_where_a_shared_number_is_the_same(first, second, same):
    assert agree(noted("ab", **first), noted("cd", **second)) is same


def test_a_number_that_only_one_wrote_is_not_settled():
    file = Readings(
        study="alpha-2001",
        readers=[{"id": "ab", "kind": "person", "date": "2026-11-20"}],
        figures=[noted("ab", events=10, of=28), noted("cd", events=10, percent=36)],
    )
    assert settled(file, "all/response/CR") == {"events": 10}


LINE = '  - {cohort: all, events: 5, of: 10, printed: "5 (50%)", at: "Table 2, ORR", readers: checked}\n'


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"events": 6}, LINE.replace("events: 5", "events: 6")),
        ({"percent": 50}, LINE.replace("of: 10,", "of: 10, percent: 50,")),
        ({"of": None}, LINE.replace(", of: 10", "")),
        ({"cohort": None}, LINE.replace("cohort: all, ", "")),
        ({"printed": "5, or 50%"}, LINE.replace('"5 (50%)"', '"5, or 50%"')),
    ],
)
def test_one_key_of_a_line_is_changed_and_nothing_else(values, expected):
    assert changed(LINE, values, KEYS) == expected


def test_agreement_is_that_of_two_published_implementations():
    """kappa and AC1 as irrCAC 0.4.4 gives them for the same pairs."""
    pairs = [("a", "a")] * 20 + [("a", "b")] * 3 + [("b", "b")] * 7 + [("b", "c")] * 2 + [("c", "c")] * 5 + [("c", "a")]
    found = agreement(pairs)
    assert (found.n, found.same) == (38, 32)
    assert found.kappa == pytest.approx(0.724969843185, abs=1e-8)
    assert found.ac1 == pytest.approx(0.778694491628, abs=1e-8)
    rare = agreement([("printed", "printed")] * 95 + [("printed", "absent")] * 3 + [("absent", "printed")] * 2)
    assert rare.kappa == pytest.approx(-0.024590163934, abs=1e-8)
    assert rare.ac1 == pytest.approx(0.947437582129, abs=1e-8)


def test_one_category_alone_has_a_percentage_and_no_kappa():
    found = agreement([("printed", "printed")] * 3)
    assert (found.percent, found.kappa, found.ac1) == (1, None, None)
    assert agreement([]).percent is None


def test_what_neither_wrote_is_no_agreement():
    file = Readings(
        study="alpha-2001",
        readers=[{"id": "ab", "kind": "person", "date": "2026-11-20"}],
        figures=[noted("ab", events=10, of=28), noted("cd", events=10)],
    )
    counted = {(row.domain, row.field): (row.agreement.n, row.agreement.same) for row in by_field(of_files([file]))}
    assert counted["response", "events"] == (1, 1)
    assert counted["response", "of"] == (1, 0)
    assert ("response", "value") not in counted and (None, "events") in counted
