"""Invented studies that add up, and one thing wrong with each: what the checks must pass and what they must find."""

import copy
from collections.abc import Callable
from itertools import pairwise

from hypothesis import assume
from hypothesis import strategies as st

Tree = dict
#: Puts one thing wrong into a study; False where the study has nothing to spoil in this way.
Plant = Callable[[Tree], bool]

_READ = {"source": "p", "readers": "once", "at": "Table 2"}
_REMISSION = ("CR", "CRi", "PR")
_CATEGORIES = ("CR", "CRi", "MLFS", "PR", "stable disease", "progressive disease", "died", "not assessed")
_EVENTS = ("pneumonia", "nausea", "QT prolonged", "febrile neutropenia")


@st.composite
def studies(draw: st.DrawFn) -> Tree:
    """A study whose parts fit into their wholes and whose lines hold their printed characters."""
    n = draw(st.integers(12, 300))
    levels = _split(draw, n, draw(st.integers(2, 4)))
    carriers = draw(st.integers(1, n - 1))
    tree = {
        "id": "made-2020", "label": "Made 2020", "title": "Invented", "phase": "1", "design": "dose escalation",
        "disease": "AML", "year": 2020, "regimen": {"name": "drug", "group": "flt3", "drugs": ["gilteritinib"]},
        "sources": [{"id": "p", "kind": "journal article", "level": "full text", "citation": "A. J 2020", "seen": "2026-11-01"}],
        "cohorts": [
            {"id": "all", "kind": "all", "label": "All treated", "n": n, "population": "treated", "mutation": "flt3-any",
             "mutation_n": carriers, "mutation_of": n, "setting": "relapsed", "transplant": "mixed", "at": "Table 1"},
            {"id": "itd", "kind": "subgroup", "parent": "all", "split": "ITD", "label": "ITD", "n": carriers,
             "mutation": "flt3-itd", "at": "Table 1"},
            {"id": "wild", "kind": "subgroup", "parent": "all", "split": "ITD", "label": "No ITD", "n": n - carriers,
             "at": "Table 1"},
            *({"id": f"l{at}", "kind": "dose level", "parent": "all", "split": "dose", "label": f"Level {at}", "n": size,
               "dose": 20 * at, "dose_unit": "mg daily", "at": "Table 1"} for at, size in enumerate(levels, 1)),
        ],
    }  # fmt: skip
    tree["response"] = _response(draw, n, levels)
    tree["toxicity"] = _toxicity(draw, n)
    tree["dlt"] = _limiting(draw, levels)
    tree["mortality"] = _deaths(draw, n)
    tree["time_to_event"] = _times(draw, n)
    return tree


def _split(draw: st.DrawFn, whole: int, parts: int) -> list[int]:
    """Sizes of so many parts that make up a whole, each of one at least."""
    cuts = draw(st.lists(st.integers(1, whole - 1), min_size=parts - 1, max_size=parts - 1, unique=True))
    ends = [0, *sorted(cuts), whole]
    return [b - a for a, b in pairwise(ends)]


def _counted(draw: st.DrawFn, cohort: str, term: str, events: int, of: int, **more: object) -> Tree:
    """A count as papers print one: with its percentage, its N, a point of one kind or another."""
    form = draw(st.sampled_from(("bare", "slash", "of", "percent", "middle dot", "comma", "one decimal")))
    line = _READ | {"cohort": cohort, "term": term, "events": events, "of": of, "population": "treated"} | more
    if form in ("bare", "slash", "of"):
        return line | {"printed": {"bare": f"{events}", "slash": f"{events}/{of}", "of": f"{events} of {of} patients"}[form]}
    percent = round(100 * events / of + 1e-9, 0 if form == "percent" else 1)
    said = f"{percent:.0f}" if form == "percent" else f"{percent:.1f}"
    said = said.replace(".", {"middle dot": "\N{MIDDLE DOT}", "comma": ","}.get(form, "."))
    return line | {"percent": percent, "printed": f"{events} ({said}%)"}


