"""Tools for programs: the rows of `/api` under the same names, bounded, and refusals that say why."""

import json
import os
import random
import sys
import urllib.error
import urllib.request
from contextlib import asynccontextmanager

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from starlette.applications import Starlette

from dashboard.exports import forms
from dashboard.exports.tables import plain
from dashboard.routes import api
from dashboard.routes.mcp import door as mcp
from dashboard.routes.mcp.answers import BYTES, Refused, answered
from dashboard.routes.mcp.tools import CAUTION, MOST, SPAN, TOOLS, tool_named
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.language import speaking
from evidence.questions.side_effects.numbers import named, offered
from evidence.questions.studies.numbers import study_labels
from evidence.selection import View, names
from evidence.vocabulary import DRUG
from tests.conftest import STUDIES
from tests.serving import get, serving

#: How many random questions are compared with `/api`; MCP_QUESTIONS=500 for many.
QUESTIONS = int(os.environ.get("MCP_QUESTIONS", "40"))
#: What an answer says beside its rows, in bytes.
HEAD = 25_000
ASKING = [tool for tool in TOOLS if tool.panels]
FLT3 = {"mutation": ["flt3-itd"], "setting": ["relapsed-refractory"]}


@pytest.fixture(scope="module")
def site(published):
    """The routes behind a real server."""

    @asynccontextmanager
    async def lifespan(_):
        async with mcp.door.open():
            yield {}

    with serving(Starlette(routes=[*mcp.routes, *api.routes, *api.rest], lifespan=lifespan)) as address:
        yield address


def refused(name: str, **given: object) -> dict:
    with pytest.raises(Refused) as fault:
        answered(name, given, "")
    return fault.value.said


def asked(chance: random.Random, version: str) -> tuple[str, dict[str, object]]:
    """A question by chance: a tool, and some of its arguments."""
    tool = chance.choice(ASKING)
    known = {name: schema for name, schema in tool.arguments().items() if name not in (*SPAN, "data", "lang")}
    known.pop("study", None)
    known.pop("arm", None)
    given: dict[str, object] = {}
    for name in chance.sample(sorted(known), chance.randint(0, min(3, len(known)))):
        codes = known[name].get("enum") or known[name]["items"].get("enum")
        given[name] = chance.sample(codes, chance.randint(1, 2)) if known[name]["type"] == "array" else chance.choice(codes)
    if tool.name == "compare":
        given["regimen"] = chance.sample(list(DRUG), chance.randint(2, 4))
    if tool.name == "study":
        given["study"] = [chance.choice(list(study_labels(version)))]
    if tool.name == "toxicity" and chance.random() < 0.3:
        given["arm"] = chance.sample([named(row) for row in offered(version, View())], 2)
    if len(tool.panels) > 1:
        given["panel"] = chance.choice(tool.panels)
    return tool.name, given | {"limit": chance.choice([1, 20, MOST]), "offset": chance.choice([0, 0, 7])}


def wanted(name: str, given: dict[str, object]) -> list[dict[str, object]]:
    """The rows that `/api` gives to the same question, empty cells left out."""
    tool = tool_named(name)
    query = {one: value if isinstance(value, list) else [value] for one, value in given.items() if one not in SPAN}
    tables = json.loads(forms.to_json(read(tool.page, query)))["tables"]
    panel = given.get("panel", tool.panels[0])
    rows = next((table["rows"] for table in tables if table["name"] == panel), [])
    return [{k: v for k, v in row.items() if v not in (None, "") and k not in ("table", "data_version")} for row in rows]


@pytest.mark.parametrize("seed", range(QUESTIONS))
def test_an_answer_has_the_rows_of_api_in_their_order_and_says_what_it_left_out(published, seed):
    name, given = asked(random.Random(seed), published)
    with speaking("en"):
        answer = json.loads(json.dumps(answered(name, given, ""), default=plain))
        rows = wanted(name, given)
    found = answer.get("rows", [])
    offset = given["offset"]
    assert [{k: v for k, v in row.items() if k != "link"} for row in found] == rows[offset : offset + len(found)]
    assert answer.get("rows_in_all", 0) == len(rows)
    assert len(found) == len(rows[offset : offset + given["limit"]]) or len(json.dumps(found)) > BYTES / 2
    assert ("left_out" in answer) is (len(found) < len(rows))
    assert answer["data_version"] == published and answer["caution"] == CAUTION


