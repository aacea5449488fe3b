"""Small evidence bases for tests, and the real one."""

import functools
import json
import os
import shutil
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from dashboard.chrome import controls, figures, header, panels, sidebar, topbar
from dashboard.routes import fast, find
from dashboard.session.kept import Kept
from dashboard.site import page_named
from etl import build
from etl.__main__ import main
from etl.build import make_current, publish, versions
from etl.check import check
from etl.making import Making
from etl.read import read_studies, read_study
from etl.readings.checks import check_readings
from etl.readings.file import read_readings
from etl.searching import read_search
from evidence.database import file_of
from evidence.garbage import settle
from tests import browser, fuzzing  # noqa: F401 (every fuzz of the suite is the same each time)
from tests.browser import _forgotten, _left, chromium, page, server, visitor  # noqa: F401

SHELL = Path(__file__).parent.parent / "dashboard" / "chrome" / "shell.py"
STUDIES = Path(__file__).parent.parent / "data" / "studies"

ALPHA = """\
id: alpha-2001
label: Alpha 2001
title: An invented dose escalation
phase: "1"
design: dose escalation
disease: AML
year: 2001
regimen: {name: drug A, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Alpha A. Invented J 2001;1:1", doi: 10.1000/alpha, seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All enrolled, n: 10, population: enrolled, n_evaluable: 8, mutation: flt3-itd, mutation_n: 9, mutation_of: 10, setting: mixed, transplant: mixed, at: Table 1}
  - {id: relapsed, parent: all, split: prior treatment, kind: subgroup, label: Relapsed, n: 6, setting: relapsed, at: Table 2}
  - {id: refractory, parent: all, split: prior treatment, kind: subgroup, label: Primary refractory, n: 4, setting: refractory, at: Table 2}
  - {id: dl1, parent: all, split: dose level, kind: dose level, label: 200 mg daily, n: 3, dose: 200, dose_unit: mg daily, at: Table 3}
  - {id: dl2, parent: all, split: dose level, kind: dose level, label: 400 mg daily, n: 7, dose: 400, dose_unit: mg daily, at: Table 3}
response:
  - {cohort: all, term: ORR, events: 5, of: 10, percent: 50, population: enrolled, printed: "5 (50%)", at: "Table 2, ORR", source: main, readers: checked}
  - {cohort: all, term: CR, events: 2, of: 10, population: enrolled, printed: "2", at: "Table 2, CR", source: main, readers: checked}
  - {cohort: all, term: CRi, events: 2, of: 10, population: enrolled, printed: "2", at: "Table 2, CRi", source: main, readers: once}
  - {cohort: all, term: PR, events: 1, of: 10, population: enrolled, printed: "1", at: "Table 2, PR", source: main, readers: checked}
  - {cohort: relapsed, term: ORR, events: 2, of: 6, population: subgroup, printed: "2 of 6", at: "Results, para 2", source: main, readers: checked}
  - {cohort: refractory, term: ORR, events: 3, of: 4, population: subgroup, printed: "3 of 4", at: "Results, para 2", source: main, readers: checked}
dlt:
  - {cohort: dl1, term: DLT, events: 0, of: 3, population: dlt-evaluable, window: 28 days, printed: "0", at: "Table 3, 200 mg", source: main, readers: checked}
  - {cohort: dl2, term: DLT, events: 2, of: 6, population: dlt-evaluable, window: 28 days, printed: "2", at: "Table 3, 400 mg", source: main, readers: checked}
"""


#: Files of a few long tests; they begin first, so that no processor waits for the other at the end. Those that look at
#: pages come one after another, with one Chromium.
LONG = ("browser", "replicas", "fuzz", "killed", "bounds", "workers", "unchecked")


#: A disk in memory, and how much room a run of all tests may take there, in bytes.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def pytest_configure() -> None:
    """What tests write lies in memory where there is room: a build waits for the disk more often than it computes."""
    free = shutil.disk_usage(MEMORY).free if os.access(MEMORY, os.W_OK) else 0
    if free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """A test that looks at pages waits half of its time for what a reader would wait for: with twice as many tests as
    processors these are busy all along."""
    return (os.cpu_count() or 1) * 2


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if name in item.path.name), len(LONG)))


