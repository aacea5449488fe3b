"""A registry record to a draft: every number of its results becomes a figure, or a line that says why not.

So does every intervention of an arm: a drug that it was given, or such a line.
"""

import re
from collections.abc import Iterator, Mapping

from etl.importing.brought import NO_TERM, Brought, Left, Row, Taken, plain, settled
from etl.importing.events import events
from etl.importing.given import give, said
from etl.importing.groups import Module, Patients
from etl.importing.measured import Value, denominator, measurements, shown, taken
from etl.importing.outcomes import outcome
from etl.importing.phrases import Named
from etl.importing.record import Achievement, Baseline, Category, Class, Flow, Measure, Record

_PHASE = {("PHASE1",): "1", ("PHASE1", "PHASE2"): "1/2", ("PHASE2",): "2", ("PHASE3",): "3"}
#: Milestones of the first period that say how many were treated or randomised, beside the registry's own STARTED.
_MILESTONE = {"started": "enrolled", "randomized": "randomised", "randomised": "randomised", "treated": "treated",
              "received treatment": "treated", "received study treatment": "treated", "received study drug": "treated",
              "received at least one dose of study drug": "treated", "dosed": "treated"}  # fmt: skip


def bring(record: Record, told: Mapping[str, Named | Left] | None = None) -> Brought:
    """The draft of a record. Raises nothing: what cannot be taken is left with its reason.

    `told` says what the titles of some outcomes mean.
    """
    results, patients = record.results_section, Patients(record)
    rows = [*_flow(results.participant_flow_module, patients), *_baseline(results.baseline_characteristics_module, patients)]
    for place, one in enumerate(results.outcome_measures_module.outcome_measures, 1):
        rows += outcome(place, one, patients, told or {})
    rows += events(results.adverse_events_module, patients)
    study = _head(record)
    study.rows = settled(study.id, [*give(record, patients), *rows])
    study.groups = patients.listed({row.outcome.fields["cohort"] for row in study.rows if isinstance(row.outcome, Taken)})
    study.lines = [_first_line(record), *said(record), *(f"{row.where}: {row.what}" for row in rows)]
    return study


def _head(record: Record) -> Brought:
    protocol = record.protocol_section
    known, status = protocol.identification_module, protocol.status_module
    allocation, phases = protocol.design_module.design_info.allocation.upper(), protocol.design_module.phases
    arms = protocol.arms_interventions_module.arm_groups
    posted, updated = status.results_first_post_date_struct.date, status.last_update_post_date_struct.date
    head = {
        "label": None, "title": None, "phase": _PHASE.get(phases),
        "design": "randomised" if allocation == "RANDOMIZED" else None, "disease": None,
        "year": int(posted[:4]) if posted else None, "regimen": None,
    }  # fmt: skip
    hints = {
        "title": known.brief_title,
        "phase": ", ".join(phases),
        "design": f"allocation {allocation or 'not given'}; arms: " + "; ".join(arm.label for arm in arms)[:300],
        "disease": "; ".join(protocol.conditions_module.conditions)[:300],
        "regimen": "; ".join(", ".join(arm.intervention_names) or arm.label for arm in arms)[:300],
    }
    cited = [
        f"ClinicalTrials.gov {known.nct_id}",
        posted and f"results posted {posted}",
        updated and f"last update {updated}",
    ]
    source = {"id": "registry", "kind": "registry", "citation": ", ".join(filter(None, cited)), "registry": known.nct_id}
    if record.converted:
        source["note"] = plain(record.converted)[:400]
    return Brought(known.nct_id.lower(), head, hints, source)


def _first_line(record: Record) -> str:
    known = record.protocol_section.identification_module
    return f"{known.nct_id}: {plain(known.official_title or known.brief_title)}"


def _flow(flow: Flow, patients: Patients) -> Iterator[Row]:
    module = Module.of("Participant flow", flow.groups, patients)
    for place, period in enumerate(flow.periods):
        name = f"Participant flow, {plain(period.title) or f'period {place + 1}'}"
        for milestone in period.milestones:
            for one in milestone.achievements:
                where = f"{name}, {plain(milestone.type)}, {module.called(one.group_id)}"
                yield Row(where, _subjects(one), _milestone(place, plain(milestone.type).lower(), one, module, where))
        for withdrawal in period.drop_withdraws:
            for one in withdrawal.reasons:
                where = f"{name}, not completed: {plain(withdrawal.type)}, {module.called(one.group_id)}"
                why = "a reason for leaving a period; it is no outcome of the patients by itself"
                yield Row(where, _subjects(one), Left(why))


def _subjects(one: Achievement) -> str:
    said = "no number" if one.num_subjects is None else f"{one.num_subjects}"
    return f"{said} {plain(one.comment)}".strip()


def _milestone(place: int, kind: str, one: Achievement, module: Module, where: str) -> Taken | Left:
    term = _MILESTONE.get(kind)
    if kind in ("completed", "not completed"):
        return Left("completing a period is not completing the treatment")
    if term is None:
        return Left(f"{NO_TERM}; {kind}")
    if one.num_subjects is None:
        return Left("no value is given")
    if place or not one.num_subjects:
        return Left("a later period, or nobody started: these patients may stand in another group")
    fields = {"term": term, "events": one.num_subjects, "printed": f"{one.num_subjects}"}
    return module.line("baseline", one.group_id, one.num_subjects, where, fields)


def _baseline(baseline: Baseline, patients: Patients) -> Iterator[Row]:
    module = Module.of("Baseline", baseline.groups, patients)
    for measure in baseline.measures:
        for row, category, one in measurements(measure):
            value = Value(one, *denominator(one.group_id, row.denoms, measure.denoms, baseline.denoms))
            what = ", ".join(plain(part) for part in (measure.title, row.title, category.title) if plain(part))
            where = f"Baseline, {what}, {module.called(one.group_id)}"
            size = denominator(one.group_id, baseline.denoms)[0]
            named = _characteristic(measure, row, category)
            yield Row(where, shown(value, measure), taken(value, measure, named, module, where, size))


def _characteristic(measure: Measure, row: Class, category: Category) -> Named | None:
    """The baseline term of a measurement: of the registry's fixed measures alone, others have names of their own."""
    title, label = plain(measure.title).lower(), plain(category.title or row.title).lower()
    if title in ("age", "age, continuous") and not label:
        return Named("baseline", "age")
    if re.match(r"(sex|gender)\b", title) and label in ("female", "male"):
        return Named("baseline", label)
    if title.startswith("race") and label == "asian":
        return Named("baseline", "Asian")
    return None
