"""Everything that can be found, under every name that a reader may know it by, in every language."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evidence.cohorts import cohorts
from evidence.database import ask
from evidence.language import languages, mark, say, speaking, worded
from evidence.questions.response.numbers import TERMS
from evidence.questions.search.spelling import words
from evidence.row import column
from evidence.selection import DOSE, FILTERS, OF_PATIENTS, View
from evidence.vocabulary import DOMAIN, DRUG, TERM, Code
from evidence.vocabulary.drugs import CLASS_SOUGHT
from evidence.wording.selection import cohort, dose, study_name

#: The domains whose terms can be looked for, the one that answers a drug first.
DOMAINS = (
    "response", "mobilisation", "toxicity", "dlt", "mortality", "time to event", "transplant", "association"
)  # fmt: skip
#: What a study prints as a whole, whatever its domain.
STUDY = "study"
#: What is shown of a domain: of the terms of toxicity those about the dose are left.
_SHOWN = {
    "dlt": {"show": "dose"}, "mortality": {"show": "deaths"}, "toxicity": {"show": "changes"},
    "transplant": {"part": "transplant"}, "association": {"part": "compared"},
}  # fmt: skip
#: The endpoint that shows a response term, where one does.
_ENDPOINT = {term: endpoint for endpoint, terms in TERMS.items() for term in terms}
#: The filters whose values can be looked for, beside drug and study.
_PATIENTS = (*OF_PATIENTS, "disease")
STUDIES, DRUGS, CLASSES, DOSES, NAMES, PATIENTS = (
    mark("Studies"), mark("Drugs"), mark("Drug classes"), mark("Doses"), mark("Terms"), mark("Patients")
)  # fmt: skip

_STUDIES = """
select s.study_id, s.label, s.unchecked, s.regimen, s.drugs, r.known,
    concat_ws(' ', s.title, s.regimen, s.centres, r.cited, c.labels) as words