def _response(draw: st.DrawFn, n: int, levels: list[int]) -> list[Tree]:
    counts = dict(zip(_CATEGORIES, _split(draw, n + len(_CATEGORIES), len(_CATEGORIES)), strict=True))
    counts = {term: number - 1 for term, number in counts.items()}
    told = draw(st.lists(st.sampled_from(_CATEGORIES), min_size=2, unique=True))
    lines = [_counted(draw, "all", term, counts[term], n) for term in _CATEGORIES if term in (*told, *_REMISSION)]
    remission = sum(counts[term] for term in _REMISSION)
    lines.append(_counted(draw, "all", "CR+CRi", counts["CR"] + counts["CRi"], n))
    lines.append(_counted(draw, "all", "ORR", remission + draw(st.sampled_from((0, counts["MLFS"] * ("MLFS" in told)))), n))
    left = counts["CR"]
    for at, size in enumerate(levels, 1):
        own = draw(st.integers(0, min(size, left)))
        left -= own
        lines.append(_counted(draw, f"l{at}", "CR", own, size))
    return lines


def _toxicity(draw: st.DrawFn, n: int) -> list[Tree]:
    lines = []
    for term in draw(st.lists(st.sampled_from(_EVENTS), min_size=1, unique=True)):
        every = draw(st.integers(1, n))
        severe = draw(st.integers(0, every))
        lines += [_counted(draw, "all", term, every, n, grade="any"), _counted(draw, "all", term, severe, n, grade=">=3")]
        lines.append(_counted(draw, "all", term, draw(st.integers(0, severe)), n, grade="5"))
        lines.append(_counted(draw, "all", term, draw(st.integers(0, every)), n, grade="any", attribution="related to drug"))
        lines.append(_counted(draw, "all", term, draw(st.integers(0, every)), n, grade="any", window="cycle 1"))
    return lines


def _limiting(draw: st.DrawFn, levels: list[int]) -> list[Tree]:
    lines = []
    for at, size in enumerate(levels, 1):
        limited = draw(st.integers(0, size))
        more = {"population": "dlt-evaluable", "window": "28 days"}
        lines.append(_counted(draw, f"l{at}", "DLT", limited, size, **more))
        lines.append(_counted(draw, f"l{at}", "rash", draw(st.integers(0, limited)), size, **more))
    return lines


def _deaths(draw: st.DrawFn, n: int) -> list[Tree]:
    died = draw(st.integers(1, n))
    return [
        _counted(draw, "all", "died", died, n),
        _counted(draw, "all", "died", draw(st.integers(0, died)), n, window="30 days"),
        _counted(draw, "all", "treatment-related death", draw(st.integers(0, died)), n),
    ]


def _times(draw: st.DrawFn, n: int) -> list[Tree]:
    points = sorted(draw(st.lists(st.integers(50, 950), min_size=3, max_size=3, unique=True)), reverse=True)
    lines = []
    for tenths, window in zip(points, ("6 months", "1 year", "2 years"), strict=True):
        percent, low, high = tenths / 10, max(0, tenths - 40) / 10, min(1000, tenths + 40) / 10
        lines.append(_READ | {
            "cohort": "all", "term": "OS", "percent": percent, "of": n, "population": "treated", "window": window,
            "low": low, "high": high, "interval": "ci95", "printed": f"{percent}% (95% CI {low}-{high})",
        })  # fmt: skip
    ratio = draw(st.integers(20, 200)) / 100
    ends = (round(ratio / 2, 2), round(ratio * 2, 2))
    lines.append(_READ | {
        "cohort": "all", "term": "OS", "statistic": "hazard ratio", "value": ratio, "low": ends[0], "high": ends[1],
        "interval": "ci95", "comparator": "ITD against none", "population": "treated",
        "printed": f"HR {ratio:g}; 95% CI, {ends[0]:g} to {ends[1]:g}",
    })  # fmt: skip
    return lines


def _first(tree: Tree, part: str, **given: object) -> Tree | None:
    """The first line of a part that has all that is given."""
    return next((line for line in tree[part] if all(line.get(name) == value for name, value in given.items())), None)


def _recount(line: Tree | None, events: int) -> bool:
    """Give a line another count, printed as bare as it is recorded; False where that is no count of its N."""
    if line is None or not 0 <= events <= line["of"] or events == line["events"]:
        return False
    line |= {"events": events, "printed": f"{events}"}
    line.pop("percent", None)
    return True


