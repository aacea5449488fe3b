"""Files that mean harm, by accident or not: a sentence with file and line, within two seconds, and not a long one."""

import os

import pytest

from etl.clubs import read_club
from etl.read import SHOWN, read_study
from evidence.fields import unprintable
from tests.conftest import ALPHA
from tests.fuzzing import soon
from tests.test_clubs import CLUB

#: No message is longer, in characters.
LONG = 2000
READERS = {
    "study": ("alpha-2001.yaml", ALPHA, "label: Alpha 2001", read_study),
    "meeting": ("evening.yaml", CLUB, "title: An evening", lambda path: read_club(path, ["alpha-2001"])),
}


def said(path, read) -> list[str]:
    with soon():
        found = [str(problem) for problem in read(path).problems]
    assert len(found) <= SHOWN + 1 and all(len(problem) < LONG for problem in found)
    return found


@pytest.fixture(params=READERS)
def problems(request, tmp_path):
    """What the reader of a kind of file says when its name is given another value, or a line is put behind."""
    name, good, line, read = READERS[request.param]
    key = line.partition(":")[0]

    def of(value: str, behind: str = "", first: bool = True) -> list[str]:
        text = good.replace(line, f"{key}: {value}", 1) + behind
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        found = said(tmp_path / name, read)
        assert not first or found[0].startswith(f"{name}:{good.split(line)[0].count(chr(10)) + 1}:"), found
        return found

    return of


@pytest.mark.parametrize("code", [0x00, 0x07, 0x08, 0x0A, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFE])  # fmt: skip
def test_characters_that_cannot_be_seen_are_refused_even_behind_an_escape(problems, code):
    assert f"U+{code:04X}" in problems(f'"A \\U{code:08X} B"')[0]


@pytest.mark.parametrize("code", [0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x2028, 0x202E, 0x2066, 0xFEFF])
def test_characters_that_cannot_be_seen_are_refused_as_they_are_and_in_remarks(problems, code):
    assert f"U+{code:04X}" in problems(f'"A {chr(code)} B"')[0]
    assert f"U+{code:04X}" in problems(f"A B # {chr(code)}")[0]


def test_what_papers_print_may_be_written():
    assert unprintable("Müller–Şahin 10⁹/L ≥3 µg × 2 ½ † ⚑ α 東京\u00a0\u2009\u202f👩") == ""
    assert unprintable("\ud800") == "U+D800" and unprintable("a\tb") == "U+0009"


def test_half_of_a_character_is_refused(problems):
    assert "not UTF-8" in problems("A \ud800")[0]


@pytest.mark.parametrize("value", ["A" * 1_000_000, '"' + "\\x41" * 400_000 + '"', "=" * 1_000_000])
def test_a_text_of_a_megabyte_is_named_by_its_beginning(problems, value):
    assert "at most 600 characters" in problems(value)[0]


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ("? " + "k" * 900_000 + "\n: 1\n", "unknown key"),
        (("? " + "k" * 900_000 + "\n: 1\n") * 2, "appears twice"),
        ("".join(f"k{n}: 1\n" for n in range(10_000)), "more problems; mend these first"),
        ("x: &a [b]\n", "anchors"),
        ("x: !!python/name:os.system ''\n", "tags"),
        ("x: " + "{a: " * 50_000, "nested deeper"),
    ],
)
def test_what_is_put_behind_a_good_file_is_refused(problems, behind, words):
    assert any(words in problem for problem in problems("A name", behind, first=False))


@pytest.mark.parametrize("old", ["events: 5", "percent: 50", "n: 10,", "dose: 200", "readers: checked}", "year: 2001"])
@pytest.mark.parametrize("number", ["9" * 5000, "-1", "1e400", "1e300", "-1e300", "nan", "inf", "0x10", "１", "1_0_0"])
def test_numbers_that_no_paper_prints_are_refused(tmp_path, old, number):
    (tmp_path / "alpha-2001.yaml").write_text(
        ALPHA.replace(old, f"{old.split(':')[0]}: {number}{old[-1] if not old[-1].isdigit() else ''}", 1)
    )
    found = said(tmp_path / "alpha-2001.yaml", read_study)
    line = next(at for at, row in enumerate(ALPHA.splitlines(), 1) if old in row)
    assert found and found[0].startswith(f"alpha-2001.yaml:{line}: "), (found, old)


@pytest.mark.parametrize("day", ["2026-99-99", "2026-02-30", "0000-00-00", "2026-11-20T00:00", "today"])
def test_a_day_is_one_of_the_calendar(tmp_path, day):
    (tmp_path / "evening.yaml").write_text(CLUB.replace("2026-12-03", day))
    assert any(":4: date:" in problem for problem in said(tmp_path / "evening.yaml", READERS["meeting"][3]))
    (tmp_path / "alpha-2001.yaml").write_text(ALPHA.replace("seen: 2026-11-20", f"seen: '{day}'"))
    assert any("seen:" in problem for problem in said(tmp_path / "alpha-2001.yaml", read_study))


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path), lambda path: os.symlink(path, path)])  # fmt: skip
@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_file_is_not_waited_for(tmp_path, kind, make):
    name, _, _, read = READERS[kind]
    make(tmp_path / name)
    assert said(tmp_path / name, read)[0].startswith(f"{name}:1: file: ")


def test_a_file_larger_than_the_memory_is_read_no_further_than_its_limit(tmp_path):
    with (tmp_path / "alpha-2001.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert "longer than the 2,000,000 bytes" in said(tmp_path / "alpha-2001.yaml", read_study)[0]
