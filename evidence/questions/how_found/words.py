"""How the base was found, in words: the counts from search to base, what was left out, what is wanted."""

from evidence.language import mark, say
from evidence.questions.how_found.numbers import Step, total
from evidence.row import Row
from evidence.vocabulary import LEVEL
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import remark
from evidence.wording.selection import lower_first
from evidence.wording.table import Column, Table

QUESTION = mark("How were these studies found, and what is missing?")
METHOD = mark(
    "Identified = excluded + included; each study stands with the search that first found it. Nobody screened all that is"
    " published: what is not here may exist all the same."
)
UNKEPT = mark("not kept")


def sentence(found: list[Step], wanted: list[Row]) -> str:
    """When was last searched, how many studies came, how many are here, read how deep, and what is wanted."""
    if not found:
        return say("These data do not say how they were found.")
    every, last = total(found), max(str(step.search["day"]) for step in found)
    said = say("Last searched on {day}: {brought} identified, {omitted} excluded, {kept} included, of which {levels}.",
               day=last, brought=plural(every.brought, "study", "studies"), omitted=every.omitted, kept=every.kept,
               levels=_read(every))  # fmt: skip
    more = say("{n} known papers, labels and abstracts have not been read yet.", n=len(wanted))
    return continued([said, more]) if wanted else said


def of_base(cited: str, studies: int, day: str | None) -> str:
    """A line of sources with the size of the base and the day of its last search: '… · 157 studies, searched 2026-11-28'."""
    if day is None:
        return cited
    return say("{cited} · {studies}, searched {day}", cited=cited, studies=plural(studies, "study", "studies"), day=day)


def _read(step: Step) -> str:
    """'6 full text, 98 abstract'."""
    return listed([f"{count} {lower_first(LEVEL[level].label)}" for level, count in step.levels.items()])


def table(found: list[Step], version: str) -> Table:
    columns = (
        Column("looked_in", "Where", remark, wide=True), Column("day", "Day"), Column("words", "Words asked for", wide=True),
        Column("brought", "Identified"), Column("omitted", "Excluded"), Column("kept", "Included"),
        Column("levels", "Read as", wide=True), Column("note", "Note", wide=True), Column("data_version"),
    )  # fmt: skip
    records = [_record(step) | {"data_version": version} for step in found]
    every = {"looked_in": say("all searches"), "day": None, "words": None, "note": None, "data_version": version}
    sums = _counts(total(found)) | every
    return Table(say("How the base was found"), columns, [*records, sums] if found else [])


def _record(step: Step) -> Row:
    one = step.search
    words = say("; ").join(one["words"] or ()) or say(UNKEPT)
    return _counts(step) | {"looked_in": one["looked_in"], "day": str(one["day"]), "words": words, "note": one["note"]}


def _counts(step: Step) -> Row:
    return {"brought": step.brought, "omitted": step.omitted, "kept": step.kept, "levels": _read(step)}


def left_out(rows: list[Row]) -> list[str]:
    """'Left out: SAVE: an undated news page …'."""
    return [say("Left out: {what}. {why}.", what=row["what"], why=remark(row["why"])) for row in rows]


def wanted(rows: list[Row]) -> list[str]:
    """What is wanted, first of what the base holds nothing at all."""
    return [
        say("Wanted for {study}: {what}. {why}.", study=row["label"], what=row["what"], why=remark(row["why"]))
        if row["study_id"]
        else say("Wanted: {what}. {why}.", what=row["what"], why=remark(row["why"]))
        for row in sorted(rows, key=lambda row: bool(row["study_id"]))
    ]


def not_held(rows: list[Row]) -> str:
    """'Known to exist and not in the base: Cairoli R, …'; empty if nothing is."""
    named = say("; ").join(str(row["what"]) for row in rows)
    return say("Known to exist and not in the base: {what}.", what=named) if rows else ""
