"""Drafts that nobody has checked: a level of their own, in no view unless asked for, marked wherever they stand."""

import csv
import io
import json
import re
from pathlib import Path

import duckdb
import pytest

from dashboard.chrome import sidebar
from dashboard.exports import tables
from dashboard.exports.forms import FORMS
from dashboard.session.reading import of_page, press, read, with_these
from dashboard.site import PAGES, WITH_DATA, page_named
from etl import build as building
from etl.__main__ import main
from etl.unchecked import LIST
from evidence import database
from evidence.cohorts import asked
from evidence.language import speaking
from evidence.questions.in_short import words as in_short
from evidence.questions.pooling.numbers import pooling
from evidence.questions.response.numbers import rates
from evidence.questions.study.numbers import record
from evidence.selection import View
from evidence.wording.reasons import words
from evidence.wording.selection import left_out
from tests.conftest import ALPHA
from tests.test_slides import charts, opened
from tests.test_slides import words as words_of

#: What an import leaves: blanks where nobody may guess, figures that nobody has read.
DELTA = """\
id: delta-2031
label: Delta 2031
title:
phase:
design:
disease:
year: 2031
regimen: {name: , group: , drugs: []}
sources:
  - {id: registry, kind: registry, citation: "A registry NCT09999999", registry: NCT09999999, seen: }
cohorts:
  - {id: all, kind: all, label: All arms, n: 40, mutation: , setting: , transplant: , at: "Baseline, Total"}
  - {id: arm, kind: arm, label: Arm I, n: 20, mutation: flt3-itd, setting: , transplant: , at: "Flow, FG000"}
  - {id: lost, kind: , label: Class of outcome, n: , mutation: , setting: , transplant: , at: "Outcome 3, OG001"}
response:
  - {cohort: arm, term: ORR, events: 12, of: 20, population: treated, printed: 12, at: "Outcome 1", source: registry, readers: 0}
  - {cohort: arm, term: CR, events: 21, of: 20, population: treated, printed: 21, at: "Outcome 1", source: registry, readers: 0}
  - {cohort: lost, term: CR, events: 2, of: 20, population: treated, printed: 2, at: "Outcome 3", source: registry, readers: 0}
time_to_event:
  - {cohort: arm, term: OS, of: 20, statistic: median, value: 9, unit: months, printed: 9, at: "Outcome 2", source: registry, readers: 0}
toxicity:
  - {cohort: arm, term: nausea, grade: any, events: 7, of: 20, population: treated, printed: 7, at: "Other", source: registry, readers: 0}
dlt:
  - {cohort: arm, term: DLT, events: 1, of: 20, population: dlt-evaluable, window: 28 days, printed: 1, at: "Outcome 4", source: registry, readers: 0}
mortality:
  - {cohort: arm, term: died, events: 3, of: 20, population: treated, printed: 3, at: "Deaths", source: registry, readers: 0}
"""
#: Of the same trial as a checked study; no text at all; of a file of another name; with a link that leads nowhere.
TWICE = DELTA.replace("delta-2031", "twice-2031").replace(
    "registry: NCT09999999", "registry: NCT09999997, doi: 10.1000/alpha"
)
OTHER = DELTA.replace("delta-2031", "other-2031").replace("NCT09999999", "NCT09999998")
LINKED = OTHER.replace("label: Arm I,", "label: Arm I, same_patients_as: [nobody-1999/all],")
MARK = {"en": " (not checked)", "zh": "（未经人工核对）"}


class Folder:
    """A folder of one checked study and of drafts, and what is built of it."""

    def __init__(self, place: Path) -> None:
        self.place, self.built = place, place / "build"
        self.put("studies/alpha-2001", ALPHA)

    def put(self, name: str, text: str | None) -> None:
        path = self.place / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8") if text is not None else path.unlink()

    def drafts(self, **texts: str | None) -> "Folder":
        for name, text in texts.items():
            self.put(f"drafts/unchecked/{name.replace('_', '-')}", text)
        return self

    def build(self, *how: str, to: str = "build") -> str:
        assert main(["build", "--studies", str(self.place / "studies"), "--to", str(self.place / to), *how]) == 0
        return database.named(self.place / to)

    def left(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((self.built / LIST).read_text())))


