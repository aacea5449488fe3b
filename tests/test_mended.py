"""What mail, chats and people do to a link, undone where only one meaning is left; all else is said and not followed."""

import pytest

from evidence.selection import mend, parse, word
from evidence.wording.reasons import words

STUDIES = ["alpha-2001", "beta-2002"]
FACT = "alpha-2001/all/response/CR"
CLUBS = {"an-evening"}


def known(texts):
    """The one figure of these bases, where one of the texts is its name."""
    return {FACT} if FACT.casefold() in map(str.casefold, texts) else set()


def mended(**query):
    return mend({name: [value] for name, value in query.items()}, STUDIES, known, CLUBS)


@pytest.mark.parametrize(
    "damaged",
    ["relapsed-refractory.", "relapsed-refractory).", "relapsed-refractory,", "relapsed-refractory”", "relapsed-refractory。",
     "relapsed-re\r\nfractory", "relapsed-re=\r\nfractory", " relapsed-refractory ", "Relapsed-Refractory", "3Drelapsed-refractory",
     "relapsed-refractory>", "relapsed-refractory&amp"],
)  # fmt: skip
def test_a_damaged_value_is_read_as_it_was_meant_and_told(damaged):
    query, said = mended(setting=damaged)
    assert query == {"setting": ["relapsed-refractory"]}
    assert len(said) == 1 and "is read as setting=relapsed-refractory" in words(said[0])


@pytest.mark.parametrize(
    ("name", "damaged", "meant"),
    [("fact", "alpha-2001/all/response/CR.", "alpha-2001/all/response/CR"), ("study", "Alpha-2001)", "alpha-2001"),
     ("club", "an-evening.", "an-evening"), ("endpoint", "cr", "CR"), ("endpoint", "CRi;", "CRi"), ("grade", ">=3.", ">=3"),
     ("step", "3.", "3"), ("step", "5.2).", "5.2"), ("lang", "ZH", "zh"), ("data", "0123456789ABCDEF.", "0123456789abcdef"), ("data", "Current", "current"),
     ("mutation", "FLT3-ITD,flt3-tkd.", "flt3-itd,flt3-tkd")],
)  # fmt: skip
def test_every_kind_of_value_is_mended(name, damaged, meant):
    assert mended(**{name: damaged})[0] == {name: [meant]}


def test_names_that_carry_a_piece_of_html_or_capitals_are_read():
    query, said = mend({"amp;setting": ["relapsed"], "Mutation": ["flt3-itd"]}, STUDIES, known, CLUBS)
    assert query == {"setting": ["relapsed"], "mutation": ["flt3-itd"]} and len(said) == 2


@pytest.mark.parametrize("name", ["utm_source", "UTM_Campaign", "fbclid", "gclid", "mc_cid"])
def test_what_campaigns_hang_on_a_link_falls_without_a_word(name):
    assert mend({name: ["x"], "setting": ["relapsed"]}, STUDIES, known, CLUBS) == ({"setting": ["relapsed"]}, [])


@pytest.mark.parametrize(
    "query",
    [{"setting": ["relapsed", "refractory"]}, {"mutation": ["flt3-itd,flt3-tkd"]}, {"rows": ["dose level"]}, {"grade": [">=3"]},
     {"setting": ["cured."]}, {"colour": ["red"]}, {"setting": [""]}, {"fact": ["nobody-2001/all/response/CR."]}],
)  # fmt: skip
def test_what_is_right_or_means_nothing_stays_as_it_is(query):
    assert mend(query, STUDIES, known, CLUBS) == (query, [])


def test_a_mended_link_is_followed_whole_and_a_hopeless_one_is_named():
    query, _ = mended(setting="relapsed.", mutation="FLT3-ITD", endpoint="cure.")
    view, ignored = parse(query, STUDIES)
    assert view.filters == {"mutation": ("flt3-itd",), "setting": ("relapsed",)}
    assert [one.name for one in ignored] == ["endpoint"]


def test_a_word_is_read_without_the_sentence_around_it():
    assert [word(text) for text in ("Response).", "Journal_Club/", "abc234.", "“abc234”,")] == [
        "response", "journal-club", "abc234", "abc234"]  # fmt: skip
