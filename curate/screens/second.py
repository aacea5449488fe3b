"""Read blind: what stands where, without what anybody has read there; each answer is in the form as soon as it is left."""

from datetime import date
from functools import partial

import streamlit as st

from curate.aside import chosen, looked_up, shown
from curate.blind import ANSWER, answered, lines_in, proposed, row_of, waiting, with_answers, with_fact
from curate.choices import labelled, meaning, meanings
from curate.component import explain, propose, propose_no_more, send_to, told_of, untyped
from curate.edits import Unchanged
from curate.folder import Seat
from curate.inputs import choice, literal, pressed, text
from curate.kept import Kept
from curate.shown import Shown
from curate.source import Line
from curate.spoken import spoken
from curate.streamlit_internals import unbroken
from etl.read import read_study
from etl.readings.form import UNASKED, blank, read_form
from etl.readings.work import save
from evidence import vocabulary
from evidence.printed import numbers_in
from evidence.readings import NUMBERS
from evidence.records import Study

#: What says which figure a further line is for.
_FURTHER = ("cohort", "domain", "term", "grade", "statistic", "window")
#: So many lines are asked at once.
PAGE = 6


def show(seat: Seat) -> None:
    st.markdown(f"## {seat.study}, read blind by {seat.reader}")
    if not seat.folder.study(seat.study).exists():
        st.info("This is a draft: it can be read a second time once it is among the studies.")
        return
    study = read_study(seat.folder.study(seat.study)).study
    if study is None:
        st.error("The study file has problems; `python -m etl check` names them.")
        return
    path = seat.folder.form(seat.study, seat.reader)
    if not path.exists():
        st.markdown("A line for every figure: its patients, its term, its place. What others have read is not shown.")
        if st.button("Begin", type="primary"):
            save(path, blank(study, seat.reader, seat.kind, date.today()))
            st.rerun()
        return
    left, right = st.columns([4, 7], gap="large")
    with left:
        st.markdown("### Source")
        sources = [source.model_dump() for source in study.sources]
        now, form = Shown.now(partial(Kept.opened, path), f"blind/{path.stem}")
        if _typed_what_waits(now):
            now, form = Shown.now(partial(Kept.opened, path), now.key)
        lines = _source(seat, sources, form, now)
    with right:
        spoken(now.key)
        _form(now, form, study, lines)


