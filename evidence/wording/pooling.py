"""A pooled rate in words: what was computed here and from which rows, or why nothing was."""

from dataclasses import replace

from evidence.pooling import POOLING_METHODS, PooledRate
from evidence.queries.pooling import Attempt, Pooling
from evidence.wording import numbers
from evidence.wording.numbers import listed, plural
from evidence.wording.selection import cohort
from evidence.wording.table import Column, Table
from evidence.wording.worked import Worked

GROUP = "Pooled here, not by the authors"
SHORT = {"glmm": "GLMM", "reml-hksj": "REML, modified Hartung-Knapp"}
NO_ESTIMATE = "no estimate"
MARKS = (
    "Pooled rows, asked for by the reader and computed here, not by the authors: diamond, the rate of the typical cohort"
    " with its 95 % interval; dashed, the 95 % prediction interval, where the rate of a further cohort is expected; both"
    " by t with k - 1 degrees of freedom on the logit."
)
I2 = "I² = τ² / (τ² + typical variance within cohorts), from τ² and not from Q (Higgins & Thompson 2002)."
DESCRIBES = "A pooled rate describes these cohorts; it compares nothing and is no effect of a treatment."
#: What each method does, and the line of R (metafor) that does the same, in percent.
_FORMULA = {
    "glmm": "x ~ Binomial(n, p), logit p ~ Normal(μ, τ²), μ and τ by maximum likelihood; expit(μ ± t · SE)",
    "reml-hksj": "mean of logit(x/n) weighted by 1/(1/x + 1/(n - x) + τ²), half a patient added to both counts where x is 0"
    " or n; SE² = max(1, q)/Σ weights, q their weighted residual variance; expit(mean ± t · SE)",
}
_R = {
    "glmm": "library(metafor); fit <- rma.glmm(measure = 'PLO', xi = {xi}, test = 't', nAGQ = 25);"
    " print(predict(fit, transf = function(x) 100 * plogis(x)))",
    "reml-hksj": "library(metafor); fit <- rma(measure = 'PLO', xi = {xi}, test = 'adhoc');"
    " print(predict(fit, transf = function(x) 100 * plogis(x)))",
}
#: Columns that only a pooled row fills.
COLUMNS = (
    Column("k", "k", numeric=True),
    Column("prediction", "Prediction interval", numeric=True),
    Column("tau2", "τ²", lambda value: "" if value is None else f"{value:.3f}", numeric=True),
    Column("i2", "I² from τ², %", lambda value: "" if value is None else f"{value:.0f}", numeric=True),
    Column("prediction_low"),
    Column("prediction_high"),
)


def said(found: Pooling | None) -> str:
    """What the page's sentence says of pooling; empty where nobody asked."""
    if found is None:
        return ""
    if found.refused:
        return f"Not pooled although asked for: {'; '.join(reason.split(':')[0] for reason in found.refused)}."
    texts = [f"{SHORT[one.method]} {value(one, found)}" for one in found.attempts]
    known = " with 95 % interval" if any(one.rate for one in found.attempts) else ""
    return f"Pooled at your request from {plural(len(found.rows), 'cohort')}, computed here{known}: {'; '.join(texts)}."


def value(one: Attempt, found: Pooling) -> str:
    """'13 % (8.4 to 20.0)', or that there is none."""
    if one.rate is None:
        return NO_ESTIMATE
    patients = sum(row.rate.of for row in found.rows)
    return (
        f"{numbers.percent(100 * one.rate.estimate, patients)} ({numbers.interval(100 * one.rate.low, 100 * one.rate.high)})"
    )


def prediction(rate: PooledRate) -> str:
    return numbers.interval(100 * rate.prediction_low, 100 * rate.prediction_high)


def spread(rate: PooledRate) -> str:
    """'τ² 0.907, I² 55 %'."""
    return f"τ² {rate.tau2:.3f}, I² {100 * rate.i2:.0f} %"


def method(found: Pooling | None) -> list[str]:
    """What must stand inside a picture that holds pooled rows."""
    if found is None or found.refused:
        return []
    names = "; ".join(f"{SHORT[one.method]}: {POOLING_METHODS[one.method]}" for one in found.attempts)
    return [f"{MARKS} {names}. {I2}", f"{DESCRIBES} {_sentences(cautions(found))}"]