def pytest_collection_finish():
    settle()


def pytest_runtest_setup(item):
    if "chromium" not in item.fixturenames:
        browser.leave()


@pytest.fixture(scope="session", autouse=True)
def scanned():
    """Which components are installed is looked up once a process: Streamlit's own test harness would before each run of a
    page, which takes longer than most pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def emptied(tmp_path_factory):
    """A new file begins as a copy of an empty one, which is made once a process: saying what each column holds takes
    longer than the rows of most tests."""
    empty = tmp_path_factory.mktemp("empty") / "evidence.duckdb"
    Making(empty).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "Making", lambda path, like=None: Making(path, like or empty))
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Check and build the study files of a folder, the same files once a process; gives the built file."""
    done: dict[tuple[str, ...], Path] = {}

    def file_for(studies: Path) -> Path:
        texts = tuple(file.read_text(encoding="utf-8") for file in sorted(studies.iterdir()))
        if texts not in done:
            folder, files = tmp_path_factory.mktemp("built"), read_studies(studies)
            assert check(files) == []
            done[texts] = file_of(folder, publish(files, folder)[0])
        return done[texts]

    return file_for


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """What is kept for all readers is made anew in each test, which may have changed how."""
    monkeypatch.setattr(panels, "KEPT", Kept(64_000_000, panels.KEPT.size))
    monkeypatch.setattr(panels, "FOLDS", Kept(64_000_000, panels.FOLDS.size))
    monkeypatch.setattr(fast, "KEPT", Kept(64_000_000))
    monkeypatch.setattr(figures, "KEPT", Kept(64_000_000))
    for around in (sidebar, header, controls, topbar):
        monkeypatch.setattr(around, "KEPT", Kept(32_000_000))


