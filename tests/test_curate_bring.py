"""A file dropped on the bench: what is shown of it, how its map is changed, and that files alone give the same draft."""

import json

import pytest

from curate.brought import kept, map_of, outcomes, told
from curate.columns import SheetColumn, SheetMap
from curate.edits import Unchanged
from curate.folder import Folder
from curate.source import lines_of
from etl.__main__ import main
from etl.importing.sheetmap import read_map
from tests.curating import folder, press, seat, still, words  # noqa: F401
from tests.test_import_registry import ARMS, BOTH, cell, measure, record

RECORD = json.dumps(
    record(
        [
            measure("Overall Survival Rate At One Year", [cell("OG000", "20"), cell("OG001", "18")], BOTH, groups=ARMS,
                    paramType="COUNT_OF_PARTICIPANTS", unitOfMeasure="Participants"),
            measure("Patients Who Did Well", [cell("OG000", "12"), cell("OG001", "9")], BOTH, groups=ARMS,
                    paramType="COUNT_OF_PARTICIPANTS", unitOfMeasure="Participants"),
        ]
    )
).encode()  # fmt: skip
SHEET = b"Study,Year,CR,N\nSmith,2001,3,10\nJones,2002,NR,8\n"
MAP = """study: [Study, Year]
source: {kind: citing article, level: secondary, citation: "Review A. Invented J 2003;1:1"}
not_reported: [NR]
figures:
  - {domain: response, term: CR, events: CR, of: N}
"""


def drop(name: str, data: bytes, called: str = ""):
    app = seat("ab", "Bring")
    still(app.file_uploader[0].upload(name, data, "application/octet-stream").run())
    return still(app.text_input(key=f"bring/{name}/called").set_value(called).run()) if called else app


def drafts(folder: Folder) -> dict[str, bytes]:  # noqa: F811
    return {path.name: path.read_bytes() for path in sorted(folder.drafts.iterdir()) if path.is_file()}


def test_nothing_is_written_but_the_file_before_a_person_says_so(folder):  # noqa: F811
    app = drop("made.json", RECORD, "made-2020")
    assert [path.name for path in folder.files.iterdir()] == ["made.json"]
    assert not list(folder.drafts.glob("*.yaml"))
    assert any("rows become figures" in one for one in words(app))
    assert any("no term of the vocabulary" in str(table.value) for table in app.table)
    press(app, "Make the draft")
    assert folder.draft("made-2020").exists() and (folder.drafts / "made-2020.left.csv").exists()
    assert app.selectbox(key="study").value == "made-2020"


def test_an_outcome_is_mapped_by_hand_and_files_alone_give_the_same_bytes(folder, tmp_path):  # noqa: F811
    app = drop("made.json", RECORD, "made-2020")
    still(app.selectbox(key="bring/made.json/1/domain").set_value("response").run())
    app.selectbox(key="bring/made.json/1/term/response").set_value("ORR")  # comes with the press
    press(app, "Make the draft")
    assert any("look at what the file gives now" in one for one in words(app)) and not list(
        folder.drafts.glob("*-2020.yaml")
    )
    press(app, "Make the draft")
    text = folder.draft("made-2020").read_text()
    assert "term: ORR, events: 12, of: 40" in text and "term: ORR, events: 9, of: 38" in text
    by_hand = tmp_path / "by-hand"
    by_hand.mkdir()
    (by_hand / "made.json").write_bytes(RECORD)
    (by_hand / "made.map.yaml").write_text("outcomes: [{title: Patients Who Did Well, domain: response, term: ORR}]")
    command = ["import", str(by_hand / "made.json"), "--map", str(by_hand / "made.map.yaml"), "--as", "made-2020"]
    assert main([*command, "--to", str(by_hand), "--studies", str(folder.studies)]) == 0
    assert (by_hand / "made-2020.yaml").read_bytes() == folder.draft("made-2020").read_bytes()
    assert (by_hand / "made-2020.left.csv").read_bytes() == (folder.drafts / "made-2020.left.csv").read_bytes()


def test_a_map_holds_only_what_differs_from_the_titles(folder):  # noqa: F811
    path = kept(folder, "made.json", RECORD)
    told(folder, path, "Patients Who Did Well", {"domain": "response", "term": "ORR"})
    assert map_of(folder, path).read_text().count("\n  - ") == 1
    told(folder, path, "Patients Who Did Well", {"domain": None, "term": None})
    assert not map_of(folder, path).exists()
    first, _ = outcomes(folder, path)[0]
    assert first.term == "OS"
    told(folder, path, first.title, {"domain": None, "term": None, "window": None})
    assert drop("made.json", RECORD).table[0].value.to_string().count("the map leaves this outcome") == 2


def said_of(app, column: str, *roles: str):
    """Say what a column of the sheet is."""
    return still(app.multiselect(key=f"bring/review.csv/1/column/{column}").set_value(list(roles)).run())


