"""Toxicity and response along the dose in words; an isotonic estimate is always said to be computed here."""

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.dose_response.numbers import Ladder, Ladders, Level
from evidence.questions.events.words import NO_RANKING, what
from evidence.questions.response.words import count_in_words, definition, remarks
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS, ISOTONIC_WEIGHTS
from evidence.wording import numbers
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import regimen, schedule
from evidence.wording.printed import quoted
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, dose, study_name
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import TRACE, Column, Table, trace, whose
from evidence.wording.worked import Worked

QUESTION = mark("What happens as the dose rises?")
NONE_BOTH = mark("No study of this selection counts both dose-limiting toxicity and response at two or more doses.")
#: Plots that fit one picture.
PLOTS = 8
#: Names of the three marks.
DLT, RESPONSE = mark("Dose-limiting toxicity, counted"), mark("Response, counted")
ISOTONIC = mark("Isotonic estimate, computed here, not by the authors")
_FORMULA = {
    "n": mark("rates x/n, weighted by n; where a higher dose has a lower rate, neighbours are averaged until none falls"),
    "boin": mark(
        "rates (x + 0.05)/(n + 0.1), weighted by the inverse variance of Beta(x + 0.05, n - x + 0.05); where a higher"
        " dose has a lower rate, neighbours are averaged until none falls"
    ),
}


def title(found: Ladders) -> str:
    return say("Toxicity and response by dose: {studies}", studies=plural(len(found.ladders), "study", "studies"))


def sentence(found: Ladders) -> Sentence:
    """Whether any study prints both, and what was estimated here."""
    both = [naming(name(ladder), *_rows(ladder)) for ladder in found.ladders if ladder.both]
    message = mark("Both toxicity and response are counted by dose in {studies}.")
    said = stated(message, studies=joined(listed, both)) if both else Sentence(say(NONE_BOTH))
    if found.weights == "off":
        return said
    estimated = [ladder for ladder in found.ladders if any(row.isotonic is not None for row in ladder.levels)]
    if not estimated:
        none = say("No study counts dose-limiting toxicity at two or more ordered doses of one schedule.")
        return joined(continued, [said, Sentence(none)])
    message = mark("Isotonic estimates, computed here, not by the authors: {estimates}.")
    estimates = stated(message, estimates=joined(say("; ").join, map(_estimates, estimated)))
    return joined(continued, [said, estimates])


def name(ladder: Ladder) -> str:
    return study_name(ladder.levels[0].cohort)


def _rows(ladder: Ladder) -> list[Rated]:
    """What is counted at each dose."""
    return [one for level in ladder.levels for one in (level.dlt, level.response) if one]


def _estimates(ladder: Ladder) -> Sentence:
    known = [row for row in ladder.levels if row.isotonic is not None]
    rates = [_estimated(row) for row in known]
    return naming(say("{study}, {rates}", study=name(ladder), rates=say(", ").join(rates)), *_rows(ladder))


def _estimated(row: Level) -> str:
    """'10.3 % at 200 mg twice daily (counted 2/12)'."""
    said = say("{percent} % at {dose}", percent=f"{row.isotonic:.1f}", dose=dose(row.cohort))
    if row.dlt is None:
        return said
    return say("{said} (counted {count})", said=said, count=numbers.fraction(row.dlt.rate.events, row.dlt.rate.of))


def head(ladder: Ladder) -> str:
    """'Alpha 2001: sorafenib; once daily': what is the same along the axis."""
    row = ladder.levels[0].cohort
    message = mark("{study}: {regimen}; {schedule}") if row["schedule"] else mark("{study}: {regimen}")
    return say(message, study=study_name(row), regimen=regimen(row["regimen"]), schedule=schedule(row["schedule"]))


def method(found: Ladders, view: View) -> list[str]:
    intervals = say(INTERVAL_METHODS[view.choice("interval")])
    lines = [say("95 % intervals of counts: {interval}. {no_ranking}", interval=intervals, no_ranking=say(NO_RANKING))]
    responses = sorted({_response(row.response) for row in found if row.response})
    lines += [say("Response: {responses}.", responses=listed(responses))] if responses else []
    if found.weights == "off":
        return lines
    estimate = say(
        "Estimate: {chosen}, computed here, not by the authors; it cannot fall where the dose rises. The other weighting,"
        " {other}, can differ much in small levels. Both are unstable in few patients; no dose is recommended by them.",
        chosen=say(ISOTONIC_WEIGHTS[found.weights]),
        other=listed([say(text) for code, text in ISOTONIC_WEIGHTS.items() if code != found.weights]),
    )
    return [*lines, estimate]


def _response(row: Rated) -> str:
    return say("{response} ({study})", response=definition(row.rate), study=study_name(row.cohort))


