"""Drugs and regimen classes."""

from evidence.vocabulary.code import Code, closed

REGIMEN_CLASS = closed(
    Code("flt3", "FLT3 inhibitor alone"),
    Code("flt3-hma", "FLT3 inhibitor + hypomethylating agent"),
    Code("flt3-chemo", "FLT3 inhibitor + chemotherapy"),
    Code("flt3-other", "FLT3 inhibitor + other targeted drug"),
    Code("flt3-mobilisation", "FLT3 inhibitor + mobilisation"),
    Code("mobilisation", "Mobilisation + chemotherapy"),
    Code("bispecific", "CD19/CD3 bispecific antibody"),
    Code("other", "Other"),
)

DRUG = closed(
    Code("sorafenib", "Sorafenib", group="FLT3 inhibitor, first generation, type II"),
    Code("midostaurin", "Midostaurin", group="FLT3 inhibitor, first generation, type I", synonyms=("PKC412",)),
    Code("lestaurtinib", "Lestaurtinib", group="FLT3 inhibitor, first generation, type I", synonyms=("CEP-701",)),
    Code("quizartinib", "Quizartinib", group="FLT3 inhibitor, second generation, type II", synonyms=("AC220",)),
    Code("azacitidine", "Azacitidine", group="Hypomethylating agent", synonyms=("5-azacytidine", "AZA")),
    Code("cytarabine", "Cytarabine", group="Chemotherapy"),
    Code("idarubicin", "Idarubicin", group="Chemotherapy"),
    Code("daunorubicin", "Daunorubicin", group="Chemotherapy"),
    Code("chemotherapy", "Chemotherapy", "Drugs not named one by one", group="Chemotherapy"),
    Code("plerixafor", "Plerixafor", group="CXCR4 antagonist", synonyms=("AMD3100",)),
    Code("g-csf", "G-CSF", group="Growth factor", synonyms=("filgrastim",)),
    Code("placebo", "Placebo", group="Comparator"),
    Code("blinatumomab", "Blinatumomab", group="CD19/CD3 bispecific antibody"),
)
