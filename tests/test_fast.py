"""A press is answered before its run, with what the run then sends: to the letter, for any press on any page."""

import asyncio
import json
import random
import zlib
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.routes import fast
from dashboard.site import PAGES
from evidence.questions.response import numbers as response
from tests.conftest import tell, visit

WITH_ANSWERS = [page.name for page in PAGES if page.at_once and page.sidebar and page.filters]


@pytest.fixture(scope="module")
def site():
    return TestClient(Starlette(routes=fast.routes))


def sent(app) -> tuple[dict, list[bytes]]:
    """What the run sent: to the filters, without the press that was taken in, and to whatever else shows the view."""
    told = [one.proto for one in app.get("bidi_component")]
    side = json.loads(next(one.bytes for one in told if one.component_name == "filters"))
    rest = [one.bytes for kind in ("chips", "choices", "panel") for one in told if one.component_name == kind]
    return {name: one for name, one in side.items() if name != "turn"}, rest


def answered(answer) -> tuple[dict, list[bytes]]:
    """The same of an answer, in the order of the run."""
    *rest, side = answer.content.splitlines()
    return json.loads(side), sorted(rest, key=lambda one: {"chips": 0, "choices": 1}.get(json.loads(one)["name"], 2))


def press(side: dict, rest: list[bytes], chance: random.Random) -> dict[str, list[str]]:
    """One or two filters, or what narrows them, as a reader sets them; or a choice of the page."""
    choices = [one for part in map(json.loads, rest) for one in part.get("choices", ())]
    if choices and chance.random() < 0.4:
        one = chance.choice(choices)
        if one["kind"] == "picker":
            listed = [value["code"] for value in one["values"]] or ["kantarjian-2017/blina-safety", "smith-2020/all"]
            return {one["name"]: chance.sample(listed, k=chance.choice((0, 1)))}
        return {one["name"]: [chance.choice(one["options"])[0]]}
    some = chance.sample([one for one in side["filters"] if one["values"]], k=chance.choice((1, 1, 2)))
    return {one["name"]: chance.sample([value["code"] for value in one["values"]], k=min(chance.choice((0, 1, 1, 2)), len(one["values"])))
            for one in some}  # fmt: skip


@pytest.mark.parametrize("page", WITH_ANSWERS)
def test_an_answer_before_its_run_is_what_the_run_sends(published, site, page):
    """A quick press comes before the run of the one before has begun: both are asked for on the view that was answered."""
    chance = random.Random(page)
    app = visit(page, lang=chance.choice(("en", "zh")))
    side, rest = sent(app)
    for turn in range(1, 5):
        pressed = press(side, rest, chance)
        answer = site.get(f"{side['view']}&pressed={json.dumps(pressed)}")
        if turn % 2 == 0:
            shown, rest = answered(answer)
            pressed |= press(shown, rest, chance)
            answer = site.get(f"{shown['view']}&pressed={json.dumps(pressed)}")
        app = tell(app, "filters", "pressed", {"turn": turn, "filters": pressed})
        side, rest = sent(app)
        shown, others = answered(answer)
        assert shown == side, pressed
        assert others == rest, pressed
        asked = parse_qs(side["view"].partition("?")[2])
        url = {name: one if isinstance(one, list) else [one] for name, one in app.query_params.items()}
        assert asked.pop("narrow") == ["0"] and asked == url, pressed


def test_what_an_answer_was_made_of_is_not_made_again_by_its_run(published, site, monkeypatch):
    """A press on a page that was opened without any choice, whose link then names each."""
    asked = []
    rates = response.rates
    monkeypatch.setattr(response, "rates", lambda version, view: asked.append(view) or rates(version, view))
    app = visit("response")
    pressed = {"setting": ["refractory"], "sort": ["year"]}
    assert site.get(f"{sent(app)[0]['view']}&pressed={json.dumps(pressed)}").status_code == 200
    made = len(asked)
    tell(app, "filters", "pressed", {"turn": 1, "filters": pressed})
    assert made and len(asked) == made


