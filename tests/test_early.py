"""What a reader sees before the scripts of a page are there: the same words and numbers, in the first HTML."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from dashboard.painters.plotly import draw
from dashboard.painters.plotly.still import still
from dashboard.routes import index
from evidence.language import speak
from tests.conftest import ALPHA
from tests.serving import get, serving
from tests.test_painters import CHARTS


@pytest.fixture
def html(evidence_of):
    """The HTML of a page of the invented study."""

    def load(path: str, text: str = ALPHA) -> str:
        evidence_of(text)
        with serving(Starlette(routes=index.routes)) as site:
            return get(f"{site}{path}")[2].decode()

    yield load
    speak("en")


def _early(page: str) -> str:
    return page.partition('<div id="early"')[2].partition("</template>")[0]


def _words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", markup, flags=re.S)).split())


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_without_a_browser_with_all_its_words(name, narrow):
    figure = draw(CHARTS[name], narrow)
    drawing = ElementTree.fromstring(still(figure, 'What "is" <it>?', narrow))
    said = " ".join("".join(drawing.itertext()).split())
    told = figure.to_dict()
    texts = [one["text"] for one in told["layout"]["annotations"]]
    texts += [text for trace in told["data"] for text in _each(trace) if "text" in trace.get("mode", "text")]
    for line in (line for text in texts for line in re.split("<br>", str(text))):
        assert _words(line).replace(" ", "") in said.replace(" ", "")
    assert drawing.get("aria-label") == 'What "is" <it>?'


def _each(trace: dict) -> list[str]:
    found = trace.get("text", ())
    return [found] if isinstance(found, str) else list(found)


def test_the_first_html_holds_question_answer_and_figure_in_a_room_of_their_own(html):
    page = html("/response?endpoint=overall")
    words = _words(_early(page))
    assert '<template shadowrootmode="closed">' in page
    assert "How many patients responded?" in words and "Alpha 2001" in words
    assert "5/10" in words and "50 % (18.7 to 81.3)" in words
    assert _early(page).count("<svg role=") == 2


def test_it_is_in_the_language_of_the_link_and_says_what_of_the_link_is_not_followed(html):
    words = _words(_early(html("/response?lang=zh&nix=1")))
    assert "本页的开头" in words and "nix" in words and "How many" not in words


def test_inside_another_page_it_has_no_navigation_and_a_meeting_has_none_of_it(html):
    assert "<nav" in _early(html("/response")) and "<nav" not in _early(html("/response?embed=true"))
    assert _early(html("/journal-club")) == ""


def test_the_study_page_begins_with_the_list_until_one_is_chosen(html):
    listed, chosen = html("/study"), html("/study?study=alpha-2001")
    assert "Which studies?" in _words(_early(listed)) and "What it prints" not in listed
    assert "Alpha 2001" in _words(_early(chosen)) and "Which studies?" not in chosen
    assert 'og:title" content="Which studies?' in listed and 'og:title" content="Alpha 2001' in chosen
    assert "有哪些研究" in _words(_early(html("/study?lang=zh")))


def test_words_of_a_link_and_of_a_record_stay_words(html):
    hostile = ALPHA.replace("label: Alpha 2001", "label: A</template><script>x</script>")
    page = html("/response?nix=%3C/template%3E%3Cscript%3Ey%3C/script%3E", hostile)
    assert "<script>x" not in page and "<script>y" not in page
    assert "A</template><script>x</script>" in _words(_early(page))
