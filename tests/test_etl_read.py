"""Reading study files: nothing is guessed, every fault has a file and a line, nothing hangs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.check import check
from etl.read import Problem, load, read_studies, read_study
from tests.conftest import ALPHA
from tests.fuzzing import cases


def problems(tmp_path, text: str | bytes, name: str = "alpha-2001.yaml") -> list[str]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in check([read_study(path)])]


def line_of(text: str, part: str) -> int:
    return next(number for number, row in enumerate(text.splitlines(), 1) if part in row)


def test_text_stays_text(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text('a: 4.30\nb: no\nc: 010\nd: 12:30\ne:\nf: "null"\n')
    assert load(path)[0] == {"a": "4.30", "b": "no", "c": "010", "d": "12:30", "e": None, "f": "null"}


def test_a_good_study_has_no_problem(tmp_path):
    assert problems(tmp_path, ALPHA) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("events: 5, of: 10, percent: 50", "events: 11, of: 10", "term: ORR", "events = 11 is more than of = 10"),
        ("percent: 50", "percent: 60", "percent: 60", "printed 60 % but 5/10 = 50.0 %"),
        ("term: CRi", "term: CRX", "term: CRX", "'CRX' is no response term"),
        ("cohort: relapsed", "cohort: relapse", "cohort: relapse,", "cohort 'relapse' is not in cohorts; given: all"),
        ("source: main, readers: once", "source: side, readers: once", "source: side", "source 'side' is not in sources"),
        ("readers: once}", "readers: 0}", "readers: 0", "nobody has read this yet"),
        ("readers: once}", "readers: 3}", "readers: 3", "'3' is not a way of reading; allowed: 0, once, checked, twice"),
        ("level: full text, ", "", "id: main", "a journal article needs its level: full text or abstract"),
        ("kind: journal article, level: full text", "kind: news report, level: abstract", "id: main",
         "a news report has the level 'news report', not 'abstract'; leave level out"),
        ("readers: once}", "readrs: 1}", "readrs", "unknown key; allowed: cohort, term"),
        ('printed: "2 of 6"', "printed: ", "printed: ,", "is blank; fill it in"),
        ("setting: relapsed,", "setting: relapse,", "setting: relapse,", "'relapse' is not a setting; allowed: newly"),
        ("n: 7, dose: 400", "n: 12, dose: 400", "n: 12", "n = 12 is more than the 10 of its parent 'all'"),
        ("dose: 400", "dose: 400000", "dose: 400000", "was a micro sign lost?"),
        ("mutation_n: 9", "mutation_n: 19", "mutation_n: 19", "mutation_n = 19 is more than mutation_of = 10"),
        ("parent: all, split: dose level, kind: dose level, label: 200", "parent: al, split: dose level, kind: dose level, label: 200", "parent: al,", "'al' is no cohort above this line"),
        ('printed: "2 of 6"', 'printed: "half of them"', "half of them", "does not hold events = 2"),
        ("year: 2001", "year: soon", "year: soon", "written in digits"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_with_what_is_allowed(tmp_path, old, new, at, said):
    text = ALPHA.replace(old, new, 1)
    assert text != ALPHA
    found = [problem for problem in problems(tmp_path, text) if said in problem]
    assert found and found[0].startswith(f"alpha-2001.yaml:{line_of(text, at)}: "), problems(tmp_path, text)


def test_all_problems_of_all_files_come_in_one_run(tmp_path):
    (tmp_path / "alpha-2001.yaml").write_text(ALPHA.replace("events: 5", "events: 50").replace("term: CRi", "term: CRX"))
    (tmp_path / "beta-2002.yaml").write_text("")
    found = check(read_studies(tmp_path))
    assert {problem.file for problem in found} == {"alpha-2001.yaml", "beta-2002.yaml"} and len(found) >= 3


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "the file is empty"),
        (b"# only a comment\n", 1, "the file is empty"),
        (b"id: a\nid: b\n", 2, "key 'id' appears twice"),
        (b"id: a\n\tlabel: b\n", 2, "not valid YAML"),
        (b"id: {a: 1\n", 2, "not valid YAML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not UTF-8"),
        (b"id: a\nlabel: \xff\n", 2, "not UTF-8"),
        (b"id: a\nlabel: b\x00c\n", 2, "holds the character U+0000"),
        (b"a: &x [1, 2]\nb: *x\n", 1, "anchors"),
        (b"a: 1\nb: *x\n", 2, "aliases"),
        (b"a: 1\nb: !!python/object/apply:os.system [id]\n", 2, "tags (tag:yaml.org,2002:python/object"),
        (b"a: 1\nb: !secret x\n", 2, "tags (!secret)"),
        (b"k:\n" + b"".join(b"k%d:\n" % n for n in range(200_000)), 20_000, "more than 20,000 values"),
        (b"k:\np: [" + b"{}," * 600_000 + b"]\n", 2, "more than 20,000 values"),
        (b"? [a, b]\n: c\n", 1, "a key must be a word"),
        (b"a: " + b"[" * 200 + b"]" * 200, 1, "nested deeper"),
        (b"a: " + b"[" * 100_000, 1, "nested deeper"),
        (b"- " * 100_000, 1, "nested deeper"),
        (b"x" * 3_000_000, 1, "bytes that a study file has at most"),
        (b"- a\n- b\n", 1, "valid dictionary"),
        (b"a: 1\n---\nb: 2\n", 2, "a second document"),
    ],
)
def test_what_is_no_study_file_says_so(tmp_path, content, line, said):
    found = problems(tmp_path, content)
    assert any(said in problem and problem.startswith(f"alpha-2001.yaml:{line}:") for problem in found), found


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    start = time.process_time()
    assert any("aliases" in problem for problem in problems(tmp_path, "\n".join(rows)))
    assert time.process_time() - start < 2


def test_a_file_that_cannot_be_read_is_a_problem_not_a_crash(tmp_path):
    found = read_study(tmp_path / "gone.yaml").problems
    assert found == (Problem("gone.yaml", 1, "file", "cannot be read: No such file or directory"),)


@cases(300)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_content_makes_the_reader_raise(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "alpha-2001.yaml"
    path.write_bytes(content)
    assert check([read_study(path)])


@cases(200)
@given(st.integers(0, len(ALPHA) - 1), st.text(max_size=6))
def test_no_edit_of_a_good_file_makes_the_reader_raise(tmp_path_factory, at, inserted):
    path = tmp_path_factory.mktemp("any") / "alpha-2001.yaml"
    path.write_text(ALPHA[:at] + inserted + ALPHA[at + 1 :], encoding="utf-8", errors="surrogatepass")
    check([read_study(path)])
