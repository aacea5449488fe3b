"""Short links, previews, frames: what leaves the dashboard with a link, and how it comes back."""

import io
import sqlite3
from html import unescape

import pytest
from PIL import Image
from starlette.requests import Request

from dashboard.chrome import share
from dashboard.routes import index, preview
from dashboard.session import short
from dashboard.session.naming import file_name
from dashboard.session.reading import of_page, read
from dashboard.site import PAGES
from evidence.database import folder
from evidence.language import speak


def test_files_of_two_views_have_two_names_that_say_what_is_in_them(published):
    """Codes that two filters know, drugs side by side, and the endpoint that the data decide."""
    asked = [
        *(("response", {name: ["mixed"]}) for name in ("setting", "transplant", "disease", "prior_flt3")),
        *(("response", {"endpoint": [code]}) for code in ("overall", "CR", "MRD")),
        *(("compare", {"regimen": [drugs]}) for drugs in ("sorafenib,gilteritinib", "gilteritinib,sorafenib", "sorafenib")),
        *(("survival", {"mutation": [code]}) for code in ("flt3-itd", "flt3-tkd")),
    ]
    read_as = [of_page(read(page, query)) for page, query in asked]
    names = [file_name(one.page, "", one.view, one.version) for one in read_as]
    assert len({*names}) == len(names) and "-CR-" in names[5] and "-setting-mixed-" in names[0]
    assert all(
        f"-{one.view.choice('endpoint')}-" in name
        for one, name in zip(read_as, names, strict=True)
        if one.page == "response"
    )


def test_the_file_of_a_panel_says_its_page_once(published):
    here = of_page(read("outcomes", {}))
    names = [
        file_name("outcomes", panel, here.view, here.version) for panel in ("", "outcomes", "outcomes-hazards", "course")
    ]
    assert names[0] == names[1] and len({*names}) == 3
    assert all(name.count("outcomes") == 1 for name in names)
    assert names[2].startswith("outcomes-hazards-") and names[3].startswith("outcomes-course-")


def asked(path: str, query: str = "", /, **parts: str) -> Request:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "path_params": parts,
             "headers": [(b"host", b"evidence.example")], "scheme": "https", "server": ("evidence.example", 443)}  # fmt: skip
    return Request(scope)


def test_the_same_view_has_the_same_name_and_leads_back(alpha):
    one, other = (read("response", {"mutation": [code]}).address() for code in ("flt3-itd", "flt3-tkd"))
    name = short.shorten(one)
    assert short.NAME.fullmatch(name) and short.shorten(one) == name != short.shorten(other)
    assert short.address_of(name) == one
    for written in (name, f"{name}.", f"{name}),", name.upper()):  # as a sentence in a mail leaves it
        answer = index.short(asked(f"/s/{written}", name=written))
        assert answer.status_code == 307 and answer.headers["location"] == one


def test_two_views_whose_names_begin_alike_stay_apart(alpha):
    name = short.shorten("/response?data=current")
    with sqlite3.connect(folder() / short.FILE) as links:
        links.execute("update link set address = '/other?x=1' where name = ?", (name,))
    longer = short.shorten("/response?data=current")
    assert longer.startswith(name) and len(longer) == len(name) + 1
    assert short.address_of(longer) == "/response?data=current" and short.address_of(name) == "/other?x=1"


@pytest.mark.parametrize("name", ["", "abc", "../links", "' or 1=1 --", "a" * 60])
def test_names_that_are_none_lead_nowhere(alpha, name):
    short.shorten("/response?data=current")
    assert short.address_of(name) is None


def test_an_unknown_short_link_says_so_without_running_its_text(alpha):
    answer = index.short(asked("/s/x", name="<script>1</script>"))
    assert answer.status_code == 404 and b"<script>" not in answer.body and b"long form" in answer.body


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/response?" + "x" * 5000])
def test_only_addresses_of_this_site_are_kept(alpha, address):
    assert short.shorten(address) is None and not (folder() / short.FILE).exists()


