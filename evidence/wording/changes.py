"""What has changed since a link was made: one sentence, and a table of old, new and why."""

from evidence.queries.changes import LENT, Change, Figure, differing
from evidence.queries.provenance import Provenance
from evidence.rates import on_denominator, printed_rate, with_interval
from evidence.selection import View
from evidence.wording import provenance
from evidence.wording.table import Column, Table

KEPT = "this view, kept as it is"
ALWAYS = "this view, always current"
NO_REASON = "no reason is recorded with the figure"
#: What a figure is about beside its number, as it is called here.
ABOUT = {"comparator": "against", "window": "time", "criteria": "criteria", "attribution": "attribution"}


def sentence(changes: list[Change], of: int, where: str) -> str:
    """'3 of these 41 numbers have changed since; 2 have come in.'; `where` names the numbers if they are not these."""
    changed, came = sum(not one.came for one in changes), sum(one.came for one in changes)
    said = _counted(changed, of, f"the {of:,} numbers {where}" if where else f"these {of:,} numbers")
    return f"{said}; {came:,} {'has' if came == 1 else 'have'} come in." if came else f"{said}."


def _counted(changed: int, of: int, which: str) -> str:
    if of == 0:
        return "This view had no numbers then"
    if of == 1:
        return f"Its one number has {'' if changed else 'not '}changed since"
    return f"{changed or 'None'} of {which} {'has' if changed < 2 else 'have'} changed since"


def table(changes: list[Change], then: str, now: str, view: View) -> Table:
    columns = (Column("figure", "Number", wide=True), Column("old", f"Then ({then[:8]})", wide=True),
               Column("new", f"Today ({now[:8]})", wide=True), Column("why", "Why", wide=True),
               Column("fact_id"), Column("old_version"), Column("data_version"))  # fmt: skip
    records = [
        {
            "figure": provenance.title(_card(one.new or one.old, now if one.new else then, view)),
            "old": "not in this view" if one.came else _said(one.old, then, view),
            "new": "not in this view" if one.left and one.new else _said(one.new, now, view),
            "why": why(one),
            "fact_id": one.fact_id,
            "old_version": then,
            "data_version": now,
        }
        for one in changes
    ]
    return Table("What has changed", columns, records)


def why(change: Change) -> str:
    """What the base itself says of the change: new remarks, discrepancies, readers, places, cohorts."""
    old, new = change.old, change.new
    if new is None:
        return "withdrawn: this data version has no such figure"
    if old is None:
        return "; ".join(["new in the base", *_remark(new)])
    return "; ".join([*_reread(old, new), *_redefined(old, new), *_contradicted(old, new), *_moved(old, new)]) or (
        "another answer of its study stands in this view" if change.left or change.came else NO_REASON
    )


def _remark(figure: Figure) -> list[str]:
    return [figure.fact["note"]] if figure.fact["note"] else []


def _reread(old: Figure, new: Figure) -> list[str]:
    """What changed in how the figure was read: remark, certainty, place, readers."""
    was, now = old.fact, new.fact
    said = _remark(new) if now["note"] != was["note"] else []
    said += ["a doubt was settled"] if now["certain"] and not was["certain"] else []
    said += [f"read at {now['locator']} (was {was['locator']})"] if now["locator"] != was["locator"] else []
    said += [f"read by {now['readers']} (was {was['readers']})"] if now["readers"] > was["readers"] else []
    return said


def _redefined(old: Figure, new: Figure) -> list[str]:
    """What changed in what the figure is about, its number apart."""
    return [
        f"{name}: {_value(new.fact[column])} (was {_value(old.fact[column])})"
        for column, name in ABOUT.items()
        if new.fact[column] != old.fact[column]
    ]


def _contradicted(old: Figure, new: Figure) -> list[str]:
    known = {row["discrepancy_id"] for row in old.discrepancies}
    return [f"{row['what']} {row['why']}" for row in new.discrepancies if row["discrepancy_id"] not in known]


def _moved(old: Figure, new: Figure) -> list[str]:
    """What changed in the cohort that the figure belongs to."""
    return [
        f"its cohort: {name.replace('_', ' ')} {_value(new.cohort[name])} (was {_value(old.cohort[name])})"
        for name in differing(LENT, old.cohort, new.cohort)
    ]


def _value(value: object) -> str:
    return "not reported" if value is None else str(value)


def _said(figure: Figure | None, version: str, view: View) -> str:
    """'5/10 enrolled, 50 % (18.7 to 81.3), exact 95 %, printed “5 (50%)”', on the denominator of the view."""
    if figure is None:
        return "not in the base"
    said = provenance.value(_card(figure, version, view), view.choice("interval"))
    doubt = "" if figure.fact["certain"] else ", with a doubt"
    return f"{said}, printed “{figure.fact['printed']}”{doubt}"


def _card(figure: Figure, version: str, view: View) -> Provenance:
    rates = {}
    if figure.fact["statistic"] in ("count", "percent"):
        asked = on_denominator(printed_rate(figure.fact), figure.cohort, view.choice("denominator"), version)
        rates = {"printed": with_interval(asked, view.choice("interval"))}
    return Provenance(figure.fact, figure.cohort, [], rates)
