"""The choices of a page: endpoint, rows, denominator, interval, and the lists to search in beside them."""

import json
from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.chrome import pickers
from dashboard.chrome.served import component
from dashboard.panel import Page
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.reading import at_once
from dashboard.session.takes import choices_of
from evidence.language import say
from evidence.selection import Choice, View

#: Few short options stand side by side; others fold into a list.
SIDE_BY_SIDE = 4
#: Choices that stand with the filters.
WITH_FILTERS = ("unchecked", "match", "carriers")
#: What is shown of a page stands open however many options it has.
VIEWS = ("show", "part")
#: What is shown, and how much of it, stands before what is asked.
SHOWN = (*VIEWS, "extent")
#: How rows are counted, beside what is asked.
COUNTED = ("rows", "denominator", "interval", "isotonic", "pool", "sort")
#: The lists with which a page is asked.
ASKED = "asked"

#: What the choices of a page tell the browser, by all that decides it. Bounded in bytes.
KEPT: Kept[bytes] = Kept(8_000_000)


def choices(page: Page, here: Frame) -> None:
    """Draw the choices of a page in one row: what is asked stands open, how it is counted folds behind what is chosen."""
    if data := sent(page, here):
        key = f"choices_{here.page}"
        component("choices", "choices.js")(data=data, key=key, on_pressed_change=partial(_pressed, key, here.page))


def sent(page: Page, here: Frame) -> bytes:
    """What the choices send to the browser; nothing of a page that offers none."""
    return KEPT.get(here.all_that_decides(), lambda: _sent(page, here))


def _sent(page: Page, here: Frame) -> bytes:
    offered = _offered(page, here.view)
    asked = [*(_choice(one, here) for one in offered), *_picked(page, here)]
    if not asked:
        return b""
    told = {"name": "choices", "view": at_once(here), "said": _said(here, [one for one in offered if one.name in COUNTED]),
            "choices": asked}  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


def _picked(page: Page, here: Frame) -> list[dict[str, object]]:
    """The drug, and the arms where they stand beside each other."""
    if "arm" not in page.takes:
        return []
    return [pickers.drug(page, here), *([pickers.arms(here)] if here.view.choice("show") == "effects" else [])]


def offer(here: Frame, asked: Sequence[dict[str, object]], way: tuple[str, str] | None = None) -> None:
    """Lists as the question of a page, and the `way` (words, address) that leads on with what is chosen."""
    told = json.dumps({"choices": asked, "way": way}, ensure_ascii=False).encode()
    component("asked", "choices.js")(data=told, key=ASKED, on_pressed_change=partial(_pressed, ASKED, here.page))


def _offered(page: Page, view: View) -> list[Choice]:
    acting = page.acting(view) if page.acting else None
    offered = [
        choice
        for choice in choices_of(page.name)
        if choice.name not in WITH_FILTERS and (acting is None or choice.name in (*acting, *COUNTED))
    ]
    return sorted(offered, key=lambda choice: choice.name not in SHOWN)


def _said(here: Frame, counted: list[Choice]) -> str:
    """What is chosen: 'Rows: Whole cohorts · Denominator: As printed · …'; what is off goes unsaid."""
    chosen = ((choice, here.view.choice(choice.name)) for choice in counted)
    return " · ".join(
        say("{choice}: {option}", choice=choice.label, option=choice.options[code])
        for choice, code in chosen
        if code != "off"
    )


def _choice(choice: Choice, here: Frame) -> dict[str, object]:
    kind = "list" if len(choice.options) > SIDE_BY_SIDE and choice.name not in VIEWS else "radios"
    return {"name": choice.name, "label": choice.label, "options": list(choice.options.items()), "kind": kind,
            "chosen": [here.view.choice(choice.name)], "counted": choice.name in COUNTED}  # fmt: skip


def _pressed(key: str, page: str) -> None:
    link.press(st.session_state[key].pressed, settable(page))


def settable(page: str) -> tuple[str, ...]:
    """The choices that a press on a page may set."""
    return (*WITH_FILTERS, *(choice.name for choice in choices_of(page)))
