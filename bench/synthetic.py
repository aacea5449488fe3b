"""Invented study files, as many as wanted: the same number gives the same files."""

import random
from pathlib import Path

TERMS = ("nausea", "diarrhea", "fatigue", "rash", "febrile neutropenia", "pneumonia", "sepsis", "vomiting")
REGIMENS = (("flt3", "sorafenib"), ("flt3", "quizartinib"), ("flt3", "midostaurin"), ("flt3", "gilteritinib"))
SETTINGS = ("newly-diagnosed", "relapsed", "refractory", "relapsed-refractory")
MUTATIONS = ("flt3-itd", "flt3-any", "unselected")
DOSES = (200, 400, 600)


def write_studies(folder: Path, studies: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(studies):
        (folder / f"{name_of(number)}.yaml").write_text(study(number), encoding="utf-8")


def name_of(number: int) -> str:
    return f"invented{number:05d}-{2000 + number % 26}"


def study(number: int) -> str:
    """One dose escalation: whole cohort, three dose levels, response, toxicity by dose, dose-limiting events."""
    chance = random.Random(number)
    group, drug = chance.choice(REGIMENS)
    sizes = [chance.randint(3, 20) for _ in DOSES]
    whole = sum(sizes)
    lines = [
        f"id: {name_of(number)}",
        f"label: Invented {number}",
        f"title: An invented dose escalation, number {number}",
        'phase: "1"',
        "design: dose escalation",
        "disease: AML",
        f"year: {2000 + number % 26}",
        f"regimen: {{name: {drug}, group: {group}, drugs: [{drug}]}}",
        "sources:",
        f'  - {{id: main, kind: journal article, level: full text, citation: "Invented J {number}", seen: 2026-11-20}}',
        "cohorts:",
        f"  - {{id: all, kind: all, label: All, n: {whole}, mutation: {chance.choice(MUTATIONS)}, mutation_n: {whole},"
        f" mutation_of: {whole}, setting: {chance.choice(SETTINGS)}, at: Table 1}}",
        *(_level(dose, size) for dose, size in zip(DOSES, sizes, strict=True)),
        "response:",
        *_response(whole, chance),
        "toxicity:",
        *(_event(dose, term, chance.randint(0, size), size)
          for dose, size in zip(DOSES, sizes, strict=True) for term in TERMS[:5]),
        "dlt:",
        *(f'  - {{cohort: dl{dose}, term: DLT, events: 0, of: {size}, population: dlt-evaluable, printed: "0",'
          " at: Table 4, source: main, readers: once}" for dose, size in zip(DOSES, sizes, strict=True)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _level(dose: int, size: int) -> str:
    return (
        f"  - {{id: dl{dose}, parent: all, split: dose level, kind: dose level, label: {dose} mg daily, n: {size},"
        f" dose: {dose}, dose_unit: mg daily, at: Table 2}}"
    )


def _response(whole: int, chance: random.Random) -> list[str]:
    complete = chance.randint(0, whole // 2)
    partial = chance.randint(0, whole - complete)
    counts = {"CR": complete, "PR": partial, "ORR": complete + partial}
    return [
        f'  - {{cohort: all, term: {term}, events: {events}, of: {whole}, population: enrolled, printed: "{events}",'
        " at: Table 3, source: main, readers: checked}"
        for term, events in counts.items()
    ]


def _event(dose: int, term: str, events: int, size: int) -> str:
    return (
        f'  - {{cohort: dl{dose}, term: {term}, grade: ">=3", events: {events}, of: {size}, population: treated,'
        f' printed: "{events}", at: "Table 5, {term}", source: main, readers: once}}'
    )
