"""Decide: two readings side by side with their source; what agrees is taken by itself, a third decides what differs."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st
from pydantic import ValidationError

from curate.aside import chosen, looked_up, shown
from curate.blind import readers_of, unfinished
from curate.folder import Folder, Seat
from curate.inputs import choice, literal, pressed, text
from curate.kept import Overtaken, digest, put_all
from curate.source import Line
from curate.spoken import complain, say, spoken
from curate.streamlit_internals import unbroken
from etl.read import StudyFile, read_study
from etl.readings.checks import OTHERWISE, said
from etl.readings.form import read_form
from etl.readings.judged import own_answers
from etl.readings.work import Refused, Side, own_reading, ruled, stored, taken_up
from evidence import vocabulary
from evidence.readings import NUMBERS, Decision, Noted, Reader, Readings, agree

TAKE = {"neither": "other numbers", "discrepancy": "a discrepancy of the literature", "left out": "left out"}
_NEW = "Initials without a form stand for the study file: what the one who entered it read."


def show(seat: Seat) -> None:
    st.markdown(f"## {seat.study}, decided by {seat.reader}")
    path = seat.folder.study(seat.study)
    if not path.exists():
        st.info("This is a draft: nobody has read it a second time.")
        return
    file = read_study(path)
    if file.study is None:
        st.error("The study file has problems; `python -m etl check` names them.")
        return
    spoken("decide")
    if not _compare(seat, file):
        return
    if seat.folder.reading(seat.study).exists():
        left, right = st.columns([4, 7], gap="large")
        with left:
            st.markdown("### Source")
            found = chosen(seat.folder, [one.model_dump() for one in file.study.sources], f"source/{seat.study}")
            lines = shown(found, f"source/{seat.study}", {}, "", lambda *_: None) if found else []
        with right:
            _differences(seat, stored(seat.folder.reading(seat.study)), lines)


def _compare(seat: Seat, file: StudyFile) -> bool:
    """Which two readings; whether both are done, so that they may be seen."""
    forms = readers_of(seat.folder, seat.study)
    if not forms:
        st.info("Nobody has begun a second reading; that is done under Read blind.")
        return seat.folder.reading(seat.study).exists()
    open_ = {one: left for one in forms if (left := unfinished(seat.folder, seat.study, one))}
    if open_:
        far = "; ".join(f"{one}: {waiting.answered} of {waiting.asked} lines answered" for one, waiting in open_.items())
        st.info(f"Nobody sees what others have read before all are done. {far}.")
        return False
    first, as_, second, go = st.columns([2, 2, 2, 1], vertical_alignment="bottom")
    with second:
        other = choice("Second reader", "decide/second", forms[0], {one: one for one in forms})
    with first:
        known = next((one for one in forms if one != other), "")
        one = text("First reader", "decide/first", known, help=_NEW)
    with as_:
        kinds = {found.code: found.label for found in vocabulary.READER.values()}
        kind = choice("Kind of first reader", "decide/kind", "person", kinds, disabled=one in forms)
    asked, whole = (seat.folder, file, _marks(seat)), one and kind and other
    go.button("Compare", disabled=not whole, on_click=_taken_up, args=asked, type="primary")
    return True


def _marks(seat: Seat) -> dict[Path, str | None]:
    """Which bytes the two files hold that a decision changes, as they are shown."""
    paths = (seat.folder.reading(seat.study), seat.folder.study(seat.study))
    return {path: digest(path) for path in paths}


@unbroken()
def _taken_up(folder: Folder, file: StudyFile, marks: dict) -> None:
    def step() -> str:
        kind = pressed("decide/kind")
        one, other = (_side(folder, file, pressed(key), kind) for key in ("decide/first", "decide/second"))
        found, after = taken_up(folder.studies, file.record.id, one, other)
        put_all(after.texts(folder.studies), marks)
        alone = "; ".join(f"only {noted.reader}: {noted.fact}: {_told(noted)}" for noted in found.alone)
        same, differ = len(found.same), len(found.differ)
        return f"{same} agree and are taken, {differ} differ, {len(found.alone)} read by one. {literal(alone)}"

    _do(step)


def _side(folder: Folder, file: StudyFile, reader: str, kind: str) -> Side:
    path = folder.form(file.record.id, reader)
    if not path.exists():
        by = Reader(id=reader, kind=kind, date=date.today().isoformat())
        return Side(by, own_reading(file, reader), own_answers(file.record, reader))
    form, problems = read_form(path)
    if form is None:
        raise Refused("\n".join(map(str, problems)))
    return Side(*form.reading(), form.answered())


def _do(step: Callable[[], str]) -> None:
    """Take a step, and say what it gave or why it was not taken."""
    try:
        say("decide", step())
    except ValidationError as fault:
        first = fault.errors()[0]
        complain("decide", f"{'.'.join(map(str, first['loc']))}: {first['msg']}; given {first['input']!r}")
    except (Refused, Overtaken, OSError) as fault:
        complain("decide", str(fault))


def _differences(seat: Seat, readings: Readings, lines: list[Line]) -> None:
    pairs = {fact: noted for fact, noted in readings.by_fact().items() if len(noted) > 1}
    differ = {fact: noted for fact, noted in pairs.items() if not agree(*noted[:2])}
    known = readings.decided()
    st.markdown(
        f"{len(pairs)} figures read by two, {len(differ)} differ, {len(differ.keys() & known.keys())} of them decided."
    )
    for fact, noted in differ.items():
        with st.container(border=True, key=f"differ-{fact.replace('/', '-')}"):
            st.markdown(f"**{literal(fact)}**")
            for place, one in zip(st.columns(2), noted[:2], strict=True):
                with place:
                    st.markdown(f"{one.reader}: {literal(_told(one))}")
                    if one.at:
                        st.caption(literal(one.at))
                    if words := looked_up(lines, one.numbers(), one.at or fact.replace("/", " ")):
                        st.caption(literal(words))
                    if one.note:
                        st.caption(literal(one.note))
            if decision := known.get(fact):
                how = f"{literal(_chosen(decision))}. {literal(decision.why)}"
                st.markdown(f"Decided by {decision.by} on {decision.date}: {how}")
            elif seat.reader in [one.reader for one in noted]:
                st.caption("You are one of the two who differ; a third decides.")
            else:
                _decision(seat, fact, noted)


def _told(noted: Noted) -> str:
    if noted.found != "printed":
        return vocabulary.FOUND[noted.found].label.lower()
    return f"{said(noted.numbers())} (“{noted.printed}”)"


def _chosen(decision: Decision) -> str:
    return said(decision.numbers()) if decision.numbers() else TAKE.get(decision.chosen, decision.chosen)


def _decision(seat: Seat, fact: str, noted: tuple[Noted, ...]) -> None:
    key = f"decide/{fact}"
    options = {one.reader: one.reader for one in noted if one.found == "printed"} | {one: TAKE[one] for one in OTHERWISE}
    take = st.radio("Take", list(options), format_func=options.__getitem__, index=None, key=f"{key}/take", horizontal=True)
    if take == "neither":
        for place, name in zip(st.columns(len(NUMBERS)), NUMBERS, strict=True):
            with place:
                text(name, f"{key}/{name}", "")
    why = text("Reason, in your own words", f"{key}/why", "")
    decide = partial(_ruled, seat, fact, key, _marks(seat))
    st.button("Decide", key=f"{key}/go", disabled=not (take and why), on_click=decide)


@unbroken()
def _ruled(seat: Seat, fact: str, key: str, marks: dict) -> None:
    def step() -> str:
        today, take = date.today().isoformat(), pressed(f"{key}/take")
        given = {"fact": fact, "by": seat.reader, "date": today, "chosen": take, "why": pressed(f"{key}/why")}
        if take == "neither":
            given |= {name: number for name in NUMBERS if (number := pressed(f"{key}/{name}"))}
        decision = Decision.model_validate(given)
        by = Reader(id=seat.reader, kind=seat.kind, date=today)
        put_all(ruled(seat.folder.studies, seat.study, decision, by).texts(seat.folder.studies), marks)
        return f"{fact}: decided."

    _do(step)
