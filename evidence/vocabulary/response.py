"""Response terms. `group` is the place of a category in the composition of a cohort, or what kind of response it is.

A composite keeps the make-up that its source gives it: CRc, CR + CRi and CR + CRh are different codes. The time of the
assessment and the threshold of an MRD assay stand in the figure's window, not in the term.
"""

from evidence.language import mark
from evidence.vocabulary.code import Code, closed

#: Groups that exclude one another within a cohort, best first; a composite stands outside them.
COMPOSITION = {
    "CR": mark("Complete remission"),
    "CRi": mark("CR with incomplete recovery"),
    "MLFS": mark("Leukaemia-free state"),
    "PR": mark("Partial remission"),
    "SD": mark("Stable disease"),
    "PD": mark("Progressive disease"),
    "NR": mark("No response"),
    "died": mark("Died before assessment"),
    "not assessed": mark("Not assessed"),
}

CATEGORIES = (
    Code("CR", "CR", "Complete remission", group="CR", synonyms=("complete remission", "complete response"),
         sought=("complete remission rate", "CR rate")),
    Code("CRh", "CRh", "CR with partial haematological recovery", group="CRi"),
    Code("CRi", "CRi", "CR with incomplete haematological recovery", group="CRi", synonyms=("Cri",)),
    Code("CRp", "CRp", "CR with incomplete platelet recovery", group="CRi"),
    Code("CRi+CRp", "CRi + CRp", "CR with incomplete recovery of platelets or of all counts, counted together", group="CRi",
         synonyms=("CRi/CRp",)),
    Code("MLFS", "MLFS", "Morphological leukaemia-free state", group="MLFS",
         synonyms=("morphologic leukaemia-free state", "morphologic leukemia-free state")),
    Code("PR", "PR", "Partial remission", group="PR", synonyms=("partial remission", "partial response")),
    Code("stable disease", "Stable disease", group="SD", synonyms=("SD",)),
    Code("progressive disease", "Progressive disease", group="PD", synonyms=("PD", "disease progression")),
    Code("NR", "NR", "No response", group="NR", synonyms=("no response",)),
    Code("died", "Died", "Died before response was assessed", group="died"),
    Code("not assessed", "Not assessed", "Nobody looked, or nobody could tell", group="not assessed",
         synonyms=("not evaluable", "not evaluated", "NE")),
)  # fmt: skip

COMPOSITES = (
    Code("CR+CRi", "CR + CRi", "Composite of CR and CRi", group="composite", synonyms=("CR/CRi",)),
    Code("CR+CRp", "CR + CRp", "Composite of CR and CRp", group="composite", synonyms=("CR/CRp",)),
    Code("CR+CRh", "CR + CRh", "Composite of CR and CRh", group="composite", synonyms=("CR/CRh",)),
    Code("CR+CRp+CRi", "CR + CRp + CRi", "Composite of CR, CRp and CRi", group="composite",
         synonyms=("CR/CRp/CRi", "CR+CRi+CRp", "CR/CRi/CRp")),
    Code("CR+CRh+CRi", "CR + CRh + CRi", "Composite of CR, CRh and CRi", group="composite"),
    Code("CRc", "CRc", "Composite complete remission as the source defines it: CR with full or incomplete recovery",
         group="composite"),
    Code("modified CRc", "Modified CRc", "CR + CRi + CRp + MLFS", group="composite", synonyms=("mCRc",)),
    Code("CR+PR", "CR + PR", "Composite of CR and PR", group="overall"),
    Code("ORR", "Overall response", "Overall response as the source defines it", group="overall",
         sought=("objective response", "response rate")),
)  # fmt: skip

#: Groups whose rates are rates of remission by criteria; the others are never said or drawn as one.
REMISSION = ("CR", "CRi", "PR", "composite", "overall")

#: Responses that are no remission by criteria: in the blood, in the marrow, or as the source sees them.
ACTIVITY = (
    Code("clinical response", "Response, not by remission criteria",
         "What a source calls a response without criteria of remission", group="activity"),
    Code("HR", "Haematological response", "No blasts left in the blood", group="activity"),
    Code("BMR", "Bone marrow response", "Marrow blasts down by more than half, counts not recovered", group="activity",
         synonyms=("marrow response",)),
    Code("blast reduction", "Blasts reduced", "Fewer blasts in marrow, blood or both, short of a remission",
         group="activity",
         synonyms=("antileukaemic activity (blood and marrow blasts down)", "marrow and/or blood blast reduction",
                   "clinical activity (marrow and/or blood blast reduction)", "blast percentage decreased",
                   "circulating blasts decreased")),
    Code("aplastic marrow", "Aplastic marrow without leukaemia", group="activity"),
    Code("any response", "Any response", "Remission or fall of blasts, counted together", group="activity"),
    Code("morphologic response or PR", "Morphological response or PR", "Counted together by the source", group="activity"),
    Code("M1 remission", "M1 remission", "Few blasts in the marrow, blood counts not considered", group="activity"),
)  # fmt: skip

