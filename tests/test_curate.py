"""The curators' bench: what it changes and what it leaves, what is undone and kept, who sees what, what is decided."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from curate.blind import waiting
from curate.choices import OF_LIST, SETS, labelled, meaning
from curate.edits import KEYS, Unchanged, with_head, with_line, with_values, without_line
from curate.faults import at_fields, faults
from curate.kept import Kept, Overtaken, digest, draft_of, moved, publish, put
from curate.lines import NESTED, cells, numbers_of
from curate.screens import read
from curate.source import Line, missing, standing
from etl.read import study_of
from etl.readings.file import read_readings
from evidence import vocabulary
from tests.conftest import ALPHA
from tests.curating import folder, press, seat, sent, still, words  # noqa: F401

ROOT = Path(__file__).parent.parent
FILE = study_of("alpha-2001.yaml", ALPHA)


def changed_rows(after: str, before: str = ALPHA) -> list[tuple[str, str]]:
    return [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "studies").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_study_opened_and_saved_keeps_every_byte(path, tmp_path):
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    kept = Kept.opened(copy)
    file = study_of(path.name, kept.text)
    lines = [part for part in file.lines if len(part) == 2 and part[0] in KEYS and isinstance(part[1], int)]
    for name, at in lines:
        key = {"discrepancies": "topic", "appraisal": "question", "cohorts": "id", "sources": "id"}.get(name, "cohort")
        said = getattr(getattr(file.study, name)[at], key)
        assert with_values(kept.text, file, (name, at), {key: said}) == kept.text
    kept.change(kept.text + "# a remark\n")
    kept.undo()
    assert copy.read_bytes() == path.read_bytes()


def test_a_change_touches_its_value_alone():
    text = with_values(ALPHA, FILE, ("response", 0), {"events": "6", "note": "As printed: “six”"})
    ((old, new),) = changed_rows(text)
    assert new == old.replace("events: 5", "events: 6").replace("checked}", 'checked, note: "As printed: “six”"}')
    assert with_values(text, FILE, ("response", 0), {"events": "5", "note": None}) == ALPHA


def test_a_file_of_another_system_keeps_its_line_ends():
    text = ALPHA.replace("\n", "\r\n")
    after = with_line(with_head(text, "year", "2002"), "response", {"cohort": "all", "term": "MLFS"})
    assert after.count("\r\n") == after.count("\n") == text.count("\n") + 1


def test_a_line_is_added_at_the_end_of_its_list_and_a_new_list_in_its_place():
    text = with_line(ALPHA, "response", {"cohort": "all", "term": "MLFS", "events": None})
    assert text.splitlines()[23] == "  - {cohort: all, term: MLFS, events: }"
    assert without_line(text, study_of("a.yaml", text), ("response", 6)) == ALPHA
    text = with_line(ALPHA, "toxicity", {"cohort": "all", "term": "nausea"})
    assert "toxicity:\n  - {cohort: all, term: nausea}\n\ndlt:\n" in text
    assert without_line(text, study_of("a.yaml", text), ("toxicity", 0)) == ALPHA
    assert with_line(ALPHA, "mortality", {"cohort": "all"}).endswith("\nmortality:\n  - {cohort: all}\n")


def test_a_key_of_the_study_keeps_the_remark_behind_it():
    text = "id: x\nlabel:  # first author and year\nnote: |\n  two\n  lines\n"
    assert with_head(text, "label", "Smith: 2024") == text.replace("label:", 'label: "Smith: 2024"')
    assert with_head(with_head(text, "label", "Smith"), "label", None).splitlines()[1] == "label:  # first author and year"
    assert with_head(text, "title", "New").splitlines()[2] == "title: New"
    with pytest.raises(Unchanged, match="several lines"):
        with_head(text, "note", "one line")


@pytest.mark.parametrize("bad", ["5\u202e", "a\tb", "x\x00", ("page 2", "page\x08 3")])
def test_what_cannot_be_seen_is_not_taken(bad):
    with pytest.raises(Unchanged, match="which cannot be seen"):
        with_values(ALPHA, FILE, ("response", 0), {"note": bad})


def test_a_record_on_several_lines_is_left_to_an_editor():
    text = ALPHA.replace("percent: 50, population", "percent: 50,\n    population", 1)
    with pytest.raises(Unchanged, match="is no record on one line"):
        with_values(text, study_of("alpha-2001.yaml", text), ("response", 0), {"events": "6"})


@pytest.mark.parametrize(
    ("printed", "rate", "expected"),
    [
        ("12/28", True, {"events": "12", "of": "28"}),
        ("12 of 28 (43%)", True, {"events": "12", "of": "28", "percent": "43"}),
        ("12 (42.9%)", True, {"events": "12", "percent": "42.9"}),
        ("43 %", True, {"percent": "43"}),
        ("7", True, {"events": "7"}),
        ("7.5 (4.1–9)", False, {"value": "7.5", "low": "4.1", "high": "9"}),
        ("7.5 (4.1–9)", True, {}),
        ("almost 7", True, {}),
        ("<5%", True, {}),
    ],
)
def test_numbers_are_taken_from_characters_of_a_usual_form_alone(printed, rate, expected):
    assert numbers_of(printed, rate) == expected


def test_a_number_is_found_where_it_stands_or_said_to_be_nowhere():
    lines = [Line("CR 12 (43%)", "Table 2"), Line("Age 43", "Table 1"), Line("nothing", "p. 3")]
    assert [one.line.at for one in standing(lines, [12, 43])] == ["Table 2", "Table 1"]
    assert standing(lines, [43], near="Table 1")[0].line.at == "Table 1"
    assert missing(lines, [12, 44]) == [44]


def test_problems_stand_at_their_field_even_where_the_study_is_not_whole():
    text = ALPHA.replace("label: Alpha 2001", "label: ").replace("events: 5, of: 10", "events: 11, of: 10")
    found = at_fields(faults("alpha-2001", text))
    assert found["label",][""][0].startswith("is blank")
    assert any("11" in message for messages in found["response", 0].values() for message in messages)
    assert not faults("alpha-2001", ALPHA)


def test_a_line_that_is_no_record_does_not_move_the_problems_of_the_next():
    text = ALPHA.replace("events: 5, of: 10", "events: five, of: 10").replace(
        "CR, events: 2, of: 10", "CR, events: 12, of: 10"
    )
    found = at_fields(faults("alpha-2001", text))
    assert "digits" in found["response", 0]["events"][0]
    assert any("12" in message for messages in found["response", 1].values() for message in messages)


def test_work_is_on_the_disk_at_once_and_is_undone_after_a_crash(folder):  # noqa: F811
    draft = draft_of(folder, "alpha-2001")
    draft.change(with_head(draft.text, "year", "2002"))
    draft.change(with_head(draft.text, "phase", "2"))
    again = draft_of(folder, "alpha-2001")
    assert "year: 2002\n" in again.text and 'phase: "2"' not in ALPHA
    again.undo()
    again.undo()
    assert again.text == folder.draft("alpha-2001").read_text() == ALPHA
    assert folder.study("alpha-2001").read_text() == ALPHA


def test_nobodys_work_is_overwritten(folder):  # noqa: F811
    one, other = draft_of(folder, "alpha-2001"), draft_of(folder, "alpha-2001")
    one.change(with_head(one.text, "year", "2002"))
    with pytest.raises(Overtaken, match="has been changed since it was opened here"):
        other.change(with_head(other.text, "year", "2003"))
    assert "year: 2002" in folder.draft("alpha-2001").read_text()
    folder.study("alpha-2001").write_text(ALPHA.replace("year: 2001", "year: 1999"))
    with pytest.raises(Overtaken):
        publish(folder, one)
    assert "year: 1999" in folder.study("alpha-2001").read_text()


def test_a_new_file_is_not_put_over_one_that_came_meanwhile(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("theirs")
    with pytest.raises(Overtaken):
        put(path, "mine", None)
    assert path.read_text() == "theirs"
    assert put(path, "ours", digest(path)) == digest(path)


def test_a_draft_with_a_problem_is_kept_and_not_put_into_the_studies(folder):  # noqa: F811
    draft = draft_of(folder, "alpha-2001")
    draft.change(with_values(draft.text, FILE, ("response", 0), {"events": "50"}))
    assert any("50" in str(problem) for problem in publish(folder, draft))
    assert folder.study("alpha-2001").read_text() == ALPHA
    assert "events: 50" in folder.draft("alpha-2001").read_text()


def test_a_field_is_saved_as_it_is_left_with_its_problem_beside_it(folder):  # noqa: F811
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    still(app.text_input(key="alpha-2001/response/0/events").set_value("11").run())
    assert "events: 11, of: 10" in folder.draft("alpha-2001").read_text()
    assert any("11 is more than of = 10" in one for one in words(app))
    killed = seat("ab", "Read")
    still(killed.selectbox(key="part").set_value("response").run())
    assert killed.text_input(key="alpha-2001/response/0/events").value == "11"
    press(killed, "Undo")
    press(killed, "Throw the draft away")
    assert not folder.draft("alpha-2001").exists()


def test_a_study_names_one_of_the_searches_that_are_written_down(folder):  # noqa: F811
    found = "searches:\n  - {id: wider, day: 2026-11-20, where: public web pages, studies: []}\n"
    (folder.data / "search.yaml").write_text(found)
    search = seat("ab", "Read").selectbox(key="alpha-2001/search")
    assert search.options == ["wider · 2026-11-20 · public web pages"]
    still(search.select("wider").run())
    assert "\nsearch: wider\n" in folder.draft("alpha-2001").read_text()


def test_a_screen_that_shows_an_older_text_changes_nothing(folder):  # noqa: F811
    one, other = seat("ab", "Read"), seat("cd", "Read")
    still(one.text_input(key="alpha-2001/year").set_value("2002").run())
    still(other.text_input(key="alpha-2001/year").set_value("2003").run())
    assert any("changed elsewhere" in one for one in words(other))
    assert "year: 2002" in folder.draft("alpha-2001").read_text()
    assert other.text_input(key="alpha-2001/year").value == "2002"


def test_quick_presses_are_taken_in_turn_while_the_page_is_still_drawn(folder, monkeypatch):  # noqa: F811
    """Each run is broken off by the next press before the form is drawn anew, so that every press comes from an older page."""
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    at, drawn = "alpha-2001/response/0", list(app._tree.get_widget_states().widgets)
    keys = {one.key: one.id for one in (*app.button, *app.text_input)}
    monkeypatch.setattr(read, "form", lambda *_: st.stop())

    def pressed(key: str, typed: str | None = None) -> None:
        drawn[:] = [one for one in drawn if one.id != keys[key] and not one.trigger_value]
        drawn.append(WidgetState(id=keys[key], trigger_value=typed is None or None, string_value=typed))
        still(app._run(WidgetStates(widgets=drawn)))

    for key, typed in (("add", None), (f"{at}/events", "6"), ("add", None), (f"{at}/percent", "60")):
        pressed(key, typed)
    both = folder.draft("alpha-2001").read_text()
    lines = study_of("alpha-2001.yaml", both).lines
    assert [("response", one) in lines for one in (6, 7, 8)] == [True, True, False]
    assert "events: 6, of: 10, percent: 60" in both
    pressed(f"{at}/delete")
    without = folder.draft("alpha-2001").read_text()
    assert "events: 6, of: 10, percent: 60" not in without
    pressed(f"{at}/events", "7")
    assert any("taken away or moved by your last press" in one for one in words(app))
    assert folder.draft("alpha-2001").read_text() == without
    folder.draft("alpha-2001").write_text(without.replace("year: 2001", "year: 2002"))
    pressed("add")
    assert any("changed elsewhere" in one for one in words(app))
    assert folder.draft("alpha-2001").read_text().count("\n") == without.count("\n")


@pytest.mark.parametrize(
    ("texts", "row", "now"),
    [
        (["a\nb\n", "a\nb\nc\n"], 1, 1),
        (["a\nb\n", "a\nx\n", "a\nx\nc\n"], 1, 1),
        (["a\nb\nc\n", "b\nc\n"], 2, 1),
        (["a\nb\nc\n", "b\nc\n", "a\nb\nc\n"], 2, 2),
        (["a\nb\nc\n", "a\nc\n"], 1, None),
        (["a\nb\nc\n", "a\nc\n", "a\nb\nc\n"], 1, None),
        (["a\nb\n"], 1, 1),
    ],
)
def test_a_row_is_followed_through_changes(texts, row, now):
    assert moved(row, texts) == now


def test_what_was_proposed_for_a_line_that_is_left_goes_into_its_blanks(folder):  # noqa: F811
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    press(app, "Add a line")
    at = "alpha-2001/response/6"
    still(app.text_input(key=f"{at}/printed").set_value("1 of 10 (10%)").run())
    still(app.text_input(key=f"{at}/events").set_value("2").run())
    draft = folder.draft("alpha-2001")
    assert "events: 2, population: subgroup, printed: 1 of 10 (10%)" in draft.read_text()
    app.session_state["alpha-2001/response/open"] = 0
    still(app.run())
    assert "events: 2, of: 10, percent: 10, population: subgroup, printed: 1 of 10 (10%)" in draft.read_text()


def test_what_was_proposed_for_a_line_that_is_deleted_goes_nowhere(folder):  # noqa: F811
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    still(app.text_input(key="alpha-2001/response/0/events").set_value("").run())
    still(app.text_input(key="alpha-2001/response/0/printed").set_value("4/10").run())
    press(app, "Delete")
    still(app.selectbox(key="part").set_value("cohorts").run())
    assert folder.draft("alpha-2001").read_text() == without_line(ALPHA, FILE, ("response", 0))


def test_a_line_stands_in_the_table_as_the_file_has_it():
    line = {
        "cohort": "all",
        "term": "OS",
        "statistic": "median",
        "value": "7.5",
        "low": "4.1",
        "unit": "months",
        "at": "p. 3",
    }
    assert cells("time_to_event", line) == ("all", "OS, median", "7.5 (4.1) months", "", "p. 3", "")
    assert cells("response", {"events": "5", "of": "10", "percent": "50"})[2] == "5/10, 50 %"
    assert [cells("response", one)[2] for one in ({"of": "10"}, {"percent": "50"}, {})] == ["N 10", "50 %", ""]


def test_who_types_a_code_whole_finds_it_first():
    for codes in (*vocabulary.TERM.values(), *SETS.values(), *OF_LIST.values()):
        shown = labelled(codes)
        assert shown.keys() == codes.keys()
        for code in codes:
            assert next(one for one, words in shown.items() if code.lower() in words.lower()) == code


@pytest.mark.parametrize("name", [*KEYS])
def test_every_field_says_what_it_means(name):
    assert [field for field in KEYS[name] if field not in NESTED and not meaning(name, field)] == []


def test_a_study_is_corrected_and_put_back_with_one_line_changed(folder):  # noqa: F811
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    app.session_state["alpha-2001/response/open"] = 3
    still(app.run())
    still(app.text_input(key="alpha-2001/response/3/at").set_value("Table 2, PR row").run())
    press(app, "Put into the studies")
    ((old, new),) = changed_rows(folder.study("alpha-2001").read_text())
    assert new == old.replace("Table 2, PR", "Table 2, PR row")
    assert not folder.draft("alpha-2001").exists()


#: Numbers that stand nowhere else on a page.
LOUD = ALPHA.replace("events: 5, of: 10, percent: 50", "events: 4717, of: 8123").replace("5 (50%)", "4717/8123")


def test_what_one_reader_found_is_not_sent_to_the_other(folder):  # noqa: F811
    folder.study("alpha-2001").write_text(LOUD)
    app = press(seat("cd", "Read blind"), "Begin")
    for step in ("Read", "Decide", "Bring", "Read blind"):
        page = seat("cd", step)
        assert not re.search("4717|8123", sent(page)), step
    still(app.text_input(key="blind/alpha-2001.cd/0/events").set_value("4718").run())
    assert "4718" in sent(seat("cd", "Read blind"))
    assert not re.search("4717|8123", sent(app) + folder.form("alpha-2001", "cd").read_text())
    assert any("You are reading alpha-2001 blind (1 of 8" in one for one in words(seat("cd", "Decide")))
    assert any("Nobody sees what others have read before all are done" in one for one in words(seat("ef", "Decide")))
    assert not re.search("4718", sent(seat("ef", "Decide")))


def test_what_was_proposed_to_one_reader_is_not_sent_to_the_next_at_the_same_seat(folder):  # noqa: F811
    folder.study("alpha-2001").write_text(ALPHA)
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("response").run())
    press(app, "Add a line")
    still(app.text_input(key="alpha-2001/response/6/printed").set_value("4717/8123").run())
    assert re.search(r"proposed\W+alpha-2001/response/6.*4717", sent(app))
    still(app.text_input(key="me").set_value("cd").run())
    press(still(app.radio(key="step").set_value("Read blind").run()), "Begin")
    assert not re.search("4717|8123", sent(app))


ANSWERS = [("5", "10", "5 (50%)"), ("3", "10", "3"), ("2", "10", "2"), ("1", "10", "1"), ("2", "6", "2 of 6"),
           ("3", "4", "3 of 4"), ("0", "3", "0"), ("2", "6", "2")]  # fmt: skip


def answered(app, answers=ANSWERS):
    """Fill a blind form in, a page at a time."""
    for at, given in enumerate(answers):
        if at == 6:
            press(app, "Next lines")
        for field, typed in zip(("events", "of", "printed"), given, strict=True):
            still(app.text_input(key=f"blind/alpha-2001.cd/{at}/{field}").set_value(typed).run())
    return app


def test_a_second_reading_is_compared_and_a_third_decides(folder):  # noqa: F811
    answered(press(seat("cd", "Read blind"), "Begin"))
    assert waiting(folder.form("alpha-2001", "cd").read_text()).done
    app = seat("ef", "Decide")
    still(app.text_input(key="decide/first").set_value("ab").run())
    press(app, "Compare")
    assert any("7 agree and are taken, 1 differ" in one for one in words(app))
    second = seat("cd", "Decide")
    assert any("You are one of the two who differ; a third decides" in one for one in words(second))
    still(app.radio(key="decide/all/response/CR/take").set_value("ab").run())
    still(app.text_input(key="decide/all/response/CR/why").set_value("Looked at").run())
    # What is changed last comes with the press: the page has not run since.
    app.radio(key="decide/all/response/CR/take").set_value("cd")
    app.text_input(key="decide/all/response/CR/why").set_value("Table 2 prints 3")
    press(app, "Decide")
    ((_, new),) = [row for row in changed_rows(folder.study("alpha-2001").read_text()) if "CR," in row[0]]
    assert (
        "events: 3, of: 10" in new
        and "readers: twice" in new
        and 'printed: "3"' in new.replace("printed: 3", 'printed: "3"')
    )
    (kept,) = read_readings(folder.readings)
    assert [(one.by, one.chosen, one.why) for one in kept.readings.decisions] == [("ef", "cd", "Table 2 prints 3")]


def test_a_decision_on_an_older_file_is_not_written(folder):  # noqa: F811
    answered(press(seat("cd", "Read blind"), "Begin"))
    app = seat("ef", "Decide")
    still(app.text_input(key="decide/first").set_value("ab").run())
    folder.study("alpha-2001").write_text(ALPHA + "# somebody was here\n")
    press(app, "Compare")
    assert any("has been changed since it was opened" in one for one in words(app))
    assert folder.study("alpha-2001").read_text() == ALPHA + "# somebody was here\n"


def test_numbers_that_are_not_in_the_printed_characters_are_named(folder):  # noqa: F811
    app = press(seat("cd", "Read blind"), "Begin")
    still(app.text_input(key="blind/alpha-2001.cd/0/printed").set_value("5 (50%)").run())
    (given,) = app.session_state["proposed"].values()
    assert given["fields"] == {"events": "5", "percent": "50"}
    still(app.text_input(key="blind/alpha-2001.cd/0/events").set_value("55").run())
    assert any("Not among the printed characters: events 55" in one for one in words(app))


def test_a_reader_adds_a_figure_that_is_not_on_the_form(folder):  # noqa: F811
    app = press(seat("cd", "Read blind"), "Begin")
    for field, given in (("cohort", "all"), ("domain", "response"), ("term", "CR")):
        still(app.selectbox(key=f"further/{field}").set_value(given).run())
    app.selectbox(key="further/term").set_value("MLFS")  # comes with the press
    press(app, "Add this line")
    assert any("look at the line as it is now" in one for one in words(app))
    assert folder.form("alpha-2001", "cd").read_text().count("\n  - {fact: all/response/") == 4
    press(app, "Add this line")
    assert folder.form("alpha-2001", "cd").read_text().count("\n  - {fact: all/response/MLFS, ") == 1


def test_a_program_that_reads_says_that_it_is_one(folder):  # noqa: F811
    app = seat("cd", "Read blind")
    still(app.selectbox(key="kind").set_value("program").run())
    press(app, "Begin")
    assert "\nkind: program\n" in folder.form("alpha-2001", "cd").read_text()


def test_a_discrepancy_is_written_in_its_fields(folder):  # noqa: F811
    app = seat("ab", "Read")
    still(app.selectbox(key="part").set_value("discrepancies").run())
    press(app, "Add a line")
    at = "alpha-2001/discrepancies/0"
    still(app.text_input(key=f"{at}/topic").set_value("Who had a CR").run())
    still(app.selectbox(key=f"{at}/kind").set_value("text against table").run())
    still(app.text_input(key=f"{at}/facts").set_value("all/response/CR | all/response/ORR").run())
    row = next(one for one in folder.draft("alpha-2001").read_text().splitlines() if "topic:" in one)
    assert row.startswith("  - {topic: Who had a CR, facts: [all/response/CR, all/response/ORR], kind: text against table,")


@pytest.mark.parametrize("name", ["", "nobody-1999", "../studies/alpha-2001", "alpha-2001.cd"])
def test_a_study_that_is_not_there_is_not_opened(folder, name):  # noqa: F811
    app = seat("ab", "Read", name)
    assert any("Choose a study, or bring a file" in one for one in words(app))
    assert not folder.drafts.exists()


def test_an_empty_folder_has_no_study_to_choose(folder):  # noqa: F811
    folder.study("alpha-2001").unlink()
    assert "Study" not in [one.label for one in seat("ab", "Bring", "").selectbox]


@pytest.mark.parametrize("name", ["A", "../x", "a b", "a.b", "x" * 40])
def test_initials_are_small_letters(folder, name):  # noqa: F811
    assert any("Say who you are" in one for one in words(seat(name, "Read")))


def test_the_bench_is_not_in_the_image_of_the_server():
    copied = (ROOT / "deploy" / "Dockerfile").read_text() + (ROOT / "deploy" / "Dockerfile.dockerignore").read_text()
    assert "curate" not in copied and "\nCOPY . " not in copied


def test_the_bench_serves_this_machine_alone(folder, monkeypatch):  # noqa: F811
    import streamlit as st

    st._config.set_option("server.address", "0.0.0.0")
    app = seat("ab", "Read")
    assert any("for this machine alone" in one for one in words(app)) and not app.text_input
