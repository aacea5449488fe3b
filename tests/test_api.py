"""A view as data: the rows of the page, typed, harmless in a spreadsheet, readable without arguments."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from urllib.parse import urlencode
from zipfile import ZipFile

import duckdb
import openpyxl
import pandas as pd
import pytest
from starlette.applications import Starlette

from dashboard.chrome.tables import to_html
from dashboard.exports import forms, views
from dashboard.panel import Panel
from dashboard.routes import api, changes, described, documents, health, index
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from evidence.language import speaking
from evidence.vocabulary import DESIGN
from evidence.wording.api import CORE, in_python, in_r
from evidence.wording.sentence import Sentence
from evidence.wording.table import Column, Table
from tests.conftest import shown
from tests.serving import get, serving

VIEWS = [
    {},
    {"mutation": ["flt3-itd"], "setting": ["relapsed-refractory"], "denominator": ["enrolled"], "interval": ["wilson"]},
    {"transplant": ["prior-allo"], "rows": ["dose level"]},
]
#: An answer that is at hand, and one that must be computed, in seconds of a processor.
SECONDS = 2


@pytest.fixture(scope="module")
def site(published):
    """The routes behind a real server."""
    with serving(
        Starlette(
            routes=[
                *index.routes,
                *health.routes,
                *documents.routes,
                *changes.routes,
                *described.routes,
                *api.routes,
                *api.rest,
            ]
        )
    ) as address:
        yield address


def rows_of(site: str, page: str, query: dict) -> list[dict]:
    status, _, body = get(f"{site}/api/{page}.json?{urlencode(query, doseq=True)}")
    assert status == 200
    return [row for table in json.loads(body)["tables"] for row in table["rows"]]


@pytest.mark.parametrize("query", VIEWS, ids=["all", "filtered", "dose levels"])
@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_page_and_api_give_the_same_rows_in_every_form(site, open_page, page, query):
    query = query | {"toxicity": {"show": ["all"]}, "outcomes": {"part": ["all"]}}.get(page, {})
    app = open_page(page, **query)
    reading = read(page, query)
    body = shown(app)
    tables = [panel.table for panel in views.panels(reading) if panel.table]
    if page not in ("study", "compare"):  # these show their tables in other forms
        for table in tables:
            assert not table.records or _cells(to_html(table)) <= _cells(body)
    rows = rows_of(site, page, query)
    assert len(rows) == sum(len(table.records) for table in tables)
    flat = pd.read_csv(io.BytesIO(get(f"{site}/api/{page}.csv?{urlencode(query, doseq=True)}")[2]))
    assert len(flat) == len(rows) and list(flat.columns[: len(CORE)]) == list(CORE)
    assert [None if pd.isna(id_) else id_ for id_ in flat["fact_id"]] == [row["fact_id"] or None for row in rows]


def _cells(html: str) -> set[str]:
    """The texts of table cells, without their links."""
    return {re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", html, re.S)}


def test_study_page_and_api_have_the_same_figures(site, open_page):
    query = {"study": ["ravandi-2013"]}
    body = shown(open_page("study", **query))
    figures = [row for row in rows_of(site, "study", query) if row["table"] == "study"]
    assert len(figures) > 20
    assert all(f"id='{row['fact_id']}'" in body for row in figures)


def test_each_row_tells_its_numbers_place_and_version(site, published):
    rows = rows_of(site, "response", {"study": ["ravandi-2013"], "endpoint": ["overall"]})
    row = next(row for row in rows if row["fact_id"] == "ravandi-2013/evaluable/response/ORR")
    assert (row["events"], row["of"], row["population"]) == (17, 37, "evaluable for response")
    assert row["interval_method"] == "exact (Clopper-Pearson)" and row["data_version"] == published
    assert row["printed"] and row["place"] and "Ravandi" in row["citation"]


def test_what_a_table_leaves_to_its_words_is_filled_from_its_figures(site):
    rows = rows_of(site, "outcomes", {"study": ["ravandi-2013"]})
    times = [row for row in rows if row["table"] == "outcomes" and row["low"] is not None]
    assert times and all(row["interval_method"].endswith("as printed") and row["population"] for row in times)
    parts = [row for row in rows_of(site, "response", {"study": ["ravandi-2013"]}) if row["table"] == "response-composition"]
    assert [(row["of"], row["population"], row["events"]) for row in parts] == [(37, "evaluable for response", None)]


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_answers_come_soon(site, page, form):
    get(f"{site}/api/{page}.{form}")
    start = time.process_time()
    assert get(f"{site}/api/{page}.{form}")[0] == 200
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_a_view_that_nobody_asked_for_before_comes_soon(published, page):
    views._panels.cache_clear()
    start = time.process_time()
    assert forms.to_csv(read(page, {"setting": ["relapsed"]}))
    assert time.process_time() - start < SECONDS


def hostile(_) -> tuple[Panel, ...]:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "plain", "", None]
    records = [{"text": text, "number": -1.5, "flag": True, "missing": None} for text in texts]
    columns = tuple(Column(name, name) for name in ("text", "number", "flag", "missing"))
    return (Panel(Sentence("=HYPERLINK()"), Table("Hostile", columns, records), name="hostile", question="What?"),)


def test_formulas_are_neutralised_in_csv_and_workbook_and_numbers_stay_numbers(published, monkeypatch):
    monkeypatch.setattr(forms, "panels", hostile)
    reading = read("response", {})
    flat = pd.read_csv(io.BytesIO(forms.to_csv(reading)))
    assert list(flat["text"][:4]) == ["'=1+1", "'+1", "'-1", "'@SUM(A1)"] and list(flat["number"]) == [-1.5] * 9
    book = openpyxl.load_workbook(io.BytesIO(forms.to_xlsx(reading)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    sheet = book["hostile"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
    assert row["number"] == -1.5 and row["flag"] is True and row["missing"] is None
    tables = json.loads(forms.to_json(reading))["tables"]
    assert tables[0]["rows"][0]["text"] == "=1+1"


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_workbook_opens_with_a_readme_and_typed_sheets(site, published, page):
    status, _, body = get(f"{site}/api/{page}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert status == 200 and book.sheetnames[0] == "README" and len(book.sheetnames) > 1
    said = {line[0].value: line[1].value for line in book["README"].iter_rows()}
    assert said["Data version"] == published and f"data={published}" in said["Link"]
    assert {"events", "of", "population", "place"} <= set(said)


def test_counts_of_the_workbook_are_numbers(site):
    sheet = openpyxl.load_workbook(io.BytesIO(get(f"{site}/api/response.xlsx?study=ravandi-2013&endpoint=overall")[2]))[
        "response"
    ]
    head = [cell.value for cell in sheet[1]]
    values = [cell.value for cell in sheet[2]]
    assert values[head.index("events")] == 17 and values[head.index("of")] == 37
    assert isinstance(values[head.index("percent")], float)


def test_r_reads_the_csv_without_arguments(site):
    said = subprocess.run(
        ["Rscript", "-e",
         f'x <- read.csv("{site}/api/response.csv?study=ravandi-2013&endpoint=overall"); cat(x$events[1], x$of[1], class(x$of))'],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert said.stdout == "17 37 integer"


@pytest.mark.parametrize(
    ("path", "status", "names"),
    [
        ("/api", 404, "/api/response.csv"),
        ("/api/nothing", 404, "/api/response.csv"),
        ("/api/response.docx", 404, "/api/{page}.pdf"),
        ("/api/../etc/passwd.csv", 404, "/api/base.zip"),
        ("/api/response.csv?mutation=flt3", 400, "flt3-itd"),
        ("/api/response.csv?endpoint=cure", 400, "overall"),
        ("/api/response.csv?colour=red", 400, "transplant"),
        ("/api/response.csv?fact=%3Cscript%3E", 400, "study"),
        ("/api/response.csv?data=0000000000000000", 404, "current"),
        ("/api/base.zip?data=../../x", 404, "current"),
        ("/api/response.csv?" + "&".join(f"p{n}=1" for n in range(3000)), 400, "mutation"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_allowed(site, path, status, names):
    code, headers, body = get(site + path)
    said = json.loads(body)
    assert code == status and headers["content-type"] == "application/json" and said["error"]
    assert names in json.dumps(said["allowed"]) and len(body) < 20_000


def test_other_methods_are_refused_in_json(site):
    code, _, body = get(f"{site}/api/response.csv", method="POST")
    assert code == 405 and "GET" in json.loads(body)["error"]


def test_what_is_known_already_is_not_sent_again(site, published):
    for path in ("response.csv", "base.duckdb", "base.zip"):
        _, headers, _ = get(f"{site}/api/{path}")
        assert headers["etag"].strip('"').startswith(published)
        status, again, body = get(f"{site}/api/{path}", **{"If-None-Match": headers["etag"]})
        assert status == 304 and body == b"" and again["etag"] == headers["etag"]
        assert get(f"{site}/api/{path}", **{"If-None-Match": '"other"'})[0] == 200


def test_whole_base_as_duckdb_and_as_parquet_with_description(site, published, tmp_path):
    (tmp_path / "base.duckdb").write_bytes(get(f"{site}/api/base.duckdb")[2])
    package = ZipFile(io.BytesIO(get(f"{site}/api/base.zip")[2]))
    package.extractall(tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text())
    assert described["version"] == published and published in (tmp_path / "CITATION.txt").read_text()
    assert "fact_id" in (tmp_path / "CODEBOOK.md").read_text()
    with duckdb.connect(str(tmp_path / "base.duckdb"), read_only=True) as con:
        held = {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}
        assert {part["name"] for part in described["resources"]} == held
        for part in described["resources"]:
            file = pd.read_parquet(tmp_path / part["path"])
            assert [field["name"] for field in part["schema"]["fields"]] == list(file.columns)
            assert all(field["description"] for field in part["schema"]["fields"])
            assert len(file) == con.execute(f"select count(*)::bigint from {part['name']}").fetchall()[0][0]
            if key := part["schema"].get("primaryKey"):
                assert not file.duplicated(key).any()


def test_openapi_describes_every_path_that_an_error_names(site):
    described = json.loads(get(f"{site}/api/openapi.json")[2])
    assert set(described["paths"]) | {"/api/openapi.json"} == set(json.loads(get(f"{site}/api")[2])["allowed"])
    names = {one["name"] for one in described["paths"]["/api/toxicity.csv"]["get"]["parameters"]}
    assert {"mutation", "grade", "organ", "data"} <= names and "endpoint" not in names
    regimen = next(one for one in described["paths"]["/api/compare.csv"]["get"]["parameters"] if one["name"] == "regimen")
    assert "sorafenib" in regimen["schema"]["items"]["enum"] and regimen["schema"]["maxItems"] == 4
    for path, methods in described["paths"].items():
        code, headers, _ = get(site + path.format(page="response"), method="HEAD")
        assert code == 200 and headers["content-type"].partition(";")[0] in str(
            methods["get"]["responses"]["200"]["content"]
        )


def test_a_spreadsheet_finds_no_days_in_a_csv_and_reads_its_letters(published):
    reading = read("toxicity", {"data": [published]})
    plain, marked = forms.to_csv(reading).decode(), forms.to_excel_csv(reading)
    assert marked[:3] == b"\xef\xbb\xbf" and not plain.startswith("\ufeff")
    rows, shown = (list(csv.reader(io.StringIO(text))) for text in (plain, marked[3:].decode()))
    assert [len(row) for row in rows] == [len(row) for row in shown]
    changed = {
        pair for row, other in zip(rows, shown, strict=True) for pair in zip(row, other, strict=True) if pair[0] != pair[1]
    }
    assert changed and not [cell for row in shown for cell in row if re.fullmatch(r"\d{1,4}[/-]\d{1,4}", cell)]
    for own, said in changed:
        assert re.fullmatch(r"\d{1,4}[/-]\d{1,4}", own)
        assert said == (own.replace("/", " of ") if "/" in own else own.replace("-", "–"))


def test_a_program_reads_fractions_in_their_own_characters(published):
    rows = pd.read_csv(io.BytesIO(forms.to_csv(read("toxicity", {"data": [published]}))), dtype=str)
    assert "grade 3-4" in set(rows["grade"]) and rows["fraction"].str.fullmatch(r"\d+/\d+").any()


@pytest.mark.parametrize(
    ("command", "code"), [([sys.executable, "-c"], in_python), (["Rscript", "-e"], in_r)], ids=["Python", "R"]
)
def test_the_lines_that_the_page_offers_run_and_print_the_numbers(site, published, command, code):
    answer = subprocess.run([*command, code(site)], capture_output=True, text=True, timeout=120)
    assert answer.returncode == 0, answer.stderr
    row = rows_of(site, "response", {"mutation": ["flt3-itd"], "data": ["current"]})[0]
    assert row["label"].split(",")[0] in answer.stdout and f"{row['percent']:.2f}"[:5] in answer.stdout


@pytest.mark.parametrize("page", ["outcomes", "mobilisation", "toxicity"])
def test_values_are_numbers_and_alike_in_every_language(published, page):
    def typed(language: str) -> list[tuple]:
        with speaking(language):
            made = json.loads(forms.to_json(read(page, {"data": [published], "lang": [language]})))
        names = ("value", "low", "high", "events", "of", "upper", "statistic_code", "unit_code", "interval_code")
        return [tuple(row.get(name) for name in names) for table in made["tables"] for row in table["rows"]]

    english = typed("en")
    assert english == typed("zh")
    assert not [row for row in english if any(isinstance(value, str) for value in row[:6])]


#: What a statistician asks of every row, beside the number.
ASKED = ("study_id", "cohort_id", "year", "design", "role", "drugs", "dose", "derived", "flag", "criteria")


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_every_row_of_a_printed_number_says_whose_it_is_and_what_is_to_be_known_of_it(site, page):
    every = rows_of(site, page, {})
    assert all(row["study_id"] for row in every if row["cohort_id"] or row.get("study"))
    assert {row["design"] for row in every} <= {None, *DESIGN}
    rows = [row for row in every if row["fact_id"] and row["table"] != "discrepancies"]
    assert all(set(ASKED) <= set(row) for row in rows)
    told = [row for row in rows if row["study_id"] and row["cohort_id"]]
    assert len(told) == len(rows) or page in ("compare", "patients", "sources")
    assert all(isinstance(row["year"], int) and row["design"] and row["role"] and row["drugs"] is not None for row in told)
    assert {row["derived"] for row in rows} <= {"yes", "no"}


def test_a_derived_count_an_arm_and_a_contradiction_are_columns_and_no_notes(site):
    rows = {row["fact_id"]: row for row in rows_of(site, "response", {"study": ["borthakur-2020"], "endpoint": ["overall"]})}
    row = rows["borthakur-2020/all/response/ORR"]
    assert (row["events"], row["derived"]) == (10, "yes") and row["flag"] is None
    assert (row["study_id"], row["cohort_id"], row["year"], row["role"]) == ("borthakur-2020", "all", 2020, "single")
    assert row["drugs"] == "sorafenib; plerixafor; g-csf" and row["design"] == "dose escalation"
    outcomes = rows_of(site, "outcomes", {"study": ["borthakur-2020"]})
    assert {"secondary"} <= {flag for row in outcomes for flag in (row["flag"] or "").split("; ")}
    levels = rows_of(site, "toxicity", {"study": ["borthakur-2020"]})
    assert {"400 mg twice daily", "600 mg twice daily"} <= {row["dose"] for row in levels}


def test_one_table_of_a_page_is_one_file(site):
    whole = pd.read_csv(io.BytesIO(get(f"{site}/api/response.csv")[2]))
    status, headers, body = get(f"{site}/api/response.csv?table=response-composition")
    one = pd.read_csv(io.BytesIO(body))
    assert status == 200 and "response-composition" in headers["content-disposition"]
    assert set(one["table"]) == {"response-composition"} and "CRi" in one.columns and "fraction" not in one.columns
    assert len(one) == (whole["table"] == "response-composition").sum() > 0
    status, _, body = get(f"{site}/api/response.json?table=toxicity")
    said = json.loads(body)
    assert status == 400 and said["allowed"] == {"table": ["response", "response-composition"]}
    assert openpyxl.load_workbook(io.BytesIO(get(f"{site}/api/response.xlsx?table=response")[2])).sheetnames == [
        "README",
        "response",
    ]
