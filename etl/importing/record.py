"""A record of ClinicalTrials.gov, version 2 of its interface, as typed values. Nothing is interpreted here.

Group ids are local to a module, in outcomes to one outcome. Numbers are kept as the text that was served.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from etl.importing.brought import Refused, size

#: The longest records have a few megabytes.
SIZE_LIMIT = 20_000_000
#: record -> section -> module -> list -> outcome -> class -> category -> measurement -> value, and some to spare.
DEPTH_LIMIT = 40
_TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels; a record never is"
TODAY = "the registry's page of the study offers today's under Download: format JSON, version 2"
#: A text that a spreadsheet would run: a sign, a name, and what follows a name in a formula.
FORMULA = re.compile(r"[=@+-]+[A-Za-z_.]+[(|!].*", re.DOTALL)
EXTREME = re.compile(r"[+-]?(\d+\.?\d*[eE]\+?\d{2,}|inf(inity)?|nan)", re.IGNORECASE)


class Odd:
    """Something in a file that JSON, or a registry, does not know; it is named with its place."""

    def __init__(self, what: str):
        self.what = what


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
    def _ids_once(self):
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
    def _ids_once(self):
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


def read_record(path: Path) -> Record:
    """The record in a file. Raises Refused with the place of what is wrong."""
    size(path, SIZE_LIMIT)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(path.name, "is not UTF-8 text; a registry record is served as UTF-8") from None
    if text.lstrip()[:1] == "<":
        raise Refused(path.name, f"is XML or a web page, not a record in JSON; {TODAY}")
    tree = _tree(path.name, text)
    if not isinstance(tree, dict) or not isinstance(tree.get("protocolSection"), dict):
        raise Refused(path.name, _other_shape(tree))
    try:
        return Record.model_validate(tree)
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        given = "" if isinstance(first["input"], dict | list) else f"; given {str(first['input'])[:40]!r}"
        what = "is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ") + given
        raise Refused(f"{path.name}: {_place(first['loc'])}", what) from None


def _other_shape(tree: object) -> str:
    if isinstance(tree, dict) and isinstance(tree.get("studies"), list):
        return f"holds a list of {len(tree['studies'])} records; save each as a file of its own"
    if isinstance(tree, dict) and tree.keys() & {"FullStudiesResponse", "FullStudy", "Study", "StudyFieldsResponse"}:
        return f"has the shape of the registry's retired interface; {TODAY}"
    return f"has no protocolSection: it is no record of ClinicalTrials.gov; {TODAY}"


def _tree(name: str, text: str) -> object:
    try:
        tree = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=lambda sign: Odd(f"{sign} is no value of JSON"),
            object_pairs_hook=_mapping,
        )  # fmt: skip
    except json.JSONDecodeError as fault:
        raise Refused(f"{name}: line {fault.lineno}, character {fault.colno}", f"not valid JSON: {fault.msg}") from None
    except RecursionError:
        raise Refused(f"{name}: {_where_too_deep(text)}", _TOO_DEEP) from None
    for place, what in _odd(tree, ()):
        raise Refused(f"{name}: {_place(place)}", what)
    return tree


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping of the file: a value of null is one that is not given, a key that appears twice is odd."""
    found = {key: value for key, value in pairs if value is not None}
    if len({key for key, _ in pairs}) != len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        found[repeated] = Odd(f"the key {repeated[:40]!r} appears twice; keep one")
    return found


def _odd(part: object, place: tuple) -> Iterator[tuple[tuple, str]]:
    """What no record holds, with its place: unknown values, formulas, numbers beyond all counting, too many levels."""
    if len(place) > DEPTH_LIMIT:
        yield place[:8], _TOO_DEEP
    elif isinstance(part, Odd):
        yield place, part.what
    elif isinstance(part, str):
        if FORMULA.fullmatch(part):
            yield place, f"{part[:40]!r} is a formula; a record holds plain text"
        elif EXTREME.fullmatch(part):
            yield place, f"{part[:40]!r} is no number that a trial can print"
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _odd(value, (*place, key))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _odd(value, (*place, index))


def _where_too_deep(text: str) -> str:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEPTH_LIMIT:
            return f"line {text.count(chr(10), 0, at) + 1}, character {at - text.rfind(chr(10), 0, at)}"
    return "line 1"


def _place(location: tuple) -> str:
    """A place in a record as its own readers write it: resultsSection.outcomeMeasures[2].title."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{str(part)[:60]}" for part in location).lstrip(".")
