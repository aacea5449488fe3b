"""Query strings: whatever arrives gives a view, and a view comes back whole."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.selection import CHOICES, FILTERS, View, dump, parse
from evidence.wording.reasons import words

STUDIES = ["alpha-2001", "beta-2002"]
VERSION = "0123456789abcdef"
TAKES = [(), ("match", "carriers"), ("match", "rows", "interval"), ("regimen",), tuple(choice.name for choice in CHOICES)]


def views():
    filters = {
        one.name: st.lists(st.sampled_from(STUDIES if one.codes is None else list(one.codes)), unique=True)
        for one in FILTERS
    }
    choices = {choice.name: st.sampled_from(list(choice.options)) for choice in CHOICES}
    return st.tuples(st.fixed_dictionaries(filters), st.fixed_dictionaries(choices))


@given(views(), st.sampled_from(TAKES))
def test_every_view_comes_back_from_its_link(drawn, takes):
    filters, choices = drawn
    view = View()
    for name, values in filters.items():
        order = STUDIES if name == "study" else list(next(one.codes for one in FILTERS if one.name == name))
        view = view.with_filter(name, [code for code in order if code in values])
    for name, value in choices.items():
        view = view.with_choice(name, value)
    back, ignored = parse(dump(view, takes, VERSION), STUDIES)
    assert dict(back.filters) == dict(view.filters)
    assert dump(back, takes, VERSION) == dump(view, takes, VERSION)
    assert ignored == ()


@given(
    st.dictionaries(
        st.text(max_size=12) | st.sampled_from([one.name for one in FILTERS]), st.lists(st.text(max_size=60)), max_size=40
    )
)
def test_hostile_links_never_raise_and_never_let_a_stranger_in(query):
    view, _ = parse(query, STUDIES)
    for one in FILTERS:
        allowed = STUDIES if one.codes is None else one.codes
        assert all(code in allowed for code in view.chosen(one.name))
    for choice in CHOICES:
        assert view.choice(choice.name) in choice.options


def test_what_was_ignored_is_said_and_cut_short():
    _, ignored = parse({"mutation": ["flt3-itd", "x" * 500], "endpoint": ["cure"], "colour": ["red"]}, STUDIES)
    assert [(one.name, len(one.value)) for one in ignored] == [("mutation", 40), ("endpoint", 4), ("colour", 0)]
    assert "expected one of overall, CR, CRi" in words(ignored[1].why)


def test_values_may_be_repeated_or_joined():
    joined, _ = parse({"setting": ["relapsed,refractory"]}, STUDIES)
    repeated, _ = parse({"setting": ["refractory", "relapsed"]}, STUDIES)
    assert joined == repeated and joined.chosen("setting") == ("relapsed", "refractory")


def test_link_names_the_data_version_and_only_what_its_reader_takes():
    query = dump(View({"mutation": ("flt3-itd",)}), ("carriers", "match"), VERSION)
    assert query == {"mutation": ["flt3-itd"], "match": ["around"], "carriers": ["any"], "data": [VERSION]}
