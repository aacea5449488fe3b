"""One box for everything: studies by name, author, registry number, DOI or PubMed; drugs; terms."""

from dataclasses import dataclass
from itertools import islice

from evidence.database import ask
from evidence.language import say, worded
from evidence.selection import View
from evidence.vocabulary import DRUG, TERM, Code

#: More hits than this are no answer; the reader types on.
LIMIT = 8
#: The page on which a term of a domain is drawn; terms of other domains are found on the page of a study.
PAGE = {
    "response": "response",
    "mobilisation": "mobilisation",
    "toxicity": "toxicity",
    "dlt": "toxicity",
    "mortality": "toxicity",
    "time to event": "outcomes",
    "transplant": "outcomes",
    "association": "outcomes",
}
#: The endpoint that shows a response term, where one does.
_ENDPOINT = {"ORR": "overall", "CR": "CR", "MRD response": "MRD"}

_STUDIES = """
select s.study_id, s.label, s.regimen,
    concat_ws(' ', s.study_id, s.label, s.title, s.regimen, s.centres, r.words) as words
from study s
left join (
    select study_id, string_agg(concat_ws(' ', citation, doi, pmid, registry), ' ') as words from source group by study_id
) r using (study_id)
order by s.year desc, s.study_id
"""


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, how it reads, and the page and view that show it."""

    kind: str
    label: str
    page: str
    view: View


def search(version: str, text: str) -> list[Hit]:
    """Up to LIMIT hits that hold every word of the text, in any order and case: studies, then drugs, then terms."""
    wanted = text.casefold().split()
    if not wanted:
        return []
    found = (hit for words, hit in _entries(version) if all(word in words for word in wanted))
    return list(islice(found, LIMIT))


@worded(maxsize=8)
def _entries(version: str) -> tuple[tuple[str, Hit], ...]:
    """Everything that can be found, with the words that find it: terms in English besides the spoken language."""
    entries = [
        (row["words"], Hit(say("Study"), f"{row['label']}: {row['regimen']}", "study", View({"study": (row["study_id"],)})))
        for row in ask(version, _STUDIES)
    ]
    given = {row["drug"] for row in ask(version, "select distinct unnest(drugs) as drug from cohort")}
    entries += [
        (_words(drug), Hit(say("Drug"), drug.label, "response", View({"drug": (code,)})))
        for code, drug in DRUG.items()
        if code in given
    ]
    printed = {(row["domain"], row["term"]) for row in ask(version, "select distinct domain, term from fact")}
    entries += [
        (_words(code), Hit(say("Term"), code.label, PAGE[domain], _of_term(domain, code)))
        for domain, codes in TERM.items()
        if domain in PAGE
        for code in codes.values()
        if (domain, code.code) in printed
    ]
    return tuple((words.casefold(), hit) for words, hit in entries)


def _words(code: Code) -> str:
    return " ".join((code.label, code.english, code.code, *code.synonyms))


def _of_term(domain: str, code: Code) -> View:
    if domain == "toxicity":
        return View().with_choice("organ", code.group.lower())
    if domain == "time to event":
        return View().with_choice("times", code.group)
    if domain == "response" and code.code in _ENDPOINT:
        return View().with_choice("endpoint", _ENDPOINT[code.code])
    return View()
