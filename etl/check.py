"""What must hold inside a study and between studies, each check a function that yields its findings."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from etl.printed import decimals_of, numbers_in
from etl.read import Path_, Problem, StudyFile
from evidence import vocabulary
from evidence.records import Figure, Study, fact_id, section

Finding = tuple[Path_, str]
#: A dose that grows a hundredfold or more between neighbouring levels has lost a micro sign.
DOSE_JUMP = 100


def check(files: list[StudyFile]) -> list[Problem]:
    """Every problem of every file, sorted by file and line; an empty list means that a build may go on."""
    problems = [problem for file in files for problem in file.problems]
    readable = [file for file in files if file.study]
    for file in readable:
        for rule in INSIDE:
            problems += [file.problem(path, message) for path, message in rule(file.study)]
        if file.name != f"{file.study.id}.yaml":
            problems.append(file.problem(("id",), f"is {file.study.id!r} in a file named {file.name!r}; they must agree"))
    problems += _same_patients(readable)
    return sorted(set(problems))


def _placed(study: Study) -> Iterator[tuple[Path_, str, Figure]]:
    for domain, index, figure in study.figures():
        yield (section(domain), index), domain, figure


def _disputed(study: Study) -> set[str]:
    """Fact ids that a registered discrepancy speaks of: a person has looked at them."""
    return {f"{study.id}/{fact}" for discrepancy in study.discrepancies for fact in discrepancy.facts}


def unique_ids(study: Study) -> Iterator[Finding]:
    for part in ("sources", "cohorts"):
        ids = [item.id for item in getattr(study, part)]
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield (part, index, "id"), f"{id_!r} appears twice; ids are unique"
    seen: dict[str, Path_] = {}
    for path, domain, figure in _placed(study):
        name = fact_id(study.id, domain, figure)
        if name in seen:
            first = ".".join(map(str, seen[name]))
            yield path, f"same figure as {first} ({name}); merge them with `also`, or tell them apart by grade or window"
        seen.setdefault(name, path)


def references(study: Study) -> Iterator[Finding]:
    cohorts = {cohort.id: cohort for cohort in study.cohorts}
    sources = {source.id for source in study.sources}
    for index, cohort in enumerate(study.cohorts):
        earlier = [before.id for before in study.cohorts[:index]]
        if cohort.parent and cohort.parent not in earlier:
            yield ("cohorts", index, "parent"), f"{cohort.parent!r} is no cohort above this line; given so far: {earlier}"
    for path, domain, figure in _placed(study):
        if figure.cohort not in cohorts:
            yield (*path, "cohort"), f"cohort {figure.cohort!r} is not in cohorts; given: {', '.join(cohorts)}"
        if figure.source not in sources:
            yield (*path, "source"), f"source {figure.source!r} is not in sources; given: {', '.join(sorted(sources))}"
        if vocabulary.canonical(domain, figure.term) is None:
            yield (*path, "term"), f"{figure.term!r} is no {domain} term; add it to the vocabulary or use one of its terms"
    for index, patient in enumerate(study.patients):
        if patient.cohort not in cohorts or cohorts[patient.cohort].kind != "patient":
            yield ("patients", index, "cohort"), f"{patient.cohort!r} is no cohort of kind patient"
    facts = {fact_id(study.id, domain, figure) for domain, _, figure in study.figures()}
    for index, discrepancy in enumerate(study.discrepancies):
        for fact in discrepancy.facts:
            if f"{study.id}/{fact}" not in facts:
                yield ("discrepancies", index, "facts"), f"{fact!r} is no figure of this study"


def counts(study: Study) -> Iterator[Finding]:
    """events <= of, and a printed percentage follows from them to its printed rounding."""
    disputed = _disputed(study)
    for path, domain, figure in _placed(study):
        if figure.events is None or figure.of is None:
            continue
        if figure.events > figure.of:
            yield (*path, "events"), f"events = {figure.events} is more than of = {figure.of}"
        elif figure.percent is not None and fact_id(study.id, domain, figure) not in disputed:
            exact = 100 * figure.events / figure.of
            if not _rounds_to(exact, figure.percent, figure.printed):
                yield (
                    (*path, "percent"),
                    (
                        f"printed {figure.percent:g} % but {figure.events}/{figure.of} = {exact:.1f} %;"
                        " correct the line or register a discrepancy for it"
                    ),
                )


def _rounds_to(exact: float, percent: float, printed: str) -> bool:
    return abs(exact - percent) <= 0.5 * 10 ** -decimals_of(percent, printed) + 1e-9


def printed_token(study: Study) -> Iterator[Finding]:
    """The figure of a line stands in its printed token, in digits or as a number word."""
    patients = {cohort.id for cohort in study.cohorts if cohort.kind == "patient"}
    for path, _, figure in _placed(study):
        main = next(
            (x for x in (figure.events, figure.percent, figure.value, figure.low, figure.high) if x is not None), None
        )
        counted_by_word = figure.events is not None and (figure.cohort in patients or figure.of == 1)
        if main is None or counted_by_word or figure.note:
            continue
        if not any(abs(number - main) < 1e-9 for number in numbers_in(figure.printed)):
            yield (
                (*path, "printed"),
                f"{figure.printed!r} does not hold the figure {main:g}; quote it, or say in note how it is read",
            )


def ordered_ranges(study: Study) -> Iterator[Finding]:
    for path, _, figure in _placed(study):
        known = [(name, x) for name in ("low", "value", "high") if (x := getattr(figure, name)) is not None]
        for (name, lower), (other, upper) in pairwise(known):
            if lower > upper:
                yield (*path, other), f"{other} = {upper:g} is below {name} = {lower:g}"
        both = figure.low is not None and figure.high is not None
        if both and figure.value is not None and figure.interval is None:
            yield (*path, "interval"), f"low and high need the interval's kind; allowed: {', '.join(vocabulary.INTERVAL)}"


def statistics_fit(study: Study) -> Iterator[Finding]:
    for path, domain, figure in _placed(study):
        fold = (figure.statistic or "").startswith("fold")
        if domain == "mobilisation" and figure.events is None and figure.statistic != "words" and not fold:
            yield (
                (*path, "statistic"),
                "a fold change names its statistic: fold mean, fold median, fold geometric mean or fold",
            )
        if fold != (figure.unit == "fold") and domain == "mobilisation":
            yield (*path, "unit"), "a fold statistic has the unit fold, and only it"
        if figure.statistic == "p value" and not all(0 <= x <= 1 for x in _values(figure)):
            yield (*path, "value"), "a P value lies between 0 and 1"
        if figure.unit == "probability" and not all(0 <= x <= 1 for x in _values(figure)):
            yield (*path, "value"), "a probability lies between 0 and 1; a percentage has the unit %"
        if figure.statistic in ("hazard ratio", "odds ratio") and not figure.comparator:
            yield (*path, "comparator"), f"a {figure.statistic} needs its comparator: against whom"
        if figure.statistic not in (None, "words") and not _values(figure):
            yield path, "gives neither value, low nor high; a statement without a number has the statistic words"


def _values(figure: Figure) -> list[float]:
    return [x for x in (figure.value, figure.low, figure.high) if x is not None]


def cohorts_fit(study: Study) -> Iterator[Finding]:
    """A part is not larger than its whole."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    for index, cohort in enumerate(study.cohorts):
        parent = by_id.get(cohort.parent or "")
        if parent and cohort.n is not None and parent.n is not None and cohort.n > parent.n:
            yield ("cohorts", index, "n"), f"n = {cohort.n} is more than the {parent.n} of its parent {parent.id!r}"
        for part, whole in (("n_evaluable", "n"), ("mutation_n", "mutation_of"), ("transplant_n", "transplant_of")):
            a, b = getattr(cohort, part), getattr(cohort, whole)
            if a is not None and b is not None and a > b:
                yield ("cohorts", index, part), f"{part} = {a} is more than {whole} = {b}"
    disputed = _disputed(study)
    for path, domain, figure in _placed(study):
        cohort = by_id.get(figure.cohort)
        known = (
            cohort
            and cohort.n is not None
            and figure.of is not None
            and figure.population in ("enrolled", "evaluable", "treated")
        )
        if known and figure.of > cohort.n and fact_id(study.id, domain, figure) not in disputed:
            yield (*path, "of"), f"of = {figure.of} is more than the {cohort.n} of cohort {cohort.id!r}"


