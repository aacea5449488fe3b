"""What the project says of itself: the one place for its name, its release, what it holds and how it is cited.

CITATION.cff (`python -m etl codebook`), the descriptions of the dataset, `/api` and the tools take it from here.
"""

import json

NAME = "leukaemia-evidence"
TITLE = "Leukaemia evidence"
#: The program's; pyproject.toml has the same. The data have a version of their own.
RELEASE, RELEASED = "1.0.0", "2026-11-28"
AUTHOR = "The Leukaemia evidence project"
ABSTRACT = (
    "Published aggregates of clinical studies on leukaemia: response, mobilisation, toxicity per dose level, outcomes. Each"
    " figure with its printed characters, place, source and reading."
)
KEYWORDS = ("leukaemia", "acute myeloid leukaemia", "FLT3", "evidence synthesis", "dose-limiting toxicity")
CITING = (
    "For a single number cite its own study, which each number names."
    " For the base as a whole cite this, with its data version."
)
#: What holds of the use of the data; no licence has been chosen.
TERMS = (
    "No licence has been chosen. Single figures are facts of the cited studies: cite those."
    " Ask those who run this site before you publish the base as a whole."
)


def citation_file() -> str:
    """CITATION.cff, version 1.2.0 of its format."""
    said = {
        "cff-version": "1.2.0",
        "message": CITING,
        "title": TITLE,
        "abstract": ABSTRACT,
        "type": "dataset",
        "version": RELEASE,
        "date-released": RELEASED,
        "keywords": list(KEYWORDS),
        "authors": [{"name": AUTHOR}],
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items())
