"""Closed sets of figures: domains, grades, statistics, intervals, assessments, units."""

from evidence.vocabulary.code import Code, closed

DOMAIN = closed(
    Code("response", "Response"),
    Code("time to event", "Time to event"),
    Code("mobilisation", "Mobilisation", "Change of cells in the blood against the start of treatment"),
    Code("toxicity", "Toxicity"),
    Code("dlt", "Dose-limiting toxicity"),
    Code("mortality", "Mortality"),
    Code("transplant", "Transplant"),
    Code("pharmacodynamic", "Pharmacodynamics"),
    Code("association", "Association", "A printed contrast or correlation, as printed"),
    Code("baseline", "Baseline"),
)

GRADE = closed(
    Code("any", "Any grade"),
    Code("1", "Grade 1"),
    Code("2", "Grade 2"),
    Code("1-2", "Grade 1-2"),
    Code("1-3", "Grade 1-3"),
    Code("2-3", "Grade 2-3"),
    Code(">=2", "Grade 2 or higher"),
    Code("3", "Grade 3"),
    Code("4", "Grade 4"),
    Code("3-4", "Grade 3-4"),
    Code("2-4", "Grade 2-4", "A band of acute graft-versus-host disease"),
    Code("3-5", "Grade 3-5"),
    Code(">=3", "Grade 3 or higher"),
    Code("4-5", "Grade 4-5"),
    Code("5", "Grade 5"),
    Code("serious", "Serious", "Events called serious, of any grade, as a registry lists them; never added to graded ones"),
    Code("not serious", "Not serious", "Events that a registry lists apart from the serious ones; a patient may be in both"),
)

#: The worst grades that a band counts; 0 is nobody's.
WORST = {
    "any": (1, 2, 3, 4, 5), "1": (1,), "2": (2,), "1-2": (1, 2), "1-3": (1, 2, 3), "2-3": (2, 3), ">=2": (2, 3, 4, 5),
    "3": (3,), "4": (4,), "3-4": (3, 4), "2-4": (2, 3, 4), "3-5": (3, 4, 5), ">=3": (3, 4, 5), "4-5": (4, 5), "5": (5,),
}  # fmt: skip

STATISTIC = closed(
    Code("count", "count"),
    Code("percent", "percent"),
    Code("median", "median"),
    Code("mean", "mean"),
    Code("fold mean", "arithmetic mean fold change"),
    Code("fold median", "median fold change"),
    Code("fold geometric mean", "geometric mean fold change"),
    Code("fold", "fold change (statistic not stated)"),
    Code("hazard ratio", "hazard ratio"),
    Code("odds ratio", "odds ratio"),
    Code("difference", "difference"),
    Code("p value", "P value"),
    Code("rate", "rate per time"),
    Code("range", "range"),
    Code("single", "single value"),
    Code("limit", "limit", "A threshold or eligibility limit; the bound that is printed"),
    Code("words", "stated in words", "The source says it without a number"),
)

INTERVAL = closed(
    Code("ci95", "95 % confidence interval"),
    Code("ci80", "80 % confidence interval"),
    Code("ci90", "90 % confidence interval"),
    Code("ci975", "97.5 % confidence interval"),
    Code("ci99", "99 % confidence interval"),
    Code("cri95", "95 % credible interval"),
    Code("cri90", "90 % credible interval"),
    Code("range", "range"),
    Code("iqr", "interquartile range", "From the lower to the upper quartile", synonyms=("quartiles",)),
    Code("sd", "standard deviation", "The spread of single values around the mean", group="spread"),
    Code("se", "standard error", "How sure the mean is", group="spread"),
)

ASSESSOR = closed(
    Code("central", "Central review", "Somebody outside the treating centres",
         synonyms=("central review", "independent review", "independent central review", "independent review committee",
                   "blinded independent central review", "IRC", "ICR", "BICR")),
    Code("investigator", "Investigator", "The treating centre itself",
         synonyms=("investigator assessment", "investigator-assessed", "investigator review", "local review", "local",
                   "by investigator")),
)  # fmt: skip

#: Of several assessments of one endpoint the first of these answers; the last two never do.
ASSESSED = closed(
    Code("best", "Best response", "At any time on treatment",
         synonyms=("best response", "any time", "at any time", "any time on study", "any time on treatment")),
    Code("primary", "As the protocol asks", "The assessment that the endpoint is defined by"),
    Code("before treatment", "Before treatment", "What the patients came with: no response to this treatment",
         synonyms=("baseline", "at baseline", "at entry", "before the treatment")),
    Code("after next therapy", "After the next therapy", "After a transplant or another treatment followed"),
)  # fmt: skip

#: How residual disease was looked for; what an assay is able to see differs by a hundredfold and more.
ASSAY = closed(
    Code("flow cytometry", "Flow cytometry"),
    Code("FLT3 sequencing", "FLT3-ITD by sequencing"),
    Code("FLT3 PCR", "FLT3 mutation by PCR"),
    Code("NPM1 PCR", "NPM1 transcript by PCR"),
    Code("KMT2A PCR", "KMT2A rearrangement by PCR"),
    Code("BCR::ABL1 PCR", "BCR::ABL1 transcript by PCR"),
    Code("Ig/TR PCR", "Immune receptor genes by PCR"),
    Code("Ig/TR sequencing", "Immune receptor genes by sequencing"),
    Code("PCR or flow cytometry", "PCR or flow cytometry"),
)

PERCENT_IS = closed(
    Code("share", "share of patients", "n of N patients, none of them censored"),
    Code("estimate", "estimate", "Read off a curve with censoring: Kaplan-Meier, cumulative incidence"),
)

#: Why the characters of a line and its numbers do not hold each other whole.
PRINTED_IS = closed(
    Code("cut", "cut", "The figure goes on beyond the characters that are kept"),
    Code("shared", "shared", "The characters hold several figures; the others stand on lines of their own"),
    Code("worded", "worded", "The source gives the number in another form: in words, as a probability, in another unit"),
    Code("named", "named", "A number among the characters is a name, a day or a limit, no figure"),
    Code("elsewhere", "elsewhere", "A number of the line stands at another place, which also or note names"),
)


def unit(english: str) -> Code:
    """A unit reads as it is recorded, but for its square: records write 'mg/m2'."""
    return Code(english.replace("m²", "m2"), english)


UNIT = closed(
    unit("%"), unit("days"), unit("weeks"), unit("months"), unit("years"), unit("cycles"), unit("fold"),
    unit("ratio"), unit("x10^9/L"), unit("ng/mL"),
    unit("pg/mL"), unit("ms"), unit("regimens"), unit("doses"), unit("mg"), unit("mg daily"),
    unit("mg twice daily"), unit("mg/kg"), unit("mg/kg daily"), unit("mg/kg twice daily"), unit("mg/kg per hour"),
    unit("mg/m² daily"), unit("mg/m² twice daily"), unit("mg/m²"), unit("mg weekly"), unit("mg/m² weekly"),
    unit("mg/kg weekly"), unit("mcg/kg daily"), unit("mcg/kg"),
    unit("mcg daily"), unit("mcg/m² daily"), unit("x ULN"), unit("ECOG"), unit("probability"),
    unit("percentage points"), unit("events per patient-year"), unit("% of baseline"), unit("% inhibition"),
    unit("% cellularity"), unit("% of cells"), unit("% of cycles"),
)  # fmt: skip
