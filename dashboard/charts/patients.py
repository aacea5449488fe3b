"""Single patients: a lane each from the first dose on."""

from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import DEATH, ONGOING, RELAPSE, RESPONSE, TRANSPLANT, Caption, Lane, Lanes, Mark
from evidence.language import say
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import DAYS, RESPONSES, flag, ratio, response, who
from evidence.questions.times.numbers import in_months
from evidence.row import Fact
from evidence.wording.matching import block, differs
from evidence.wording.numbers import number
from evidence.wording.phrases import told
from evidence.wording.printed import quoted, unit
from evidence.wording.reasons import note_of
from evidence.wording.selection import study_name


def swimmer(found: list[Patient], caption: Caption) -> Lanes:
    """Bars are days on treatment; marks are events on their printed day, or in words at the end of the bar."""
    longest = max((day for one in found for each in DAYS if (day := one.number(each)) is not None), default=1)
    names = {
        RELAPSE: say("relapse"), DEATH: say("died"), TRANSPLANT: say("allo-SCT, day not printed"),
        ONGOING: say("on treatment at last visit"), RESPONSE: say("responded by this day"),
    }  # fmt: skip
    lanes = tuple(map(_lane, found[:ROW_LIMIT]))
    return Lanes(caption, lanes, longest, say("days on treatment"), say("days from the first dose"), names)


def named(one: Patient, name: str) -> str:
    """The name of a patient, and what differs where the patient does not fit all filters."""
    what = differs(one.cohort)
    return say("{cohort} [{differs}]", cohort=name, differs=what) if what else name


def hover(one: Patient, *names: str) -> tuple[str, ...]:
    """Who, and each of these numbers with the characters and the place in the source."""
    lines = [named(one, who(one)), told(one.row["outcome"])]
    for fact in (fact for each in names if (fact := one.fact(each))):
        lines += [_printed(fact), *([note_of(fact)] if fact["note"] else [])]
    return tuple(lines)


def _printed(fact: Fact) -> str:
    return say("{value} {unit}: printed “{printed}”, {place}", value=number(fact["value"]), unit=unit(fact),
               printed=fact["printed"], place=fact["locator"])  # fmt: skip


def _lane(one: Patient) -> Lane:
    study, name = study_name(one.series), block(one.cohort)
    group = say("{study}, treated {when}", study=study, when=told(one.row["treated"]))
    return Lane(
        group=say("{block}: {group}", block=name, group=group) if name else group,
        study=study,
        label=named(one, who(one)),
        about=(ratio(one), told(one.row["status_before"])),
        said=_days(one),
        outcome=say("{response}; {outcome}", response=response(one), outcome=told(one.row["outcome"])),
        length=_mark(one, "treatment_days", one.fact("treatment_days")),
        events=_events(one),
        undated=_undated(one),
        facts=tuple(fact["fact_id"] for each in DAYS if (fact := one.fact(each))),
        response=response(one),
        tone=next((tone for tone, code in enumerate(RESPONSES) if code in one.row["best_response"]), None),
    )


def _mark(one: Patient, which: str, fact: Fact | None) -> Mark | None:
    if fact is None or fact["value"] is None:
        return None
    return Mark(fact["value"], (fact["fact_id"],), hover(one, which), hollow=not fact["certain"])


def _events(one: Patient) -> dict[str, Mark]:
    """What happened, by kind; what the source does not date stands at the end of the bar."""
    days = one.number("treatment_days")
    found = {kind: _dated(one, which) for kind, which in ((RELAPSE, "relapse_day"), (DEATH, "death_day"))}
    if fact := one.transplanted:
        found[TRANSPLANT] = Mark(days or 0, (fact["fact_id"],), hover(one, "treatment_days"))
    if _again(one) and (fact := one.fact("treatment_days")) and fact["value"] is not None:
        found[ONGOING] = Mark(fact["value"], (fact["fact_id"],), hover(one, "treatment_days"))
    latest, day = in_months(one.responded["high"], one.responded["unit"]) if one.responded else None, in_months(1, "days")
    if (fact := one.responded) and latest is not None and day:
        lines = say("{event}: at the latest", event=response(one)), quoted(fact)
        found[RESPONSE] = Mark(latest / day, (fact["fact_id"],), (named(one, who(one)), *lines), hollow=True)
    return {kind: mark for kind, mark in found.items() if mark}


def _dated(one: Patient, which: str) -> Mark | None:
    if not (fact := one.fact(which)) or fact["value"] is None:
        return None
    said = say("day {day}", day=number(fact["value"]))
    return Mark(fact["value"], (fact["fact_id"],), hover(one, which), said, flag(one, which))


def _again(one: Patient) -> bool:
    return one.row["course"] == "on treatment"


def _undated(one: Patient) -> tuple[str, ...]:
    """What the source does not date, in lines."""
    if one.transplanted:
        text = say("allo-SCT, day not printed")
        return (say("{event};", event=text), say("later on treatment again")) if _again(one) else (text,)
    return (say("on treatment"),) if _again(one) and one.fact("treatment_days") else ()


def _days(one: Patient) -> str:
    days = one.number("treatment_days")
    said = say("days not reported") if days is None else say("{n} days", n=number(days))
    return f"{said} {flag(one, 'treatment_days')}".strip()
