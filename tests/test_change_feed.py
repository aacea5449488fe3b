"""What has changed, told to programs and to readers of feeds: over three data versions, of a view and of the base."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.exports.changes import begin
from dashboard.routes import api, changes
from dashboard.routes.mcp.answers import Refused, answered
from etl.build import publish
from etl.read import read_studies
from evidence.versions import history, published
from tests.conftest import ALPHA, shown, visit
from tests.test_changes import CORRECTED

ATOM = f"{{{changes.ATOM}}}"
#: A second study; and Alpha's two places of CR that do not agree.
BETA = ALPHA.replace("alpha-2001", "beta-2002").replace("Alpha 2001", "Beta 2002").replace("year: 2001", "year: 2002")
CONTRADICTED = CORRECTED + (
    "discrepancies:\n"
    '  - {topic: Number of CRs, kind: between sources, first: "2", first_at: "Table 2, CR", second: "3", second_at: Abstract,'
    ' what: "Table and abstract differ.", shown: first, why: "The table adds up.", facts: [all/response/CR]}\n'
)


def built(place: Path, **texts: str) -> str:
    """Publish these studies from now on; gives the version."""
    studies = place / "studies"
    studies.mkdir(exist_ok=True)
    for file in studies.iterdir():
        file.unlink()
    for name, text in texts.items():
        (studies / f"{name}.yaml").write_text(text)
    return publish(read_studies(studies), place / "build")[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three versions: as it was; four figures otherwise; a study and a discrepancy more."""
    place = tmp_path_factory.mktemp("three")
    texts = {"alpha": ALPHA}, {"alpha": CORRECTED}, {"alpha": CONTRADICTED, "beta": BETA}
    return place, tuple(built(place, **one) for one in texts)


@pytest.fixture
def versions(made, tmp_path, monkeypatch):
    """The three in a folder of the test's own."""
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "build"))
    return made[1]


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[*changes.routes, *api.routes, *api.rest]), base_url="https://evidence.example")


def told(client: TestClient, query: str) -> dict:
    answer = client.get(f"/api/changes.json?{query}")
    assert answer.status_code == 200
    return answer.json()


def codes(said: dict, what: str) -> dict[str, str]:
    return {row["name"]: row["change"] for row in said["rows"] if row["what"] == what}


def test_the_base_says_what_each_version_brought(versions, client):
    first, second, third = versions
    step = told(client, f"since={first}&data={second}")
    assert codes(step, "figure") == {
        "alpha-2001/all/response/ORR": "changed",
        "alpha-2001/all/response/CRi": "changed",
        "alpha-2001/all/response/PR": "withdrawn",
        "alpha-2001/all/response/NR": "added",
    }
    assert (step["since"]["version"], step["until"]["version"]) == (first, second)
    orr = next(row for row in step["rows"] if row["name"].endswith("ORR"))
    assert orr["old"].startswith("5/10") and orr["new"].startswith("6/10") and orr["why"] == "Erratum of 2002"
    last = told(client, "")
    assert last["since"]["version"] == second and last["until"]["version"] == third
    assert codes(last, "study") == {"beta-2002": "added"}
    assert codes(last, "discrepancy") == {"alpha-2001/Number-of-CRs": "added"}
    assert set(codes(last, "figure").values()) == {"added"} and len(codes(last, "figure")) == 8
    assert last["counted"] == "10 added"


def test_a_view_says_only_what_became_of_its_own_numbers(versions, client):
    first, second, _ = versions
    response = told(client, f"page=response&endpoint=overall&since={first}&data={second}&match=around")
    assert "alpha-2001/all/response/ORR" in codes(response, "figure") and not codes(response, "study")
    toxicity = told(client, f"page=toxicity&since={first}&data={second}&match=around")
    assert toxicity["rows"] == [] and toxicity["said"] == "None of these 2 numbers has changed since."


def test_a_study_that_goes_and_a_discrepancy_that_is_settled_are_withdrawn(versions, client, tmp_path):
    built(tmp_path, alpha=CORRECTED.replace("An invented", "Another invented"))
    said = told(client, "")
    assert codes(said, "study") == {"beta-2002": "withdrawn", "alpha-2001": "changed"}
    assert codes(said, "discrepancy") == {"alpha-2001/Number-of-CRs": "withdrawn"}
    renamed = next(row for row in said["rows"] if row["name"] == "alpha-2001")
    assert renamed["why"] == "title: Another invented dose escalation (was An invented dose escalation)"


def test_a_day_means_the_last_version_before_it_and_a_gap_is_said(versions, client):
    first, _, third = versions
    assert begin("2020-01-01", third) == (first, False)
    assert begin("2999-01-01", third) == (third, True)
    assert "older versions are not kept" in told(client, "since=2020-01-01")["incomplete"]
    assert "incomplete" not in told(client, f"since={first}")