@pytest.fixture
def evidence_of(tmp_path, monkeypatch, built):
    """Publish a base of inline study files and make it the current one; returns its version."""

    def put(*texts: str) -> str:
        studies, folder = tmp_path / "studies", tmp_path / "build"
        for place in (studies, folder):
            place.mkdir(exist_ok=True)
        for text in texts:
            name = text.split("id: ", 1)[1].split("\n", 1)[0]
            (studies / f"{name}.yaml").write_text(text, encoding="utf-8")
        file = built(studies)
        youngest = max([time.time(), *(age + 1 for age in versions(folder).values())])
        os.utime(shutil.copyfile(file, folder / file.name), (youngest, youngest))
        version = file.stem.removeprefix("evidence-")
        make_current(folder, version)
        monkeypatch.setenv("EVIDENCE_BUILD", str(folder))
        return version

    return put


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The version of the real study files, built for this test run."""
    folder = tmp_path_factory.mktemp("build")
    files, read = read_studies(STUDIES), read_readings(STUDIES.parent / "readings")
    assert check(files) == check_readings(read, files) == []
    own = {file.record.id: file.record.search for file in files}
    search, wrong = read_search(STUDIES.parent / "search.yaml", lambda: own)
    assert wrong == []
    version, _ = publish(files, folder, [file.readings for file in read], search)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_BUILD", str(folder))
        yield version


def corrected(folder: Path, events: int) -> str:
    """Publish the real study files with another rate of 28 patients in one of them; returns the version."""
    files = {file.study.id: file for file in read_studies(STUDIES)}
    text, percent = (STUDIES / "borthakur-2020.yaml").read_text(encoding="utf-8"), round(100 * events / 28)
    for today, then in (("percent: 36, of: 28", f"percent: {percent}, of: 28"),
                        ('printed: "response rate was 36%"', f'printed: "response rate was {percent}%"')):  # fmt: skip
        assert text.count(today) == 1
        text = text.replace(today, then)
    folder.mkdir(exist_ok=True)
    other = folder / "borthakur-2020.yaml"
    other.write_text(text, encoding="utf-8")
    files["borthakur-2020"] = read_study(other)
    other.unlink()
    return publish(list(files.values()), folder)[0]


@pytest.fixture
def bench_of(tmp_path):
    """A folder of the invented study as a text has it, its readings and drafts beside it; a call runs a command there."""

    def put(text: str):
        studies = tmp_path / "studies"
        studies.mkdir()
        (studies / "alpha-2001.yaml").write_text(text, encoding="utf-8")

        def run(*command: str) -> int:
            return main([*command, "--studies", str(studies)])

        run.studies, run.readings = studies, tmp_path / "readings"
        run.form = tmp_path / "drafts" / "readings" / "alpha-2001.cd.yaml"
        return run

    return put


@pytest.fixture
def alpha(evidence_of):
    """The invented study alone."""
    return evidence_of(ALPHA)


def visit(name: str, /, **query: str | list[str]) -> AppTest:
    """A page of the current base as somebody sees it who comes by this link; gives the app after its run."""
    app, file = AppTest.from_file(str(SHELL), default_timeout=60), name.replace("-", "_")
    if file != name:  # a page that is not called as its file is known from the second run on
        app.run()
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(f"../../pages/{file}.py").run()
    assert not app.exception
    return app


@pytest.fixture
def open_page(published):
    """Open a page of the real base with a query string; gives the app after its run."""

    def run(name: str, **query: str | list[str]) -> AppTest:
        app = visit(name, **query)
        labels = filters(app) if page_named(name).sidebar else asked(app)
        assert "Mutation" in labels, "the filters are missing"
        return app

    return run


def shown(app: AppTest) -> str:
    """All HTML that a page shows, with plain blanks: sentences, tables, footnotes, folded or not."""
    return "".join(_markup(node) for node in app._tree).replace("\u00a0", " ")


def _markup(node) -> str:
    if node.type == "html":
        return node.proto.body
    if node.type != "bidi_component" or node.proto.component_name != "panel":
        return ""
    told = json.loads(node.proto.bytes)
    fold = told.get("fold", {})
    inside = behind(fold["at"]) if "at" in fold else fold.get("inside", "")
    worked = "".join(said for said, *_ in told.get("computed", {}).get("worked", ()))
    return told.get("answer", "") + told.get("small", "") + inside + worked


def behind(address: str) -> str:
    """What is folded in a panel and fetched when it is opened."""
    answer = TestClient(Starlette(routes=fast.routes)).get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def panels_shown(app: AppTest) -> dict[str, dict]:
    """What the panels of a page tell the browser, by their names."""
    told = [json.loads(one.proto.bytes) for one in app.get("bidi_component") if one.proto.component_name == "panel"]
    return {one["name"]: one for one in told}


def asked(app: AppTest) -> dict[str, dict]:
    """What the lists with which a page is asked, and its choices, tell the browser, by their labels."""
    told = [
        json.loads(one.proto.bytes) for one in app.get("bidi_component") if one.proto.component_name in ("asked", "choices")
    ]
    return {choice["label"]: choice for one in told for choice in one["choices"]}


def fitting(listed: dict, text: str = "") -> list[dict]:
    """The values of a list that its box is offered for a text."""
    return TestClient(Starlette(routes=find.routes)).get(f"{listed['at']}&text={quote(text)}").json()["values"]


def tell(app: AppTest, key: str, event: str, value: object = True) -> AppTest:
    """What the browser does when a component, by its key, tells the page of an event."""
    component = next(one.proto.id for one in app.get("bidi_component") if one.proto.id.endswith(f"-{key}"))
    states = app._tree.get_widget_states()
    said = json.dumps([{"event": event, "value": value}])
    states.widgets.append(WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{component}__events", json_trigger_value=said))
    return app._run(states)


def counted(app: AppTest) -> str:
    """What the filters at the side say of how many match."""
    return _filters(app)["count"]


def filters(app: AppTest) -> dict[str, dict]:
    """What the filters at the side tell the browser, by their labels; the toggles without one stand under their names."""
    return {one["label"] or one["name"]: one for one in _filters(app).get("filters", [])}


def _filters(app: AppTest) -> dict:
    told = next((one.proto.bytes for one in app.get("bidi_component") if one.proto.component_name == "filters"), b"{}")
    return json.loads(told)
