"""Text in figures broken into lines, in scripts with and without blanks."""

from textwrap import wrap

from dashboard.charts.lines import breadth, even, lines

MIXED = "在 93 个队列（1234 例患者）中，总缓解率为 0% 至 100%。未合并：“10 of 28 patients”，https://example.org/a-long-address 止。"


def test_text_without_wide_characters_breaks_as_it_always_did():
    text = "In 93 cohorts overall response ran from 0 % to 100 %; not pooled: regimens and criteria differ."
    assert lines(text, 20) == wrap(text, 20)
    assert lines("incompressible", 6, cut=False) == ["incompressible"]


def test_a_wide_character_takes_two_columns():
    assert breadth("CR 率") == 5
    assert all(breadth(line) <= 24 for line in lines(MIXED, 24))
    assert lines("总缓解率", 4) == ["总缓", "解率"]


def test_nothing_is_lost_and_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    for width in range(8, 60):
        found = lines(MIXED, width)
        assert "".join(found).replace(" ", "") == MIXED.replace(" ", "")
        assert not [line for line in found if line[0] in "，。；：、）”" or line[-1] in "（“"]


def test_a_latin_word_stays_whole_where_it_fits_a_line():
    assert any("https://example.org/a-long-address" in line for line in lines(MIXED, 40))


def test_a_sign_stays_on_the_line_of_its_word():
    assert lines("21 % (13.2 to 31.0) †", 20) == ["21 % (13.2 to", "31.0) †"]
    assert lines("总缓解率 ⚑", 9) == ["总缓解", "率 ⚑"]
    assert lines("110 enrolled 95 % †", 15) == ["110 enrolled", "95 % †"]
    assert lines("入组 110 例 95 %", 14) == ["入组 110 例", "95 %"]


def test_even_lines_leave_no_character_alone():
    assert [
        lines(text, even(text, 13)) for text in ("治疗阶段未报告", "Setting not reported", "Newly diagnosed", "初治")
    ] == [
        ["治疗阶段", "未报告"],
        ["Setting not", "reported"],
        ["Newly", "diagnosed"],
        ["初治"],
    ]
