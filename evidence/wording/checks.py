"""Sources and checks in words: the discrepancy register, who reports what, the codebook, how to cite."""

from collections import Counter
from functools import partial

from evidence import vocabulary
from evidence.queries.checks import PATIENTS, QUESTIONS, Coverage, Reported
from evidence.row import Row
from evidence.selection import View, choice_named
from evidence.vocabulary import DISCREPANCY_KIND, Code, label
from evidence.wording.numbers import listed, plural
from evidence.wording.sources import study_address
from evidence.wording.table import Column, Table

COVERAGE_QUESTION = "Who reports what?"
REGISTER_QUESTION = "Where do sources disagree?"
#: The marks of the coverage matrix: state, what it says.
STATES = {
    "counts": "Counts of patients",
    "values": "Percentages, medians or folds, no count",
    "words": "Words, definitions or limits only",
    "nothing": "Matches, reports nothing",
}
SHOWN = {"first": "the first", "second": "the second", "both": "both", "neither": "neither"}
COMPUTED = (
    "A figure is stored as printed, with its place, its readers and their doubts. What is not printed is missing, never 0.",
    "A percentage is computed from its count and denominator; a count is derived from a printed percentage only where one"
    " single count fits it. Whatever is derived is marked †, in the figure and in the table.",
    "Intervals of rates: exact (Clopper-Pearson) 95 % by default; Wilson, Jeffreys, Agresti-Coull and Blaker can be chosen."
    " Printed intervals and ranges stay as printed.",
    "Each study answers with its highest cohorts that match the filters, so that no patient stands twice on an axis;"
    " cohorts defined by what happened later stand on no axis. A duration of response, a relapse-free survival or a"
    " transplant rate of responders stands with its whole cohort, and N is named as responders.",
    "Nothing is pooled unless a reader asks for it on the response page and the rows allow it; what is pooled says so."
    " No test is made between studies. Contrasts of a randomised trial are shown as printed.",
    "The data version is the first 16 hex digits of the SHA-256 of the table definitions and all records:"
    " the same records give the same version on any machine, and a link keeps the version that it was made with.",
)


def coverage_sentence(rows: list[Coverage]) -> str:
    """How many studies report each question at all, in the order of the columns."""
    if not rows:
        return "No study of this base matches the filters."
    first, *others = QUESTIONS
    said = [f"{heading(question).lower()} by {reporting(rows, question)}" for question in others]
    of = plural(len(rows), "study", "studies")
    return f"{heading(first)} is reported by {reporting(rows, first)} of {of}, {listed(said)}."


def heading(question: str) -> str:
    return QUESTIONS[question]


def reporting(rows: list[Coverage], question: str) -> int:
    """Studies that print anything on a question."""
    return sum(row.reported[question].state != "nothing" for row in rows)


def coverage_title(rows: list[Coverage]) -> str:
    return f"Who reports what: {plural(len(rows), 'study', 'studies')}"


def coverage_method(rows: list[Coverage], drawn: int, version: str) -> list[str]:
    return [
        "A mark stands for what the matching cohorts of a study print, in the sources that were read. A ring is silence,"
        " not zero; it does not say whether the question applied to the study.",
        *([f"Drawn: the first {drawn} of {len(rows)} studies; the table has all."] if len(rows) > drawn else []),
        f"Sources: the studies drawn, each read as noted in the table · data {version}",
    ]


def said(question: str, found: Reported) -> str:
    """'31 figures, 22 with counts', '3 figures, words, definitions or limits only', 'nothing reported'."""
    if found.state == "nothing":
        return "nothing reported"
    if question == PATIENTS:
        return plural(found.figures, "patient")
    what = f"{found.counts} with counts" if found.counts else STATES[found.state][0].lower() + STATES[found.state][1:]
    return f"{plural(found.figures, 'figure')}, {what}"


def coverage_table(rows: list[Coverage], view: View, version: str) -> Table:
    columns = (
        Column("label", "Study", href=partial(_page, view, version)),
        Column("level", "Read as"),
        *(Column(question, name) for question, name in QUESTIONS.items()),
        Column("study_id"),
        Column("data_version"),
    )
    records = [
        {
            **{name: row.study[name] for name in ("label", "study_id")},
            "level": label(vocabulary.LEVEL, row.study["level"]),
            **{question: said(question, row.reported[question]) for question in QUESTIONS},
            "data_version": version,
        }
        for row in rows
    ]
    return Table("What each study reports", columns, records)


