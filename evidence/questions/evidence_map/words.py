"""The overview in words: what is known for whom, the map, how to read the dashboard."""

from collections import Counter

from evidence.cohorts import carried_by_all
from evidence.language import mark, say
from evidence.questions.evidence_map.numbers import MIXED, Cell, Overview, counted_as, patients
from evidence.row import Cohort, column
from evidence.selection import View
from evidence.vocabulary import REGIMEN_CLASS, SETTING, label, narrower
from evidence.wording.arms import IN_FILES, arm
from evidence.wording.numbers import NOT_REPORTED, continued, either, listed, plural
from evidence.wording.phrases import named, regimen
from evidence.wording.reading import read_how
from evidence.wording.reasons import told
from evidence.wording.selection import cohort, lower_first, mutation_share, study_name
from evidence.wording.sources import cited
from evidence.wording.table import Column, Table, filled, said_or_not

QUESTION = mark("What is known, and for whom?")
MAP_QUESTION = mark("Where is the evidence, and where is none?")
HOW_TO_READ = (
    (
        mark("Denominators"),
        mark("as printed, or the enrolled or evaluable; N is named, and a count or an N that no source prints reads ?."),
    ),
    (
        mark("Intervals"),
        mark("computed from counts, exact (Clopper-Pearson) unless chosen otherwise; a printed range is no interval."),
    ),
    (
        mark("Not reported is not zero"),
        mark("a gap, a hatched cell or a ring is silence; 0 means that a source prints 0."),
    ),
    (
        mark("Marks"),
        mark(
            "hollow: not from the study's own paper, doubted by a reader (○), or no count printed; ⚑: sources disagree;"
            " †: derived here. Each number leads to its place."
        ),
    ),
    (
        mark("No comparison across trials"),
        mark("patients, regimens and criteria differ. A reading aid, not medical advice."),
    ),
)
MAP_NOTE = mark(
    "Counted first (the area of a bubble, where one is drawn): patients treated with the regimen class; then (a grey ring,"
    " where one is drawn): patients on its controls, and mixed ones, of arms that are not told apart. A study stands with"
    " its largest cohorts that match and print how many patients they hold, by arm and setting where they print it; nobody"
    " known to be the same counts twice."
)
MAY_SHARE = mark("Patients that only may be the same stand in each square and count once in the total.")
LATER = mark("Match only by single patients or by cohorts defined by what happened later, so not counted: {names}.")
REST = mark("† the rest of {whole}: no single arm or setting printed")
#: So many squares of the map, and so many randomised studies, are named in a sentence.
NAMED = 3
RANDOMISED = "randomised"
#: Settings that are no gap where they are empty: mixed, and what the setting above them may hold.
UNLIKE = (MIXED, "relapsed", "refractory")
#: More names than this make a footnote that nobody reads; the table has them all.
NAMED_SOURCES = 20


def known(found: Overview, squares: list[Cell]) -> str:
    """Who was treated with what, most patients first, and the randomised studies by name."""
    if not found.studies:
        return say("No study matches the filters.")
    return continued((_most(squares), _randomised(found)))


def _most(squares: list[Cell]) -> str:
    every = [one for one in squares if one.treated]
    plain = [one for one in every if one.setting not in (None, MIXED)]
    several = sorted(plain or every, key=lambda one: -(one.treated or 0))
    if not several:
        return say("No number of treated patients is printed.")
    message = mark("Most patients: {squares}.") if len(several) > NAMED else mark("Patients: {squares}.")
    return say(message, squares=say("; ").join(map(_square, several[:NAMED])))


def _square(one: Cell) -> str:
    """'FLT3 inhibitor alone, relapsed or refractory (1,631 treated)'."""
    return say("{regimens}, {setting} ({n} treated)", regimens=lower_first(label(REGIMEN_CLASS, one.regimen_class)),
               setting=_setting(one.setting), n=f"{one.treated:,}")  # fmt: skip