@pytest.mark.parametrize("tool", ASKING, ids=lambda tool: tool.name)
def test_every_answer_is_bounded_and_goes_on_where_it_ended(published, tool):
    given: dict[str, object] = {"regimen": ["sorafenib", "gilteritinib"]} if tool.name == "compare" else {}
    given |= {"study": ["metzelder-2009"]} if tool.name == "study" else {}
    for panel in tool.panels:
        named = {"panel": panel} if len(tool.panels) > 1 else {}
        found, answer = [], {"rows": [None]}
        while answer.get("rows"):
            answer = answered(tool.name, {**given, **named, "limit": MOST, "offset": len(found)}, "")
            size = len(json.dumps(answer, ensure_ascii=False, default=plain).encode())
            assert size <= BYTES + HEAD, f"{panel}: {size} bytes"
            found += answer.get("rows", [])
        assert len(found) == answer.get("rows_in_all", 0)


def test_a_row_names_its_denominator_place_reading_version_and_page(published):
    answer = answered("response", FLT3 | {"endpoint": "overall", "limit": MOST}, "https://evidence.example")
    counted = [row for row in answer["rows"] if "events" in row]
    assert counted
    for row in counted:
        assert {"of", "population", "low", "high", "interval_method", "role", "regimen", "place", "source", "readers",
                "printed", "citation", "match"} <= set(row)  # fmt: skip
        assert row["link"].startswith("https://evidence.example/response?") and f"data={published}" in row["link"]
        assert row["fact_id"].split("; ")[0].replace("/", "%2F") in row["link"]


def test_a_figure_comes_with_its_card_its_cohort_and_what_contradicts_it(published):
    fact_id = "perl-2019/all/time-to-event/OS/hazard-ratio"
    (figure,) = answered("fact", {"fact": [fact_id]}, "")["figures"]
    assert figure["row"]["fact_id"] == fact_id and figure["cohort"]["n"] == 371
    assert "0.64" in figure["said"] and "0.68" in figure["discrepancies"][0]
    assert refused("fact", fact=["perl-2019/all/time-to-event/OS/hazard"])["nearest"] == fact_id


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("run_sql", {"sql": "select 1"}, "counts patients twice"),
        ("response", {"sql": "select 1"}, "SQL is not taken"),
        ("pool_trials", {}, "not pooled on demand"),
        ("rank_regimens", {}, "not ranked"),
        ("compare", {"regimen": ["sorafenib", "gilteritinib"], "order_by": "rate"}, "tested against each other"),
        ("recommend", {}, "No advice for a patient"),
    ],
)
def test_what_is_never_answered_is_refused_with_the_reason_and_what_to_ask(published, name, given, said):
    answer = refused(name, **given)
    assert said in answer["why"] and (answer.get("tools") or answer.get("arguments"))


def test_unlike_trials_are_not_pooled_and_the_answer_says_what_is_unlike(published):
    answer = answered("response", {"mutation": ["flt3-itd"], "pool": "on"}, "")
    assert "Not pooled although asked for: more than one response definition" in answer["answer"]


@pytest.mark.parametrize(
    ("name", "given", "part", "value"),
    [
        ("response", {"mutation": ["flt3"]}, "allowed", "flt3-itd"),
        ("response", {"mutation": "flt3-itd", "limit": MOST + 1}, "expected", "maximum"),
        ("response", {"mutation": [7]}, "expected", "enum"),
        ("response", {"limit": True}, "expected", "integer"),
        ("outcomes", {"panel": "response"}, "expected", "outcomes-rates"),
        ("compare", {}, "expected", "gilteritinib"),
        ("study", {"study": ["nothing"]}, "allowed", "perl-2019"),
        ("response", {"data": "0000000000000000"}, "allowed", "current"),
    ],
)
def test_a_wrong_argument_is_told_what_is_expected(published, name, given, part, value):
    assert value in json.dumps(refused(name, **given)[part])


