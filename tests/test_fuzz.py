"""Records, links and requests made by chance: never an exception, never a number that cannot be, never a long wait."""

import json
import math
from urllib.parse import urlencode

import pytest
import schemathesis
import yaml
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.chrome import faults
from dashboard.exports import forms
from dashboard.routes import api, changes, described, documents, health, index
from dashboard.session.reading import read
from dashboard.site import PAGES, WITH_DATA
from etl.build import publish
from etl.check import check
from etl.clubs import read_club
from etl.read import read_study
from evidence.questions.studies.numbers import study_labels
from evidence.selection import CHOICES, FILTERS, names
from tests.conftest import ALPHA, SHELL, shown
from tests.fuzzing import cases, soon
from tests.serving import get, serving
from tests.test_clubs import CLUB

# --- Records ---------------------------------------------------------------------------------------------------------
ANY = st.text(max_size=40) | st.sampled_from(
    ["", "null", "~", "no", "1e3", "-1", "0", "999999999999", "nan", "4.30", "10%", "{", "- a", "=1+1", "<b>", "\\", "'"]
)
TREE = st.recursive(
    ANY | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=6,
)


def places(tree: object, path: tuple = ()) -> list[tuple]:
    """Every place of a nested record."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def changed(tree: object, path: tuple, how: str, value: object) -> object:
    """The record with one place replaced, removed, doubled, or with something beside it."""
    tree = json.loads(json.dumps(tree))
    if not path:
        return value
    holder = tree
    for key in path[:-1]:
        holder = holder[key]
    if how == "replaced":
        holder[path[-1]] = value
    elif how == "removed":
        del holder[path[-1]]
    elif isinstance(holder, list):
        holder.insert(path[-1], holder[path[-1]] if how == "doubled" else value)
    else:
        holder[str(value)[:20]] = holder[path[-1]]
    return tree


RECORD, MEETING = (yaml.load(text, Loader=yaml.BaseLoader) for text in (ALPHA, CLUB))
HOWS = st.sampled_from(["replaced", "removed", "doubled", "beside"])


def written(path, tree: object) -> None:
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8", errors="surrogatepass")


@cases(150)
@given(st.sampled_from(places(RECORD)), HOWS, TREE, st.sampled_from(places(RECORD)), ANY)
def test_a_changed_study_is_refused_in_words_or_builds(tmp_path, first, how, tree, second, text):
    record = changed(RECORD, first, how, tree)
    record = changed(record, second, "replaced", text) if second in places(record) else record
    path = tmp_path / "alpha-2001.yaml"
    written(path, record)
    with soon():
        file = read_study(path)
        problems = check([file])
    assert all(problem.line >= 1 and len(str(problem)) < 2000 for problem in problems)
    if not problems:
        publish([file], tmp_path / "out")


@cases(150)
@given(st.sampled_from(places(MEETING)), HOWS, TREE)
def test_a_changed_meeting_is_refused_in_words_or_read(tmp_path, place, how, tree):
    path = tmp_path / "evening.yaml"
    written(path, changed(MEETING, place, how, tree))
    found = read_club(path, ["alpha-2001"])
    assert all(len(str(problem)) < 2000 for problem in found.problems) and (found.club or found.problems)


# --- Links -----------------------------------------------------------------------------------------------------------
OPTIONS = {one.name: list(one.codes or ()) for one in FILTERS} | {one.name: list(one.codes) for one in CHOICES}
NAMES = st.sampled_from(sorted(names())) | st.text(max_size=12)
JUNK = st.text(max_size=30) | st.sampled_from(
    ["", ",", "%", "\x00", "<script>", "' or 1=1 --", "../..", "current", "0" * 16, "-1", "99", "\u202e", "\ud800"]
)


@st.composite
def queries(draw) -> dict[str, list[str]]:
    """All values of each name: known names with their codes, with others' codes, with junk; unknown names."""
    query = {}
    for name in draw(st.lists(NAMES, max_size=8)):
        known = st.sampled_from(OPTIONS[name]) if OPTIONS.get(name) else JUNK
        query[name] = draw(st.lists(known | JUNK | st.lists(known, max_size=3).map(",".join), max_size=4))
    return query