def remarks(found: Pooling | None) -> list[str]:
    """Every reason of a refusal in full, or what a reader must know beside the pooled rows."""
    if found is None:
        return []
    if found.refused:
        return [f"Pooling was asked for and refused. {_sentences(found.refused)}"]
    return [f"{SHORT[one.method]}: {note}." for one in found.attempts if (note := _note(one))]


def worked(found: Pooling | None) -> list[Worked]:
    """Each method that gave a rate, worked through on the rows that went in."""
    if found is None:
        return []
    x, n = ([getattr(row.rate, name) for row in found.rows] for name in ("events", "of"))
    counts = f"c({', '.join(map(str, x))}), {{}}c({', '.join(map(str, n))})"
    return [
        Worked(
            f"{SHORT[one.method]}, {POOLING_METHODS[one.method]}: {_FORMULA[one.method]}.",
            f"x = {x}, n = {n} gives {value(one, found)}, prediction interval {prediction(one.rate)}, {spread(one.rate)}.",
            _R[one.method].format(xi=counts.format("ni = ")),
            f"from evidence.pooling import pool; rate = pool({x}, {n}, '{one.method}');"
            " print(100 * rate.estimate, 100 * rate.low, 100 * rate.high)",
        )
        for one in found.attempts
        if one.rate
    ]


def cautions(found: Pooling) -> list[str]:
    """What is unlike among the rows that went in, and which rows could not go in."""
    silent = [row for row in found.rows if not any(fact["criteria"] for fact in row.rate.facts)]
    return [
        *found.cautions,
        *_unlike("regimens", [row.cohort["regimen"] for row in found.rows]),
        *_unlike("mutation groups", [row.cohort["mutation"] for row in found.rows]),
        *_unlike("denominators", [row.rate.population for row in found.rows]),
        *([f"response criteria not stated for {len(silent)} of {len(found.rows)} cohorts"] if silent else []),
        *([f"left out, no count printed: {listed([cohort(row.cohort) for row in found.left_out])}"] * bool(found.left_out)),
    ]


def _unlike(what: str, values: list[str | None]) -> list[str]:
    different = len(set(values))
    return [f"{what} differ ({different} among {len(values)} cohorts)"] if different > 1 else []


def _note(one: Attempt) -> str:
    return one.why if one.rate is None else one.rate.note


def _sentences(parts: list[str]) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)


def with_pooled(table: Table, found: Pooling | None) -> Table:
    """The table with a row for each method, marked as computed here; unchanged where nothing was pooled."""
    if found is None or found.refused:
        return table
    blank = dict.fromkeys(column.name for column in COLUMNS)
    pooled = [_record(one, found, table) for one in found.attempts]
    return replace(table, columns=(*table.columns, *COLUMNS), records=[*(row | blank for row in table.records), *pooled])


def _record(one: Attempt, found: Pooling, table: Table) -> dict[str, object]:
    first = table.records[0]
    row = dict.fromkeys(column.name for column in (*table.columns, *COLUMNS)) | {
        "label": f"Pooled, {SHORT[one.method]}",
        "cohort": "pooled, computed here",
        "endpoint": first["endpoint"],
        "definition": first["definition"],
        "interval": NO_ESTIMATE,
        "interval_method": POOLING_METHODS[one.method],
        "printed": "computed here, not printed",
        "place": f"from n/N of {'; '.join(cohort(row.cohort) for row in found.rows)}",
        "note": "; ".join([*([_note(one)] if _note(one) else []), *cautions(found)]),
        "data_version": first["data_version"],
        "k": len(found.rows),
    }
    return row | (_values(one.rate) if one.rate else {})


def _values(rate: PooledRate) -> dict[str, object]:
    ends = ("low", "high", "prediction_low", "prediction_high")
    return {name: round(100 * getattr(rate, name), 4) for name in ends} | {
        "percent": round(100 * rate.estimate, 4),
        "interval": numbers.interval(100 * rate.low, 100 * rate.high),
        "prediction": prediction(rate),
        "tau2": round(rate.tau2, 6),
        "i2": round(100 * rate.i2, 4),
    }
