"""How many rows a drawing holds."""

#: More rows than this no longer paint at once, nor read well; the table has them all.
ROW_LIMIT = 60


def drawn(rows: list) -> list:
    """The first rows that a drawing holds, never one arm of a study without the others; rows have a `cohort`."""
    if len(rows) <= ROW_LIMIT:
        return rows
    left_out = rows[ROW_LIMIT].cohort["study_id"]
    kept = rows[:ROW_LIMIT]
    while kept and kept[-1].cohort["study_id"] == left_out:
        kept.pop()
    return kept or rows[:ROW_LIMIT]