@pytest.mark.parametrize(("since", "code"), [("yesterday", 400), ("2026-13-01", 400), ("<script>", 400), ("0" * 16, 404)])
def test_a_beginning_that_is_none_is_refused_with_those_that_are(versions, client, since, code):
    answer = client.get("/api/changes.json", params={"since": since})
    assert answer.status_code == code
    assert [one["version"] for one in answer.json()["allowed"]] == list(versions) == history(versions[2])


def test_a_version_that_is_newer_than_the_end_is_no_beginning(versions, client):
    first, _, third = versions
    assert client.get(f"/api/changes.json?since={third}&data={first}").status_code == 404


def entries(client: TestClient, query: str) -> tuple[ElementTree.Element, list[ElementTree.Element]]:
    answer = client.get(f"/api/changes.atom?{query}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    return root, root.findall(f"{ATOM}entry")


def test_the_feed_follows_the_rules_of_atom(versions, client):
    """RFC 4287, 4.1: what a feed and an entry must have, once, and how times and links are written."""
    root, found = entries(client, "")
    for element in (root, *found):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1 and element.findtext(f"{ATOM}{name}")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}id").startswith("https://evidence.example/")
        links = [(one.get("rel"), one.get("type")) for one in element.findall(f"{ATOM}link")]
        assert len(set(links)) == len(links) and all(one.get("href") for one in element.findall(f"{ATOM}link"))
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}author/{ATOM}name")
    assert [one.get("rel") for one in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert len({one.findtext(f"{ATOM}id") for one in found}) == len(found) == 2
    assert [one.findtext(f"{ATOM}updated") for one in found] == sorted(
        (one.findtext(f"{ATOM}updated") for one in found), reverse=True
    )


def test_a_feed_has_an_entry_a_version_that_changed_something_of_its_view(versions, client):
    _, second, third = versions
    _, found = entries(client, "")
    assert [one.findtext(f"{ATOM}title") for one in found] == [
        f"Data version {third[:8]}: 10 added",
        f"Data version {second[:8]}: 1 added, 2 changed, 1 withdrawn",
    ]
    assert "Erratum of 2002" in found[1].findtext(f"{ATOM}content")
    assert published(third).isoformat() == found[0].findtext(f"{ATOM}updated")
    _, found = entries(client, "page=toxicity&study=alpha-2001")
    assert found == []
    _, found = entries(client, f"since={second}")
    assert len(found) == 1


def test_a_feed_keeps_its_name_and_the_names_of_its_entries_when_a_version_comes(versions, client, tmp_path):
    query = "page=response&study=alpha-2001"
    root, found = entries(client, query)
    built(tmp_path, alpha=ALPHA, gamma=BETA.replace("beta-2002", "gamma-2003"))
    again, more = entries(client, query)
    assert again.findtext(f"{ATOM}id") == root.findtext(f"{ATOM}id")
    assert [one.findtext(f"{ATOM}id") for one in found] == [one.findtext(f"{ATOM}id") for one in more][-len(found) :]


def test_who_has_the_answer_already_gets_no_second_one(versions, client):
    tag = client.get("/api/changes.atom").headers["etag"]
    assert client.get("/api/changes.atom", headers={"if-none-match": tag}).status_code == 304


def test_links_of_entries_open_the_step_as_data(versions, client):
    _, found = entries(client, "page=response&endpoint=overall&study=alpha-2001")
    way = next(one.get("href") for one in found[-1].findall(f"{ATOM}link") if one.get("type") == "application/json")
    rows = client.get(way).json()["rows"]
    assert "alpha-2001/all/response/ORR" in json.dumps(rows)


def test_the_page_of_the_journal_club_says_what_is_new_and_how_to_follow_it(versions):
    app = visit("journal-club")
    assert f"Data version {versions[2][:8]}" in shown(app) and ": 10 added." in shown(app)
    assert "/api/changes.atom?" in shown(app)


def test_a_tool_tells_the_same_in_parts(versions, client):
    whole = told(client, f"since={versions[1]}")
    found, part = [], {"rows": [None]}
    while part.get("rows"):
        given = {"since": versions[1], "limit": 4, "offset": len(found)}
        part = answered("changes_since", given, "https://evidence.example")
        found += part.get("rows", [])
    assert found == whole["rows"] and part["rows_in_all"] == len(found) == 10
    view = answered("changes_since", {"since": versions[0], "page": "toxicity", "study": ["alpha-2001"]}, "")
    assert view["said"] == "None of these 2 numbers has changed since." and "rows" not in view
    with pytest.raises(Refused) as fault:
        answered("changes_since", {"since": "yesterday"}, "")
    assert [one["version"] for one in fault.value.said["allowed"]] == list(versions)