def _randomised(found: Overview) -> str:
    rows = sorted((row for row in found.studies if row.study["design"] == RANDOMISED), key=lambda row: -(row.patients or 0))
    if not rows:
        return say("None of these studies is randomised.")
    names = [study_name(row.study) for row in rows[:NAMED]]
    more = [say("{n} more", n=len(rows) - NAMED)] if len(rows) > NAMED else []
    return say("Randomised: {names}.", names=listed([*names, *more]))


def sentence(found: Overview) -> str:
    """Studies, patients, cohorts, figures and readers, from the rows alone."""
    rows = found.studies
    if not rows:
        return say("No study matches the filters.")
    figures = sum(row.figures for row in rows)
    cohorts = sum(row.cohorts for row in rows)
    whom = (
        say("with {patients} in {cohorts}", patients=_patients(found), cohorts=plural(cohorts, "cohort"))
        if cohorts
        else say("with figures of single patients only")
    )
    return say("{studies} {whom}: {figures}; {read}.", studies=plural(len(rows), "study", "studies"), whom=whom,
               figures=plural(figures, "printed figure"),
               read=read_how(sum((row.readings for row in rows), Counter())))  # fmt: skip


def _patients(found: Overview) -> str:
    number = patients(found.counted)
    if number is None:
        return say("an unprinted number of patients") if found.counted else say("no countable patients")
    whole = all(row.groups and not row.within and all(one["n"] is not None for one in row.groups) for row in found.studies)
    beside = patients([row for row in found.counted if row["match"].beside])
    known = plural(number, "patient")
    known = say("{patients} ({n} on a control)", patients=known, n=f"{beside:,}") if beside else known
    return known if whole else say("at least {patients}", patients=known)


def map_sentence(squares: list[Cell], classes: tuple[str, ...], asked: tuple[str, ...] = ()) -> str:
    """In which settings there is evidence, and where nothing was found; `asked` are the settings chosen, if any are."""
    if not squares:
        return say("No cohort of this selection can stand on the map.")
    held = Counter(square.setting for square in squares)
    told = [say("{setting} {n}", setting=_setting(one), n=n) for one, n in held.most_common()]
    gaps = [] if asked else [_setting(one) for one in SETTING if one not in UNLIKE and not _is_held(one, held)]
    return continued((
        say("Regimen classes with evidence, of {classes}: {told}.", classes=len(classes), told=listed(told)),
        say("Nothing was found for {gaps}.", gaps=either(gaps)) if gaps else "",
    ))  # fmt: skip


def _is_held(setting: str, held: Counter[str | None]) -> bool:
    return any(held[one] for one in (setting, *(narrower(SETTING, setting))))


def _setting(code: str | None) -> str:
    return say("setting not reported") if code is None else lower_first(SETTING[code].label)


def by_role(squares: list[Cell]) -> str:
    """Who was treated, who was a control, and whose arm is not told."""
    treated, control, together = (
        sum(getattr(square, name) or 0 for square in squares) for name in ("treated", "control", "together")
    )
    told = [say("{patients} treated with the regimen of their row", patients=plural(treated, "patient"))]
    told += [say("{n} on a control", n=f"{control:,}")] if control else []
    told += [say("{n} of arms that are not told apart", n=f"{together:,}")] if together else []
    return say("{told}.", told=listed(told))


def map_settings(squares: list[Cell]) -> list[str | None]:
    """The columns of the map: every setting, and one for cohorts whose setting is not reported if there is any."""
    return [*SETTING, *([None] if any(square.setting is None for square in squares) else [])]


def title(found: Overview) -> str:
    studies = plural(len(found.studies), "study", "studies")
    return say("Where the evidence is: {studies}, {patients}", studies=studies, patients=_patients(found))


def method(found: Overview, squares: list[Cell]) -> list[str]:
    stand = [row for square in squares for row in square.cohorts]
    return [
        *([by_role(squares)] if squares else []),
        say(MAP_NOTE),
        *([say(MAY_SHARE)] * found.may_share),
        *([say("† derived: what parts of one arm or setting leave of a cohort.")] if any(map(is_rest, stand)) else []),
        *([say("○ or ?: the number of patients is not printed.")] if any(row["n"] is None for row in stand) else []),
    ]


