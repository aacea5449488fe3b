"""What has changed since a link was made: one sentence, and a table of old, new and why."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from evidence.language import mark, say
from evidence.questions.card import words as provenance
from evidence.questions.card.numbers import Provenance
from evidence.questions.changes.numbers import LENT, Change, Entry, Figure, differing
from evidence.rates import on_denominator, printed_rate, with_interval
from evidence.row import column
from evidence.selection import View
from evidence.wording import dates
from evidence.wording.phrases import remark
from evidence.wording.reading import reading
from evidence.wording.reasons import note_of
from evidence.wording.selection import study_name
from evidence.wording.table import Column, Table

FOLLOW = mark("Follow these numbers (feed)")
FOLLOW_ALL = mark("Follow all changes (feed)")
ABOUT_FEED = mark("Feed (Atom): tells a reader of feeds when a number of this view changes")
KEPT = mark("this view, kept as it is")
ALWAYS = mark("this view, always current")
NO_REASON = mark("no reason is recorded with the figure")
#: What became of figures, studies and discrepancies, with how many.
KINDS = {
    "added": mark("{n} added"), "changed": mark("{n} changed"), "withdrawn": mark("{n} withdrawn"),
    "came": mark("{n} came into the view"), "left": mark("{n} left the view"),
}  # fmt: skip
#: What a figure is about beside its number, as it is called here.
ABOUT = {
    "comparator": mark("against"),
    "window": mark("time"),
    "criteria": mark("criteria"),
    "attribution": mark("attribution"),
}
#: The columns of LENT as they are called here; their values are said as recorded.
COHORT = {
    "label": mark("label"), "parent": mark("parent"), "kind": mark("kind"), "basis": mark("basis"), "n": "n",
    "n_evaluable": mark("n evaluable"), "mutation": mark("mutation"), "mutation_n": mark("mutation n"),
    "mutation_of": mark("mutation of"), "setting": mark("setting"), "transplant": mark("transplant"),
    "prior_flt3": mark("prior FLT3 inhibitor"), "prior_flt3_n": mark("prior FLT3 inhibitor n"),
    "prior_flt3_of": mark("prior FLT3 inhibitor of"),
    "dose": mark("dose"), "dose_unit": mark("dose unit"),
}  # fmt: skip


def sentence(changes: list[Change], of: int, where: str) -> str:
    """'3 of these 41 numbers have changed since; 2 have come in.'; `where` names the numbers if they are not these."""
    changed, came = sum(not one.came for one in changes), sum(one.came for one in changes)
    said = _counted(changed, of, where)
    if not came:
        return say("{changed}.", changed=said)
    message = mark("{changed}; {n} has come in.") if came == 1 else mark("{changed}; {n} have come in.")
    return say(message, changed=said, n=f"{came:,}")


def _counted(changed: int, of: int, where: str) -> str:
    if of == 0:
        return say("This view had no numbers then")
    if of == 1:
        return say("Its one number has changed since") if changed else say("Its one number has not changed since")
    which = say("the {n} numbers {where}", n=f"{of:,}", where=where) if where else say("these {n} numbers", n=f"{of:,}")
    if not changed:
        return say("None of {numbers} has changed since", numbers=which)
    message = mark("{n} of {numbers} has changed since") if changed == 1 else mark("{n} of {numbers} have changed since")
    return say(message, n=changed, numbers=which)


def kind(change: Change | Entry) -> str:
    """What became of it, as a code: added, withdrawn, changed; a figure that only the view lost or got: left, came."""
    if change.old is None or change.new is None:
        return "added" if change.old is None else "withdrawn"
    if isinstance(change, Entry):
        return "changed"
    return "left" if change.left else "came" if change.came else "changed"


def counted(kinds: Iterable[str]) -> str:
    """'2 added, 1 changed'; nothing that a reader sees for none."""
    number = Counter(kinds)
    said = [say(message, n=number[code]) for code, message in KINDS.items() if number[code]]
    return say(", ").join(said) or say("nothing that is shown has changed")


def latest(version: str, published: datetime, kinds: Iterable[str] | None) -> str:
    """What a version brought; None where none before it is kept."""
    named = {"version": version[:8], "day": dates.on(published.date())}
    if kinds is None:
        return say("Data version {version} of {day}; none before it is kept.", **named)
    return say("Data version {version} of {day}: {counted}.", counted=counted(kinds), **named)


def study(entry: Entry) -> dict[str, str]:
    """A study that came, went, or is described otherwise; see table."""
    return {"figure": entry.row["label"], "old": "", "new": "", "why": _described(entry)}


def contradiction(entry: Entry) -> dict[str, str]:
    """A discrepancy that came, went, or is described otherwise; see table."""
    old, new = ("" if row is None else provenance.against(row) for row in (entry.old, entry.new))
    title = say("{study}, {topic}", study=study_name(entry.row), topic=remark(entry.row["topic"]))
    why = provenance.kept(entry.row) if entry.old is None else _described(entry)
    return {"figure": title, "old": old, "new": new, "why": why}


def _described(entry: Entry) -> str:
    """What became of a study or discrepancy: its columns are named as the codebook names them."""
    old, new = entry.old, entry.new
    if new is None:
        return say("withdrawn: this data version does not have it")
    if old is None:
        return say("new in the base")
    return say("; ").join(
        say("{what}: {now} (was {before})", what=name, now=_value(new[name]), before=_value(old[name]))
        for name in entry.columns
    )


def table(changes: list[Change], then: str, now: str, view: View) -> Table:
    columns = (Column("figure", "Number", wide=True), Column("old", say("Then ({version})", version=then[:8]), wide=True),
               Column("new", say("Today ({version})", version=now[:8]), wide=True), Column("why", "Why", wide=True),
               Column("fact_id"), Column("old_version"), Column("data_version"))  # fmt: skip
    records = [
        {
            "figure": provenance.title(_of(one, then, now, view)),
            "old": say("not in this view") if one.came else _said(one.old, then, view),
            "new": say("not in this view") if one.left and one.new else _said(one.new, now, view),
            "why": why(one),
            "fact_id": (one.fact_id,),
            "old_version": then,
            "data_version": now,
        }
        for one in changes
    ]
    return Table(say("What has changed"), columns, records)


def why(change: Change) -> str:
    """What the base itself says of the change: new remarks, discrepancies, readers, places, cohorts."""
    old, new = change.old, change.new
    if new is None:
        return say("withdrawn: this data version has no such figure")
    if old is None:
        return say("; ").join([say("new in the base"), *_remark(new)])
    return say("; ").join([*_reread(old, new), *_redefined(old, new), *_contradicted(old, new), *_moved(old, new)]) or (
        say("another answer of its study stands in this view") if change.left or change.came else say(NO_REASON)
    )


def _remark(figure: Figure) -> list[str]:
    return [note_of(figure.fact)] if figure.fact["note"] else []


def _reread(old: Figure, new: Figure) -> list[str]:
    """What changed in how the figure was read: remark, certainty, place, readers."""
    was, now = old.fact, new.fact
    said = _remark(new) if now["note"] != was["note"] else []
    said += [say("a doubt was settled")] if now["certain"] and not was["certain"] else []
    if now["locator"] != was["locator"]:
        said.append(say("read at {place} (was {before})", place=now["locator"], before=was["locator"]))
    if now["reading"] != was["reading"]:
        said.append(say("{reading} (was {before})", reading=reading(now["reading"]), before=reading(was["reading"])))
    return said


def _redefined(old: Figure, new: Figure) -> list[str]:
    """What changed in what the figure is about, its number apart."""
    return [
        say("{what}: {now} (was {before})", what=say(name), now=_value(now), before=_value(before))
        for about, name in ABOUT.items()
        if (now := column(new.fact, about)) != (before := column(old.fact, about))
    ]


def _contradicted(old: Figure, new: Figure) -> list[str]:
    known = {row["discrepancy_id"] for row in old.discrepancies}
    return [f"{row['what']} {row['why']}" for row in new.discrepancies if row["discrepancy_id"] not in known]


def _moved(old: Figure, new: Figure) -> list[str]:
    """What changed in the cohort that the figure belongs to."""
    return [
        say("its cohort: {what} {now} (was {before})", what=say(COHORT[name]), now=_value(column(new.cohort, name)),
            before=_value(column(old.cohort, name)))
        for name in differing(LENT, old.cohort, new.cohort)
    ]  # fmt: skip


def _value(value: object) -> str:
    return say("not reported") if value is None else str(value)


def _said(figure: Figure | None, version: str, view: View) -> str:
    """'5/10 enrolled, 50 % (18.7 to 81.3), exact 95 %, printed “5 (50%)”', on the denominator of the view."""
    if figure is None:
        return say("not in the base")
    said = provenance.value(_card(figure, version, view), view.choice("interval"))
    message = (
        mark("{number}, printed “{printed}”")
        if figure.fact["certain"]
        else mark("{number}, printed “{printed}”, with a doubt")
    )
    return say(message, number=said, printed=figure.fact["printed"])


def _of(change: Change, then: str, now: str, view: View) -> Provenance:
    """The number of a change as it is now, or as it was where it is gone. Raises ValueError for a change of nothing."""
    if change.new is not None:
        return _card(change.new, now, view)
    if change.old is None:
        raise ValueError(f"{change.fact_id} is neither in {then} nor in {now}: no change of it can be told")
    return _card(change.old, then, view)


def _card(figure: Figure, version: str, view: View) -> Provenance:
    rates = {}
    if figure.fact["statistic"] in ("count", "percent"):
        asked = on_denominator(printed_rate(figure.fact), figure.cohort, view.choice("denominator"), version)
        rates = {"printed": with_interval(asked, view.choice("interval"))}
    return Provenance(figure.fact, figure.cohort, [], rates)
