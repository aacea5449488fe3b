"""The evidence map: regimen class by setting; in a square those treated, and the others of its arms beside them."""

from dashboard.charts.values import Caption, Map, Square
from evidence.language import say
from evidence.questions.evidence_map.numbers import Cell
from evidence.questions.evidence_map.words import is_rest, map_settings, others, treated
from evidence.row import Cohort, column
from evidence.vocabulary import REGIMEN_CLASS, SETTING, label
from evidence.wording.arms import role
from evidence.wording.numbers import plural
from evidence.wording.phrases import named
from evidence.wording.selection import study_name

#: Cohorts that a hover names before it only counts them.
NAMED = 12


def evidence_map(squares: list[Cell], classes: tuple[str, ...], caption: Caption) -> Map:
    """Rows are all regimen classes of the base, columns all settings; a square without evidence stays empty."""
    settings = map_settings(squares)
    return Map(
        caption,
        rows=tuple(label(REGIMEN_CLASS, code) for code in classes),
        columns=tuple(map(_setting, settings)),
        squares=tuple(_square(one, classes.index(one.regimen_class), settings.index(one.setting)) for one in squares),
        key=say("Size: patients"),
        corner=say("Patients treated (cohorts) + control"),
    )


def _setting(code: str | None) -> str:
    return say("Setting not reported") if code is None else SETTING[code].label


def _square(square: Cell, row: int, column: int) -> Square:
    """The treated and their cohorts, then the others; where room is small bare numbers."""
    number, derived = treated(square), any(map(is_rest, square.cohorts))
    many, rest = len(square.cohorts), (square.control or 0) + (square.together or 0)
    return Square(
        row=row,
        column=column,
        name=f"{square.regimen_class}/{square.setting or 'not reported'}",
        patients=square.treated,
        known=bool(square.of("treated")),
        total=square.patients,
        others=bool(square.of("control", "together")),
        text=number,
        derived=derived,
        lines=(plural(many, "cohort"), *others(square)),
        short=(str(many), *([f"+{rest:,}"] if rest else [])),
        words=" ".join([f"{number}{'†' if derived else ''} ({many})", *others(square)]),
        hover=_hover(square),
    )


def _hover(square: Cell) -> tuple[str, ...]:
    more = len(square.cohorts) - NAMED
    named = map(_named, square.cohorts[:NAMED])
    left = [say("and {n} more, see the table", n=more)] if more > 0 else []
    return label(REGIMEN_CLASS, square.regimen_class), _setting(square.setting), *named, *left


def _named(row: Cohort) -> str:
    number = say("number not reported") if row["n"] is None else plural(row["n"], "patient")
    line = say("{study}, {cohort}: {patients}", study=study_name(row), cohort=named(row["label"]), patients=number)
    line = say("{line}, {role}", line=line, role=role(row)) if role(row) else line
    return say("{line} († the rest of {whole})", line=line, whole=column(row, "whole")) if is_rest(row) else line