def sources(found: Overview, studies: dict[str, str], version: str) -> str:
    """The line that cites the studies, or says how many there are and where they are named."""
    rows = [row.study for row in found.studies]
    if len(rows) <= NAMED_SOURCES:
        return cited(rows, studies, version)
    return say("Sources: {n} studies, named in the table of studies · data {version}", n=len(rows), version=version)


def treated(square: Cell) -> str:
    """How many were treated; '?' where it is not printed, a dash where nobody is known to have been."""
    if square.treated is not None:
        return f"{square.treated:,}"
    return "?" if square.of("treated") else "–"


def others(square: Cell) -> list[str]:
    """Those who were controls, and those whose arm is not told: '+ 385 control', '+ 144 mixed'."""
    said = {"control": mark("+ {n} control"), "together": mark("+ {n} mixed")}
    return [say(said[name], n=f"{n:,}") for name in said if (n := getattr(square, name)) is not None]


def is_rest(row: Cohort) -> bool:
    """Whether a row of the map is the derived rest of a cohort."""
    return row.get("whole") is not None


def remarks(found: Overview, view: View) -> list[str]:
    """What could not be counted, what was counted once, and where a filter takes a cohort whole."""
    twice = [
        say("{study} (with {studies})", study=study_name(row.study), studies=listed(list(map(told, row.within))))
        for row in found.studies
        if row.within
    ]
    unknown = [cohort(one) for row in found.studies for one in row.groups if one["n"] is None]
    later = [study_name(row.study) for row in found.studies if not row.groups]
    partly = [
        say("{study}: {share}", study=study_name(one), share=mutation_share(one))
        for one in found.counted
        if view.chosen("mutation")
        and one["mutation"] != "unselected"
        and one["mutation_n"] is not None
        and not carried_by_all(one)
    ]
    return [
        _line(mark("Patients that may be the same are counted once, in the larger report: {names}."), twice),
        _line(mark("Number of patients not printed, so not counted: {names}."), unknown),
        _line(LATER, later),
        _line(mark("Counted whole, although only a part carries the mutation: {names}."), partly),
    ]


def _line(message: str, names: list[str]) -> str:
    return say(message, names=say("; ").join(dict.fromkeys(names))) if names else ""


def map_table(squares: list[Cell], version: str) -> Table:
    """The cohorts behind the map, one a row, each with the place where its number of patients is printed."""
    columns = (
        Column("regimen_class", "Regimen class"), Column("setting", "Setting"), Column("label", "Cohort", wide=True),
        Column("regimen", "Regimen", regimen),
        Column("treated", "Treated", numeric=True), Column("control", "Control", numeric=True),
        Column("together", "Arms together", numeric=True), Column("patients"),
        Column("derivation", "Derived", wide=True), Column("derived"),
        Column("mutation", "Mutation"), Column("place", "Place", wide=True), Column("study"),
        Column("study_id"), Column("cohort_id"), *IN_FILES, Column("data_version"),
    )  # fmt: skip
    records = [_map_record(square, row, version) for square in squares for row in square.cohorts]
    return Table(say("Cohorts of the map"), filled(columns, records), records)


def _map_record(square: Cell, row: Cohort, version: str) -> dict[str, object]:
    return {
        "regimen_class": label(REGIMEN_CLASS, square.regimen_class),
        "setting": label(SETTING, row["setting"]),
        "label": say("{study}, {cohort}", study=study_name(row), cohort=named(row["label"])),
        **arm(row),
        **{name: printed(row["n"]) if name == counted_as(row) else None for name in ("treated", "control", "together")},
        "patients": row["n"],
        "derivation": say(REST, whole=column(row, "whole")) if is_rest(row) else "",
        "derived": said_or_not(is_rest(row)),
        "mutation": mutation_share(row),
        "place": row["locator"],
        "study": row["study_id"],
        "study_id": row["study_id"],
        "cohort_id": row["cohort_id"],
        "data_version": version,
    }


def printed(value: object) -> str:
    return say(NOT_REPORTED) if value is None else f"{value:,}"
