"""Response terms. `group` is the place of a category in the composition of a cohort."""

from evidence.vocabulary.code import Code, closed

#: Groups that exclude one another within a cohort, best first; a composite stands outside them.
COMPOSITION = {
    "CR": "Complete response",
    "CRi": "CR with incomplete recovery",
    "PR": "Partial response",
    "NR": "No response",
    "died": "Died before assessment",
}

RESPONSE = closed(
    Code("CR", "CR", "Complete response", group="CR", synonyms=("complete remission",)),
    Code("CRh", "CRh", "CR with partial haematological recovery", group="CRi"),
    Code("CRi", "CRi", "CR with incomplete haematological recovery", group="CRi", synonyms=("Cri",)),
    Code("CRp", "CRp", "CR with incomplete platelet recovery", group="CRi"),
    Code("MLFS", "MLFS", "Morphological leukaemia-free state"),
    Code("PR", "PR", "Partial response", group="PR", synonyms=("partial remission",)),
    Code("NR", "NR", "No response", group="NR", synonyms=("no response",)),
    Code("died", "Died", "Died before response was assessed", group="died"),
    Code("CR+CRi", "CR + CRi", "Composite of CR and CRi", group="composite", synonyms=("CR/CRi",)),
    Code("CR+CRp", "CR + CRp", "Composite of CR and CRp", group="composite", synonyms=("CR/CRp",)),
    Code("ORR", "Overall response", "Overall response as the source defines it", group="overall"),
    Code("HR", "Haematological response", "No blasts left in the blood"),
    Code("BMR", "Bone marrow response", "Marrow blasts down by more than half, counts not recovered"),
    Code("CMR", "Complete molecular response", "CR and no mutation found by PCR"),
    Code("partial molecular response", "Partial molecular response"),
    Code("molecular non-response", "Mutated cells persist"),
    Code("resistance", "Resistance to the drug emerged", synonyms=("sorafenib resistance",)),
    Code("response followed for relapse", "Responders followed for relapse"),
    Code("still in CR", "Still in CR", synonyms=("ongoing CR",)),
    Code("treatment failure", "Treatment failure", synonyms=("blinatumomab failure",)),
    Code("extramedullary failure", "Relapse or progression outside the marrow"),
    Code("CNS failure", "Relapse or progression in the central nervous system"),
    Code("WBC", "White blood cells", synonyms=("white blood cell count",)),
    Code("blasts in peripheral blood", "Blasts in the blood"),
    Code("blasts in bone marrow", "Blasts in the marrow"),
    Code("CR definition: marrow blasts", "CR definition: marrow blasts below"),
    Code("CR definition: neutrophils", "CR definition: neutrophils above"),
    Code("CR definition: platelets", "CR definition: platelets above"),
    Code("CR definition: lasting", "CR definition: lasting at least"),
    Code("BMR definition: fall in marrow blasts", "BMR definition: fall in marrow blasts above"),
    Code("PR definition: fall in marrow blasts", "PR definition: fall in marrow blasts of at least"),
    Code("PR definition: marrow blasts left", "PR definition: marrow blasts left"),
    Code("relapse definition: marrow blasts", "Relapse definition: marrow blasts above"),
)
