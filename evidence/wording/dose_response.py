"""Toxicity and response along the dose in words; an isotonic estimate is always said to be computed here."""

from evidence.queries.dose_response import Ladder, Ladders, Level
from evidence.queries.events import Event
from evidence.queries.response import CohortRate
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS, ISOTONIC_WEIGHTS
from evidence.wording import numbers
from evidence.wording.events import NO_RANKING, what
from evidence.wording.numbers import listed, plural
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.response import count_in_words, definition, remarks
from evidence.wording.selection import cohort, dose
from evidence.wording.table import TRACE, Column, Table, trace
from evidence.wording.worked import Worked

QUESTION = "What happens as the dose rises?"
NONE_BOTH = "No study of this selection counts both dose-limiting toxicity and response at two or more doses."
HERE = "computed here, not by the authors"
#: Plots that fit one picture.
PLOTS = 8
#: Names of the three marks.
DLT, RESPONSE, ISOTONIC = "Dose-limiting toxicity, counted", "Response, counted", f"Isotonic estimate, {HERE}"
_FORMULA = {
    "n": "rates x/n, weighted by n; where a higher dose has a lower rate, neighbours are averaged until none falls",
    "boin": "rates (x + 0.05)/(n + 0.1), weighted by the inverse variance of Beta(x + 0.05, n - x + 0.05); where a higher"
    " dose has a lower rate, neighbours are averaged until none falls",
}


def title(found: Ladders) -> str:
    return f"Toxicity and response by dose: {plural(len(found.ladders), 'study', 'studies')}"


def sentence(found: Ladders) -> str:
    """Whether any study prints both, and what was estimated here."""
    both = [name(ladder) for ladder in found.ladders if ladder.both]
    said = f"Both toxicity and response are counted by dose in {listed(both)}." if both else NONE_BOTH
    if found.weights == "off":
        return said
    estimated = [ladder for ladder in found.ladders if any(row.isotonic is not None for row in ladder.levels)]
    if not estimated:
        return f"{said} No study counts dose-limiting toxicity at two or more ordered doses of one schedule."
    return f"{said} Isotonic estimates, {HERE}: {'; '.join(map(_estimates, estimated))}."


def name(ladder: Ladder) -> str:
    return ladder.levels[0].cohort["study_label"]


def _estimates(ladder: Ladder) -> str:
    known = [row for row in ladder.levels if row.isotonic is not None]
    return f"{name(ladder)}, {', '.join(f'{row.isotonic:.1f} % at {dose(row.cohort)}' for row in known)}"


def head(ladder: Ladder) -> str:
    """'Alpha 2001: sorafenib; once daily': what is the same along the axis."""
    row = ladder.levels[0].cohort
    return f"{row['study_label']}: {row['regimen']}" + (f"; {row['schedule']}" if row["schedule"] else "")


def method(found: Ladders, view: View) -> list[str]:
    lines = [f"95 % intervals of counts: {INTERVAL_METHODS[view.choice('interval')]}. {NO_RANKING}"]
    lines += (
        [f"Response: {listed(sorted(responses))}."]
        if (responses := {_response(row.response) for row in found if row.response})
        else []
    )
    if found.weights == "off":
        return lines
    chosen = ISOTONIC_WEIGHTS[found.weights]
    other = listed([text for code, text in ISOTONIC_WEIGHTS.items() if code != found.weights])
    return [
        *lines,
        f"Estimate: {chosen}, {HERE}; it cannot fall where the dose rises. The other weighting, {other}, can differ much in"
        " small levels. Both are unstable in few patients; no dose is recommended by them.",
    ]


def _response(row: CohortRate) -> str:
    return f"{definition(row.rate)} ({row.cohort['study_label']})"


def refusals(found: Ladders) -> str:
    """For which studies no isotonic estimate was made, and why; empty if for all or if nobody asked."""
    said = [f"{cohort(rows[0]) if len(rows) == 1 else rows[0]['study_label']} ({why})" for rows, why in found.refused]
    return f"No isotonic estimate for {'; '.join(said)}." if said else ""


def unplotted(found: Ladders) -> str:
    """How many studies the picture has no room for; empty if it has all."""
    left = len(found.ladders) - PLOTS
    return f"No room in the figure for {plural(left, 'study', 'studies')}: the table has all." if left > 0 else ""