def _above(part: str, one: dict, other: dict, by: int = 1) -> Plant:
    """A count of one line that is more than that of another line of the same people."""

    def plant(tree: Tree) -> bool:
        small, large = _first(tree, part, **one), _first(tree, part, **other)
        return bool(small and large) and _recount(small, large["events"] + by)

    return plant


def _set(part: str, given: dict, **wrong: object) -> Plant:
    def plant(tree: Tree) -> bool:
        line = _first(tree, part, **given)
        if line is not None:
            line |= wrong
        return line is not None

    return plant


def _more_than_n(tree: Tree) -> bool:
    line = _first(tree, "response", cohort="all", term="CR")
    n = tree["cohorts"][0]["n"]
    line |= {"of": n + 7, "printed": f"{line['events']}"}
    line.pop("percent", None)
    return True


def _percentage_off(tree: Tree) -> bool:
    line = next((line for line in tree["response"] if line.get("percent") is not None), None)
    if line is None:
        return False
    wrong = line["percent"] + (3 if line["percent"] < 90 else -3)
    line |= {"percent": wrong, "printed": f"{line['events']} ({wrong}%)"}
    return True


def _other_characters(tree: Tree) -> bool:
    line = _first(tree, "response", cohort="all", term="PR")
    line |= {"printed": f"{line['events'] + 1} of {line['of']}"}
    line.pop("percent", None)
    return True


def _other_n(tree: Tree) -> bool:
    line = _first(tree, "response", cohort="all", term="PR")
    line |= {"printed": f"{line['events']} of {line['of'] + 1}"}
    line.pop("percent", None)
    return True


def _level_too_large(tree: Tree) -> bool:
    tree["cohorts"][3]["n"] = tree["cohorts"][0]["n"]
    return True


def _part_too_large(tree: Tree) -> bool:
    tree["cohorts"][1] |= {"n": tree["cohorts"][0]["n"] + 1}
    return True


def _carriers_of_too_many(tree: Tree) -> bool:
    tree["cohorts"][0]["mutation_of"] = tree["cohorts"][0]["n"] + 1
    return True


def _count_alone_too_large(tree: Tree) -> bool:
    line = _first(tree, "mortality", term="died")
    line |= {"events": tree["cohorts"][0]["n"] + 1, "printed": f"{tree['cohorts'][0]['n'] + 1}"}
    line.pop("percent", None)
    line.pop("of")
    return True


def _too_many_together(tree: Tree) -> bool:
    rows = [line for line in tree["response"] if line["cohort"] == "all" and line["term"] in _CATEGORIES]
    spare = rows[0]["of"] - sum(line["events"] for line in rows)
    line = next((line for line in rows if line["term"] not in _REMISSION), None)
    return line is not None and _recount(line, line["events"] + spare + 1)


def _levels_too_many(tree: Tree) -> bool:
    whole = _first(tree, "response", cohort="all", term="CR")
    level = _first(tree, "response", cohort="l1", term="CR")
    return _recount(level, whole["events"] + 1)


def _survival_rises(tree: Tree) -> bool:
    early, late = (_first(tree, "time_to_event", window=window) for window in ("6 months", "2 years"))
    high = min(100.0, round(early["percent"] + 2, 1))
    late |= {"percent": high, "low": high - 1, "high": high, "printed": f"{high}% (95% CI {high - 1}-{high})"}
    return high > early["percent"]


def _limits_apart(tree: Tree) -> bool:
    line = _first(tree, "time_to_event", window="1 year")
    low, high = line["percent"] + 1, min(100, line["percent"] + 4)
    line |= {"low": low, "high": high, "printed": f"{line['percent']}% (95% CI {low}-{high})"}
    return True


def _limit_beyond(tree: Tree) -> bool:
    line = _first(tree, "time_to_event", window="1 year")
    line |= {"high": 140, "printed": f"{line['percent']}% (95% CI {line['low']}-140)"}
    return True


def _ratio_below_zero(tree: Tree) -> bool:
    line = _first(tree, "time_to_event", statistic="hazard ratio")
    line |= {"low": -0.3, "printed": f"HR {line['value']:g}; 95% CI, -0.3 to {line['high']:g}"}
    return True


