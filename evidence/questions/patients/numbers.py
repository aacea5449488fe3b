"""Single patients of small series: what the source says of each, and the printed figure behind every number."""

from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import Key, ancestors, by_match, key, rounds
from evidence.database import ask
from evidence.questions.facts import by_cohort, facts
from evidence.questions.studies.numbers import discrepancies
from evidence.row import Cohort, Fact, Row, column
from evidence.selection import View

#: Where the figure behind a number of the patient table is found: domain and term.
SOURCE = {
    "age": ("baseline", "age"),
    "flt3_itd_ratio": ("baseline", "FLT3-ITD allelic ratio"),
    "dose_low": ("baseline", "sorafenib dose"),
    "dose_high": ("baseline", "sorafenib dose"),
    "treatment_days": ("time to event", "treatment duration"),
    "relapse_day": ("time to event", "start of sorafenib to relapse"),
    "death_day": ("mortality", "died"),
    "wbc_before": ("baseline", "WBC"),
    "wbc_day7": ("response", "WBC"),
    "blasts_before": ("baseline", "blasts in peripheral blood"),
    "blasts_day7": ("response", "blasts in peripheral blood"),
    "marrow_blasts_before": ("baseline", "blasts in bone marrow"),
}
DOMAINS = ("baseline", "response", "time to event", "toxicity", "mortality", "transplant")


@dataclass(frozen=True)
class Patient:
    """One patient: the row of the table, the cohort of one, the whole series, the figures that pass the filters.

    `behind` gives the id of the figure behind each number of the row.
    """

    row: Row
    cohort: Cohort
    series: Cohort
    facts: tuple[Fact, ...]
    behind: dict[str, str]

    def fact(self, name: str) -> Fact | None:
        """The figure behind a number of the table; None if it is not printed or a filter leaves it out."""
        return next((fact for fact in self.facts if fact["fact_id"] == self.behind.get(name)), None)

    def number(self, name: str) -> float | None:
        """A number of the table, as its figure reads it."""
        fact = self.fact(name)
        if fact is None:
            return None
        end = {"dose_low": "low", "dose_high": "high"}.get(name, "value")
        asked = column(fact, end)
        return fact["value"] if asked is None else asked

    def printed(self, domain: str, term: str) -> list[Fact]:
        """The figures of one term, in the order of the file."""
        return [fact for fact in self.facts if (fact["domain"], fact["term"]) == (domain, term)]

    @property
    def transplanted(self) -> Fact | None:
        """The figure that says that an allogeneic transplant followed the start of treatment."""
        return next((fact for fact in self.printed("transplant", "allogeneic transplant") if fact["events"]), None)

    @property
    def responded(self) -> Fact | None:
        """The figure that says by when the first course had brought a response; None where no limit is printed."""
        limits = (fact for fact in self.facts if fact["domain"] == "time to event" and fact["term"].startswith("TTR"))
        return next((fact for fact in limits if fact["statistic"] == "limit" and fact["high"] is not None), None)

    @property
    def relapsed_after_transplant(self) -> Fact | None:
        """A relapse that the source counts from a transplant later than the start of treatment."""
        found = self.printed("time to event", "allo-SCT to relapse") if self.transplanted else []
        return found[0] if found else None


@lru_cache(maxsize=8)
def _table(version: str) -> tuple[Row, ...]:
    return tuple(ask(version, "select p.* from patient p join study s using (study_id) order by s.year, study_id, number"))


def patients(version: str, view: View) -> list[Patient]:
    """Patients whose own cohort matches, else the nearest; by study, in the source's own groups and numbers."""
    chosen, ever = _of_cohorts(version, view), _of_cohorts(version, View())
    for passing in rounds(version, view):
        found = [
            Patient(
                row,
                passing[key(row)],
                ancestors(version, passing[key(row)])[-1],
                tuple(chosen[key(row)]),
                _behind(row, ever[key(row)]),
            )
            for row in _table(version)
            if key(row) in passing and key(row) in chosen
        ]
        if found:
            break
    groups = list(dict.fromkeys((one.row["study_id"], one.row["treated"]) for one in found))
    return sorted(found, key=lambda one: (by_match(one.cohort), groups.index((one.row["study_id"], one.row["treated"]))))


def _of_cohorts(version: str, view: View) -> dict[Key, list[Fact]]:
    return by_cohort([fact for domain in DOMAINS for fact in facts(version, view, domain)])


def _behind(row: Row, printed: list[Fact]) -> dict[str, str]:
    """The figure of each number: of its domain and term, with its value."""
    return {
        name: fact["fact_id"]
        for name, source in SOURCE.items()
        for fact in printed
        if row[name] is not None
        and (fact["domain"], fact["term"]) == source
        and row[name] in (fact["value"], fact["low"], fact["high"])
    }


def contradictions(version: str, found: list[Patient], names: tuple[str, ...]) -> list[Row]:
    """Entries of the discrepancy register that contradict the figures behind these numbers."""
    flagged = {entry for one in found for name in names if (fact := one.fact(name)) for entry in fact["discrepancies"]}
    return [row for row in discrepancies(version) if row["discrepancy_id"] in flagged]
