"""A PDF or a text as pages, and a template with what is safe. No number of a table is ever put down by itself.

Safe is what stands in the document as an identifier: a DOI, a PubMed or registry number that is the only one of its
kind on the first page or in what the file says of itself. Several are offered as a comment.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from etl.importing.brought import Brought, Fields, Refused, plain, size

SIZE_LIMIT, PAGE_LIMIT = 100_000_000, 600
_DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b")
_REGISTERED = re.compile(r"\bNCT\s?(\d{8})\b")
#: A year as a journal prints it before its volume: "2018;131(14):1522".
_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?;\s?\d+")


def read_pages(path: Path) -> tuple[list[str], dict[str, str]]:
    """The text of each page and what the file says of itself. Raises Refused.

    A text without page breaks is one page.
    """
    size(path, SIZE_LIMIT)
    pages, said = _pdf(path) if path.suffix.lower() == ".pdf" else (_text(path), {})
    if len(pages) > PAGE_LIMIT:
        raise Refused(path.name, f"has {len(pages):,} pages; a paper with its supplement has at most {PAGE_LIMIT}")
    if not any(page.strip() for page in pages):
        raise Refused(path.name, "holds pictures of pages and no text; have its text recognised first")
    return pages, said


def _pdf(path: Path) -> tuple[list[str], dict[str, str]]:
    try:
        with pypdfium2.PdfDocument(path) as paper:
            if len(paper) > PAGE_LIMIT:
                return [""] * len(paper), {}
            said = paper.get_metadata_dict(skip_empty=True)
            return [_page(paper, number) for number in range(len(paper))], said
    except pypdfium2.PdfiumError as fault:
        why = "is locked with a password" if "assword" in str(fault) else "is no PDF that can be opened"
        raise Refused(path.name, f"{why}; save it anew without protection") from None


def _page(paper: pypdfium2.PdfDocument, number: int) -> str:
    page = paper[number]
    try:
        text: str = page.get_textpage().get_text_bounded()
        return text
    finally:
        page.close()


def _text(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(f"{path.name}, byte {fault.start}", "is not UTF-8 text; save it as UTF-8") from None
    if "\0" in text:
        raise Refused(path.name, "holds a NUL; this is no text")
    return text.split("\f")


def bring(pages: list[str], said: dict[str, str], study_id: str) -> Brought:
    """The template of a document: its identifiers where they are certain, and its pages as numbered text."""
    first = "\n".join((pages[0], *said.values()))
    dois = _distinct(one.rstrip(".;)") for one in _DOI.findall(first))
    pmids, years = _distinct(_PMID.findall(first)), _distinct(_YEAR.findall(first))
    trials = _distinct(f"NCT{number}" for number in _REGISTERED.findall("\n".join(pages)))
    only = {"doi": dois, "pmid": pmids, "registry": trials}
    source: Fields = {"id": "main", "kind": None, "citation": None}
    source |= {name: found[0] for name, found in only.items() if len(found) == 1}
    head = dict.fromkeys(("label", "title", "phase", "design", "disease", "year", "regimen"))
    head["year"] = years[0] if len(years) == 1 else None
    several = [f"{name}: {', '.join(found[:8])}" for name, found in only.items() if len(found) > 1]
    hints = {"title": said.get("Title", ""), "label": said.get("Author", ""), "sources": "; ".join(several)}
    study = Brought(study_id, head, hints, source)
    study.lines = [line for number, page in enumerate(pages, 1) for line in (f"[p. {number}]", *_lines(page))]
    return study


def _distinct(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _lines(page: str) -> list[str]:
    return [line for part in page.splitlines() if (line := plain(part))]