def hover(level: Level, said: Event | CohortRate) -> list[str]:
    """What a counted mark says of itself."""
    rate = said.rate
    printed = [f"printed “{fact['printed']}”, {fact['locator']}" for fact in rate.facts]
    named = what(said) if isinstance(said, Event) else definition(rate)
    return [cohort(level.cohort), f"{named}: {count_in_words(rate)}, {rate_text(rate)}", *printed, *remarks(rate)]


def estimate(level: Level, weights: str) -> str:
    """'Isotonic, weighted by patients: 10.3 %, computed here, not by the authors'."""
    return f"{ISOTONIC_WEIGHTS[weights]}: {level.isotonic:.1f} %, {HERE}"


def table(found: Ladders, view: View, version: str) -> Table:
    """One row a dose: toxicity with its interval, the estimate where asked for, response with its own."""
    columns = (
        Column("label", "Cohort"),
        Column("dose", "Dose"),
        Column("schedule"),
        *RATE_COLUMNS,
        Column("isotonic", "Isotonic estimate, %" if found.weights != "off" else "", _percent, numeric=True),
        Column("isotonic_weights"),
        Column("response", "Response n/N"),
        Column("response_counts", "Response counts"),
        Column("response_percent"),
        Column("response_low"),
        Column("response_high"),
        Column("response_text", "Response, % (95 % interval)"),
        *TRACE,
    )
    records = [_record(row, view, version) for row in found]
    return Table("Toxicity and response by dose", columns, records)


def _percent(value: object) -> str:
    return numbers.NOT_REPORTED if value is None else f"{value:.1f}"


def _record(row: Level, view: View, version: str) -> dict[str, object]:
    interval, answer = view.choice("interval"), row.response.rate if row.response else None
    toxic = rate_record(row.dlt.rate, interval) if row.dlt else {column.name: None for column in RATE_COLUMNS}
    estimated = row.isotonic is not None
    notes = [*(remarks(row.dlt.rate) if row.dlt else []), *([f"isotonic estimate {HERE}"] if estimated else [])]
    return {
        "label": cohort(row.cohort),
        "dose": dose(row.cohort),
        "schedule": row.cohort["schedule"],
        **toxic,
        "isotonic": round(row.isotonic, 4) if estimated else None,
        "isotonic_weights": ISOTONIC_WEIGHTS[view.choice("isotonic")] if estimated else None,
        "response": numbers.fraction(answer.events, answer.of) if answer else numbers.NOT_REPORTED,
        "response_counts": definition(answer) if answer else None,
        "response_percent": round(answer.percent, 4) if answer else None,
        "response_low": round(answer.low, 4) if answer else None,
        "response_high": round(answer.high, 4) if answer else None,
        "response_text": rate_text(answer) if answer else numbers.NOT_REPORTED,
        **trace(row.facts, version, *notes),
    }


def worked(found: Ladders) -> list[Worked]:
    """The estimates of the first study, worked through."""
    weights = found.weights
    rows = next(
        (rows for ladder in found.ladders if (rows := [row for row in ladder.levels if row.isotonic is not None])), []
    )
    if not rows:
        return []
    x, n = ([getattr(row.dlt.rate, field) for row in rows] for field in ("events", "of"))
    half, whole = (0.05, 0.1) if weights == "boin" else (0, 0)
    r = f"x <- c({', '.join(map(str, x))}); n <- c({', '.join(map(str, n))}); a <- x + {half}; m <- n + {whole}"
    inverse = "m^2 * (m + 1) / (a * (m - a))" if weights == "boin" else "m"
    python = (
        "import numpy as np; from scipy.optimize import isotonic_regression;"
        f" a, m = np.array({x}) + {half}, np.array({n}) + {whole}"
    )
    return [
        Worked(
            f"{ISOTONIC_WEIGHTS[weights]}: {_FORMULA[weights]}.",
            f"{cohort(rows[0].cohort).split(',')[0]}: x = {x}, n = {n} gives"
            f" {', '.join(f'{row.isotonic:.1f} %' for row in rows)}.",
            f"{r}; 100 * Iso::pava(a / m, {inverse})",
            f"{python}; print(*(100 * isotonic_regression(a / m, weights={inverse.replace('^', '**')}).x))",
        )
    ]
