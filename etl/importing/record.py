"""A record of ClinicalTrials.gov, version 2 of its interface, as typed values. Nothing is interpreted here.

Group ids are local to a module, in outcomes to one outcome. Numbers are kept as the text that was served.
"""

import re
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel


def _whole(value: object) -> object:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", str(value)):
        raise ValueError("expected a whole number of patients, like 12")
    return int(str(value))


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("expected text")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Text = Annotated[str, BeforeValidator(_text)]


class Part(BaseModel):
    """A part of a record: keys as served, in camel case; those that hold no results are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class Grouped(Part):
    """A module, or an outcome, whose groups have ids of their own."""

    groups: tuple["Group", ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [group.id for group in self.groups]
        if repeated := next((one for one in ids if ids.count(one) > 1), None):
            raise ValueError(f"group id {repeated!r} appears twice; ids of a module are unique")
        return self


class Group(Part):
    id: Text
    title: Text = ""
    description: Text = ""


class Count(Part):
    group_id: Text
    value: Text


class Denominator(Part):
    units: Text = "Participants"
    counts: tuple[Count, ...] = ()


class Measurement(Part):
    group_id: Text
    value: Text | None = None
    spread: Text | None = None
    lower_limit: Text | None = None
    upper_limit: Text | None = None
    comment: Text = ""
    lower_limit_comment: Text = ""
    upper_limit_comment: Text = ""


class Category(Part):
    title: Text = ""
    measurements: tuple[Measurement, ...] = ()


class Class(Part):
    title: Text = ""
    denoms: tuple[Denominator, ...] = ()
    categories: tuple[Category, ...] = ()


class Analysis(Part):
    group_ids: tuple[Text, ...] = ()
    group_description: Text = ""
    param_type: Text = ""
    param_value: Text = ""
    p_value: Text = ""
    ci_pct_value: Text = ""
    ci_num_sides: Text = ""
    ci_lower_limit: Text = ""
    ci_upper_limit: Text = ""
    estimate_comment: Text = ""
    statistical_comment: Text = ""
    statistical_method: Text = ""


class Measure(Part):
    """What was measured: of an outcome or of a baseline characteristic."""

    title: Text = ""
    description: Text = ""
    population_description: Text = ""
    param_type: Text = ""
    dispersion_type: Text = ""
    unit_of_measure: Text = ""
    denoms: tuple[Denominator, ...] = ()
    classes: tuple[Class, ...] = ()


class Outcome(Measure, Grouped):
    type: Text = ""
    reporting_status: Text = ""
    time_frame: Text = ""
    analyses: tuple[Analysis, ...] = ()


class Outcomes(Part):
    outcome_measures: tuple[Outcome, ...] = ()


class Baseline(Grouped):
    denoms: tuple[Denominator, ...] = ()
    measures: tuple[Measure, ...] = ()


class Achievement(Part):
    group_id: Text
    num_subjects: Whole | None = None
    comment: Text = ""


class Milestone(Part):
    type: Text = ""
    achievements: tuple[Achievement, ...] = ()


class Withdrawal(Part):
    type: Text = ""
    reasons: tuple[Achievement, ...] = ()


class Period(Part):
    title: Text = ""
    milestones: tuple[Milestone, ...] = ()
    drop_withdraws: tuple[Withdrawal, ...] = ()


class Flow(Grouped):
    periods: tuple[Period, ...] = ()


class EventGroup(Group):
    deaths_num_affected: Whole | None = None
    deaths_num_at_risk: Whole | None = None
    serious_num_affected: Whole | None = None
    serious_num_at_risk: Whole | None = None
    other_num_affected: Whole | None = None
    other_num_at_risk: Whole | None = None


class Stat(Part):
    group_id: Text
    num_events: Whole | None = None
    num_affected: Whole | None = None
    num_at_risk: Whole | None = None


class Event(Part):
    term: Text
    organ_system: Text = ""
    notes: Text = ""
    stats: tuple[Stat, ...] = ()


class Events(Part):
    frequency_threshold: Text = ""
    time_frame: Text = ""
    description: Text = ""
    event_groups: tuple[EventGroup, ...] = ()
    serious_events: tuple[Event, ...] = ()
    other_events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [group.id for group in self.event_groups]
        if repeated := next((one for one in ids if ids.count(one) > 1), None):
            raise ValueError(f"group id {repeated!r} appears twice; ids of a module are unique")
        return self


class Results(Part):
    participant_flow_module: Flow = Flow()
    baseline_characteristics_module: Baseline = Baseline()
    outcome_measures_module: Outcomes = Outcomes()
    adverse_events_module: Events = Events()


class Identification(Part):
    nct_id: Annotated[Text, Field(pattern=r"^NCT\d{8}$")]
    brief_title: Text = ""
    official_title: Text = ""
    acronym: Text = ""


class Date(Part):
    date: Text = ""


class Status(Part):
    start_date_struct: Date = Date()
    results_first_post_date_struct: Date = Date()
    last_update_post_date_struct: Date = Date()


class DesignInfo(Part):
    allocation: Text = ""


class Design(Part):
    phases: tuple[Text, ...] = ()
    design_info: DesignInfo = DesignInfo()


class Conditions(Part):
    conditions: tuple[Text, ...] = ()


class Arm(Part):
    label: Text = ""
    type: Text = ""
    intervention_names: tuple[Text, ...] = ()


class Arms(Part):
    arm_groups: tuple[Arm, ...] = ()


class Protocol(Part):
    identification_module: Identification
    status_module: Status = Status()
    design_module: Design = Design()
    conditions_module: Conditions = Conditions()
    arms_interventions_module: Arms = Arms()


class Record(Part):
    protocol_section: Protocol
    results_section: Results = Results()
    converted: Annotated[Text, Field(alias="_derived")] = ""
