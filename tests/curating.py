"""A bench for tests: a folder of data of its own, and seats at it without a browser."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from curate.folder import SETTING, Folder
from tests.conftest import ALPHA

SCRIPT = Path(__file__).parent.parent / "curate.py"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Folder:
    """A folder of data with one study; seats opened after it sit there."""
    monkeypatch.setenv(SETTING, str(tmp_path))
    before = st.get_option("server.address")
    st._config.set_option("server.address", "127.0.0.1")
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(ALPHA, encoding="utf-8")
    yield Folder(tmp_path)
    st._config.set_option("server.address", before)


def seat(reader: str, step: str, study: str = "alpha-2001") -> AppTest:
    """A browser of somebody at one step of one study."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in {"me": reader, "step": step, "study": study}.items():
        app.query_params[name] = value
    return still(app.run())


def still(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of that name."""
    return still(next(one for one in app.button if one.label == label).click().run())


def words(app: AppTest) -> list[str]:
    """Every sentence that a seat shows."""
    kinds = ("markdown", "caption", "error", "warning", "info", "success", "text")
    return [one.value for kind in kinds for one in app.get(kind)]


def sent(app: AppTest) -> str:
    """All that the browser of a seat was sent, as one text."""
    return "\n".join(str(getattr(one, "proto", "")) for one in app.main) + repr([one.proto for one in _all(app.main)])


def _all(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _all(child)
        elif hasattr(child, "proto"):
            yield child
