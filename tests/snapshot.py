"""Everything that pages say and draw, as JSON: python -m tests.snapshot FILE [VIEWS]. Two files of one base that are
equal prove a refactoring; `diff` of them names what a change did. The views are the same on every run."""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from dashboard.exports import views
from dashboard.painters.plotly import draw
from dashboard.painters.sheets import sheets
from dashboard.session.reading import read
from dashboard.session.takes import choices_of
from dashboard.site import WITH_DATA
from evidence.cohorts import cohorts
from evidence.database import current
from evidence.language import speaking
from evidence.questions.references.words import References

LANGUAGES = ("en", "zh")
FILTERED = ("mutation", "setting", "transplant", "prior_flt3", "disease", "drug", "study", "phase")


def queries(count: int) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each page without filters, then random filters and choices of pages in turn."""
    chance = random.Random(20261128)
    rows = cohorts(current())
    for page in WITH_DATA:
        yield page.name, {}
    for number in range(count):
        page, row = WITH_DATA[number % len(WITH_DATA)], chance.choice(rows)
        query: dict[str, list[str]] = {}
        for name in chance.sample(FILTERED, chance.choice((0, 1, 1, 2, 2, 3))):
            value = chance.choice(row["drugs"]) if name == "drug" else row["study_id" if name == "study" else name]
            if value:
                query[name] = [value]
        for choice in choices_of(page.name):
            if chance.random() < 0.3:
                query[choice.name] = [chance.choice(list(choice.options))]
        yield page.name, query


def told(page: str, query: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """One record a panel: its words, its table, its wide and its narrow figure, its rows on slides and on paper."""
    reading = read(page, query)
    for panel in views.panels(reading):
        yield {
            "page": page,
            "query": query,
            "panel": panel.name,
            "question": panel.question,
            "answer": panel.answer.text,
            "method": panel.below,
            "remarks": panel.remarks,
            "computed": [asdict(one) for one in panel.computed],
            "columns": [(column.name, column.label) for column in panel.table.columns] if panel.table else [],
            "records": panel.table.records if panel.table else [],
            "figures": [_drawn(panel, narrow) for narrow in (False, True)],
            "sheets": [asdict(one) for one in sheets(panel, References({}), reading.version)],
        }


def _drawn(panel, narrow: bool) -> object:
    if panel.chart is None or not (panel.table and panel.table.records):
        return None
    figure = draw(panel.chart, narrow)
    return figure and json.loads(figure.to_json())


def main(target: str, count: str = "200") -> None:
    with Path(target).open("w", encoding="utf-8") as file:
        for language in LANGUAGES:
            for page, query in queries(int(count)):
                with speaking(language):
                    for record in told(page, query):
                        line = {"language": language} | record
                        file.write(json.dumps(line, ensure_ascii=False, sort_keys=True, default=str) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
