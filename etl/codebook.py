"""The codebook: what a study file and the built tables may say, written from the vocabulary and the models."""

import re
from functools import cache

from etl.making import schema
from evidence import vocabulary
from evidence.appraisal import Judgement
from evidence.records import Cohort, Discrepancy, Figure, Patient, Source, Study

INTRODUCTION = """\
# Codebook

Written by `python -m etl codebook`; a test keeps it true. Change the vocabulary, the models or the schema, not this page.

`studies/` holds one file a study, one printed figure a line. A figure that a source does not print is not there:
missing is missing, never 0. `build/` holds the published files, one a data version, and `current`, which names the newest.
"""


def codebook() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, *_lines(), *_sets(), *_terms(), *_tables()]) + "\n"


def _lines() -> list[str]:
    out = ["## Lines of a study file", "", "| part | keys |", "| --- | --- |"]
    for name, model in (
        ("study", Study), ("sources", Source), ("cohorts", Cohort), ("a figure", Figure),
        ("patients", Patient), ("discrepancies", Discrepancy), ("appraisal", Judgement),
    ):  # fmt: skip
        keys = (f"**{key}**" if field.is_required() else key for key, field in model.model_fields.items())
        out.append(f"| {name} | {', '.join(keys)} |")
    return [*out, "", "Bold keys are required. Figures stand under their domain: "
            + ", ".join(f"`{domain.replace(' ', '_')}`" for domain in vocabulary.DOMAIN) + ".", ""]  # fmt: skip


def _sets() -> list[str]:
    out = ["## Closed sets", ""]
    for name, codes in {**vocabulary.ENUMS, "regimen class": vocabulary.REGIMEN_CLASS, "drug": vocabulary.DRUG}.items():
        out += [f"### {name.replace('_', ' ').capitalize()}", "", *_table(codes)]
    return out


def _terms() -> list[str]:
    out = ["## Terms by domain", ""]
    for domain, codes in vocabulary.TERM.items():
        out += [f"### {domain.capitalize()} terms", "", *_table(codes)]
    return out


def _table(codes: dict[str, vocabulary.Code]) -> list[str]:
    rows = [f"| `{code.code}` | {code.label} | {_meaning(code)} | {', '.join(code.synonyms)} |" for code in codes.values()]
    return ["| code | label | meaning | also written |", "| --- | --- | --- | --- |", *rows, ""]


def _meaning(code: vocabulary.Code) -> str:
    broader = f"narrower than `{code.broader}`" if code.broader else ""
    return "; ".join(part for part in (code.definition, code.group, broader) if part)


def _tables() -> list[str]:
    out = ["## Tables of the built file", ""]
    for table, words in re.findall(r"comment on table (\w+) is '((?:[^']|'')*)'", schema()):
        out += [f"### `{table}`", "", words.replace("''", "'") + ".", "", "| column | meaning |", "| --- | --- |"]
        out += [f"| `{column}` | {meaning} |" for column, meaning in columns(table).items()] + [""]
    return out


@cache
def columns(table: str) -> dict[str, str]:
    """What each column of a table of the built file means."""
    found = re.findall(rf"comment on column {table}\.\"?(\w+)\"? is '((?:[^']|'')*)'", schema())
    return {column: meaning.replace("''", "'") for column, meaning in found}