def dose_steps(study: Study) -> Iterator[Finding]:
    levels = defaultdict(list)
    for index, cohort in enumerate(study.cohorts):
        if cohort.kind == "dose level" and cohort.dose:
            levels[cohort.parent, cohort.split, cohort.dose_unit].append((cohort.dose, index))
    for doses in levels.values():
        for (lower, _), (upper, index) in pairwise(sorted(doses)):
            if upper >= DOSE_JUMP * lower:
                yield (
                    ("cohorts", index, "dose"),
                    f"{upper:g} is {upper / lower:g} times the level below ({lower:g}); was a micro sign lost?",
                )


def exclusive_categories(study: Study) -> Iterator[Finding]:
    """Response categories that exclude one another fit into their denominator, and fill it where all are printed."""
    disputed = _disputed(study)
    groups: dict[tuple, list[tuple[Path_, str, Figure]]] = defaultdict(list)
    for path, domain, figure in _placed(study):
        code = vocabulary.RESPONSE.get(vocabulary.canonical(domain, figure.term) or "") if domain == "response" else None
        if code and code.group in vocabulary.COMPOSITION and figure.events is not None and figure.of is not None:
            groups[figure.cohort, figure.of, figure.window].append((path, code.group, figure))
    for (_, of, _), rows in groups.items():
        total = sum(figure.events for _, _, figure in rows)
        settled = any(fact_id(study.id, "response", figure) in disputed for _, _, figure in rows)
        whole = {"CR", "NR"} <= {group for _, group, _ in rows}
        if not settled and (total > of or (whole and total != of)):
            parts = " + ".join(f"{figure.term} {figure.events}" for _, _, figure in rows)
            yield rows[-1][0], f"{parts} = {total}, not {of}; correct a line or register a discrepancy"