def test_without_a_place_to_write_there_is_no_short_link_and_no_error(alpha, monkeypatch, tmp_path):
    monkeypatch.setattr(short, "_file", lambda: tmp_path / "missing" / "links.sqlite")
    assert short.shorten("/response?data=current") is None and short.address_of("a" * 10) is None


def test_a_damaged_file_of_links_is_no_error(alpha):
    (folder() / short.FILE).write_bytes(b"no database at all" * 100)
    assert short.shorten("/response?data=current") is None and short.address_of("a" * 10) is None


def test_head_of_a_page_says_what_the_view_says(alpha):
    body = index.index(asked("/response", "mutation=flt3-itd&endpoint=overall")).body.decode()
    head = unescape(body[: body.index("</head>")])
    assert 'property="og:title" content="How many patients responded? FLT3-ITD"' in head
    assert "5 of 10 enrolled, 50 %" in head and alpha in head
    assert "https://evidence.example/preview/response?mutation=flt3-itd" in head


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Response · FLT3-ITD · Leukaemia evidence"), ("zh", "疗效 · FLT3-ITD · 白血病循证")]
)
def test_a_damaged_link_has_the_name_and_the_preview_of_what_was_meant(alpha, lang, title):
    meant, damaged = (
        index.index(asked("/response", f"{query}&lang={lang}")).body.decode()
        for query in ("endpoint=overall&mutation=flt3-itd", "endpoint=overall&amp;mutation=FLT3-ITD).&utm_source=mail")
    )
    speak("en")
    assert f"<title>{title}</title>" in meant
    assert meant[: meant.index("</head>")] == damaged[: damaged.index("</head>")]


def test_an_unknown_path_says_which_pages_there_are_and_a_misspelt_one_is_read(alpha):
    answer = index.elsewhere(asked("/respones<b>", path="respones<b>"))
    said = answer.body.decode()
    assert answer.status_code == 404 and "respones&lt;b&gt;" in said
    for lang, words in (("en", "There is no page named"), ("zh", "此处没有")):
        assert words in said
        assert all(f"/{'' if page.name == 'overview' else page.name}?lang={lang}'" in said for page in PAGES)
    read_as = index.elsewhere(asked("/Response).", "mutation=flt3-itd", path="Response)."))
    assert read_as.status_code == 307 and read_as.headers["location"].startswith("/response?mutation=flt3-itd&path=")


def test_head_of_the_root_is_the_overview(alpha):
    body = index.index(asked("/")).body.decode()
    assert "/preview/overview?" in body and "og:description" in body and "/browser/" in body


def test_texts_of_a_link_cannot_leave_their_tag(alpha):
    body = index.index(asked("/response", "mutation=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&study=%22x")).body.decode()
    assert "<script>alert" not in body and "&lt;script&gt;alert(1)" in body


def test_without_a_base_the_page_still_loads(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    answer = index.index(asked("/response"))
    assert answer.status_code == 200 and b"og:title" not in answer.body


def test_a_link_of_3000_parts_is_sent_on_shortened_and_once(alpha):
    many = "&".join(f"p{n}={n}" for n in range(3000)) + "&mutation=flt3-itd"
    answer = index.index(asked("/response", many))
    assert answer.status_code == 307 and answer.headers["location"] == "/response?mutation=flt3-itd&cut=3000"
    assert index.index(asked("/response", "mutation=flt3-itd&cut=3000")).status_code == 200


def test_picture_has_the_size_that_chats_ask_for_and_other_pages_are_refused(alpha):
    answer = index.picture(asked("/preview/response", "mutation=flt3-itd", page="response"))
    picture = Image.open(io.BytesIO(answer.body))
    assert picture.size == (preview.WIDTH, preview.HEIGHT) and len(picture.convert("L").getcolors()) > 50
    assert index.picture(asked("/preview/x", page="x")).status_code == 404


def test_frame_code_holds_the_address_escaped_once(alpha):
    reading = read("response", {"mutation": ["flt3-itd"], "data": ["current"]})
    code = share.frame_code("https://evidence.example", reading)
    source = unescape(code.split('src="')[1].split('"')[0])
    assert source == "https://evidence.example" + reading.address() + "&embed=true" and "data=current" in source
