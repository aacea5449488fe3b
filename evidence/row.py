"""Rows of an answer: values by column name; what is missing is None.

A row of the built file is a dictionary. Those of the two tables that every question reads, with what their studies and
sources say, have types of their own, so that a column that is not there is found before anything runs.
"""

from typing import TYPE_CHECKING, Any, Literal

Row = dict[str, Any]

#: Columns of a figure: those of its table, of its source, its cohort and its study, and the discrepancies that name it.
FactColumn = Literal[
    "fact_id", "study_id", "cohort_id", "domain", "term", "grade", "statistic", "events", "of_n", "population", "value",
    "percent_is", "low", "high", "spread", "interval", "unit", "comparator", "window", "assessor", "assessed", "cycle",
    "assay", "threshold", "criteria", "attribution", "printed", "printed_is", "source_id", "locator", "readers", "reading",
    "certain", "caveat", "note", "also", "place",
    "citation", "doi", "pmid", "level", "source_kind", "role", "regimen", "drugs", "year", "design", "discrepancies",
]  # fmt: skip
#: Columns of a cohort: those of its table and of its study, how it matches, and the drugs that not all of it got.
CohortColumn = Literal[
    "study_id", "cohort_id", "place", "parent", "split", "kind", "basis", "label", "n", "n_evaluable", "population", "role",
    "regimen", "regimen_class", "drugs", "dose", "dose_unit", "dose_first", "schedule", "mutation", "mutation_n",
    "mutation_of", "mutation_from", "setting", "transplant", "transplant_n", "transplant_of", "prior_flt3", "prior_flt3_n",
    "prior_flt3_of", "toxicity_from", "inherited", "same_patients_as", "may_share_with", "also_in", "locator", "note",
    "study_label", "study_class", "phase", "design", "disease", "year", "level", "match", "some_drugs",
]  # fmt: skip

if TYPE_CHECKING:

    class Fact(Row):
        """A printed figure."""

        def __getitem__(self, column: FactColumn, /) -> Any: ...  # type: ignore[override]
        def __or__(self, more: Row, /) -> "Fact": ...  # type: ignore[override]

    class Cohort(Row):
        """Patients for whom figures are printed."""

        def __getitem__(self, column: CohortColumn, /) -> Any: ...  # type: ignore[override]
        def __or__(self, more: Row, /) -> "Cohort": ...  # type: ignore[override]

else:
    Fact = Cohort = Row


def column(row: Row, name: str) -> Any:
    """The value of a column whose name is known only when it is asked for."""
    return row[name]