def test_a_sheet_is_mapped_by_its_columns_and_files_alone_give_the_same_bytes(folder, tmp_path):  # noqa: F811
    app = drop("review.csv", SHEET)
    assert any("Say what the columns are" in one for one in words(app))
    assert [app.multiselect(key=f"bring/review.csv/1/column/{one}").value for one in "AB"] == [["study"], ["study"]]
    said_of(app, "C", "0.events")
    said_of(app, "D", "0.of")
    assert any("review.map.yaml" in one and "citation" in one for one in words(app))
    still(app.text_input(key="bring/review.csv/itself/citation").set_value("Review A. Invented J 2003;1:1").run())
    still(app.text_input(key="bring/review.csv/itself/not").set_value("NR").run())
    still(app.selectbox(key="bring/review.csv/figure/0/domain").set_value("response").run())
    still(app.selectbox(key="bring/review.csv/figure/0/term/response").set_value("CR").run())
    assert any(one.startswith("1 rows become figures") for one in words(app))
    press(app, "Make the draft")
    by_hand = tmp_path / "by-hand"
    by_hand.mkdir()
    (by_hand / "review.csv").write_bytes(SHEET)
    (by_hand / "review.map.yaml").write_text(MAP)
    command = ["import", str(by_hand / "review.csv"), "--map", str(by_hand / "review.map.yaml")]
    assert main([*command, "--to", str(by_hand), "--studies", str(folder.studies)]) == 0
    assert (by_hand / "smith-2001.yaml").read_bytes() == folder.draft("smith-2001").read_bytes()
    assert (by_hand / "review.left.csv").read_bytes() == (folder.drafts / "review.left.csv").read_bytes()


def test_a_column_is_what_was_said_last_and_what_one_column_is_no_other_is(folder):  # noqa: F811
    path = kept(folder, "review.csv", SHEET)
    map_of(folder, path).write_text(MAP)

    def column(at: int) -> tuple[SheetMap, SheetColumn]:
        now = SheetMap.opened(folder, path)
        return now, now.columns()[at]

    now, year = column(1)
    now.say(year, ["study", "0.window", "cohort.by"])
    now, total = column(3)
    now.say(total, ["0.events"])
    found = read_map(map_of(folder, path))
    assert (found.study, found.figures[0].events, found.figures[0].of) == (("Study", "Year"), "N", None)
    assert found.cohort.by == ("Year",) and found.figures[0].window.column == "Year"
    assert [SheetMap.opened(folder, path).roles_of(one) for one in now.columns()] == [
        ["study"], ["study", "cohort.by", "0.window"], [], ["0.events"],
    ]  # fmt: skip
    now, year = column(1)
    now.say(year, [])
    now.set("only", "Study", ["Smith", "Jones: a {b}"])
    found = SheetMap.opened(folder, path).tree
    assert found["study"] == ["Study", "Year"] and found["only"] == {"Study": ["Smith", "Jones: a {b}"]}


def test_a_map_that_is_none_is_named_and_stays_to_be_mended(folder):  # noqa: F811
    path = kept(folder, "review.csv", SHEET)
    map_of(folder, path).write_text(MAP.replace("figures:\n  -", "figures: none\n#"))
    app = seat("ab", "Bring")
    assert any("mend it as text" in one for one in words(app))
    still(app.text_area(key="bring/review.csv/map").set_value(MAP).run())
    assert any(one.startswith("1 rows become figures") for one in words(app)) and not app.text_area


def test_another_file_of_the_same_name_is_not_put_over_the_first(folder):  # noqa: F811
    kept(folder, "a b?.csv", b"one")
    with pytest.raises(Unchanged, match="another file named"):
        kept(folder, "../a b?.csv", b"two")
    assert (folder.files / "a-b-.csv").read_bytes() == b"one"


def test_a_draft_with_somebodys_work_is_not_made_anew(folder):  # noqa: F811
    app = press(drop("made.json", RECORD, "made-2020"), "Make the draft")
    folder.draft("made-2020").write_text("my work")
    press(app, "Make the draft")
    assert any("is there already" in one for one in words(app))
    assert folder.draft("made-2020").read_text() == "my work"


def test_a_record_and_a_sheet_are_read_row_by_row_with_their_places(folder):  # noqa: F811
    lines = lines_of(kept(folder, "made.json", RECORD))
    assert any(line.at.startswith("Outcome 2 (secondary)") and "12/40" in line.text for line in lines)
    assert [(line.at, line.text) for line in lines_of(kept(folder, "r.csv", SHEET))][1] == ("row 2", "Smith | 2001 | 3 | 10")
    assert [line.at for line in lines_of(kept(folder, "t.txt", b"one\n\ntwo\n"))] == ["line 1", "line 2"]


def test_no_draft_is_written_that_a_person_did_not_read(folder):  # noqa: F811
    press(drop("made.json", RECORD, "made-2020"), "Make the draft")
    app = seat("ab", "Read", "made-2020")
    press(app, "Put into the studies")
    assert not folder.study("made-2020").exists()
    assert any("Not put into the studies" in one for one in words(app))
