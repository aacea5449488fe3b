"""A table on the screen: six columns side by side, the rest below its row, sorted by heads that are buttons."""

import re

from dashboard.chrome.tables import to_html
from evidence.wording.rates import RATE_COLUMNS
from evidence.wording.table import ABREAST, TRACE, Column, Table

COLUMNS = (
    Column("label", "Cohort"),
    Column("n", "Patients", numeric=True),
    Column("fraction", "n/N", numeric=True, sort="n"),
    Column("raw"),
    Column("note", "Note", under=True),
    *(Column(name, name.upper()) for name in ("a", "b", "c", "d", "e")),
)
EMPTY = dict.fromkeys("abcde") | {"raw": 1}
RECORDS = [
    {"label": "small", "n": 6, "fraction": "1/6", "note": "as said <b>", **EMPTY, "e": "far"},
    {"label": "large", "n": 247, "fraction": "84/247", "note": None, **EMPTY},
    {"label": "unknown", "n": None, "fraction": "?/?", "note": "", **EMPTY},
]


def test_six_columns_stand_abreast_and_none_is_lost():
    table = Table("Invented", COLUMNS, RECORDS)
    assert [column.name for column in table.row] == ["label", "n", "fraction", "a", "b", "c"] and ABREAST == 6
    assert [column.name for column in table.unfolded] == ["note", "d", "e"]


def test_a_row_unfolds_only_what_it_says():
    html = to_html(Table("Invented", COLUMNS, RECORDS))
    groups = re.findall("<tbody>.*?</tbody>", html)
    assert ["<dt>Note</dt><dd>as said &lt;b&gt;</dd>" in group and "<dt>E</dt><dd>far</dd>" in group for group in groups] == [
        True, False, False,
    ]  # fmt: skip
    assert [group.count("class='unfold'") for group in groups] == [1, 0, 0]
    assert "<dt>D</dt>" not in html


def test_words_of_numbers_are_sorted_by_their_numbers_and_what_is_missing_says_so():
    html = to_html(Table("Invented", COLUMNS, RECORDS))
    assert re.findall("data-key='([^']*)'>[^<]*/", html) == ["6", "247", ""]
    assert html.count("<button class='sort'") == ABREAST
    assert "class='sort'" not in to_html(Table("Invented", COLUMNS, RECORDS[:1]))


def test_place_readers_words_and_the_name_of_n_unfold_in_every_table_of_numbers():
    under = {column.name for column in (*TRACE, *RATE_COLUMNS) if column.under}
    assert under == {"printed", "place", "reading", "note", "population", "interval_method"}
    assert {column.sort for column in RATE_COLUMNS} == {"", "of", "low"}
