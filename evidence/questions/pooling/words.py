"""A pooled rate in words: what was computed here and from which rows, or why nothing was."""

from collections.abc import Sequence
from dataclasses import replace

from evidence.language import mark, say
from evidence.pooling import POOLING_METHODS, PooledRate, Refusal
from evidence.questions.pooling.numbers import Attempt, Definition, Pooling, Setting
from evidence.reasons import Name, Reason
from evidence.vocabulary import Code
from evidence.wording import numbers
from evidence.wording.numbers import listed, plural
from evidence.wording.phrases import criteria
from evidence.wording.phrases import time as time_of
from evidence.wording.reasons import told
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first, upper_first
from evidence.wording.table import Column, Table
from evidence.wording.worked import Worked

GROUP = mark("Pooled here, not by the authors")
SHORT = {"glmm": "GLMM", "reml-hksj": mark("REML, modified Hartung-Knapp")}
NO_ESTIMATE = mark("no estimate")
WITHHELD = mark("withheld (τ² = 0)")
MARKS = mark(
    "Pooled rows, asked for by the reader and computed here, not by the authors: diamond, the rate of the typical cohort"
    " with its 95 % interval; dashed, the 95 % prediction interval, where the rate of a further cohort is expected; both"
    " by t with k - 1 degrees of freedom on the logit."
)
I2 = mark("I² = τ² / (τ² + typical variance within cohorts), from τ² and not from Q (Higgins & Thompson 2002).")
DESCRIBES = mark("A pooled rate describes these cohorts; it compares nothing and is no effect of a treatment.")
#: Characters that a sentence spends on what a refusal is about.
BRIEF = 120
#: What each method does, and the line of R (metafor) that does the same, in percent.
_FORMULA = {
    "glmm": mark("x ~ Binomial(n, p), logit p ~ Normal(μ, τ²), μ and τ by maximum likelihood; expit(μ ± t · SE)"),
    "reml-hksj": mark(
        "mean of logit(x/n) weighted by 1/(1/x + 1/(n - x) + τ²), half a patient added to both counts where x is 0"
        " or n; SE² = max(1, q)/Σ weights, q their weighted residual variance; expit(mean ± t · SE)"
    ),
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
        return say("Not pooled although asked for: {reasons}.", reasons=say("; ").join(map(_in_brief, found.refused)))
    texts = [say("{method} {rate}", method=short(one.method), rate=value(one, found)) for one in found.attempts]
    message = (
        mark("Pooled at your request from {cohorts}, computed here with 95 % interval: {rates}.")
        if any(one.rate for one in found.attempts)
        else mark("Pooled at your request from {cohorts}, computed here: {rates}.")
    )
    return say(message, cohorts=plural(len(found.rows), "cohort"), rates=say("; ").join(texts))


def _in_brief(one: Refusal) -> str:
    """The reason with what it is about, where that is not long: the remarks have it in full."""
    return refusal(one) if len(_about(one)) <= BRIEF else say(one.reason)


def refusal(one: Refusal) -> str:
    """'more than one regimen: sorafenib; quizartinib'."""
    return say("{reason}: {named}", reason=say(one.reason), named=_about(one))


def _about(one: Refusal) -> str:
    return say("; ").join(map(_named, one.named))


def _named(value: object) -> str:
    """A group of the gate in words: what is counted, which patients, which kind of study; or a name, a number."""
    match value:
        case Definition():
            return " · ".join(filter(None, (say(value.counted), time_of(value.window), criteria(value.criteria))))
        case Setting():
            message = mark("{disease}, {setting} ({study})") if value.study else mark("{disease}, {setting}")
            return say(message, disease=value.disease.label, setting=lower_first(value.setting.label), study=value.study)
        case Code():
            return lower_first(value.label)
        case Name() | Reason():
            return told(value)
    return str(value)


def short(method: str) -> str:
    return say(SHORT[method])


def _long(method: str) -> str:
    return say("{short}: {method}", short=short(method), method=say(POOLING_METHODS[method]))


def value(one: Attempt, found: Pooling) -> str:
    """'13 % (8.4 to 20.0)', or that there is none."""
    if one.rate is None:
        return say(NO_ESTIMATE)
    patients = sum(row.rate.of or 0 for row in found.rows)
    return say(
        "{percent} ({interval})",
        percent=numbers.percent(100 * one.rate.estimate, patients),
        interval=numbers.interval(100 * one.rate.low, 100 * one.rate.high),
    )


def prediction(rate: PooledRate) -> str:
    """'0.3 to 80.7', or that it is withheld."""
    if not rate.predicts:
        return say(WITHHELD)
    return numbers.interval(100 * rate.prediction_low, 100 * rate.prediction_high)


def spread(rate: PooledRate) -> str:
    """'τ² 0.907, I² 55 %'."""
    return say("τ² {tau2}, I² {i2} %", tau2=f"{rate.tau2:.3f}", i2=f"{100 * rate.i2:.0f}")


def method(found: Pooling | None) -> list[str]:
    """What must stand inside a picture that holds pooled rows."""
    if found is None or found.refused:
        return []
    names = say("; ").join(_long(one.method) for one in found.attempts)
    return [
        say("{marks} {methods}. {i2}", marks=say(MARKS), methods=names, i2=say(I2)),
        f"{say(DESCRIBES)} {_sentences(cautions(found))}",
    ]


def remarks(found: Pooling | None) -> list[str]:
    """Every reason of a refusal in full, or what a reader must know beside the pooled rows."""
    if found is None:
        return []
    if found.refused:
        return [say("Pooling was asked for and refused. {reasons}", reasons=_sentences(list(map(refusal, found.refused))))]
    return [say("{method}: {note}.", method=short(one.method), note=text) for one in found.attempts if (text := note(one))]


def worked(found: Pooling | None) -> list[Worked]:
    """Each method that gave a rate, worked through on the rows that went in."""
    if found is None:
        return []
    x, n = ([getattr(row.rate, name) for row in found.rows] for name in ("events", "of"))
    counts = f"c({', '.join(map(str, x))}), {{}}c({', '.join(map(str, n))})"
    return [
        Worked(
            say("{short}, {method}: {formula}.", short=short(one.method), method=say(POOLING_METHODS[one.method]),
                formula=say(_FORMULA[one.method])),
            say("x = {x}, n = {n} gives {rate}, prediction interval {prediction}, {spread}.", x=x, n=n,
                rate=value(one, found), prediction=prediction(one.rate), spread=spread(one.rate)),
            _R[one.method].format(xi=counts.format("ni = ")),
            f"from evidence.pooling import pool; rate = pool({x}, {n}, '{one.method}');"
            " print(100 * rate.estimate, 100 * rate.low, 100 * rate.high)",
        )
        for one in found.attempts
        if one.rate
    ]  # fmt: skip


def cautions(found: Pooling) -> list[str]:
    """What is unlike among the rows that went in, and which rows could not go in."""
    silent = [row for row in found.rows if not any(fact["criteria"] for fact in row.rate.facts)]
    return [
        *map(reason, found.cautions),
        *_unlike(mark("mutation groups differ ({n} among {of} cohorts)"), [row.cohort["mutation"] for row in found.rows]),
        *_unlike(mark("denominators differ ({n} among {of} cohorts)"), [row.rate.population for row in found.rows]),
        *([say("response criteria not stated for {n} of {of} cohorts", n=len(silent), of=len(found.rows))] * bool(silent)),
        *([say("left out, no count printed: {cohorts}", cohorts=listed([cohort(row.cohort) for row in found.left_out]))]
          * bool(found.left_out)),
        *([say("left out, control arms or arms that are not told apart: {cohorts}",
               cohorts=listed([cohort(row.cohort) for row in found.untreated]))] * bool(found.untreated)),
        *([say("left out, not checked by hand: {cohorts}",
               cohorts=listed([cohort(row.cohort) for row in found.unchecked]))] * bool(found.unchecked)),
    ]  # fmt: skip


def _unlike(differ: str, values: Sequence[object]) -> list[str]:
    different = len(set(values))
    return [say(differ, n=different, of=len(values))] if different > 1 else []


def note(one: Attempt) -> str:
    return say("; ").join(map(reason, one.why if one.rate is None else one.rate.notes))


def _sentences(parts: list[str]) -> str:
    return " ".join(say("{sentence}.", sentence=upper_first(part)) for part in parts)


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
        "label": say("Pooled, {method}", method=short(one.method)),
        "cohort": say("pooled, computed here"),
        "endpoint": first["endpoint"],
        "definition": first["definition"],
        "interval": say(NO_ESTIMATE),
        "interval_method": say(POOLING_METHODS[one.method]),
        "printed": say("computed here, not printed"),
        "place": say("from n/N of {cohorts}", cohorts=say("; ").join(cohort(row.cohort) for row in found.rows)),
        "note": say("; ").join([*([note(one)] if note(one) else []), *cautions(found)]),
        "data_version": first["data_version"],
        "k": len(found.rows),
    }
    return row | (_values(one.rate) if one.rate else {})


def _values(rate: PooledRate) -> dict[str, object]:
    predicted = ("prediction_low", "prediction_high")
    ends = ("low", "high", *(predicted if rate.predicts else ()))
    return (
        dict.fromkeys(predicted)
        | {name: round(100 * getattr(rate, name), 4) for name in ends}
        | {
            "percent": round(100 * rate.estimate, 4),
            "interval": numbers.interval(100 * rate.low, 100 * rate.high),
            "prediction": prediction(rate),
            "tau2": round(rate.tau2, 6),
            "i2": round(100 * rate.i2, 4),
        }
    )
