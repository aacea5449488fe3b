"""What the routes under /api say of themselves: OpenAPI, and the list of paths that an error names."""

from typing import Any
from urllib.parse import parse_qs

from dashboard.exports.forms import FORMS
from dashboard.painters.plotly.sizes import SIZES
from dashboard.painters.pptx.deck import PPTX
from dashboard.session.takes import choices_of
from dashboard.site import PAGES, WITH_DATA
from evidence import about
from evidence.database import current
from evidence.language import languages
from evidence.questions.studies.numbers import study_labels
from evidence.selection import ARMS, FILTERS, REGIMENS
from evidence.vocabulary import DRUG
from evidence.wording.api import COLUMNS

#: So many studies are named one by one; of more it is said how many there are.
LISTED = 1000
BASE = {
    "/api/base.duckdb": ("application/vnd.duckdb", "The whole base as one DuckDB file"),
    "/api/base.zip": ("application/zip", "The whole base as Parquet, with datapackage.json, codebook and citation"),
}
#: What is made of a page for people: media type, what it is.
DOCUMENTS = {
    "pptx": (PPTX, "Slides with native charts"),
    "pdf": ("application/pdf", "The handout on A4"),
    "png": ("image/png", "The picture of one panel"),
    "svg": ("image/svg+xml", "The picture of one panel, as vectors"),
}
DATASET = "/api/dataset.jsonld"
FHIR = "/api/study.fhir.json"
HEALTH = "/api/health"
#: What has changed, in a form for programs and one for readers of feeds.
CHANGES = {
    "/api/changes.json": ("application/json", "What has changed in a view, or in the whole base, since a day or a version"),
    "/api/changes.atom": ("application/atom+xml", "The same as a feed: an entry a data version that changed something"),
}
#: Where the pages are.
PAGE_PATHS = ("/", *(f"/{page.name}" for page in PAGES))
ERROR = {"application/json": {"schema": {"type": "object"}}}


def parts(query: str) -> dict[str, list[str]]:
    """A query string as all values of each name; blanks stay, so that they can be refused."""
    return parse_qs(query, keep_blank_values=True, errors="replace")


def paths() -> list[str]:
    views = [f"/api/{page.name}.{form}" for page in WITH_DATA for form in FORMS]
    return [*views, *_documents(), *BASE, *CHANGES, DATASET, FHIR, HEALTH, "/api/openapi.json"]


def description() -> dict[str, Any]:
    """OpenAPI 3.1 of all routes; closed sets as enums, studies as of today. Raises NoEvidence."""
    views = {f"/api/{page.name}.{form}": {"get": _view(page, form)} for page in WITH_DATA for form in FORMS}
    documents = {path: {"get": _document(form)} for path, form in _documents().items()}
    whole = {path: {"get": _operation(said, media, [_data()])} for path, (media, said) in BASE.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": about.TITLE, "version": about.RELEASE,
                 "description": "Every view of the dashboard as data, under the query string of its page."},
        "paths": views | documents | whole | _changes() | {DATASET: {"get": _dataset()}, FHIR: {"get": _bundle()},
                                                           HEALTH: {"get": _health()}},
        "components": {"schemas": {"Row": {"type": "object", "properties": {
            name: {"description": said} for name, said in COLUMNS.items()}}}},
    }  # fmt: skip


def _view(page, form: str) -> dict[str, Any]:
    said, media, _ = FORMS[form]
    choices = [_parameter(one.name, one.english, list(one.codes)) for one in choices_of(page.name)]
    own = [_parameter("table", "One table of the page, else all", list(page.shown))]
    own += [one for one in _beside() if one["name"] in page.takes]
    return _operation(f"{page.english}. {said}", media, [*_filters(), *choices, *own, _language(), _data()])


def _beside() -> list[dict[str, Any]]:
    """What pages put beside each other, in the order of the columns."""
    drugs = _parameter("regimen", f"Drugs to compare, two to {REGIMENS}, in this order", list(DRUG), many=True)
    arms = _parameter("arm", f"Arms side by side, up to {ARMS}, in this order, as study_id/cohort_id", None, many=True)
    for one, most in ((drugs, REGIMENS), (arms, ARMS)):
        one["schema"] |= {"maxItems": most, "uniqueItems": True}
    return [drugs, arms]


def _filters() -> list[dict[str, Any]]:
    studies = list(study_labels(current()))
    listed = studies if len(studies) <= LISTED else None
    return [_parameter(one.name, one.english, list(one.codes) if one.codes else listed, many=True) for one in FILTERS]


def _documents() -> dict[str, str]:
    """Each path with its form; the name of the page stands for itself, and a panel draws what its page holds."""
    return {f"/api/{{page}}.{form}": form for form in DOCUMENTS}


def _document(form: str) -> dict[str, Any]:
    media, said = DOCUMENTS[form]
    page = _parameter("page", "The page", [page.name for page in PAGES]) | {"in": "path", "required": True}
    own = [_parameter("panel", "One panel of the page", None)]
    if media.startswith("image/"):
        own.append(_parameter("size", "How large, and for what", list(SIZES)))
    given = [page, *own, *_filters(), *_beside(), _language(), _data()]
    operation = _operation(f"{said}, under the query string of its page", media, given)
    operation["responses"]["503"] = {"description": "This server cannot make it; the answer says why", "content": ERROR}
    return operation


def _changes() -> dict[str, Any]:
    since = _parameter("since", "A day (2026-11-30) or a data version that is kept; the version before if not said", None)
    since["schema"] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": "^[0-9a-f]{16}$"}]}
    page = _parameter("page", "The page of the view; the whole base if not said", [page.name for page in WITH_DATA])
    given = [since, page, *_filters(), *_beside(), _language(), _data()]
    return {path: {"get": _operation(said, media, given)} for path, (media, said) in CHANGES.items()}


def _dataset() -> dict[str, Any]:
    return _operation("The dataset described for programs that load it (Croissant)", "application/ld+json", [_data()])


def _bundle() -> dict[str, object]:
    study = next(one for one in _filters() if one["name"] == "study")
    said = "Experimental: the rates of one study as a FHIR 5.0.0 bundle; the oldest study if none is named"
    return _operation(said, "application/fhir+json", [study, _data()])


def _health() -> dict[str, Any]:
    said = "Whether this server can answer: data version, its age, kept versions, the program's hash"
    answers = {"200": "It can", "503": "It cannot; the answer says why"}
    return {"summary": said, "responses": {code: {"description": text, "content": ERROR} for code, text in answers.items()}}


def _operation(said: str, media: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "summary": said,
        "parameters": parameters,
        "responses": {
            "200": {"description": said, "content": {media: {}}},
            "304": {"description": "Unchanged since the ETag that was sent"},
            "400": {"description": "A parameter is unknown; the answer says what is allowed", "content": ERROR},
            "404": {"description": "That path or data version is not there", "content": ERROR},
        },
    }


def _language() -> dict[str, Any]:
    return _parameter("lang", "The language of labels and sentences", list(languages()))


def _parameter(name: str, said: str, codes: list[str] | None, many: bool = False) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"} | ({"enum": codes} if codes else {})
    schema = {"type": "array", "items": one} if many else one
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema}


def _data() -> dict[str, Any]:
    one = _parameter("data", "A data version that is kept, 16 hex digits, or `current`", None)
    return one | {"schema": {"type": "string", "pattern": r"^([0-9a-f]{16}|current)?$"}}
