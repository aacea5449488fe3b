"""The small closed sets of the records: populations, settings, grades, statistics, units."""

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

#: Of a setting, a transplant status, earlier inhibitors or a disease: patients of several kinds together.
MIXED = "mixed"
NOT_REPORTED = "not-reported"

MUTATION = closed(
    Code("flt3-any", "FLT3-mutated (any)", "Any activating FLT3 mutation"),
    Code(
        "flt3-itd",
        "FLT3-ITD",
        "Internal tandem duplication",
        broader="flt3-any",
        sought=("ITD", "internal tandem duplication"),
    ),
    Code(
        "flt3-tkd",
        "FLT3-TKD",
        "Tyrosine kinase domain mutation",
        broader="flt3-any",
        sought=("TKD", "D835", "tyrosine kinase domain"),
    ),
    Code("flt3-wt", "FLT3 wild type"),
    Code("unselected", "Unselected", "Not chosen by mutation"),
    Code("ph-positive", "Ph-positive", "Philadelphia chromosome present", sought=("Ph+", "BCR-ABL1")),
    Code("ph-negative", "Ph-negative", "Philadelphia chromosome absent"),
    Code("kmt2a-or-npm1", "KMT2A-rearranged or NPM1-mutated", "Chosen for either, together"),
    Code("npm1", "NPM1-mutated", broader="kmt2a-or-npm1"),
    Code("idh", "IDH-mutated (1 or 2)"),
    Code("idh1", "IDH1-mutated", broader="idh"),
    Code("idh2", "IDH2-mutated", broader="idh"),
    Code("tp53", "TP53-mutated"),
    Code("kmt2a", "KMT2A-rearranged", "Also called MLL-rearranged", broader="kmt2a-or-npm1"),
)

SETTING = closed(
    Code(
        "newly-diagnosed",
        "Newly diagnosed",
        "No earlier treatment",
        sought=("untreated", "first line", "frontline", "treatment-naive", "初治"),
    ),
    Code("relapsed-refractory", "Relapsed or refractory", sought=("R/R", "RR", "复发难治")),
    Code("relapsed", "Relapsed", broader="relapsed-refractory"),
    Code("refractory", "Refractory", broader="relapsed-refractory"),
    Code(
        "mrd-positive",
        "MRD-positive",
        "In remission with measurable residual disease",
        sought=("measurable residual disease",),
    ),
    Code("maintenance", "Maintenance", "In remission, treated to keep it"),
    Code(MIXED, "Mixed settings"),
)

TRANSPLANT = closed(
    Code("none", "No prior transplant", "No allogeneic transplant before the treatment"),
    Code(
        "prior-allo",
        "Prior allogeneic transplant",
        "Treated after an allogeneic transplant",
        sought=("allo-HSCT", "allo-SCT", "HSCT", "post-transplant"),
    ),
    Code("bridge", "Bridge to transplant", "Treated before a planned or following transplant", sought=("pre-transplant",)),
    Code(MIXED, "Mixed transplant status"),
    Code(NOT_REPORTED, "Transplant not reported"),
)

#: What patients had before; a later inhibitor is a regimen.
PRIOR_FLT3 = closed(
    Code("none", "No prior FLT3 inhibitor", "No FLT3 inhibitor before the treatment", sought=("FLT3 inhibitor naive",)),
    Code(
        "prior",
        "Prior FLT3 inhibitor",
        "Treated after an earlier FLT3 inhibitor",
        sought=("FLT3 inhibitor exposed", "FLT3 inhibitor pretreated", "earlier FLT3 inhibitor"),
    ),
    Code(MIXED, "Some with a prior FLT3 inhibitor", "Patients with and without an earlier FLT3 inhibitor together"),
    Code(NOT_REPORTED, "Prior FLT3 inhibitor not reported"),
)

DISEASE = closed(
    Code("AML", "AML", "Acute myeloid leukaemia"),
    Code("APL", "APL", "Acute promyelocytic leukaemia"),
    Code("ALL", "ALL", "Acute lymphoblastic leukaemia"),
    Code("CML", "CML", "Chronic myeloid leukaemia"),
    Code("CLL", "CLL", "Chronic lymphocytic leukaemia"),
    Code("MDS", "MDS", "Myelodysplastic syndrome"),
    Code(MIXED, "Mixed", "Several leukaemias or MDS together"),
)

PHASE = closed(
    Code("1", "Phase 1"),
    Code("1b", "Phase 1b"),
    Code("1/2", "Phase 1/2"),
    Code("1b/2", "Phase 1b/2"),
    Code("2", "Phase 2"),
    Code("2/3", "Phase 2/3"),
    Code("3", "Phase 3"),
    Code("4", "Phase 4"),
    Code("compassionate use", "Compassionate use"),
    Code("retrospective", "Retrospective"),
    Code("not stated", "Phase not stated"),
)

DESIGN = closed(
    Code("dose escalation", "Dose escalation"),
    Code("single arm", "Single arm"),
    Code("randomised", "Randomised"),
    Code("cohort", "Cohort"),
    Code("case series", "Case series"),
    Code("not stated", "Design not stated"),
)

