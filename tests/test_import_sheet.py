"""Sheets to drafts: nothing is assumed of a mark, an empty cell or a code, and every row ends somewhere."""

import time
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from etl.__main__ import main
from etl.importing import NeedsMap, Refused, bring
from etl.importing.brought import Left, Taken
from etl.importing.cells import read_sheets, short, shown
from etl.importing.draft import draft

SOURCE = "source: {kind: citing article, citation: An invented review}\n"
COUNTS = "figures:\n  - {domain: dlt, term: DLT, events: events, of: total}\n"
LONG = "study: [study, year]\n" + SOURCE + "cohort: {by: dose, kind: dose level}\n" + COUNTS


@pytest.fixture
def brought(tmp_path):
    """What a table and a map give; the table is text, or a list of rows for a workbook."""

    def read(table, map_text=None, name=None):
        path = tmp_path / (name or ("sheet.csv" if isinstance(table, str) else "sheet.xlsx"))
        if isinstance(table, str):
            path.write_text(table, encoding="utf-8")
        else:
            book = openpyxl.Workbook()
            for row in table:
                book.active.append(row)
            book.save(path)
        map_path = tmp_path / "map.yaml"
        map_path.write_text(map_text or "")
        return bring(path, map_=map_path if map_text else None)

    return read


def left(found, where: str) -> str:
    rows = [row for study in (*found.studies, found.rest) for row in study.rows if row.where.endswith(where)]
    assert len(rows) == 1 and isinstance(rows[0].outcome, Left), rows
    return rows[0].outcome.why


def figures(found) -> list[dict]:
    names = ("cohort", "term", "events", "of", "percent", "value", "printed")
    return [{n: t.fields[n] for n in names if n in t.fields} for study in found.studies for t in study.taken]


def test_a_long_table_gives_a_study_each_and_every_row_ends_somewhere(brought):
    found = brought(
        "study,year,dose,events,total\nAlpha,2001,100,0,3\nAlpha,2001,200,2,6\nBeta,2002,100,1,4\n,,,,\nTotal,,,3,13\n", LONG
    )
    assert [study.id for study in found.studies] == ["alpha-2001", "beta-2002"]
    assert figures(found) == [
        {"cohort": "dose-100", "term": "DLT", "events": 0, "of": 3, "printed": "0"},
        {"cohort": "dose-200", "term": "DLT", "events": 2, "of": 6, "printed": "2"},
        {"cohort": "dose-100", "term": "DLT", "events": 1, "of": 4, "printed": "1"},
    ]
    assert found.counted() == (3, 0, 3), "headings, an empty row and a total are left; five rows of cells and one of words"
    assert found.studies[0].taken[1].fields["at"] == "sheet.csv, D3"
    assert left(found, "A6") == "a total or pooled row; it is no study"


def test_a_review_is_not_the_study_that_it_tells_of(brought):
    text = draft(brought("study,year,dose,events,total\nAlpha,2001,100,0,3\n", LONG).studies[0], "sheet.txt")
    assert "kind: citing article" in text and "An invented review" in text and "readers: 0" in text


@pytest.mark.parametrize(
    ("cell", "answer", "why"),
    [
        ("", "empty: not reported", "the cell is empty: not reported"),
        ("", "empty: below the reporting threshold", "below the reporting threshold"),
        ("NR", "not_reported: [NR]", "not reported, says the map"),
        ("NR", "", "not a plain number"),
        ("4 in abstract", "", "not a plain number"),
        ("-99", "", "a count must be a whole number"),
        ("9", "", "more events than patients; 9 of 3"),
        ("1.5", "decimal: point", "a count must be a whole number"),
    ],
)
def test_a_cell_that_is_no_count_is_left_with_its_reason(brought, cell, answer, why):
    table = f"study,year,dose,events,total\nAlpha,2001,100,{cell},3\nAlpha,2001,200,1,6\n"
    assert why in left(brought(table, LONG + answer + "\n"), "D2")


@pytest.mark.parametrize(
    ("cell", "asked"), [("", "D2: is empty; say in the map"), ("1.044", "D2: holds '1.044'; say in the map which sign")]
)
def test_nothing_is_assumed_it_stops_and_asks(brought, cell, asked):
    with pytest.raises(Refused, match=asked.replace("'", ".")):
        brought(f"study,year,dose,events,total\nAlpha,2001,100,{cell},3\n", LONG)


@pytest.mark.parametrize(("decimal", "value"), [("comma", "1044"), ("point", "1.044")])
def test_the_decimal_mark_is_the_map_s(brought, decimal, value):
    map_ = f"study: study\n{SOURCE}decimal: {decimal}\nfigures:\n  - {{domain: baseline, term: age, value: age, statistic: median, unit: years}}\n"
    found = brought("study;age\nAlpha;1.044\n", map_)
    assert figures(found) == [{"cohort": "all", "term": "age", "value": value, "printed": "1.044"}]


