"""The overview in words: one sentence, the map, the list of studies, how to read the dashboard."""

from functools import partial

from evidence.cohorts import carried_by_all
from evidence.queries.overview import Cell, Overview, patients
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import DESIGN, DISEASE, LEVEL, PHASE, REGIMEN_CLASS, SETTING, label
from evidence.wording.numbers import NOT_REPORTED, listed, plural
from evidence.wording.selection import cohort, mutation_share
from evidence.wording.sources import cited, study_address
from evidence.wording.table import Column, Table, filled

QUESTION = "What is here?"
MAP_QUESTION = "Where is the evidence, and where is none?"
STUDIES_QUESTION = "Which studies?"
HOW_TO_READ = (
    (
        "Denominators",
        "as printed, or the enrolled or evaluable; N is named, and a count or an N that no source prints reads ?.",
    ),
    ("Intervals", "computed from counts, exact (Clopper-Pearson) unless chosen otherwise; a printed range is no interval."),
    ("Not reported is not zero", "a gap, a hatched cell or a ring is silence; 0 means that a source prints 0."),
    (
        "Marks",
        "hollow or ○: a reader had a doubt, the count is not printed, or only a news report prints it; ⚑: sources disagree;"
        " †: derived here. Each number leads to its place.",
    ),
    ("No comparison across trials", "patients, regimens and criteria differ. A reading aid, not medical advice."),
)
#: More names than this make a footnote that nobody reads; the table has them all.
NAMED_SOURCES = 20


def sentence(found: Overview) -> str:
    """Studies, patients, cohorts, figures and readers, from the rows alone."""
    rows = found.studies
    if not rows:
        return "No study of this base matches the filters."
    figures, twice = sum(row.figures for row in rows), sum(row.twice for row in rows)
    cohorts = sum(row.cohorts for row in rows)
    whom = f"with {_patients(found)} in {plural(cohorts, 'cohort')}" if cohorts else "with figures of single patients only"
    return (
        f"{plural(len(rows), 'study', 'studies')} {whom}: {plural(figures, 'printed figure')},"
        f" {_share(twice, figures)} confirmed by two independent readers."
    )


def _patients(found: Overview) -> str:
    number = patients(found.counted)
    if number is None:
        return "an unprinted number of patients" if found.counted else "no countable patients"
    whole = all(row.groups and not row.within and all(one["n"] is not None for one in row.groups) for row in found.studies)
    return ("" if whole else "at least ") + plural(number, "patient")


def _share(part: int, whole: int) -> str:
    return "all" if part == whole else f"{part:,} of them" if part else "none"


def map_sentence(squares: list[Cell], classes: tuple[str, ...]) -> str:
    """How much of the map is empty: the gap is the message."""
    if not squares:
        return "No cohort of this selection can stand on the map."
    every = len(classes) * len(map_settings(squares))
    return (
        f"{len(squares)} of {every} combinations of regimen class and setting hold a cohort; the other"
        f" {every - len(squares)} are empty in this selection."
    )


def map_settings(squares: list[Cell]) -> list[str | None]:
    """The columns of the map: every setting, and one for cohorts whose setting is not reported if there is any."""
    return [*SETTING, *([None] if any(square.setting is None for square in squares) else [])]


def title(found: Overview) -> str:
    return f"Where the evidence is: {plural(len(found.studies), 'study', 'studies')}, {_patients(found)}"


def method(found: Overview, squares: list[Cell], studies: dict[str, str], version: str) -> list[str]:
    rows = [row.study for row in found.studies]
    stand = [row for square in squares for row in square.cohorts]
    many = f"Sources: {len(rows)} studies, named in the table of studies · data {version}"
    return [
        "Area of a bubble: patients; the numbers are patients and cohorts. A study stands with its largest cohorts that"
        " match and print how many patients they hold, by setting where they print it; nobody known to be"
        " the same counts twice. Patients of control arms stand under the regimen class of their study.",
        *(["Patients that only may be the same stand in each square and count once in the total."] * found.may_share),
        *(["† derived: what the parts of one setting leave of a mixed cohort."] if any(map(is_rest, stand)) else []),
        *(["○ the number of patients is not printed."] if any(row["n"] is None for row in stand) else []),
        cited(rows, studies, version) if len(rows) <= NAMED_SOURCES else many,
    ]