def _another_level(tree: Tree) -> bool:
    line = _first(tree, "time_to_event", window="1 year")
    line["printed"] = line["printed"].replace("95% CI", "80% CI")
    return True


def _twice(tree: Tree) -> bool:
    tree["toxicity"].append(copy.deepcopy(tree["toxicity"][0]))
    return True


def _opposite(tree: Tree) -> bool:
    tree["cohorts"][0] |= {
        "mutation": "flt3-wt",
        "mutation_n": tree["cohorts"][0]["n"],
        "mutation_of": tree["cohorts"][0]["n"],
    }
    return True


def _patient_twice(tree: Tree) -> bool:
    tree["cohorts"].append({"id": "p1", "kind": "patient", "parent": "all", "split": "patient", "label": "Patient 1",
                            "n": 1, "at": "Table 3"})  # fmt: skip
    one = {"cohort": "p1", "number": 1, "sex": "male", "status_before": "relapsed", "treated": "after", "best_response": ["CR"],
           "side_effects": [], "resistance": "no", "outcome": "alive", "course": "on treatment"} | _READ  # fmt: skip
    tree["patients"] = [one, one | {"number": 2}]
    return True


def _unclear(tree: Tree) -> bool:
    line = _first(tree, "mortality", term="died", window="30 days")
    line |= {"percent": 12.5, "printed": "12.5%"}
    line.pop("events")
    return True


_ALL = {"cohort": "all"}
PLANTS: dict[str, Plant] = {
    "count above its N": lambda tree: _first(tree, "response", **_ALL).update(events=10_000, printed="10000") is None,
    "percentage that does not follow": _percentage_off,
    "other count among the characters": _other_characters,
    "other N among the characters": _other_n,
    "N above its cohort": _more_than_n,
    "count alone above its cohort": _count_alone_too_large,
    "level as large as its whole": _level_too_large,
    "part larger than its whole": _part_too_large,
    "carriers of more than n": _carriers_of_too_many,
    "severe above any grade": _above("toxicity", {"grade": ">=3"}, {"grade": "any"}),
    "fatal above severe": _above("toxicity", {"grade": "5"}, {"grade": ">=3"}),
    "related above all": _above("toxicity", {"attribution": "related to drug"}, {"grade": "any"}),
    "cycle above the whole time": _above("toxicity", {"window": "cycle 1"}, {"grade": "any"}),
    "early deaths above deaths": _above("mortality", {"window": "30 days"}, {"term": "died"}),
    "deaths of one cause above deaths": _above("mortality", {"term": "treatment-related death"}, {"term": "died"}),
    "kind of limiting event above all": _above("dlt", {"cohort": "l1", "term": "rash"}, {"cohort": "l1", "term": "DLT"}),
    "composite below a part": _above("response", {"term": "CR+CRi"}, {"term": "CR"}, by=-1),
    "overall below remissions": _above("response", {"term": "ORR"}, {"term": "CR+CRi"}, by=-1),
    "categories above N": _too_many_together,
    "levels above their whole": _levels_too_many,
    "survival that rises": _survival_rises,
    "limits that do not hold the value": _limits_apart,
    "limit above 100 %": _limit_beyond,
    "ratio below 0": _ratio_below_zero,
    "interval of another level": _another_level,
    "line twice": _twice,
    "part that its whole excludes": _opposite,
    "patient twice": _patient_twice,
    "percentage of no known kind": _unclear,
    "cohort that is not there": _set("response", _ALL, cohort="nobody"),
    "term that is not there": _set("toxicity", _ALL, term="nosuchterm"),
    "grade that is not there": _set("toxicity", _ALL, grade="severe"),
    "unit below 0": lambda tree: tree["time_to_event"].append(_READ | {
        "cohort": "all", "term": "follow-up", "statistic": "median", "value": -3, "unit": "months", "population": "treated",
        "printed": "-3 months"}) is None,
}  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, Tree]:
    """A study with one thing wrong, and what that is; studies that cannot be spoilt so are not drawn."""
    tree = draw(studies())
    name = draw(st.sampled_from(list(PLANTS)))
    wrong = copy.deepcopy(tree)
    assume(PLANTS[name](wrong))
    return name, wrong