SHARES = f"study: study\n{SOURCE}empty: not reported\nfigures:\n  - {{domain: response, term: CR, share: cr, of: n, window: 12 months}}\n"


def test_a_workbook_gives_quotients_and_percent_formats_and_leaves_what_is_computed(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["study", "n", "cr"], ["A", 35, "=17/35"], ["B", 54, "=8/44"], ["C", 20, "=1-B2"], ["D", 20, 0.539], ["E", 20, 0.539],
                ["F", 20, "24 mo CR - 45%"], ["G", 20, "=3/20"]):  # fmt: skip
        sheet.append(row)
    sheet["C5"].number_format = "0.0%"
    sheet["C8"].comment = Comment("of CR patients", "somebody")
    book.save(tmp_path / "sheet.xlsx")
    (tmp_path / "map.yaml").write_text(SHARES)
    found = bring(tmp_path / "sheet.xlsx", map_=tmp_path / "map.yaml")
    assert figures(found) == [
        {"cohort": "all", "term": "CR", "events": 17, "of": 35, "printed": "17/35"},
        {"cohort": "all", "term": "CR", "of": 20, "percent": "53.9", "printed": "53.9%"},
    ]
    assert left(found, "C3") == "a count that disagrees with its number of patients; 8/44, and 54 in B3"
    assert left(found, "C4").startswith("computed from other cells")
    assert "is 0.539 = 53.9 %?" in left(found, "C6")
    assert left(found, "C7").startswith("not a plain number")
    assert "of CR patients" in left(found, "C8")


def test_two_rows_of_headings_are_one_and_a_column_has_a_name_or_letters(brought):
    table = [["", "Arm A", "Arm B"], ["study", "n", "n"], ["Alpha", 3, 4]]
    map_ = f"study: study\nheader: [1, 2]\n{SOURCE}figures:\n  - {{domain: baseline, term: enrolled, events: Arm B / n}}\n  - {{domain: baseline, term: treated, events: B}}\n"
    assert [one["events"] for one in figures(brought(table, map_.replace("study: study\n", "study: [study]\n", 1)))] == [
        4,
        3,
    ]
    with pytest.raises(Refused, match="no column is headed 'Arm C'; there are: study, Arm A / n"):
        brought(table, map_.replace("Arm B / n", "Arm C"))


def test_without_a_map_one_is_proposed_with_its_questions(tmp_path, capsys):
    path = tmp_path / "sheet.csv"
    path.write_text("\ufeffstudy,xi,ni\nAlpha,1,3.5\nBeta,?,\n", encoding="utf-8")
    with pytest.raises(NeedsMap):
        bring(path)
    assert main(["import", str(path), "--to", str(tmp_path / "drafts")]) == 2
    text = (tmp_path / "drafts" / "sheet.map.yaml").read_text()
    assert (
        "events: xi, of: ni" in text and "point or comma? C2 holds '3.5'" in text and "C3 is empty" in text and "'?'" in text
    )
    assert "--map" in capsys.readouterr().err
    assert (
        main(["import", str(path), "--map", str(tmp_path / "drafts" / "sheet.map.yaml"), "--to", str(tmp_path / "drafts")])
        == 1
    )
    assert "is missing or blank" in capsys.readouterr().err
    assert not list((tmp_path / "drafts").glob("*.csv"))


REVMAN = "\ufeffAnalysis group,Analysis number,Analysis name,Subgroup,Study,Study year,Experimental mean,Experimental SD,Experimental cases,Experimental N,Control mean,Control SD,Control cases,Control N,Weight,Mean\n"


def test_revman_rows_are_counts_or_means_and_their_zeros_are_filling(brought):
    found = brought(
        REVMAN
        + "1,1,Complete remission,,Alpha,2001,0.0,0.0,4,10,0.0,0.0,0,9,12.5,1.3\n"
        + "1,1,Complete remission,,Total,,0.0,0.0,4,10,0.0,0.0,0,9,100,1.3\n"
        + "1,2,Pain score,,Beta,2002,5.0,4.7,0,13,6.5,3.8,0,13,0,0\n"
    )
    assert figures(found) == [
        {"cohort": "experimental", "term": "CR", "events": 4, "of": 10, "printed": "4"},
        {"cohort": "control", "term": "CR", "events": 0, "of": 9, "printed": "0"},
    ]
    assert left(found, "E3") == "a total or pooled row; it is no study"
    assert left(found, "G4") == "a mean whose unit the export does not give"
    assert found.counted() == (2, 0, 4)