def rows(path: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(path, read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: con.execute(f"select * from {name} order by all").fetchall() for name in names}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "build"))
    return Folder(tmp_path)


@pytest.fixture
def version(folder):
    return folder.drafts(delta_2031=DELTA).build()


def reading(page: str, **query: str):
    return of_page(read(page, {name: [value] for name, value in query.items()}))


def test_what_a_draft_cannot_say_is_left_out_with_its_line_and_its_reason(folder, capsys):
    plain = folder.build(to="plain")
    folder.drafts(delta_2031=DELTA, twice_2031=TWICE, broken="id: broken\n- no\n", misnamed=OTHER, other_2031=LINKED)
    assert folder.build() == plain, "the checked version is the same whatever the drafts are"
    (file,) = database.unchecked_files(folder.built, plain)
    with duckdb.connect(file, read_only=True) as con:
        studies = dict(con.execute("select study_id, unchecked from study").fetchall())
        facts = con.execute(
            "select term, reading, readers from fact where study_id = 'delta-2031' order by place"
        ).fetchall()
    assert studies == {"alpha-2001": False, "delta-2031": True}
    assert facts == [(term, "0", 0) for term in ("ORR", "OS", "nausea", "DLT", "died")]
    left = {(row["draft"], row["what"]): row["why"] for row in folder.left()}
    assert left.keys() == {
        ("broken", "file"), ("misnamed", "file"), ("other-2031", "file"), ("twice-2031", "file"),
        ("delta-2031", "cohorts.0.id"), ("delta-2031", "cohorts.2.kind"), ("delta-2031", "response.1.events"),
        ("delta-2031", "response.2.cohort"),
    }  # fmt: skip
    assert "alpha-2001" in left["twice-2031", "file"] and "nobody-1999/all" in left["other-2031", "file"]
    said = capsys.readouterr().out
    assert "not checked: 1 of 5 drafts" in said and "4 drafts and 4 lines were left out" in said


CHANGES = [
    {"drafts/unchecked/other-2031": OTHER},
    {"drafts/unchecked/delta-2031": DELTA.replace("year: 2031", "year: 2030")},
    {"studies/alpha-2001": ALPHA.replace("year: 2001", "year: 2002")},
    {"studies/alpha-2001": ALPHA.replace("10.1000/alpha", "10.1000/alpha, registry: NCT09999999")},
    {"studies/alpha-2001": ALPHA, "drafts/unchecked/other-2031": None},
    {"drafts/unchecked/twice-2031": "nothing"},
]


def test_a_build_of_changes_is_a_whole_build(folder):
    folder.drafts(delta_2031=DELTA, twice_2031=TWICE).build()
    for change in CHANGES:
        for name, text in change.items():
            folder.put(name, text)
        checked = folder.build("--changed")
        left, (quick, *_) = folder.left(), database.unchecked_files(folder.built, checked) or [None]
        folder.build()
        (whole, *_) = database.unchecked_files(folder.built, checked) or [None]
        assert (quick, left) == (whole, folder.left()), change
        assert folder.build("--changed", to="again") == checked
        (again, *_) = database.unchecked_files(folder.place / "again", checked) or [None]
        assert (quick and rows(quick)) == (again and rows(again)), change


def test_drafts_go_where_none_are_left_and_nothing_is_said_of_them(folder, version, capsys):
    assert database.unchecked_files(folder.built, version)
    capsys.readouterr()
    assert folder.drafts(delta_2031=None).build() == version
    assert not database.unchecked_files(folder.built) and "not checked" not in capsys.readouterr().out
    found = reading("response", unchecked="yes")
    assert found.version == version and [one.name for one in found.ignored] == ["unchecked"]