def is_rest(row: Row) -> bool:
    """Whether a row of the map is the derived rest of a cohort."""
    return row.get("whole") is not None


def remarks(found: Overview, view: View) -> list[str]:
    """What could not be counted, what was counted once, and where a filter takes a cohort whole."""
    twice = [f"{row.study['label']} (with {listed(list(row.within))})" for row in found.studies if row.within]
    unknown = [cohort(one) for row in found.studies for one in row.groups if one["n"] is None]
    later = [row.study["label"] for row in found.studies if not row.groups]
    partly = [
        f"{one['study_label']}: {mutation_share(one)}"
        for one in found.counted
        if view.chosen("mutation") and one["mutation_n"] is not None and not carried_by_all(one)
    ]
    return [
        _line("Patients that may be the same are counted once, in the larger report", twice),
        _line("Number of patients not printed, so not counted", unknown),
        _line("Match only by single patients or by cohorts defined by what happened later, so not counted", later),
        _line("Counted whole, although only a part carries the mutation", partly),
    ]


def _line(what: str, names: list[str]) -> str:
    return f"{what}: {'; '.join(dict.fromkeys(names))}." if names else ""


def map_table(squares: list[Cell], version: str) -> Table:
    """The cohorts behind the map, one a row, each with the place where its number of patients is printed."""
    columns = (
        Column("regimen_class", "Regimen class"), Column("setting", "Setting"), Column("label", "Cohort", wide=True),
        Column("patients", "Patients", _printed, numeric=True), Column("derived", "Derived", wide=True),
        Column("mutation", "Mutation"), Column("place", "Place", wide=True), Column("study"), Column("cohort_id"),
        Column("data_version"),
    )  # fmt: skip
    records = [_map_record(row, version) for square in squares for row in square.cohorts]
    return Table("Cohorts of the map", filled(columns, records), records)


def _map_record(row: Row, version: str) -> dict[str, object]:
    return {
        "regimen_class": label(REGIMEN_CLASS, row["regimen_class"]),
        "setting": label(SETTING, row["setting"]),
        "label": f"{row['study_label']}, {row['label']}",
        "patients": row["n"],
        "derived": f"† the rest of {row['whole']}: no single setting printed" if is_rest(row) else "",
        "mutation": mutation_share(row),
        "place": row["locator"],
        "study": row["study_id"],
        "cohort_id": row["cohort_id"],
        "data_version": version,
    }


def studies_sentence(found: Overview) -> str:
    levels = [row.study["level"] for row in found.studies]
    counts = [f"{levels.count(code)} {LEVEL[code].label.lower()}" for code in LEVEL if code in levels]
    return f"Read as {listed(counts)}. A name opens everything that the study prints." if counts else sentence(found)


def studies_table(found: Overview, view: View, version: str) -> Table:
    """Every study under the filters; numbers count what passes them."""
    columns = (
        Column("label", "Study", href=partial(_page, view, version)),
        Column("regimen", "Regimen", wide=True),
        Column("disease", "Disease"),
        Column("phase", "Phase"),
        Column("design", "Design"),
        Column("patients", "Patients", _printed, numeric=True),
        Column("counted", "Counted as", wide=True),
        Column("cohorts", "Cohorts", numeric=True),
        Column("figures", "Figures", numeric=True),
        Column("twice", "Read twice", numeric=True),
        Column("level", "Read as"),
        Column("discrepancies", "Discrepancies", numeric=True),
        Column("study_id"),
        Column("year"),
        Column("data_version"),
    )
    records = [
        {
            **{name: row.study[name] for name in ("label", "regimen", "study_id", "year")},
            **{name: getattr(row, name) for name in ("patients", "cohorts", "figures", "twice", "discrepancies")},
            "disease": label(DISEASE, row.study["disease"]),
            "phase": label(PHASE, row.study["phase"]),
            "design": label(DESIGN, row.study["design"]),
            "level": label(LEVEL, row.study["level"]),
            "counted": "; ".join(one["label"] for one in row.groups)
            + (f" (may be patients of {listed(list(row.within))})" if row.within else ""),
            "data_version": version,
        }
        for row in found.studies
    ]
    return Table("Studies", columns, records)


def _page(view: View, version: str, record: dict[str, object]) -> str:
    return study_address(view, str(record["study_id"]), version)


def _printed(value: object) -> str:
    return NOT_REPORTED if value is None else f"{value:,}"