def refusals(found: Ladders) -> str:
    """For which studies no isotonic estimate was made, and why; empty if for all or if nobody asked."""
    said = [
        say("{cohorts} ({why})", cohorts=cohort(rows[0]) if len(rows) == 1 else study_name(rows[0]), why=reason(why))
        for rows, why in found.refused
    ]
    return say("No isotonic estimate for {studies}.", studies=say("; ").join(said)) if said else ""


def unplotted(found: Ladders) -> str:
    """How many studies the picture has no room for; empty if it has all."""
    left = len(found.ladders) - PLOTS
    message = mark("No room in the figure for {studies}: the table of the page has all.")
    return say(message, studies=plural(left, "study", "studies")) if left > 0 else ""


def hover(level: Level, said: Rated) -> list[str]:
    """What a counted mark says of itself."""
    rate = said.rate
    named = definition(rate) if said.fact["domain"] == "response" else what(said)
    counted = say("{event}: {count}, {rate}", event=named, count=count_in_words(rate), rate=rate_text(rate))
    return [cohort(level.cohort), counted, *map(quoted, rate.facts), *remarks(rate)]


def estimate(level: Level, weights: str) -> str:
    """'Isotonic, weighted by patients: 10.3 %, computed here, not by the authors'."""
    return say("{method}: {percent} %, computed here, not by the authors", method=say(ISOTONIC_WEIGHTS[weights]),
               percent=f"{level.isotonic:.1f}")  # fmt: skip


def table(found: Ladders, view: View, version: str) -> Table:
    """One row a dose: toxicity with its interval, the estimate where asked for, response with its own."""
    columns = (
        Column("label", "Cohort"),
        Column("dose", "Dose"),
        Column("schedule"),
        *RATE_COLUMNS,
        Column("isotonic", mark("Isotonic estimate, %") if found.weights != "off" else "", _percent, numeric=True),
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
    return Table(say("Toxicity and response by dose"), columns, records)


def _percent(value: object) -> str:
    return say(numbers.NOT_REPORTED) if value is None else f"{value:.1f}"


def _record(row: Level, view: View, version: str) -> dict[str, object]:
    interval, answer = view.choice("interval"), row.response.rate if row.response else None
    toxic = rate_record(row.dlt.rate, interval, row.cohort) if row.dlt else {column.name: None for column in RATE_COLUMNS}
    estimated = row.isotonic is not None
    here = [say("isotonic estimate computed here, not by the authors")] if estimated else []
    return {
        "label": cohort(row.cohort),
        "dose": dose(row.cohort),
        "schedule": row.cohort["schedule"],
        **toxic,
        "isotonic": _rounded(row.isotonic),
        "isotonic_weights": say(ISOTONIC_WEIGHTS[view.choice("isotonic")]) if estimated else None,
        "response": numbers.fraction(answer.events, answer.of) if answer else say(numbers.NOT_REPORTED),
        "response_counts": definition(answer) if answer else None,
        "response_percent": _rounded(answer.percent) if answer else None,
        "response_low": _rounded(answer.low) if answer else None,
        "response_high": _rounded(answer.high) if answer else None,
        "response_text": rate_text(answer) if answer else say(numbers.NOT_REPORTED),
        **trace(row.facts, version, *(remarks(row.dlt.rate) if row.dlt else []), *here),
        **whose(row.cohort),
    }


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 4)


def worked(found: Ladders) -> list[Worked]:
    """The estimates of the first study, worked through."""
    weights = found.weights
    rows = next(
        (rows for ladder in found.ladders if (rows := [row for row in ladder.levels if row.isotonic is not None])), []
    )
    if not rows:
        return []
    counts = [row.dlt.rate.counts for row in rows if row.dlt]
    x, n = [events for events, _ in counts], [of for _, of in counts]
    half, whole = (0.05, 0.1) if weights == "boin" else (0, 0)
    r = f"x <- c({', '.join(map(str, x))}); n <- c({', '.join(map(str, n))}); a <- x + {half}; m <- n + {whole}"
    inverse = "m^2 * (m + 1) / (a * (m - a))" if weights == "boin" else "m"
    python = (
        "import numpy as np; from scipy.optimize import isotonic_regression;"
        f" a, m = np.array({x}) + {half}, np.array({n}) + {whole}"
    )
    formula = say("{method}: {formula}.", method=say(ISOTONIC_WEIGHTS[weights]), formula=say(_FORMULA[weights]))
    rates = say(", ").join(say("{n} %", n=f"{row.isotonic:.1f}") for row in rows)
    return [
        Worked(
            formula,
            say("{study}: x = {x}, n = {n} gives {rates}.", study=study_name(rows[0].cohort), x=x, n=n, rates=rates),
            f"{r}; 100 * Iso::pava(a / m, {inverse})",
            f"{python}; print(*(100 * isotonic_regression(a / m, weights={inverse.replace('^', '**')}).x))",
        )
    ]