def everything(**query: str) -> dict[str, object]:
    """All that the pages say of a view, on the screen and in files."""
    said = {}
    for page in PAGES:
        found = reading(page.name, **query)
        here = found.frame()
        said[page.name, "answers"] = re.sub(" at 0x[0-9a-f]+", "", repr(list(page.every(here))))
        if page in WITH_DATA:
            said[page.name, "file"] = FORMS["json"][2](found, "")
    return said


def tables_of(found) -> list[dict[str, object]]:
    page, here = page_named(found.page), found.frame()
    return [row for one in page.every(here) if one.table for row in tables.listed(one.name, one.table, found)]


@pytest.mark.parametrize("query", [{}, {"mutation": "flt3-itd"}, {"lang": "zh"}, {"match": "exact", "pool": "on"}])
def test_no_view_that_does_not_ask_for_drafts_knows_of_them(folder, version, query):
    with_them = everything(**query)
    folder.drafts(delta_2031=None).build()
    assert everything(**query) == with_them


@pytest.mark.parametrize("lang", MARK)
def test_wherever_a_draft_stands_it_is_marked(version, lang):
    with speaking(lang):
        seen = 0
        for page in PAGES:
            found = reading(page.name, unchecked="yes")
            here = found.frame()
            for one in page.every(here):
                said = repr(one)
                seen += said.count("Delta 2031")
                assert said.count("Delta 2031") == said.count(f"Delta 2031{MARK[lang]}"), (page.name, one.name)
            for row in tables_of(found):
                is_draft = "delta-2031" in (str(row["study_id"]), *(name.split("/")[0] for name in row["fact_id"] or ()))
                assert row["unchecked"] == ("yes" if is_draft else "no"), (page.name, row)
        assert seen > 20


def test_the_card_of_a_draft_says_of_no_arm_that_it_is_a_control_or_not(version):
    with_drafts = reading("response", unchecked="yes").version
    said = {row["what"]: row["said"] for row in in_short.card(record(with_drafts, "delta-2031")).records}
    assert said["Compared with"] == said["Given"] == "not stated"


def test_a_sentence_says_how_many_rows_nobody_has_checked(version):
    here = reading("response", unchecked="yes", endpoint="overall").frame()
    answer = page_named("response").named("response", here).answer.text
    assert answer.endswith("1 of 2 rows is not checked by hand.")
    plain = page_named("response").named("response", reading("response", endpoint="overall").frame()).answer.text
    assert "not checked" not in plain


def test_nothing_is_pooled_that_nobody_has_checked(version):
    found = reading("response", unchecked="yes", pool="on", endpoint="overall")
    every = rates(found.base, found.view).items
    pooled = pooling(every, found.view, found.base)
    went_in = {row.cohort["study_id"] for row in (*pooled.rows, *pooled.left_out, *pooled.untreated)}
    assert {row.cohort["study_id"] for row in every} == {"alpha-2001", "delta-2031"} and went_in == {"alpha-2001"}


def test_the_switch_is_there_where_drafts_are_and_changes_the_version_that_is_asked(folder, version):
    def switch(found) -> dict:
        told = json.loads(sidebar.sent(page_named(found.page), found.frame()))
        return next((one for one in told["filters"] if one["name"] == "unchecked"), {})

    off = reading("response")
    assert "(1)" in switch(off)["values"][0]["words"] and switch(off)["chosen"] == []
    on = press(off, {"unchecked": ["yes"]}, ("unchecked",))
    assert on.version != version and switch(on)["chosen"] == ["yes"]
    assert on.query()["unchecked"] == ["yes"] and on.query()["data"] == [on.version] and "unchecked" not in off.query()
    assert reading("response", data=on.version, unchecked="yes").version == on.version
    assert press(on, {"unchecked": ["no"]}, ("unchecked",)).version == version
    assert reading("response", data=on.version).version == version, "without the switch a link is of the checked version"
    folder.drafts(delta_2031=None).build()
    assert switch(reading("response")) == {}


