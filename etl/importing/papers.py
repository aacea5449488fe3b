"""What libraries know of a paper: its citation, by DOI (Crossref) or PubMed number. Numbers of results never come so."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from etl.importing.brought import Fields, Refused, plain
from etl.importing.fetch import parsed, served


@dataclass
class Paper:
    """The bibliographic fields of a source; what is not known is blank. `title` is the paper's own, for a comment."""

    citation: str | None = None
    label: str | None = None
    year: str | None = None
    doi: str | None = None
    pmid: str | None = None
    title: str = ""
    faults: list[str] = field(default_factory=list)


def paper(doi: str | None, pmid: str | None, crossref: str | None, pubmed: str | None) -> Paper:
    """What is known of a paper; what cannot be had is named in `faults` and stays blank. Never raises.

    `crossref` is the address to which a DOI is added, `pubmed` that of summaries in JSON to which a number is added.
    """
    found = Paper(doi=doi, pmid=pmid)
    for number, address, name, read in (
        (doi, crossref, "EVIDENCE_CROSSREF", _crossref),
        (pmid, pubmed, "EVIDENCE_PUBMED", _pubmed),
    ):
        if not number or found.citation:
            continue
        try:
            if not address:
                raise Refused(number, f"no address is set; set {name}")
            answer = parsed(served(f"{address}{quote(number, safe='/')}", number), number)
            read(found, answer, number)
        except Refused as fault:
            found.faults.append(str(fault))
        except (KeyError, IndexError, TypeError, AttributeError):
            found.faults.append(f"{number}: the answer has another shape than expected; the fields stay blank")
    return found


def _crossref(found: Paper, answer: dict[str, Any], doi: str) -> None:
    one = answer["message"]
    first = one["author"][0]
    year = one["issued"]["date-parts"][0][0]
    where = {"volume": one.get("volume"), "issue": one.get("issue"), "pages": one.get("page")}
    initials = "".join(part[:1] for part in first.get("given", "").replace("-", " ").split())
    _fill(found, f"{first['family']} {initials}".strip(), len(one["author"]), one["container-title"][0], year, where)
    found.title = plain(one["title"][0])


def _pubmed(found: Paper, answer: dict[str, Any], pmid: str) -> None:
    one = answer["result"][pmid]
    where = {name: one.get(name) for name in ("volume", "issue", "pages")}
    _fill(found, one["authors"][0]["name"], len(one["authors"]), one["source"], one["pubdate"][:4], where)
    found.title = plain(one["title"])
    dois = [known["value"] for known in one.get("articleids", []) if known.get("idtype") == "doi"]
    found.doi = found.doi or (dois[0] if dois else None)


def _fill(found: Paper, author: str, authors: int, journal: str, year: object, where: Fields) -> None:
    """A citation as the base writes it: 'Smith J, et al. Blood 2018;131(14):1522-1531'."""
    issue = f"({where['issue']})" if where["issue"] else ""
    pages = f":{where['pages']}" if where["pages"] else ""
    volume = f";{where['volume']}{issue}{pages}" if where["volume"] else ""
    found.citation = plain(f"{author}{', et al' if authors > 1 else ''}. {journal} {year}{volume}")
    found.label, found.year = plain(f"{author.rsplit(' ', 1)[0]} {year}"), str(year)
