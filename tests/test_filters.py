"""The filters at the side: what they offer, and what a browser may press."""

import pytest

from evidence.selection import pressed
from tests.conftest import filters, visit

STUDIES = ["alpha-2001"]
TOGGLES = ("match", "carriers")


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"setting": ["relapsed", "refractory"]}, {"setting": ("relapsed", "refractory")}),
        ({"setting": []}, {"setting": ()}),
        ({"study": ["alpha-2001", "beta-2001"]}, {"study": ("alpha-2001",)}),
        ({"match": ["exact"], "carriers": []}, {"match": ("exact",), "carriers": ("any",)}),
        ({"match": ["everything"]}, {"match": ("around",)}),
        ({"setting": ["relapsed", 7, None, {"relapsed": 1}, "<script>"]}, {"setting": ("relapsed",)}),
        ({"setting": "relapsed", "endpoint": ["CR"], "data": ["current"], "fact": ["alpha-2001/all/response/ORR"]}, {}),
        ({"setting": ["none"] * 200 + ["relapsed"]}, {"setting": ()}),
        (None, {}),
        ("setting", {}),
        ([["setting", "relapsed"]], {}),
    ],
)
def test_a_press_is_read_as_a_link_is_whatever_the_browser_sends(sent, taken):
    assert pressed(sent, TOGGLES, STUDIES) == taken


def test_filters_offer_what_is_there_with_its_number_and_what_narrows_a_chosen_one(alpha):
    told = filters(visit("response", endpoint="overall"))
    assert {"code": "relapsed", "words": "Relapsed · 1", "empty": False} in told["Setting"]["values"]
    assert not {"match", "carriers"} & set(told)
    chosen = filters(visit("response", endpoint="overall", mutation="flt3-itd", match="exact"))
    assert chosen["Mutation"]["chosen"] == ["flt3-itd"]
    assert (chosen["match"]["chosen"], chosen["carriers"]["chosen"]) == (["exact"], [])


def test_many_values_are_searched_and_those_with_nothing_behind_them_wait(open_page):
    told = filters(open_page("response", endpoint="CR", match="exact", mutation="flt3-itd"))
    for one in told.values():
        left = [value for value in one["values"] if not value["empty"]]
        assert one["searched"] == (len(left) > 9 and one["name"] not in ("mutation", "setting", "transplant"))
        assert all(value["words"].endswith(" · 0") for value in one["values"] if value["empty"])
    assert told["Drug"]["searched"] and not told["Setting"]["searched"]
    assert any(value["empty"] for value in told["Setting"]["values"])