def _page(view: View, version: str, record: dict[str, object]) -> str:
    return study_address(view, str(record["study_id"]), version)


def register_sentence(rows: list[Row], view: View) -> str:
    """How many, of which kinds, most frequent first."""
    kind = view.choice("kind")
    which = "" if kind == "any" else f" of the kind “{choice_named('kind').options[kind].lower()}”"
    if not rows:
        return f"No discrepancy{which} is registered for this selection."
    kinds = Counter(row["kind"] for row in rows).most_common()
    counted = listed([f"{DISCREPANCY_KIND[code].label.lower()} {number}" for code, number in kinds])
    studies = plural(len({row["study_id"] for row in rows}), "study", "studies")
    number = plural(len(rows), "discrepancy", "discrepancies")
    return f"{number}{which} in {studies}" + (f": {counted}." if kind == "any" else ".")


def register_table(rows: list[Row], view: View, version: str, named: bool = True) -> Table:
    """Both figures, both places, what is wrong, what is shown and why; `named` tells the study in each row."""
    columns = (
        Column("study_label", "Study" if named else "", href=partial(_page, view, version)),
        Column("topic", "Topic", wide=True),
        Column("kind", "Kind"),
        Column("first", "First figure", wide=True),
        Column("first_at", "Its place"),
        Column("second", "Second figure", wide=True),
        Column("second_at", "Its place"),
        Column("what", "What is wrong", wide=True),
        Column("shown", "Shown"),
        Column("why", "Why", wide=True),
        Column("discrepancy_id"),
        Column("figures"),
        Column("study_id"),
        Column("data_version"),
    )
    records = [
        row
        | {
            "kind": label(DISCREPANCY_KIND, row["kind"]),
            "shown": SHOWN[row["shown"]],
            "figures": "; ".join(row["fact_ids"]),
            "data_version": version,
        }
        for row in rows
    ]
    return Table("Discrepancies", columns, records)


def codebook() -> dict[str, list[Table]]:
    """The closed sets together, then the terms of each domain."""
    sets = {**vocabulary.ENUMS, "regimen class": vocabulary.REGIMEN_CLASS, "drug": vocabulary.DRUG}
    closed = [_codes(name.replace("_", " ").capitalize(), codes) for name, codes in sets.items()]
    domains = {domain: f"{label(vocabulary.DOMAIN, domain)}: terms" for domain in vocabulary.TERM}
    terms = {name: [_codes(name, vocabulary.TERM[domain])] for domain, name in domains.items()}
    return {"Closed sets: settings, designs, grades, statistics, units and others": closed} | terms


def _codes(caption: str, codes: dict[str, Code]) -> Table:
    columns = (
        Column("label", "Label"),
        Column("code", "Code in links and files"),
        Column("meaning", "Meaning", wide=True),
        Column("group", "Group"),
        Column("synonyms", "Also written", wide=True),
    )
    records = [
        {
            "label": code.label,
            "code": code.code,
            "meaning": "; ".join(part for part in (code.definition, _broader(codes, code)) if part),
            "group": code.group,
            "synonyms": ", ".join(code.synonyms),
        }
        for code in codes.values()
    ]
    return Table(caption, columns, records)


def _broader(codes: dict[str, Code], code: Code) -> str:
    return f"narrower than {codes[code.broader].label}" if code.broader else ""


def data(build: Row) -> str:
    """What the built file says of itself."""
    return (
        f"Data version {build['version']}: {plural(build['studies'], 'study', 'studies')},"
        f" {plural(build['facts'], 'printed figure')}, tables of version {build['schema_version']}."
    )


def citing(build: Row) -> str:
    return (
        f"Leukaemia evidence, data version {build['version']}, with the link of the view (Copy link keeps filters, choices"
        " and data version) and the day on which it was opened. For a single number cite its own study; the place in it"
        " stands in every table and in every CSV."
    )