PARTS = (
    Code("CR, full count recovery", "CR with full count recovery", "Where the source also calls CR what lacks recovery"),
    Code("CR after high leukaemic load", "CR after a high leukaemic load", "Those in CR whose load was above one half"),
)  # fmt: skip

RESIDUAL = (
    Code("CMR", "Complete molecular response", "CR and no mutation found by PCR", group="molecular",
         synonyms=("complete molecular response",)),
    Code("molecular response", "Molecular response", "As the source defines it", group="molecular"),
    Code("partial molecular response", "Partial molecular response", group="molecular"),
    Code("molecular non-response", "Mutated cells persist"),
    Code("FLT3 molecular response", "FLT3 molecular response", "FLT3 mutation burden below the threshold in the window",
         group="molecular"),
    Code("MRD response", "MRD response", "MRD below the threshold in the window, or negative as the source defines it",
         group="residual",
         synonyms=("MRD-negative", "MRD negative", "MRD remission", "MRD negativity"),
         sought=("measurable residual disease", "minimal residual disease")),
    Code("complete MRD response", "Complete MRD response", "No leukaemic cell found by the MRD assay", group="residual"),
    Code("MRD low or not quantifiable", "MRD low or not quantifiable", "Neither negative nor at the threshold of failure"),
    Code("MRD persists", "MRD still found", "At the time in the window"),
    Code("MRD-negative CR", "MRD-negative CR", "CR and MRD negative"),
    Code("MRD-negative CRc", "MRD-negative CRc", "Composite CR and MRD negative", synonyms=("CRc, MRD negative",)),
)  # fmt: skip

COURSE = (
    Code("resistance", "Resistance to the drug emerged", synonyms=("sorafenib resistance",)),
    Code("response followed for relapse", "Responders followed for relapse"),
    Code("still in CR", "Still in CR", synonyms=("ongoing CR", "sustained CR", "in ongoing remission")),
    Code("treatment-free remission", "Treatment-free remission"),
    Code("transfusion independence", "Independent of transfusions", "Among those who needed them before"),
    Code("lowest dose with a response", "Lowest dose with a response"),
    Code("treatment failure", "Treatment failure", synonyms=("blinatumomab failure",)),
    Code("extramedullary failure", "Relapse or progression outside the marrow"),
    Code("CNS failure", "Relapse or progression in the central nervous system"),
)

MEASURES = (
    Code("WBC", "White blood cells", synonyms=("white blood cell count",)),
    Code("blasts in peripheral blood", "Blasts in the blood"),
    Code("blasts in bone marrow", "Blasts in the marrow"),
)

DEFINITIONS = (
    Code("CR definition: marrow blasts", "CR definition: marrow blasts below"),
    Code("CR definition: neutrophils", "CR definition: neutrophils above"),
    Code("CR definition: platelets", "CR definition: platelets above"),
    Code("CR definition: lasting", "CR definition: lasting at least"),
    Code("BMR definition: fall in marrow blasts", "BMR definition: fall in marrow blasts above"),
    Code("PR definition: fall in marrow blasts", "PR definition: fall in marrow blasts of at least"),
    Code("PR definition: marrow blasts left", "PR definition: marrow blasts left"),
    Code("relapse definition: marrow blasts", "Relapse definition: marrow blasts above"),
)

RESPONSE = closed(*CATEGORIES, *COMPOSITES, *ACTIVITY, *PARTS, *RESIDUAL, *COURSE, *MEASURES, *DEFINITIONS)

#: The categories that a term counts together; any other category counts itself alone.
MADE_OF = {
    "CRi+CRp": ("CRi", "CRp"),
    "CR+CRi": ("CR", "CRi"),
    "CR+CRp": ("CR", "CRp"),
    "CR+CRh": ("CR", "CRh"),
    "CR+CRp+CRi": ("CR", "CRp", "CRi"),
    "CR+CRh+CRi": ("CR", "CRh", "CRi"),
    "modified CRc": ("CR", "CRi", "CRp", "MLFS"),
    "CR+PR": ("CR", "PR"),
}
#: Categories that may hold the same patients: CRh is read out of those with incomplete recovery, and no response is
#: often what stable and progressive disease are together.
MAY_OVERLAP = (
    frozenset(("CRh", "CRi")),
    frozenset(("CRh", "CRp")),
    frozenset(("NR", "stable disease")),
    frozenset(("NR", "progressive disease")),
)
#: Of two that may overlap, those that are read out of the other.
NARROWER = ("CRh", "stable disease", "progressive disease")
#: Remissions, with or without full recovery of the blood.
REMISSIONS = ("CR", "CRh", "CRi", "CRp", "CRi+CRp", "PR", *MADE_OF, "CRc", "ORR")


def holds(term: str) -> frozenset[str]:
    """The categories that a term counts: those that it is made of, or itself."""
    return frozenset(MADE_OF.get(term, (term,)))


def exclude(one: str, other: str) -> bool:
    """Whether no patient can be in two terms: both are made of categories, none shared and none that may overlap."""
    apart = all(frozenset((a, b)) not in MAY_OVERLAP for a in holds(one) for b in holds(other))
    return apart and not holds(one) & holds(other)
