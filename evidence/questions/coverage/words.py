"""Sources and checks in words: the discrepancy register, who reports what, how numbers come about, how to cite."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.coverage.numbers import PATIENTS, QUESTIONS, Coverage, Reported
from evidence.row import Row
from evidence.selection import choice_named
from evidence.vocabulary import DISCREPANCY_KIND, LEVEL, label
from evidence.wording.numbers import continued, either, listed, plural
from evidence.wording.phrases import remark
from evidence.wording.selection import lower_first, study_name
from evidence.wording.table import Column, Table

COVERAGE_QUESTION = mark("Who reports what?")
REGISTER_QUESTION = mark("Where do sources disagree?")
COVERAGE_NOTE = mark(
    "A filled mark, or a cell with words, stands for what the matching cohorts of a study print, in the sources that were"
    " read. An empty ring or a hatched cell is silence, not zero; it does not say whether the question applied to the study."
)
#: The marks of the coverage matrix: state, what it says.
STATES = {
    "counts": mark("Counts of patients"),
    "values": mark("Percentages, medians or folds, no count"),
    "words": mark("Words, definitions or limits only"),
    "nothing": mark("Matches, reports nothing"),
}
#: Of so few studies a sentence says the contradictions themselves, so many of them.
FEW, TOLD = 2, 3
SHOWN = {"first": mark("the first"), "second": mark("the second"), "both": mark("both"), "neither": mark("neither")}
COMPUTED = (
    mark(
        "A figure is stored as printed, with its place, its readers and their doubts. What is not printed is"
        " missing, never 0."
    ),
    mark(
        "A percentage is computed from its count and denominator; a count is derived from a printed percentage only where"
        " one single count fits it. Whatever is derived is marked †, in the figure and in the table."
    ),
    mark(
        "Intervals of rates: exact (Clopper-Pearson) 95 % by default; Wilson, Jeffreys, Agresti-Coull and Blaker can be"
        " chosen. Printed intervals and ranges stay as printed."
    ),
    mark(
        "Each study answers with its highest cohorts that match the filters, so that no patient stands twice on an axis;"
        " cohorts defined by what happened later stand on no axis. A duration of response, a relapse-free survival or a"
        " transplant rate of responders stands with its whole cohort, and N is named as responders."
    ),
    mark(
        "Nothing is pooled unless a reader asks for it on the response page and the rows allow it; what is pooled says so."
        " No test is made between studies. Contrasts of a randomised trial are shown as printed."
    ),
    mark(
        "The data version is the first 16 hex digits of the SHA-256 of the table definitions and all records:"
        " the same records give the same version on any machine, and a link keeps the version that it was made with."
    ),
)


SILENT = mark("Nothing was found on {what}.")


def coverage_sentence(rows: list[Coverage]) -> str:
    """How many studies report each question, the most reported first, and on what nothing was found."""
    if not rows:
        return say("No study matches the filters.")
    by = {question: n for question in QUESTIONS if (n := reporting(rows, question))}
    silent = either([heading(one).lower() for one in QUESTIONS if one not in by])
    return continued((_reported(rows, by) if by else "", say(SILENT, what=silent) if silent else ""))


def _reported(rows: list[Coverage], by: dict[str, int]) -> str:
    if len(rows) == 1:
        what = listed([heading(one).lower() for one in by])
        return say("{study} reports {what}.", study=study_name(rows[0].study), what=what)
    first, *others = sorted(by, key=lambda one: -by[one])
    most = say("{question} is reported by {n} of {studies}", question=heading(first), n=by[first],
               studies=plural(len(rows), "study", "studies"))  # fmt: skip
    rest = listed([say("{question} by {n}", question=heading(one).lower(), n=by[one]) for one in others])
    return say("{most}, {rest}.", most=most, rest=rest) if rest else say("{most}.", most=most)


def heading(question: str) -> str:
    return say(QUESTIONS[question])


def reporting(rows: list[Coverage], question: str) -> int:
    """Studies that print anything on a question."""
    return sum(row.reported[question].state != "nothing" for row in rows)


def coverage_title(rows: list[Coverage]) -> str:
    return say("Who reports what: {studies}", studies=plural(len(rows), "study", "studies"))


def coverage_method(rows: list[Coverage], drawn: int) -> list[str]:
    cut = say("Drawn: the first {drawn} of {n} studies; the table of the page has all.", drawn=drawn, n=len(rows))
    return [say(COVERAGE_NOTE), *([cut] if len(rows) > drawn else [])]


def said(question: str, found: Reported) -> str:
    """'31 figures, 22 with counts', '3 figures, words, definitions or limits only', 'nothing reported'."""
    if found.state == "nothing":
        return say("nothing reported")
    if question == PATIENTS:
        return plural(found.figures, "patient")
    figures = plural(found.figures, "figure")
    if found.counts:
        return say("{figures}, {n} with counts", figures=figures, n=found.counts)
    return say("{figures}, {state}", figures=figures, state=lower_first(say(STATES[found.state])))


def coverage_table(rows: list[Coverage], version: str) -> Table:
    columns = (
        Column("label", "Study", study=True),
        Column("level", "Read as"),
        *(Column(question, name) for question, name in QUESTIONS.items()),
        Column("study_id"),
        Column("data_version"),
    )
    records = [
        {
            "label": study_name(row.study),
            "study_id": row.study["study_id"],
            "level": label(LEVEL, row.study["level"]),
            **{question: said(question, row.reported[question]) for question in QUESTIONS},
            "data_version": version,
        }
        for row in rows
    ]
    return Table(say("What each study reports"), columns, records)


def register_sentence(rows: list[Row], chosen: str = "any") -> str:
    """How many, of which kinds, most frequent first; of few studies what contradicts what. `chosen` is a kind asked for."""
    kind = "" if chosen == "any" else choice_named("kind").options[chosen].lower()
    if not rows and kind:
        return say("No discrepancy of the kind “{kind}” is registered for this selection.", kind=kind)
    if not rows:
        return say("No discrepancy is registered for this selection.")
    studies = plural(len({row["study_id"] for row in rows}), "study", "studies")
    number = plural(len(rows), "discrepancy", "discrepancies")
    if len({row["study_id"] for row in rows}) <= FEW:
        more = [say("{n} more in the table", n=len(rows) - TOLD)] if len(rows) > TOLD else []
        return say("{said}.", said=say("; ").join([*map(_contradiction, rows[:TOLD]), *more]))
    if kind:
        return say("{discrepancies} of the kind “{kind}” in {studies}.", discrepancies=number, kind=kind, studies=studies)
    counts = Counter(row["kind"] for row in rows).most_common()
    kinds = [say("{kind} {n}", kind=DISCREPANCY_KIND[code].label.lower(), n=n) for code, n in counts]
    return say("{discrepancies} in {studies}: {kinds}.", discrepancies=number, studies=studies, kinds=listed(kinds))


def _contradiction(row: Row) -> str:
    message = mark("{study}, {topic}: {first} against {second} (shown: {shown})")
    return say(message, study=study_name(row), topic=lower_first(remark(row["topic"])), first=row["first"],
               second=row["second"], shown=say(SHOWN[row["shown"]]))  # fmt: skip


def register_table(rows: list[Row], version: str, named: bool = True) -> Table:
    """Both figures, both places, what is wrong, what is shown and why; `named` tells the study in each row."""
    columns = (
        Column("study_label", "Study" if named else "", study=True),
        Column("topic", "Topic", remark, wide=True),
        Column("kind", "Kind", under=True),
        Column("first", "First figure", wide=True),
        Column("first_at", "Its place", under=True),
        Column("second", "Second figure", wide=True),
        Column("second_at", "Its place", under=True),
        Column("what", "What is wrong", wide=True),
        Column("shown", "Shown"),
        Column("why", "Why", remark, wide=True),
        Column("discrepancy_id"),
        Column("figures"),
        Column("study_id"),
        Column("data_version"),
    )
    records = [
        row
        | {
            "study_label": study_name(row),
            "kind": label(DISCREPANCY_KIND, row["kind"]),
            "shown": say(SHOWN[row["shown"]]),
            "figures": tuple(row["fact_ids"]),
            "data_version": version,
        }
        for row in rows
    ]
    return Table(say("Discrepancies"), columns, records)


def data(build: Row) -> str:
    """What the built file says of itself."""
    return say(
        "Data version {version}: {studies}, {figures}, tables of version {tables}.",
        version=build["version"],
        studies=plural(build["studies"], "study", "studies"),
        figures=plural(build["facts"], "printed figure"),
        tables=build["schema_version"],
    )


def citing(build: Row) -> str:
    return say(
        "Leukaemia evidence, data version {version}, with the link of the view (Copy link keeps filters, choices"
        " and data version) and the day on which it was opened. For a single number cite its own study; the place in it"
        " stands in every table and in every CSV.",
        version=build["version"],
    )