from study s
left join (
    select study_id, string_agg(concat_ws(' ', doi, pmid, registry), ' ') as known, string_agg(citation, ' ') as cited
    from source group by study_id
) r using (study_id)
left join (select study_id, string_agg(label, ' ') as labels from cohort group by study_id) c using (study_id)
order by s.year desc, s.study_id
"""
_ON_DRUGS = """
select distinct d.drug, f.domain::varchar as domain
from (select study_id, cohort_id, unnest(drugs) as drug from cohort) d join fact f using (study_id, cohort_id)
"""


@dataclass(frozen=True)
class Hit:
    """Something found: what it is (a message), how it reads, what it is about, and the view that shows it.

    `about` is a domain of figures, a study, or regimens beside each other.
    """

    kind: str
    label: str
    about: str
    view: View


@dataclass(frozen=True)
class Entry:
    """A hit with its names, and with other text that speaks of it; both as words."""

    hit: Hit
    names: tuple[tuple[str, ...], ...]
    text: frozenset[str] = frozenset()

    @cached_property
    def named(self) -> frozenset[str]:
        """Every word of its names."""
        return frozenset(word for name in self.names for word in name)

    @cached_property
    def whole(self) -> frozenset[str]:
        """Its names without blanks."""
        return frozenset("".join(name) for name in self.names)


@worded(maxsize=8)
def entries(version: str) -> tuple[Entry, ...]:
    """All entries of a data version, each kind in its own order; terms that no study prints are left out."""
    kinds = (_drugs, _classes, _patients, _terms, _doses, _studies)
    return tuple(entry for kind in kinds for entry in kind(version))


def _studies(version: str) -> Iterator[Entry]:
    for row in ask(version, _STUDIES):
        hit = Hit(STUDIES, f"{study_name(row)}: {row['regimen']}", STUDY, View({"study": (row["study_id"],)}))
        known = [words(one) for one in (row["label"], row["study_id"], *(row["known"] or "").split())]
        given = [name for drug in row["drugs"] for name in _spellings(DRUG[drug])]
        yield Entry(hit, tuple(known), frozenset(words(" ".join([row["words"], *given]))))


def _drugs(version: str) -> Iterator[Entry]:
    first = _first(version)
    for code, drug in DRUG.items():
        if code in first:
            yield Entry(Hit(DRUGS, drug.label, first[code], View({"drug": (code,)})), _names(drug))


def _first(version: str) -> dict[str, str]:
    """For each drug that is given what answers it: the first of the domains in which something is printed."""
    domains: dict[str, set[str]] = {}
    for row in ask(version, _ON_DRUGS):
        domains.setdefault(row["drug"], set()).add(row["domain"])
    return {drug: next((one for one in DOMAINS if one in found), STUDY) for drug, found in domains.items()}


def _classes(version: str) -> Iterator[Entry]:
    """Groups of drugs that have at least two: 'Hypomethylating agent: Azacitidine, Decitabine'."""
    first = _first(version)
    groups: dict[str, list[Code]] = {}
    for code, drug in DRUG.items():
        if code in first:
            groups.setdefault(drug.group, []).append(drug)
    for group, drugs in groups.items():
        if len(drugs) > 1:
            label = say("{group}: {drugs}", group=say(group), drugs=", ".join(drug.label for drug in drugs))
            view = View({"drug": tuple(drug.code for drug in drugs)})
            names = tuple(words(one) for one in (*_said(group), *CLASS_SOUGHT.get(group, ())))
            yield Entry(Hit(CLASSES, label, first[drugs[0].code], view), names)


def _patients(version: str) -> Iterator[Entry]:
    """Values of the filters on patients that occur in the base."""
    for one in FILTERS:
        if one.name in _PATIENTS and one.codes is not None:
            there = {column(row, one.name) for row in cohorts(version)}
            there |= {one.codes[code].broader for code in there if code}
            for code in one.codes.values():
                if code.code in there:
                    label = say("{filter}: {value}", filter=one.label, value=code.label)
                    yield Entry(Hit(PATIENTS, label, "response", View({one.name: (code.code,)})), _names(code))


def _doses(version: str) -> Iterator[Entry]:
    """The doses of each study, each once."""
    met = set()
    for row in cohorts(version):
        place = (row["study_id"], row["dose"], row["dose_unit"])
        if row["dose"] is not None and row["kind"] != "patient" and place not in met:
            met.add(place)
            label = cohort(row) if row["kind"] != "all" else say("{study}, {cohort}", study=cohort(row), cohort=dose(row))
            names = [row["label"], dose(row), *(name for drug in row["drugs"] for name in _spellings(DRUG[drug]))]
            yield Entry(Hit(DOSES, label, STUDY, View({"study": (row["study_id"],)})), tuple(words(one) for one in names))


def _terms(version: str) -> Iterator[Entry]:
    printed = {(row["domain"], row["term"]) for row in ask(version, "select distinct domain, term from fact")}
    for domain in DOMAINS:
        for code in TERM[domain].values():
            if (domain, code.code) in printed:
                label = say("{term} ({domain})", term=code.label, domain=DOMAIN[domain].label)
                text = frozenset(word for said in _said(code.meaning) for word in words(said))
                yield Entry(Hit(NAMES, label, domain, _of_term(domain, code)), _names(code), text)


def _names(code: Code) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(words(one) for one in _spellings(code)))


def _spellings(code: Code) -> list[str]:
    """Every name of a code: in records, by its maker, in each language."""
    return [code.code, *_said(code.english), *code.synonyms, *code.sought]


def _said(message: str) -> list[str]:
    """A message in every language."""
    found = []
    for language in languages():
        with speaking(language):
            found.append(say(message) if message else "")
    return found


def _of_term(domain: str, code: Code) -> View:
    if domain == "toxicity" and code.group != DOSE:
        return View({}, {"show": "all", "organ": code.group.lower(), "event": code.code})
    if domain in _SHOWN:
        return View({}, _SHOWN[domain])
    if domain == "time to event":
        return View({}, {"part": "all", "times": code.group})
    if domain == "response" and code.code in _ENDPOINT:
        return View().with_choice("endpoint", _ENDPOINT[code.code])
    return View()
