"""Page questions as one SQL text for DuckDB and SQLite, and the same in pandas and polars."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import polars as pl

#: What the questions are asked with; every engine gets the same values.
ASKED = {"drug": "quizartinib", "setting": "relapsed", "mutation": "flt3-itd", "term": "nausea"}
#: Which columns the questions touch: the other engines get these and no more.
COLUMNS = {
    "cohort": ("study_id", "cohort_id", "kind", "mutation", "setting", "transplant", "n"),
    "study": ("study_id", "label", "regimen", "year"),
    "source": ("study_id", "source_id", "citation"),
    "fact": (
        "fact_id",
        "study_id",
        "cohort_id",
        "domain",
        "term",
        "grade",
        "events",
        "of_n",
        "printed",
        "source_id",
        "locator",
    ),
}
INDEXES = ("cohort (mutation, setting)", "cohort (study_id, cohort_id)", "study (study_id)", "source (study_id, source_id)",
           "fact (study_id, cohort_id, domain)", "fact (domain, term)", "fact (fact_id)")  # fmt: skip


@dataclass(frozen=True)
class Question:
    """`frames` is a table by its name, of pandas or of polars; `names` are the parameters of the SQL."""

    sql: str
    names: tuple[str, ...]
    pandas: Callable[[dict[str, pd.DataFrame], dict[str, str]], object]
    polars: Callable[[dict[str, pl.DataFrame], dict[str, str]], object]


def _pd_filtered(t, p):
    return t["cohort"][(t["cohort"].mutation == p["mutation"]) & (t["cohort"].setting == p["setting"])]


def _pl_filtered(t, p):
    return t["cohort"].filter((pl.col("mutation") == p["mutation"]) & (pl.col("setting") == p["setting"]))


def _pd_drug(t, p):
    study = t["study"][t["study"].regimen == p["drug"]]
    chosen = _pd_filtered(t, p).merge(study, on="study_id")
    return chosen.merge(t["fact"][t["fact"].domain == "toxicity"], on=["study_id", "cohort_id"])


def _pl_drug(t, p):
    study = t["study"].filter(pl.col("regimen") == p["drug"])
    chosen = _pl_filtered(t, p).join(study, on="study_id")
    return chosen.join(t["fact"].filter(pl.col("domain") == "toxicity"), on=["study_id", "cohort_id"])


_BY_TERM = ["term", "grade"]
_BY_REGIMEN = ["regimen", "grade"]

QUESTIONS = {
    "response under two filters": Question(
        """select c.study_id, c.cohort_id, f.events, f.of_n from cohort c
        join fact f on f.study_id = c.study_id and f.cohort_id = c.cohort_id
        where c.mutation = $mutation and c.setting = $setting and f.domain = 'response' and f.term = 'ORR'""",
        ("mutation", "setting"),
        lambda t, p: _pd_filtered(t, p).merge(
            t["fact"][(t["fact"].domain == "response") & (t["fact"].term == "ORR")], on=["study_id", "cohort_id"]
        ),
        lambda t, p: _pl_filtered(t, p).join(
            t["fact"].filter((pl.col("domain") == "response") & (pl.col("term") == "ORR")), on=["study_id", "cohort_id"]
        ),
    ),
    "adverse events of one regimen by term and grade": Question(
        """select f.term, f.grade, count(*) as cohorts, max(1.0 * f.events / f.of_n) as most from cohort c
        join study s on s.study_id = c.study_id
        join fact f on f.study_id = c.study_id and f.cohort_id = c.cohort_id
        where s.regimen = $drug and c.mutation = $mutation and c.setting = $setting and f.domain = 'toxicity'
        group by f.term, f.grade""",
        ("drug", "mutation", "setting"),
        lambda t, p: (
            _pd_drug(t, p).assign(share=lambda f: f.events / f.of_n).groupby(_BY_TERM, dropna=False, observed=True)
            .share.agg(["size", "max"])
        ),
        lambda t, p: (
            _pl_drug(t, p).group_by(_BY_TERM)
            .agg(pl.len(), (pl.col("events") / pl.col("of_n")).max().alias("most"))
        ),
    ),
    "cohorts by setting under a filter": Question(
        "select setting, count(*) as cohorts from cohort where mutation = $mutation group by setting",
        ("mutation",),
        lambda t, p: (
            t["cohort"][t["cohort"].mutation == p["mutation"]].groupby("setting", dropna=False, observed=True).size()
        ),
        lambda t, p: t["cohort"].filter(pl.col("mutation") == p["mutation"]).group_by("setting").len(),
    ),
    "one adverse event by regimen": Question(
        """select s.regimen, f.grade, count(*) as cohorts, max(1.0 * f.events / f.of_n) as most from fact f
        join study s on s.study_id = f.study_id where f.domain = 'toxicity' and f.term = $term
        group by s.regimen, f.grade""",
        ("term",),
        lambda t, p: (
            t["fact"][(t["fact"].domain == "toxicity") & (t["fact"].term == p["term"])].merge(t["study"], on="study_id")
            .assign(share=lambda f: f.events / f.of_n).groupby(_BY_REGIMEN, dropna=False, observed=True)
            .share.agg(["size", "max"])
        ),
        lambda t, p: (
            t["fact"]
            .filter((pl.col("domain") == "toxicity") & (pl.col("term") == p["term"]))
            .join(t["study"], on="study_id")
            .group_by(_BY_REGIMEN)
            .agg(pl.len(), (pl.col("events") / pl.col("of_n")).max().alias("most"))
        ),
    ),
    "one study, every figure with its source": Question(
        """select f.*, r.citation from fact f join source r on r.study_id = f.study_id and r.source_id = f.source_id
        where f.study_id = $study""",
        ("study",),
        lambda t, p: t["fact"][t["fact"].study_id == p["study"]].merge(t["source"], on=["study_id", "source_id"]),
        lambda t, p: t["fact"].filter(pl.col("study_id") == p["study"]).join(t["source"], on=["study_id", "source_id"]),
    ),
    "one figure by its name": Question(
        "select * from fact where fact_id = $fact",
        ("fact",),
        lambda t, p: t["fact"][t["fact"].fact_id == p["fact"]],
        lambda t, p: t["fact"].filter(pl.col("fact_id") == p["fact"]),
    ),
}  # fmt: skip