#: The best first. A link to what others say of a study finds news of it too.
LEVEL = closed(
    Code("full text", "Full text", "The whole article was read"),
    Code("abstract", "Abstract", "Only the abstract was read"),
    Code("registry record", "Registry record", "What a trial registry says of the study"),
    Code("secondary", "Secondary", "Known only from what others say of it: another article, a review, the news"),
    Code("news report", "News report", "Known only from a news report", broader="secondary"),
)

SOURCE_KIND = closed(
    Code("journal article", "Journal article"),
    Code("abstract", "Abstract"),
    Code("news report", "News report"),
    Code("citing article", "Citing article", "Another study that mentions this one"),
    Code("registry", "Trial registry"),
    Code("label", "Drug label", "What a drug's approved label says of its trials"),
)

#: The level of a source where its kind decides it; of a journal article the whole or the abstract is read.
LEVEL_OF_KIND = {
    "abstract": "abstract", "registry": "registry record", "citing article": "secondary", "news report": "news report",
    "label": "secondary",
}  # fmt: skip

READING = closed(
    Code("0", "Not read yet", "An import that nobody has checked by hand; it cannot be built"),
    Code("once", "Read once", "One person read it", synonyms=("1",)),
    Code(
        "checked",
        "Read once and checked",
        "A second person saw the value of the first and confirmed or corrected it",
        synonyms=("2",),
    ),
    Code("twice", "Read twice", "Two readers read it without seeing each other's value"),
)

READER = closed(
    Code("person", "Person"),
    Code("program", "Program"),
    Code("not recorded", "Not recorded"),
)

FOUND = closed(
    Code("printed", "Printed", "The figure stands at the place"),
    Code("absent", "Not printed there", "The page was in sight, and the figure is not on it"),
    Code("no-page", "Page not found", "The page could not be had"),
)

#: How many times a figure has been read.
READERS = {"0": 0, "once": 1, "checked": 2, "twice": 2}

COHORT_KIND = closed(
    Code("all", "Whole study"),
    Code("arm", "Arm"),
    Code("dose level", "Dose level"),
    Code("subgroup", "Subgroup"),
    Code("patient", "Single patient"),
)

ROLE = closed(
    Code("experimental", "Experimental arm", "Given what the study compares with a control"),
    Code("control", "Control arm", "What the experimental arm is compared with; never counted as treated with its drug"),
    Code("single", "No control", "Given what the study is about, in a study without a control"),
    Code("mixed", "Arms together", "Experimental and control patients that the source does not tell apart"),
)

BASIS = closed(
    Code("baseline", "Known at baseline"),
    Code("outcome", "Defined by what happened later"),
)

POPULATION = closed(
    Code("enrolled", "enrolled", "Everybody who entered, whether treated or not"),
    Code("randomised", "randomised", "Everybody who was randomised, whether treated or not"),
    Code("treated", "treated", "At least one dose"),
    Code("evaluable", "evaluable for response"),
    Code("dlt-evaluable", "evaluable for dose-limiting toxicity"),
    Code("responders", "responders"),
    Code("subgroup", "in the subgroup"),
    Code("not stated", "(denominator not defined)"),
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
    Code("fold", "fold, statistic not stated"),
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

#: What a notice makes of a source, the gravest first.
INTEGRITY = closed(
    Code("retracted", "Retracted", "Its authors, journal or institution have taken it back"),
    Code("concern", "Under an expression of concern", "Its journal doubts it"),
    Code("corrected", "Corrected", "An erratum or a corrected version has appeared"),
)

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
    """A unit reads as it is recorded."""
    return Code(english, english)


UNIT = closed(
    unit("%"), unit("days"), unit("weeks"), unit("months"), unit("years"), unit("cycles"), unit("fold"),
    unit("ratio"), unit("x10^9/L"), unit("ng/mL"),
    unit("pg/mL"), unit("ms"), unit("regimens"), unit("doses"), unit("mg"), unit("mg daily"),
    unit("mg twice daily"), unit("mg/kg"), unit("mg/kg daily"), unit("mg/kg twice daily"), unit("mg/kg per hour"),
    unit("mg/m2 daily"), unit("mg/m2 twice daily"), unit("mg/m2"), unit("mg weekly"), unit("mg/m2 weekly"),
    unit("mg/kg weekly"), unit("mcg/kg daily"), unit("mcg/kg"),
    unit("mcg daily"), unit("mcg/m2 daily"), unit("x ULN"), unit("ECOG"), unit("probability"),
    unit("percentage points"), unit("events per patient-year"), unit("% of baseline"), unit("% inhibition"),
    unit("% cellularity"), unit("% of cells"), unit("% of cycles"),
)  # fmt: skip

SEX = closed(Code("female", "Female"), Code("male", "Male"), Code("not reported", "Sex not reported"))

#: Contradictions carry a mark on every figure; the others are told on the figure's card.
DISCREPANCY_KIND = closed(
    Code("text against table", "Text against table", group="contradiction"),
    Code("abstract against text", "Abstract against text", group="contradiction"),
    Code("between sources", "Between sources", group="contradiction"),
    Code("does not add up", "Parts do not add up", group="contradiction"),
    Code("impossible", "Impossible figure", group="contradiction"),
    Code("denominator", "Which denominator", group="contradiction"),
    Code("one source only", "Printed in one source only"),
    Code("definition", "Definition"),
    Code("not extractable", "Not extractable"),
)