@cases(400)
@given(st.sampled_from(PAGES), queries())
def test_any_link_is_read_and_its_own_link_says_the_same(published, page, query):
    with soon():
        reading = read(page.name, query)
        again = read(page.name, reading.query())
    assert not again.ignored and again.version == reading.version == published
    assert again.query() == reading.query() and again.address() == reading.address()
    asked = {part for values in query.values() for value in values for part in (value, *value.split(","))}
    assert all(code in asked for codes in reading.view.filters.values() for code in codes)


def possible(row: dict[str, object]) -> bool:
    """Whether the numbers of a row can be: parts of their whole, shares from 0 to 100, intervals the right way round."""
    numbers = [row[name] for name in ("events", "of", "percent", "low", "high") if isinstance(row.get(name), int | float)]
    share, low, high = (
        row.get(name) if isinstance(row.get(name), int | float) else None for name in ("percent", "low", "high")
    )
    return (
        all(math.isfinite(number) for number in numbers)
        and not (isinstance(row.get("events"), int) and isinstance(row.get("of"), int) and row["events"] > row["of"])
        and (share is None or 0 <= share <= 100)
        and (low is None or high is None or low <= high)
    )


@cases(60)
@given(st.sampled_from(WITH_DATA), queries())
def test_any_view_gives_rows_that_can_be(published, page, query):
    with soon():
        said = json.loads(forms.to_json(read(page.name, query)))
    rows = [row for table in said["tables"] for row in table["rows"]]
    assert said["data_version"] == published and all(row["data_version"] == published for row in rows)
    assert not [row for row in rows if not possible(row)]


@cases(12)
@given(st.sampled_from(PAGES), queries())
def test_any_link_opens_its_page(published, page, query):
    app = AppTest.from_file(str(SHELL), default_timeout=30)
    for name, values in query.items():
        if name and values:
            app.query_params[name.encode("utf-8", "replace").decode()] = [
                value.encode("utf-8", "replace").decode() for value in values
            ]
    app.switch_page(f"../../pages/{page.file.name}").run()
    assert not app.exception and not app.error
    assert len(shown(app)) > 500


# --- Requests --------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def site(published):
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
            ],
            exception_handlers=faults.HANDLERS,
        )
    ) as address:
        yield address


@pytest.fixture(scope="module")
def asking(site):
    """What /api says may be asked, and what it says may not, for each of its operations; pictures wait for a browser."""
    described = schemathesis.openapi.from_url(f"{site}/api/openapi.json").exclude(path_regex="[.](png|svg)$")
    operations = [found.ok() for found in described.get_all_operations()]
    return [operation.as_strategy(generation_mode=mode) for operation in operations for mode in GenerationMode]


@cases(80)
@given(st.data())
def test_api_answers_as_it_describes_itself(asking, data):
    """Slides and handouts are made by processes that give way to everything else, so the clock may run for longer."""
    case = data.draw(data.draw(st.sampled_from(asking)))
    with soon(busy=30):
        case.call_and_validate(timeout=60)


@cases(60)
@given(
    st.sampled_from(["csv", "json", "figure", "svgx", "duckdb", ""]),
    st.sampled_from([page.name for page in PAGES]) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    queries(),
)
def test_any_request_is_answered_below_500(site, form, page, query):
    from urllib.parse import quote

    with soon():
        status, headers, body = get(
            f"{site}/api/{quote(page, safe='', errors='replace')}.{form}?{urlencode(query, doseq=True, errors='replace')}"
        )
    assert status in (200, 400, 404)
    assert status == 200 or (headers["content-type"] == "application/json" and json.loads(body)["error"])


def test_studies_of_the_description_are_those_of_the_base(site, published):
    operation = json.loads(get(f"{site}/api/openapi.json")[2])["paths"]["/api/response.csv"]["get"]
    assert next(one for one in operation["parameters"] if one["name"] == "study")["schema"]["items"]["enum"] == list(
        study_labels(published)
    )