def _typed_what_waits(now: Shown) -> bool:
    """What was proposed for lines that were left before the browser could type it goes into their blank fields.

    Nobody types there any more, and all that was typed there has been told.
    """
    page = st.session_state.get(f"{now.key}/page", 1)
    left = {key: values for key, values in untyped(f"{now.key}/").items() if int(key.split("/")[-1]) // PAGE + 1 != page}
    for key, values in left.items():
        propose_no_more(key)
        now.write(partial(_with_blanks, int(key.split("/")[-1]), values))
    return bool(left)


def _with_blanks(at: int, values: dict[str, str], form: str) -> str:
    line = lines_in(form)[at]
    return with_answers(form, at, {field: value for field, value in values.items() if not line.get(field)})


def _source(seat: Seat, sources: list[dict], form: Kept, now: Shown) -> list[Line]:
    """The source beside the form, at the numbers of the line at hand."""
    key = f"source/{seat.study}"
    file, at, asked = chosen(seat.folder, sources, key), st.session_state.get(f"{now.key}/hand", 0), lines_in(form.text)
    if file is None:
        return []
    line = asked[min(at, len(asked) - 1)]
    told = partial(_selected, now, at)
    return shown(file, key, _numbers(line), str(line.get("asked") or ""), told)


def _selected(now: Shown, at: int, printed: str, place: str) -> None:
    """Characters that were selected in the source go into the line at hand, with their place."""
    if not now.write(lambda form: with_answers(form, at, {"at": place}), lambda form: row_of(form, at)):
        return
    st.session_state[f"{now.key}/page"] = at // PAGE + 1
    propose(f"{now.key}/{at}", {"printed": printed}, over=True)


def _numbers(line: dict) -> dict[str, float]:
    return {name: found[0] for name in NUMBERS if (found := numbers_in(str(line.get(name) or "")))}


def _not_printed(line: dict) -> str:
    """Numbers of a line that its own printed characters do not hold; N stands in the head of its table as a rule."""
    held = numbers_in(str(line.get("printed") or ""))
    given = _numbers(line) if held else {}
    return ", ".join(f"{name} {number:g}" for name, number in given.items() if name != "of" and number not in held)


def _form(now: Shown, form: Kept, study: Study, source: list[Line]) -> None:
    asked, far = lines_in(form.text), waiting(form.text)
    st.caption(f"{far.answered} of {far.asked} lines are answered. Leave a number blank that is not printed.")
    st.button("Undo", disabled=not form.steps, on_click=_back, args=(now,), shortcut="Ctrl+Shift+Z")
    _, problems = read_form(form.path)
    key = f"blind/{form.name}"
    pages = max(1, -(-len(asked) // PAGE))
    st.session_state[f"{key}/page"] = min(st.session_state.get(f"{key}/page", 1), pages)
    page = st.selectbox("Lines", range(1, pages + 1), key=f"{key}/page", format_func=_from)
    kinds = _rates(study)
    for at in range((page - 1) * PAGE, min(page * PAGE, len(asked))):
        with st.container(border=True, key=f"asked-{at}"):
            _line(now, f"{key}/{at}", at, asked[at], kinds.get(str(asked[at].get("fact"))), source)
            for problem in problems:
                if problem.field.split(".")[:2] == ["figures", str(at)]:
                    st.markdown(f":red[{literal(problem.message)}]")
    if page < pages:
        st.button("Next lines", on_click=_turn, args=(key, page + 1), type="primary", shortcut="Ctrl+Enter")
    elif far.done:
        st.success("All is answered. What you and the other reader found can be compared under Decide.")
    _further(now, study)
    with st.expander("What the fields mean"):
        st.table(meanings("response", (*NUMBERS, "printed", "found", "note")))


@unbroken()
def _back(now: Shown) -> None:
    propose_no_more(*untyped(f"{now.key}/"))
    now.do(Kept.undo)


@unbroken()
def _turn(key: str, page: int) -> None:
    st.session_state[f"{key}/page"] = page
    st.session_state[f"{key}/hand"] = (page - 1) * PAGE
    send_to(key, (page - 1) * PAGE, "printed")


def _from(page: int) -> str:
    """What a page of lines is called, however many lines there come to be."""
    return f"from {(page - 1) * PAGE + 1}"


def _rates(study: Study) -> dict[str, bool]:
    """Whether a figure is a rate, by its name: a rate asks for other numbers than a median."""
    names = (name.partition("/")[2] for name in study.fact_ids)
    return {name: figure.statistic is None for name, (_, _, figure) in zip(names, study.figures(), strict=True)}


def _line(now: Shown, key: str, at: int, line: dict, rate: bool | None, source: list[Line]) -> None:
    st.markdown(f"{at + 1}\\. {literal(str(line.get('asked') or line.get('fact')))}")
    fields = [one for one in ANSWER if rate is None or one not in UNASKED[rate] or line.get(one)]
    for place, field in zip(st.columns([2 if one in ("printed", "note") else 1 for one in fields]), fields, strict=True):
        with place:
            told = partial(_told, now, at, line, field, rate)
            value = str(line.get(field) or "")
            explain(f"{key}/{field}", meaning("response", field, value))
            if field == "found":
                choice(field, f"{key}/{field}", value, labelled(vocabulary.FOUND), told, placeholder="printed")
            else:
                text(field, f"{key}/{field}", value, told)
    if away := _not_printed(line):
        st.markdown(f":red[Not among the printed characters: {literal(away)}]")
    if answered(line) and (said := looked_up(source, _numbers(line), str(line.get("asked") or ""))):
        st.caption(literal(said))


def _told(now: Shown, at: int, line: dict, field: str, rate: bool | None, typed: str) -> None:
    st.session_state[f"{now.key}/hand"] = at
    told_of(f"{now.key}/{at}", field)
    taken = now.write(lambda form: with_answers(form, at, {field: typed}), lambda form: row_of(form, at))
    if taken and field == "printed":
        propose(f"{now.key}/{at}", proposed(line, typed, rate))


def _further(now: Shown, study: Study) -> None:
    """A line for a figure that stands in the source and not on the form."""
    with st.expander("A figure that is not on the form"):
        cohorts = {one.id: f"{one.id} · {one.label}" for one in study.cohorts}
        domains = {code: one.label for code, one in vocabulary.DOMAIN.items()}
        what = {"cohort": choice("cohort", "further/cohort", "", cohorts)}
        domain = choice("domain", "further/domain", "", domains)
        what["term"] = choice("term", "further/term", "", labelled(vocabulary.TERM[domain])) if domain else ""
        what["grade"] = choice("grade", "further/grade", "", labelled(vocabulary.GRADE))
        what["statistic"] = choice("statistic", "further/statistic", "", labelled(vocabulary.STATISTIC))
        what["window"] = text("window", "further/window", "")
        given = {name: one for name, one in what.items() if one}
        ready = bool(domain and given.get("cohort") and given.get("term"))
        st.button("Add this line", disabled=not ready, on_click=_add, args=(now, study.id, domain, given))


def _add(now: Shown, study: str, domain: str, what: dict[str, str]) -> None:
    """Add the line that was seen; a change that came with the press is seen first."""

    def added(form: str) -> str:
        held = {name: one for name in _FURTHER if (one := pressed(f"further/{name}"))}
        if held != {"domain": domain, **what}:
            raise Unchanged("Your last change came with the press: look at the line as it is now, then add it.")
        return with_fact(form, study, domain, what)

    now.write(added)
