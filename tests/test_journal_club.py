"""The journal club page: which meetings there are, their agenda, one view at a time."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.session.takes import query_of
from etl.clubs import publish_clubs, read_clubs
from evidence.database import folder
from evidence.selection import View, parse
from tests.conftest import STUDIES, shown, tell, visit


@pytest.fixture
def meetings(published):
    """Our own meetings, published beside the real base."""
    files = read_clubs(STUDIES.parent / "clubs", [path.stem for path in STUDIES.glob("*.yaml")])
    publish_clubs([file.club for file in files], folder())
    return {file.club.id: file.club for file in files}


def opened(**query: str) -> AppTest:
    return visit("journal-club", **query)


def test_every_meeting_can_be_opened(meetings):
    app = opened()
    assert all(club.title in "".join(head.value for head in app.subheader) for club in meetings.values())
    app.button("open_borthakur-2020").click().run()
    assert app.query_params["club"] == "borthakur-2020" and app.query_params["step"] == "0"
    assert all(view.question in shown(app) for view in meetings["borthakur-2020"].views)


def test_a_step_shows_its_question_and_folds_its_answer(meetings, published):
    app = opened(club="borthakur-2020", step="4")
    html = shown(app)
    assert "<p class='asked' id='asked'>How many patients responded?</p>" in html
    folded = html.split("<details class='folded'>")[1].split("</details>")[0]
    assert "10 of 28 enrolled, 36 % (18.6 to 55.9)" in folded
    assert "10 of 28 enrolled" not in html.replace(folded, "")
    assert f"data {published}" in html and f"data={published}" in folded
    assert "4 of 7" in html


def test_next_and_back_move_the_link(meetings):
    app = opened(club="borthakur-2020", step="1")
    assert app.button("back").disabled
    app.button("next").click().run()
    assert app.query_params["step"] == "2" and "Which cells went into the blood" in shown(app)
    app.button("leave").click().run()
    assert app.query_params["step"] == "0"


def test_a_part_of_a_long_view_is_a_link_and_one_beyond_the_last_is_the_last(meetings):
    app = opened(club="sorafenib-around-transplant", step="5")
    assert "part 1 of 3" in shown(app) and app.query_params["step"] == "5"
    app.button("next").click().run()
    assert app.query_params["step"] == "5.2" and "part 2 of 3" in shown(app)
    last = opened(club="sorafenib-around-transplant", step="5.9")
    assert "part 3 of 3" in shown(last)
    app.button("next").click().run()
    app.button("next").click().run()
    assert app.query_params["step"] == "6"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"club": "borthakur-2020", "step": "99"}, "Where do abstract and news report disagree?"),
        ({"club": "borthakur-2020", "step": "-1"}, "Not followed in this link"),
        ({"club": "nobody"}, "There is no meeting named “nobody” here"),
        ({"club": "../../etc/passwd", "step": "<script>"}, "Not followed in this link"),
        ({"club": "my-meeting", "step": "1"}, "Looking for the meeting that this browser keeps"),
    ],
)
def test_wrong_links_say_so(meetings, query, said):
    app = opened(**query)
    assert said in shown(app) + "".join(warning.value for warning in app.warning)


def test_a_meeting_without_its_version_says_which_it_shows(meetings, published):
    club = meetings["borthakur-2020"]
    old = club.views[3].model_copy(update={"data": "0123456789abcdef"})
    publish_clubs([club.model_copy(update={"views": (old,)})], folder())
    app = opened(club="borthakur-2020", step="1")
    assert "made with data version 0123456789abcdef, which is not kept here" in "".join(info.value for info in app.info)
    assert f"data {published}" in shown(app)


def test_a_panel_is_collected_ordered_asked_and_dropped(meetings):
    app = visit("response")
    tell(app, "panel_response", "collect")
    tell(app, "panel_response", "collect")
    tell(app, "panel_response-composition", "collect")
    app.switch_page("../../pages/journal_club.py").run()
    app.button("open_mine").click().run()
    assert "2 views" in shown(app)
    app.text_input("mine_question_0").set_value("Did they respond?").run()
    app.text_input("mine_question_1").set_value("   ").run()
    app.text_input("mine_title").set_value("Thursday").run()
    app.button("down_0").click().run()
    assert [app.text_input(f"mine_question_{at}").value for at in (0, 1)] == [
        "What kind of response was it?",
        "Did they respond?",
    ]
    app.button("present").click().run()
    assert "What kind of response was it?" in shown(app) and "1 of 2, part 1 of 3 · Thursday" in shown(app)
    app.button("leave").click().run()
    app.button("drop_0").click().run()
    app.button("drop_0").click().run()
    assert "No view is collected yet" in shown(app)


def test_meeting_and_step_stand_in_links_of_their_page_only():
    view, ignored = parse({"club": ["an-evening"], "step": ["3.2"]}, [])
    assert (view.club, view.step, view.part, ignored) == ("an-evening", 3, 2, ())
    assert query_of(view, "journal-club", "x")["step"] == ["3.2"] and "club" not in query_of(view, "response", "x")
    first, ignored = parse({"club": ["an-evening"], "step": ["3.1"]}, [])
    assert query_of(first, "journal-club", "x")["step"] == ["3"] and not ignored
    assert parse({"step": ["three"]}, [])[0].step == 0 and parse({"step": ["three"]}, [])[1][0].name == "step"
    assert query_of(View(), "journal-club", "x") == {"data": ["x"]}