def overall_response(study: Study) -> Iterator[Finding]:
    """An overall rate follows from the response categories printed beside it."""
    disputed = _disputed(study)
    parts: dict[tuple, int] = Counter()
    for figure in study.response:
        code = vocabulary.RESPONSE.get(vocabulary.canonical("response", figure.term) or "")
        if code and code.group in ("CR", "CRi", "PR") and figure.events is not None:
            parts[figure.cohort, figure.of, figure.window] += figure.events
    for index, figure in enumerate(study.response):
        total = parts.get((figure.cohort, figure.of, figure.window))
        if figure.term != "ORR" or figure.of is None or total is None or fact_id(study.id, "response", figure) in disputed:
            continue
        exact = 100 * total / figure.of
        wrong_count = figure.events is not None and figure.events != total
        if wrong_count or (figure.percent is not None and not _rounds_to(exact, figure.percent, figure.printed)):
            yield (
                ("response", index),
                f"parts printed beside it add up to {total} of {figure.of} ({exact:.1f} %); register a discrepancy",
            )


def _same_patients(files: list[StudyFile]) -> Iterator[Problem]:
    known = {f"{file.study.id}/{cohort.id}" for file in files for cohort in file.study.cohorts}
    for file in files:
        for index, cohort in enumerate(file.study.cohorts):
            for other in cohort.same_patients_as:
                if other not in known:
                    yield file.problem(
                        ("cohorts", index, "same_patients_as"), f"{other!r} is no cohort of any study (study/cohort)"
                    )


INSIDE: tuple[Callable[[Study], Iterator[Finding]], ...] = (
    unique_ids,
    references,
    counts,
    printed_token,
    ordered_ranges,
    statistics_fit,
    cohorts_fit,
    dose_steps,
    exclusive_categories,
    overall_response,
)