def test_arguments_are_names_of_links_and_panels_are_of_their_page():
    for tool in TOOLS:
        assert set(tool.arguments()) - {*SPAN} <= names()
        assert set(tool.panels) <= {one.name for one in page_named(tool.page).panels_of}


def test_a_question_to_a_kept_version_is_the_same_question(published):
    """A link that keeps a version and names no way to match is an old link, and read as one; a tool says all."""
    kept, open_ = (answered("toxicity", {"transplant": ["prior-allo"]} | data, "") for data in ({"data": published}, {}))
    assert kept["rows"] == open_["rows"] and kept["rows_in_all"] == open_["rows_in_all"]


def test_an_answer_speaks_the_language_that_is_asked_for(published):
    chinese = answered("response", FLT3 | {"lang": "zh"}, "")
    english = answered("response", FLT3, "")
    numbers = [[(row.get(one)) for one in ("events", "of", "low", "high")] for row in chinese["rows"]]
    assert numbers == [[(row.get(one)) for one in ("events", "of", "low", "high")] for row in english["rows"]]
    assert chinese["question"] != english["question"]


async def _conversation(client: Client) -> tuple[list[str], dict, dict]:
    tools = [one.name for one in (await client.list_tools()).tools]
    good = await client.call_tool("response", FLT3)
    bad = await client.call_tool("run_sql", {"sql": "drop table fact"})
    assert bad.is_error and not good.is_error
    assert json.loads(good.content[0].text) == good.structured_content
    return tools, good.structured_content, bad.structured_content


def test_a_program_asks_over_http_and_over_standard_streams_and_hears_the_same(site, published):
    async def over_http():
        async with Client(f"{site}/mcp") as client:
            return await _conversation(client)

    async def over_streams():
        here = {"EVIDENCE_BUILD": os.environ["EVIDENCE_BUILD"], "EVIDENCE_ADDRESS": site, "PATH": os.environ["PATH"]}
        command = StdioServerParameters(command=sys.executable, args=["-m", "dashboard.routes.mcp"], env=here,
                                        cwd=str(STUDIES.parent.parent))  # fmt: skip
        async with Client(stdio_client(command)) as client:
            return await _conversation(client)

    http, streams = anyio.run(over_http), anyio.run(over_streams)
    assert http == streams
    assert http[0] == [tool.name for tool in TOOLS]
    assert http[1]["link"].startswith(f"{site}/response?")
    assert get(http[1]["whole"])[0] == 200
    assert "SQL is not taken" in http[2]["why"]


@pytest.mark.parametrize(("body", "status"), [(b"", 400), (b"{", 400), (b"[1,2]", 400), (b"x" * 70_000, 413)])
def test_what_is_no_question_is_refused(site, body, status):
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    with pytest.raises(urllib.error.HTTPError) as fault:
        urllib.request.urlopen(urllib.request.Request(f"{site}/mcp", body, headers, method="POST"))
    assert fault.value.code == status


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "OPTIONS", "PUT"])
def test_the_address_is_asked_by_post_alone_and_keeps_no_line_open(site, method):
    code, headers, body = get(f"{site}/mcp", method=method)
    assert code == 405 and headers["allow"] == "POST" and (method == "HEAD" or b"Model Context Protocol" in body)


@pytest.mark.parametrize("value", ["\0", "<script>", "x" * 100_000, "\u202e", "../../etc/passwd", "'; drop table fact; --"])
@pytest.mark.parametrize("name", ["mutation", "fact", "data", "regimen", "panel", "nothing", "lang"])
def test_hostile_values_are_refused_and_not_repeated_at_length(published, name, value):
    tool = {"fact": "fact", "regimen": "compare"}.get(name, "response")
    said = refused(tool, **{name: [value] if name != "panel" else value})
    assert len(json.dumps(said)) < 20_000 and "x" * 100 not in json.dumps(said)
