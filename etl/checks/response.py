"""Response categories fit into their denominator, and an overall rate follows from them."""

from collections import defaultdict
from collections.abc import Iterator

from etl.checks.finding import Finding, disputed, placed, rounds_to
from etl.read import Path_
from evidence import vocabulary
from evidence.records import Figure, Study, fact_id


def exclusive_categories(study: Study) -> Iterator[Finding]:
    """Response categories that exclude one another fit into their denominator, and fill it where all are printed."""
    known = disputed(study)
    groups: dict[tuple, list[tuple[Path_, str, Figure]]] = defaultdict(list)
    for path, domain, figure in placed(study):
        code = vocabulary.RESPONSE.get(vocabulary.canonical(domain, figure.term) or "") if domain == "response" else None
        if code and code.group in vocabulary.COMPOSITION and figure.events is not None and figure.of is not None:
            groups[figure.cohort, figure.of, figure.window].append((path, code.group, figure))
    for (_, of, _), rows in groups.items():
        total = sum(figure.events for _, _, figure in rows)
        settled = any(fact_id(study.id, "response", figure) in known for _, _, figure in rows)
        whole = {"CR", "NR"} <= {group for _, group, _ in rows}
        if not settled and (total > of or (whole and total != of)):
            parts = " + ".join(f"{figure.term} {figure.events}" for _, _, figure in rows)
            yield rows[-1][0], f"{parts} = {total}, not {of}; correct a line or register a discrepancy"


def overall_response(study: Study) -> Iterator[Finding]:
    """The response categories printed beside an overall rate do not exceed it; with PR among them they make it up."""
    known = disputed(study)
    beside: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in study.response:
        code = vocabulary.RESPONSE.get(vocabulary.canonical("response", figure.term) or "")
        if code and code.group in ("CR", "CRi", "PR") and figure.events is not None:
            beside[figure.cohort, figure.of, figure.window].append(figure)
    for index, figure in enumerate(study.response):
        parts = beside.get((figure.cohort, figure.of, figure.window))
        if figure.term != "ORR" or not parts or fact_id(study.id, "response", figure) in known:
            continue
        total = sum(part.events for part in parts)
        whole = any(part.term == "PR" for part in parts)
        if not _agrees(figure, total, whole):
            yield ("response", index), f"parts printed beside it add up to {total}; correct a line or register a discrepancy"


def _agrees(overall: Figure, total: int, whole: bool) -> bool:
    if overall.events is not None:
        return total == overall.events if whole else total <= overall.events
    if overall.of is None or overall.percent is None:
        return True
    exact = 100 * total / overall.of
    agrees = rounds_to(exact, overall.percent, overall.printed)
    return agrees or (not whole and exact < overall.percent)
