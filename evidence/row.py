"""Rows of an answer: values by column name; what is missing is None.

A row of the built file is a dictionary. Those of the two tables that every question reads, with what their studies and
sources say, have types of their own, so that a column that is not there, and a value that may be missing, are found before
anything runs.
"""

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

T = TypeVar("T")
Row = dict[str, Any]

#: Columns of a figure by what stands in them, in those of `Maybe` perhaps nothing: those of its table, of its source, its
#: cohort and its study, and the discrepancies that name it.
FactText = Literal[
    "fact_id", "study_id", "cohort_id", "domain", "term", "statistic", "population", "printed", "source_id", "locator",
    "reading", "citation", "level", "source_kind", "role", "regimen", "design",
]  # fmt: skip
FactWhole = Literal["readers", "place", "year"]
FactList = Literal["also", "drugs", "discrepancies"]
FactMaybeText = Literal[
    "grade", "percent_is", "interval", "unit", "comparator", "window", "assessor", "assessed", "assay", "threshold",
    "criteria", "attribution", "printed_is", "caveat", "doi", "pmid",
]  # fmt: skip
FactMaybeWhole = Literal["events", "of_n", "cycle"]
FactMaybeNumber = Literal["value", "low", "high", "spread"]
#: Columns of a cohort: those of its table and of its study, how it matches, and the drugs that not all of it got.
CohortText = Literal[
    "study_id", "cohort_id", "kind", "basis", "label", "role", "regimen", "regimen_class", "transplant", "prior_flt3",
    "locator", "study_label", "study_class", "phase", "design", "disease", "level",
]  # fmt: skip
CohortWhole = Literal["place", "year"]
CohortList = Literal["drugs", "inherited", "same_patients_as", "may_share_with", "also_in"]
CohortMaybeText = Literal[
    "parent", "split", "population", "dose_unit", "schedule", "mutation", "mutation_from", "setting", "note",
]  # fmt: skip
CohortMaybeWhole = Literal[
    "n", "n_evaluable", "mutation_n", "mutation_of", "transplant_n", "transplant_of", "prior_flt3_n", "prior_flt3_of",
]  # fmt: skip
CohortMaybeNumber = Literal["dose", "dose_first", "toxicity_from"]

if TYPE_CHECKING:

    class Fact(Row):
        """A printed figure."""

        @overload  # type: ignore[override]
        def __getitem__(self, column: FactText, /) -> str: ...
        @overload
        def __getitem__(self, column: FactWhole, /) -> int: ...
        @overload
        def __getitem__(self, column: FactList, /) -> list[str]: ...
        @overload
        def __getitem__(self, column: Literal["certain", "unchecked"], /) -> bool: ...
        @overload
        def __getitem__(self, column: Literal["note"], /) -> Any: ...  # a reason where another reading is drawn
        @overload
        def __getitem__(self, column: FactMaybeText, /) -> str | None: ...
        @overload
        def __getitem__(self, column: FactMaybeWhole, /) -> int | None: ...
        @overload
        def __getitem__(self, column: FactMaybeNumber, /) -> float | None: ...
        def __getitem__(self, column: Any, /) -> Any: ...
        def __or__(self, more: Row, /) -> "Fact": ...  # type: ignore[override]

    class Cohort(Row):
        """Patients for whom figures are printed."""

        @overload  # type: ignore[override]
        def __getitem__(self, column: CohortText, /) -> str: ...
        @overload
        def __getitem__(self, column: CohortWhole, /) -> int: ...
        @overload
        def __getitem__(self, column: CohortList, /) -> list[str]: ...
        @overload
        def __getitem__(self, column: Literal["unchecked"], /) -> bool: ...
        @overload
        def __getitem__(self, column: Literal["some_drugs"], /) -> frozenset[str]: ...
        @overload
        def __getitem__(self, column: Literal["match"], /) -> Any: ...  # a value of cohorts, which knows rows
        @overload
        def __getitem__(self, column: CohortMaybeText, /) -> str | None: ...
        @overload
        def __getitem__(self, column: CohortMaybeWhole, /) -> int | None: ...
        @overload
        def __getitem__(self, column: CohortMaybeNumber, /) -> float | None: ...
        def __getitem__(self, column: Any, /) -> Any: ...
        def __or__(self, more: Row, /) -> "Cohort": ...  # type: ignore[override]

else:
    Fact = Cohort = Row


def column(row: Row, name: str) -> Any:
    """The value of a column whose name is known only when it is asked for."""
    return row[name]


def known(value: T | None) -> T:
    """A value that every row here has. Raises ValueError where it is missing: such a row was to be left out before."""
    if value is None:
        raise ValueError("expected a row with a value, given one without; ask only for rows that have it")
    return value