def test_an_answer_leaves_as_it_is_made_the_first_panel_first_and_is_kept_whole(published):
    made, kept = (asyncio.run(parts_of("/fast/response", b"pressed={}")) for _ in range(2))
    packer = zlib.decompressobj(wbits=31)
    lines = [packer.decompress(part) for part in made if part]
    assert [line.count(b"\n") for line in lines] == [1, 3, 1]
    assert [json.loads(line).get("name") for line in b"".join(lines).splitlines()] == [
        "response",
        "chips",
        "choices",
        "response-composition",
        None,
    ]
    assert [part for part in kept if part] == [b"".join(made)]


def test_a_run_only_names_what_the_browser_has_shown_whole_before_it(published, site):
    app = visit("response")
    pressed = {"setting": ["relapsed"]}
    answer = site.get(f"{sent(app)[0]['view']}&pressed={json.dumps(pressed)}")
    view, version = json.loads(answer.content.splitlines()[-1])["view"], answer.headers["x-data-version"]
    app = tell(app, "filters", "pressed", {"turn": 1, "filters": pressed, "ahead": [view, version]})
    side, rest = sent(app)
    assert [side, *map(json.loads, rest[2:])] == [
        {"name": name, "view": view, "there": True} for name in ("filters", "response", "response-composition")
    ]
    for other in ([view, "0123456789abcdef"], [f"{view}&more", version], [view], 7):
        app = tell(app, "filters", "pressed", {"turn": 2, "filters": pressed, "ahead": other})
        assert sent(app)[1] == answered(answer)[1]
    app = tell(app, "filters", "pressed", {"turn": 3, "filters": pressed, "ahead": [view, version]})
    assert sent(app.run())[1] == answered(answer)[1]


def test_a_proxy_is_told_to_pass_on_an_answer_that_is_still_made(published, site):
    answers = [site.get("/fast/response?setting=relapsed&pressed={}") for _ in range(2)]
    assert [one.headers.get("x-accel-buffering") for one in answers] == ["no", None]


async def parts_of(path: str, query: bytes) -> list[bytes]:
    """What the route sends, message by message."""
    sent: list[bytes] = []

    async def receive() -> dict:
        return await asyncio.Event().wait()

    async def send(message: dict) -> None:
        sent.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    await Starlette(routes=fast.routes)(scope, receive, send)
    return sent


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("/fast/response?pressed=[", 400),
        ("/fast/response?pressed=" + "[" * 2000, 400),
        ("/fast/response?mutation=nonsense&pressed={}", 400),
        ("/fast/response?data=0123456789abcdef&pressed={}", 404),
        ("/fast/study?pressed={}", 404),
        ("/fast/nowhere?pressed={}", 404),
        ('/fast/response?pressed={"mutation": ["nonsense"], "nonsense": 3, "setting": "relapsed", "match": []}', 200),
        ("/fast/response?pressed=7", 200),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_and_what_is_no_press_sets_nothing(published, site, asked, code):
    answer = site.get(asked)
    assert answer.status_code == code
    if code == 200:
        side, _ = answered(answer)
        assert not any(one["chosen"] for one in side["filters"])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("/fast/sources/discrepancies?lang=zh", 200),
        ("/fast/response/response?mutation=flt3-itd&narrow=1", 200),
        ("/fast/response/response?mutation=nonsense", 400),
        ("/fast/response/nowhere", 404),
        ("/fast/nowhere/response", 404),
    ],
)
def test_what_is_folded_is_answered_by_itself(published, site, asked, code):
    answer = site.get(asked)
    assert answer.status_code == code
    assert ("<table class='evidence" in answer.text) == (code == 200)


def test_a_panel_says_where_its_long_table_is_or_has_it(published):
    folds = [json.loads(part)["fold"] for part in sent(visit("sources"))[1] if "fold" in json.loads(part)]
    assert {"at" in one for one in folds} == {True, False}
    assert all(("at" in one) != ("inside" in one) for one in folds)
