"""The card of a number: complete for every figure, honest for one that is gone, and the other reading can be drawn."""

import pytest

from etl.checks.discrepancies import still_current
from etl.read import read_study
from evidence.database import ask
from evidence.questions.card import words
from evidence.questions.card.numbers import nearest, provenance
from evidence.questions.response import numbers as response
from evidence.selection import View, parse
from evidence.wording.reasons import note_of
from tests.conftest import ALPHA, shown

DISPUTE = """\
discrepancies:
  - {topic: How many responded, facts: [all/response/ORR], kind: text against table, first: "5 (50%)", first_at: "Table 2", second: "6", second_at: "Results, para 1", what: Two counts., shown: first, why: The table decides., instead: {fact: all/response/ORR, events: 6, of: 10}, seal: 123456}
"""


@pytest.fixture
def disputed(tmp_path, evidence_of):
    (tmp_path / "alpha-2001.yaml").write_text(ALPHA + DISPUTE)
    finding = next(still_current(read_study(tmp_path / "alpha-2001.yaml").study))[1]
    return evidence_of(ALPHA + DISPUTE.replace("123456", finding.rsplit(" ", 1)[1]))


def test_every_figure_of_the_base_has_a_card_with_its_place_and_a_citation(published):
    """What a card is made of stands on every figure; the cards are made of one of each kind from each source."""
    assert ask(published, "select fact_id from fact where printed is null or locator is null or readers is null") == []
    for row in ask(published, "select min(fact_id) as fact_id from fact group by study_id, source_id, domain, statistic"):
        found = provenance(published, row["fact_id"], "clopper-pearson")
        said = dict(words.lines(found))
        assert said["Printed as"] and said["Where"] and said["Readers"], row
        assert words.title(found) and words.value(found, "clopper-pearson")
        assert found.fact["citation"] in words.ris(found)


def test_card_says_how_the_rate_reads_on_other_denominators(alpha):
    found = provenance(alpha, "alpha-2001/all/response/ORR", "wilson")
    assert words.otherwise(found, "wilson") == [
        ("as printed", "5/10 enrolled, 50 % (23.7 to 76.3), Wilson score 95 %"),
        ("of all enrolled", "5/10 enrolled, 50 % (23.7 to 76.3), Wilson score 95 %"),
        (
            "of the evaluable",
            "5/8 evaluable for response, 63 % (30.6 to 86.3), Wilson score 95 % (derived: on the 8 evaluable for response)",
        ),
    ]


def test_a_figure_that_is_gone_gets_a_sentence_and_the_nearest(alpha):
    assert provenance(alpha, "alpha-2001/all/response/ORRR", "wilson") is None
    assert nearest(alpha, "alpha-2001/all/response/ORRR") == "alpha-2001/all/response/ORR"
    assert nearest(alpha, "zzz") is None


def test_names_in_links_are_names_and_few(alpha):
    view, _ = parse({"fact": ["<script>", "a/b/c", *(f"x/y/z{n}" for n in range(50))]}, [])
    assert view.facts[0] == "a/b/c" and len(view.facts) == 8


def test_the_other_reading_is_drawn_on_request_and_marked(disputed):
    plain = response.rates(disputed, View()).items
    other = response.rates(disputed, View(other=("alpha-2001/How-many-responded",))).items
    assert (plain[0].rate.events, plain[0].rate.certain) == (5, True)
    assert (other[0].rate.events, other[0].rate.of, other[0].rate.certain) == (6, 10, False)
    assert "otherwise shown: 5 (50%) (Table 2)" in note_of(other[0].rate.facts[0])


def test_a_changed_figure_breaks_the_seal_of_its_discrepancy(tmp_path):
    (tmp_path / "alpha-2001.yaml").write_text(ALPHA + DISPUTE)
    expected = next(still_current(read_study(tmp_path / "alpha-2001.yaml").study))[1].rsplit(" ", 1)[1]
    sealed = ALPHA + DISPUTE.replace("123456", expected)
    (tmp_path / "alpha-2001.yaml").write_text(sealed)
    assert list(still_current(read_study(tmp_path / "alpha-2001.yaml").study)) == []
    changed = sealed.replace(
        'events: 5, of: 10, percent: 50, population: enrolled, printed: "5 (50%)"',
        'events: 5, of: 10, percent: 50, population: enrolled, printed: "5 of 10"',
    )
    (tmp_path / "alpha-2001.yaml").write_text(changed)
    assert "a figure changed since this was judged" in next(still_current(read_study(tmp_path / "alpha-2001.yaml").study))[1]


def test_ravandi_with_16_responders(published):
    view = View({"study": ("ravandi-2013",)}, other=("ravandi-2013/How-many-responded",))
    rates = response.rates(published, view).items
    assert (rates[0].rate.events, rates[0].rate.of) == (16, 37)


def test_card_opens_from_a_link(open_page):
    app = open_page("response", fact="ravandi-2013/evaluable/response/ORR")
    text = shown(app)
    assert "How many responded" in text and "on the 43 enrolled" in text
    assert any(button.label == "Draw the other figure instead" for button in app.button)


def test_card_of_an_unknown_figure_offers_the_nearest(open_page):
    app = open_page("response", fact="ravandi-2013/evaluable/response/ORRX")
    assert "no figure named" in app.warning[0].value
    assert any(button.label == "Open the nearest" for button in app.button)


def test_report_names_figure_version_and_view_and_is_only_prepared(open_page, monkeypatch):
    monkeypatch.setenv("EVIDENCE_REPORT_TO", "curators@example.org")
    app = open_page("response", fact="ravandi-2013/evaluable/response/ORR")
    message = next(block.value for block in app.code if block.value.startswith("Number to check"))
    assert "ravandi-2013/evaluable/response/ORR" in message and app.session_state["session"].reading.version in message
    button = next(one for one in app.get("link_button"))
    assert button.proto.url.startswith("mailto:curators@example.org?subject=Number%20to%20check")


def test_report_without_an_address_shows_the_text_alone(open_page, monkeypatch):
    monkeypatch.delenv("EVIDENCE_REPORT_TO", raising=False)
    app = open_page("response", fact="ravandi-2013/evaluable/response/ORR")
    assert not app.get("link_button")
