"""The selection and the cohorts in words."""

from typing import Any

from evidence.answers import Answer
from evidence.cohorts.table import study_called
from evidence.excerpt import Excerpt
from evidence.language import mark, say
from evidence.reasons import Reason
from evidence.row import Cohort, Row, known
from evidence.selection import FILTERS, View
from evidence.vocabulary import MUTATION, PRIOR_FLT3, UNIT, label
from evidence.wording.numbers import continued, listed, number
from evidence.wording.phrases import named
from evidence.wording.reasons import told
from evidence.wording.reasons import words as reason

#: Names that may begin a label and keep their capital.
NAMES = frozenset(("Asian", "China", "E-selectin", "Ph-negative", "Ph-positive", "Philadelphia", "Russia", "South-East"))


def code_label(name: str, code: str, studies: dict[str, str]) -> str:
    """How one value of a filter reads; `studies` maps study ids to labels."""
    codes = next(one.codes for one in FILTERS if one.name == name)
    return studies.get(code, code) if codes is None else codes[code].label


def selection(view: View, studies: dict[str, str]) -> str:
    """The filters in words: 'FLT3-ITD; relapsed or refractory', or 'all cohorts, no filter'."""
    said = [
        say(" or ").join(code_label(one.name, code, studies) for code in view.chosen(one.name))
        for one in FILTERS
        if view.chosen(one.name)
    ]
    if view.chosen("mutation") and view.choice("carriers") == "every":
        said.append(say("every patient carries the mutation"))
    said = said or [say("all cohorts, no filter")]
    if view.choice("unchecked") == "yes":
        said.append(say("with records not checked by hand"))
    return say("; ").join(said)


def left_out(base: str) -> str:
    """Of a version too large for a page: of how many studies some are asked; empty where all of them are."""
    if not isinstance(base, Excerpt) or base.is_all:
        return ""
    return say(
        base.said, fitting=f"{base.fitting:,}", near=f"{base.near:,}", shown=base.shown, beside=base.shown - base.fitting
    )


def selected(view: View, studies: dict[str, str], base: str) -> str:
    """The filters in words, and of a version too large for a page how many of the studies that fit are shown."""
    return " · ".join(filter(None, (selection(view, studies), left_out(base))))


def study_name(row: Row) -> str:
    """The name of the study of a cohort or a discrepancy, or of a study's own row; that of a draft is marked."""
    return told(study_called(row))


def not_checked(n: int, of: int) -> str:
    """How many rows rest on drafts that nobody has checked; empty where none does."""
    if not n:
        return ""
    several, single = mark("{n} of {of} rows are not checked by hand."), mark("{n} of {of} rows is not checked by hand.")
    return say(several if n > 1 else single, n=n, of=of)


def cohort(row: Cohort) -> str:
    """'Ravandi 2013, primary refractory'; a whole study is its label alone."""
    if row["kind"] == "all":
        return study_name(row)
    return say("{study}, {cohort}", study=study_name(row), cohort=lower_first(named(row["label"])))


def mutation_share(row: Cohort) -> str:
    """'FLT3-ITD (40 of 43, 93 %)'; for a part, whose share that is."""
    if row["mutation"] is None:
        return say("mutation not reported")
    label = MUTATION[row["mutation"]].label
    n, of = row["mutation_n"], row["mutation_of"]
    if n is None or of is None or n == of or row["mutation"] == "unselected":
        return label
    message = (
        mark("{percent} % {mutation} ({n} of {of})")
        if row["mutation_from"] == row["cohort_id"]
        else mark("{percent} % {mutation} ({n} of {of} of the whole)")
    )
    return say(message, percent=f"{100 * n / of:.0f}", mutation=label, n=f"{n:,}", of=f"{of:,}")


def prior_flt3(row: Cohort) -> str:
    """'Some with a prior FLT3 inhibitor (36 of 56)'; without numbers where the cohort's own line counts nobody."""
    status, n, of = label(PRIOR_FLT3, row["prior_flt3"]), row["prior_flt3_n"], row["prior_flt3_of"]
    return status if n is None else say("{status} ({n} of {of})", status=status, n=n, of=of or say("a number not printed"))


def dose(row: Cohort) -> str:
    """'400 mg twice daily', '9, then 28 mcg daily', or nothing where no dose belongs to the cohort."""
    if row["dose"] is None:
        return ""
    now = f"{number(row['dose'])} {UNIT[known(row['dose_unit'])].label}"
    return now if row["dose_first"] is None else say("{first}, then {dose}", first=number(row["dose_first"]), dose=now)


def silent(answer: Answer[Any], question: str) -> str:
    """Which cohorts match and print nothing on the question; empty if none."""
    names = list(dict.fromkeys(cohort(row) for row in answer.silent))
    if not names:
        return ""
    several, single = (
        mark("Also match, but report no {question} ({n}): {names}."),
        mark("Also match, but report no {question}: {names}."),
    )
    return say(several if len(names) > 1 else single, question=question, n=len(names), names=listed(names))


def aside(answer: Answer[Any]) -> str:
    """Which cohorts were set aside, and why; empty if none."""
    reasons: dict[Reason, list[str]] = {}
    for one in answer.aside:
        reasons.setdefault(one.why, []).append(cohort(one.cohort))
    said = [
        say("{cohorts} ({why})", cohorts=listed(list(dict.fromkeys(names))), why=reason(why))
        for why, names in reasons.items()
    ]
    off = say("Not on the axis: {cohorts}.", cohorts=say("; ").join(said)) if said else ""
    return continued((off, may_share(answer)))


def may_share(answer: Answer[Any]) -> str:
    """Which cohorts that are shown may hold some of the same patients; empty if none."""
    pairs = dict.fromkeys(listed([study_name(one), study_name(other)]) for one, other in answer.likely)
    return say("May share patients, though no source prints it: {pairs}.", pairs=say("; ").join(pairs)) if pairs else ""


def upper_first(text: str) -> str:
    """'died' as 'Died', and nothing else of it changed."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """'Died' as 'died', but 'FLT3-ITD', 'P-FLT3 below', 'China', 'M1 marrow' and 'CR' as they are."""
    word = text.split(" ")[0].rstrip(",:;")
    name = word in NAMES or any(letter.isupper() or letter.isdigit() for letter in word[1:])
    return text if name else text[:1].lower() + text[1:]
