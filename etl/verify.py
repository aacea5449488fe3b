"""Second reading by machine: is each printed token really in the document that it is quoted from?"""

import re
from functools import cache
from pathlib import Path

from etl.read import Problem, StudyFile
from evidence.records import section


def verify(files: list[StudyFile], documents: Path) -> tuple[list[Problem], int, int]:
    """Tokens that their document does not hold, how many were looked up, how many had no document at hand."""
    text_of = cache(lambda name: _plain((documents / name).read_text(encoding="utf-8")))
    missing, looked_up, unseen = [], 0, 0
    for file in files:
        sources = {source.id: source for source in file.record.sources}
        for domain, index, figure in file.record.figures():
            name = sources[figure.source].document
            if not name or not (documents / name).is_file():
                unseen += 1
                continue
            looked_up += 1
            if _plain(figure.printed) not in text_of(name):
                path = (section(domain), index, "printed")
                missing.append(file.problem(path, f"{figure.printed!r} is not in {name}"))
    return missing, looked_up, unseen


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