def test_numbers_are_shown_as_their_cells_show_them():
    assert short(0.5899999737739563) == "0.59", "0.59 kept in 32 bits"
    assert (shown(0.59, "0"), shown(0.539, "0.00%"), shown(0.455, "0%"), shown(3, "General")) == ("1", "53.90%", "46%", "3")


def test_a_number_that_is_shown_otherwise_than_held_is_left(tmp_path):
    book = openpyxl.Workbook()
    for row in (["study", "age"], ["Alpha", 0.5899999737739563], ["Beta", 61]):
        book.active.append(row)
    book.active["B2"].number_format = "0"
    book.save(tmp_path / "sheet.xlsx")
    (tmp_path / "map.yaml").write_text(
        f"study: study\n{SOURCE}figures:\n  - {{domain: baseline, term: age, value: age, statistic: median, unit: years}}\n"
    )
    found = bring(tmp_path / "sheet.xlsx", map_=tmp_path / "map.yaml")
    assert left(found, "B2") == "the cell shows one number and holds another; 1, and 0.59"
    assert len(figures(found)) == 1


def packed(path, **parts: bytes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl__worksheets__sheet1_xml": b"\0" * 300_000_000}, "unpacks to 300,000,000 bytes"),
        (
            {"xl__externalLinks__externalLink1_xml": b"<a/>"},
            "xl/externalLinks/externalLink1.xml: takes values from another file",
        ),
        ({"xl__workbook_xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "xl/workbook.xml: declares its own entities"),
        ({"nothing_xml": b"<a/>"}, "is no workbook that can be opened"),
    ],
)
def test_a_hostile_workbook_is_refused_at_once(tmp_path, capsys, parts, said):
    packed(tmp_path / "sheet.xlsx", **parts)
    started = time.process_time()
    assert main(["import", str(tmp_path / "sheet.xlsx"), "--to", str(tmp_path / "drafts")]) == 1
    assert time.process_time() - started < 2
    assert said in capsys.readouterr().err and not (tmp_path / "drafts").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'study,n\n=HYPERLINK("http://x"),1\n', "A2: '=HYPERLINK"),
        (b"study,n\n=cmd|' /C calc'!A0,1\n", "would be run by a spreadsheet"),
        (b"study\xff,n\n", "byte 5: is not UTF-8"),
        (b"study,n\nA,1e308\n", "B2: '1e308' is no number that a study can print"),
        (b"study,n\nA,-inf\n", "B2: '-inf' is no number"),
        (b"study,n\nA\0,1\n", "line 2: holds a NUL"),
        (b"", "is empty"),
        (b"," * 300_000, "spans 300,001 cells"),
        (b'study,n\n"A,1\n', "is no table of cells"),
    ],
)
def test_a_hostile_table_is_refused_with_its_cell(tmp_path, capsys, data, said):
    (tmp_path / "sheet.csv").write_bytes(data)
    assert main(["import", str(tmp_path / "sheet.csv"), "--to", str(tmp_path / "drafts")]) == 1
    assert said in capsys.readouterr().err and not (tmp_path / "drafts").exists()


def test_a_cell_far_out_does_not_make_a_sheet_of_billions(tmp_path):
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "sheet.xlsx")
    with pytest.raises(Refused, match="XFD1048576: spans 17,179,869,184 cells"):
        read_sheets(tmp_path / "sheet.xlsx")


@pytest.mark.parametrize("value", ["1e9", "nan", "-1"])
def test_numbers_beyond_counting_are_no_counts(brought, value):
    found = brought(f"study,year,dose,events,total\nAlpha,2001,100,{value},3\nAlpha,2001,200,1,3\n", LONG)
    assert isinstance(next(row for row in found.studies[0].rows if row.where.endswith("D2")).outcome, Left)
    assert all(isinstance(row.outcome, Taken | Left) for row in found.studies[0].rows)


def test_an_older_workbook_is_told_what_to_do(tmp_path):
    (tmp_path / "sheet.xls").write_bytes(b"\xd0\xcf")
    with pytest.raises(Refused, match=r"save it as \.xlsx"):
        bring(tmp_path / "sheet.xls")


def test_a_letter_that_means_two_things_is_proposed_as_neither(tmp_path):
    """In some sheets r is the number of responders, in others a proportion."""
    (tmp_path / "sheet.csv").write_text("study,r,n\nAlpha,0.4,10\n")
    with pytest.raises(NeedsMap) as needed:
        bring(tmp_path / "sheet.csv")
    assert "events: , of: n" in needed.value.args[0] and "further columns of numbers: r" in needed.value.args[0]