def test_a_link_to_a_draft_says_what_it_is_and_leads_on(version):
    found = read("study", {"study": ["delta-2031"]})
    assert found.version == version and found.view.chosen("study") == ()
    assert "nobody has checked" in words(found.ignored[0].why)
    query = dict(re.findall(r"(\w+)=([^&]*)", with_these(found)))
    assert query["unchecked"] == "yes" and query["study"] == "delta-2031" and query["data"] != version


def test_old_versions_go_by_bytes_too_but_for_the_one_before(folder, monkeypatch):
    monkeypatch.setattr(building, "KEPT_BYTES", 1)
    for year in range(2001, 2005):
        folder.put("studies/alpha-2001", ALPHA.replace("year: 2001", f"year: {year}"))
        folder.drafts(delta_2031=DELTA).build()
    kept = building.versions(folder.built)
    assert len(kept) == 2 and database.file_of(folder.built, database.named(folder.built)) in kept
    assert {database.parts_of(path)[0] for path in database.unchecked_files(folder.built)} == {
        path.stem.removeprefix("evidence-") for path in kept
    }


def test_a_draft_never_takes_the_place_of_a_checked_study(folder, monkeypatch):
    others = {
        f"other_{n}": OTHER.replace("other-2031", f"other-{n}").replace("NCT09999998", f"NCT0999990{n}") for n in (1, 2)
    }
    folder.drafts(delta_2031=DELTA, **others).build()
    monkeypatch.setattr(asked, "WHOLE", 10)
    monkeypatch.setattr(asked, "STUDIES", 1)
    found = reading("response", unchecked="yes", endpoint="overall")
    assert found.base.studies == ("alpha-2001", "delta-2031") and (found.base.fitting, found.base.checked) == (3, 1)
    assert "All checked studies are looked at; of 3 records not checked that fit the filters the 1" in left_out(found.base)
    assert {row["extent"] for row in tables_of(found)} == {"2 of 4"}
    compared = asked.base_of(found.version, View({"mutation": ("flt3-itd",)}, regimens=("sorafenib",)))
    assert "alpha-2001" in compared.studies and compared.shown <= 1


@pytest.mark.parametrize("query", [{}, {"level": "registry record"}])
def test_of_the_drafts_those_that_print_what_a_page_asks_come_first(folder, monkeypatch, query):
    silent = re.sub("response:\n.*?(?=time_to_event)", "", OTHER, flags=re.DOTALL).replace("n: 20", "n: 90")
    folder.drafts(delta_2031=DELTA, other_2031=silent).build()
    monkeypatch.setattr(asked, "WHOLE", 10)
    monkeypatch.setattr(asked, "STUDIES", 1)
    for page, draft in (("response", "delta-2031"), ("toxicity", "other-2031"), ("overview", "other-2031")):
        found = reading(page, unchecked="yes", **query)
        assert found.base.studies == found.frame().base.studies == ("alpha-2001", draft), page


def test_a_slide_marks_what_nobody_has_checked(version):
    made = opened("response", unchecked="yes", endpoint="overall")
    said = "\n".join(words_of(slide) for slide in made.slides)
    drawn = [name for chart in charts(made) for plot in chart.plots for name in map(str, plot.categories)]
    assert said.count("Delta 2031") == said.count("Delta 2031 (not checked)") > 0
    assert "1 of 2 rows is not checked by hand." in said and "with records not checked by hand" in said
    assert all("(not checked)" in name for name in drawn if "Delta 2031" in name)


def test_replicas_get_the_drafts_of_a_version_and_lose_them_with_it(folder, version):
    replica = folder.place / "replica"
    for texts, held in (({}, 1), ({"delta_2031": None}, 0)):
        folder.drafts(**texts).build()
        assert main(["publish", "--from", str(folder.built), str(replica)]) == 0
        assert [path.name for path in database.unchecked_files(replica)] == [
            path.name for path in database.unchecked_files(folder.built)
        ]
        assert len(database.unchecked_files(replica)) == held and database.named(replica) == version
