"""Studies, their sources and their discrepancies."""

from functools import lru_cache

from evidence.database import Row, ask


@lru_cache(maxsize=8)
def study_labels(version: str) -> dict[str, str]:
    """Label of each study by its id, oldest first."""
    rows = ask(version, "select study_id, label from study order by year, study_id")
    return {row["study_id"]: row["label"] for row in rows}


@lru_cache(maxsize=8)
def studies(version: str) -> tuple[Row, ...]:
    """Every study with its patients (largest whole cohort), cohorts, figures and how many figures were read twice."""
    return tuple(
        ask(
            version,
            """
            select s.*, c.cohorts, c.patients, coalesce(f.figures, 0) as figures, coalesce(f.twice, 0) as twice,
                coalesce(d.discrepancies, 0) as discrepancies
            from study s
            join (
                select study_id, count(*)::integer as cohorts, sum(n) filter (parent is null)::integer as patients
                from cohort group by study_id
            ) c using (study_id)
            left join (
                select study_id, count(*)::integer as figures, count(*) filter (readers >= 2)::integer as twice
                from fact group by study_id
            ) f using (study_id)
            left join (
                select study_id, count(*)::integer as discrepancies from discrepancy group by study_id
            ) d using (study_id)
            order by s.year, s.study_id
            """,
        )
    )


def sources(version: str, study: str) -> list[Row]:
    return ask(version, "select * from source where study_id = $study order by source_id", study=study)


def discrepancies(version: str, study: str | None = None) -> list[Row]:
    """The discrepancy register, of one study or of all, in the order of the files."""
    return ask(
        version,
        """
        select d.*, s.label as study_label from discrepancy d join study s using (study_id)
        where $study is null or d.study_id = $study
        order by s.year, d.study_id, d.place
        """,
        study=study,
    )
