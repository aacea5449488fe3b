"""Closed sets of who patients are, and how cohorts of them are cut and counted."""

from evidence.vocabulary.code import Code, closed

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
    Code("not stated", "Disease not stated", "Of a draft that nobody has checked"),
)

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
    Code("not stated", "Role not stated", "Of a draft that nobody has checked"),
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

SEX = closed(Code("female", "Female"), Code("male", "Male"), Code("not reported", "Sex not reported"))
