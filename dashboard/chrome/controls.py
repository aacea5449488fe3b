"""The choices of a page: endpoint, rows, denominator, interval."""

import json
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.chrome.served import component
from dashboard.panel import Page
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.reading import at_once
from dashboard.session.takes import choices_of
from evidence.cohorts import Key, cohorts, key
from evidence.language import say
from evidence.selection import Choice, View
from evidence.vocabulary import DRUG

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
    if not offered:
        return b""
    told = {"name": "choices", "view": at_once(here), "said": _said(here, [one for one in offered if one.name in COUNTED]),
            "choices": [_choice(one, here) for one in offered]}  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


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
    listed = len(choice.options) > SIDE_BY_SIDE and choice.name not in VIEWS
    return {"name": choice.name, "label": choice.label, "options": list(choice.options.items()),
            "chosen": here.view.choice(choice.name), "listed": listed, "counted": choice.name in COUNTED}  # fmt: skip


def _pressed(key: str, page: str) -> None:
    link.press(st.session_state[key].pressed, settable(page))


def settable(page: str) -> tuple[str, ...]:
    """The choices that a press on a page may set."""
    return (*WITH_FILTERS, *(choice.name for choice in choices_of(page)))


def pick_drug(frame: Frame, printing: Callable[[str, View], AbstractSet[Key]]) -> None:
    """One drug whose regimens the page shows; offered are those of cohorts that print something on its question."""
    with told():
        _pick_drug(frame, printing(frame.base, frame.view))


def _pick_drug(frame: Frame, printing: AbstractSet[Key]) -> None:
    given = {
        drug for row in cohorts(frame.base) if key(row) in printing for drug in row["drugs"] if row["role"] != "control"
    }
    offered = ["", *(code for code in DRUG if code in given)]
    chosen = frame.view.chosen("drug")
    st.session_state.picked_drug = chosen[0] if len(chosen) == 1 and chosen[0] in offered else ""
    st.selectbox(say("Regimens with"), offered, format_func=lambda code: DRUG[code].label if code else say("any drug"),
                 key="picked_drug", on_change=_drug_picked, width=210)  # fmt: skip


def _drug_picked() -> None:
    picked = st.session_state.picked_drug
    link.set_filter("drug", (picked,) if picked else ())
