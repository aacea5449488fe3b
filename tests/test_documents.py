"""Routes of documents and pictures: the view of the link, pinned, or an error that says what is allowed."""

import asyncio
import io
import json
import re
from dataclasses import dataclass

import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from starlette.applications import Starlette

from dashboard.documents import Refused
from dashboard.exports.parts import parts
from dashboard.painters import codes
from dashboard.painters.plotly import draw
from dashboard.painters.plotly.sizes import SIZES, camera
from dashboard.painters.typst import handout
from dashboard.routes import api, documents
from dashboard.session.reading import read
from dashboard.site import page_named
from dashboard.workers.crew import Crew
from tests.test_slides import DAY, FORMS, SITE


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes

    def json(self):
        return json.loads(self.content)


class Client:
    """Asks the routes as a server would, without one."""

    app = Starlette(routes=[*documents.routes, *api.routes, *api.rest])

    def get(self, address: str) -> Answer:
        path, _, query = address.partition("?")
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "scheme": "http",
                 "headers": [(b"host", b"testserver")], "server": ("testserver", 80)}  # fmt: skip
        sent: list[dict] = []

        async def receive() -> dict:
            """The client waits for its answer and stays."""
            await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.fixture(scope="module")
def client(published):
    return Client()


def test_slides_and_handout_of_a_view(client, published):
    answer = client.get("/api/response.pptx?mutation=flt3-itd&panel=response")
    assert answer.status_code == 200 and answer.headers["x-data-version"] == published
    slide = Presentation(io.BytesIO(answer.content)).slides[0]
    assert "testserver/response?mutation=flt3-itd" in slide.notes_slide.notes_text_frame.text
    answer = client.get("/api/response.pdf?mutation=flt3-itd")
    assert answer.content.startswith(b"%PDF-") and 'filename="response-CR-flt3-itd-' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("/api/response.pptx?mutation=xx", 400, "flt3-itd"),
        ("/api/response.pptx?data=0000000000000000", 404, "not kept"),
        ("/api/response.pptx?panel=nothing", 404, "response-composition"),
        ("/api/nowhere.pptx", 404, "/api/response.csv"),
        ("/api/response.figure?size=poster", 400, "square"),
        ("/api/outcomes.figure?panel=outcomes-contrasts", 404, "outcomes-contrasts"),
        ("/api/journal-club.pptx?club=nobody", 404, "nothing to give"),
    ],
)
def test_errors_say_what_is_allowed(client, address, code, said):
    answer = client.get(address)
    assert answer.status_code == code and said in json.dumps(answer.json())


def test_a_figure_for_the_camera_is_laid_out_for_its_size(client):
    for name, size in SIZES.items():
        made = client.get(f"/api/response.figure?panel=response&size={name}").json()
        width, height, scale = (made["camera"][part] for part in ("width", "height", "scale"))
        assert round(width * scale) == size.pixels and height >= made["figure"]["layout"]["height"]
        assert not size.ratio or width / height == pytest.approx(size.ratio, rel=0.002)
        assert made["figure"]["layout"]["paper_bgcolor"] == "#ffffff"
    assert (SIZES["single"].pixels, SIZES["double"].pixels) == (1051, 2161)


@pytest.mark.parametrize("page", FORMS)
def test_every_drawn_panel_cites_itself_at_every_size(published, page):
    for panel in page_named(page).panels(read(page, {}).frame()):
        if panel.chart and panel.table.records:
            for size in SIZES.values():
                figure = draw(panel.chart, size.narrow)
                said = " ".join(str(note.text) for note in figure.layout.annotations).replace("<br>", " ")
                assert re.search(r"data [0-9a-f]{16}", said) and "ources" in said, panel.name
                assert camera(figure, size)["height"] >= figure.layout.height


def test_without_a_browser_the_picture_route_says_so(client, monkeypatch):
    monkeypatch.setattr(documents, "made", nothing_draws)
    answer = client.get("/api/response.png?panel=response&mutation=flt3-tkd")
    assert answer.status_code == 503 and "no Chromium" in answer.json()["error"]


def nothing_draws(_) -> Refused:
    return Refused("this server draws no pictures: it has no Chromium")


def test_a_full_queue_is_told_at_once_when_to_come_again(client, monkeypatch):
    monkeypatch.setitem(documents.CREWS, "png", Crew("none", workers=0, queue=0, seconds=1))
    answer = client.get("/api/response.png?panel=response")
    assert answer.status_code == 503 and "ask again" in answer.json()["error"] and int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("page", FORMS)
def test_a_handout_of_every_page_is_set_without_a_fault(published, page):
    reading = read(page, {"mutation": ["flt3-itd"]})
    found = parts(reading, SITE)
    made = handout(found, DAY, page, ["FLT3-ITD"], found[0].link)
    assert made.startswith(b"%PDF-") and len(re.findall(rb"/Type\s*/Page\b", made)) <= 2


def test_words_of_a_record_are_never_markup(alpha):
    found = parts(read("response", {}), SITE)
    assert handout(found, DAY, "#import “x” *bold* $x$ [y] // <end>", ["\\ ` @ref"], found[0].link).startswith(b"%PDF-")


def test_a_code_is_read_back_from_its_picture():
    link = f"{SITE}/response?mutation=flt3-itd&setting=relapsed-refractory&data=0123456789abcdef#response"
    assert zxingcpp.read_barcode(Image.open(io.BytesIO(codes.png(link)))).text == link
