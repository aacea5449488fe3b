"""Drugs and regimen classes."""

from evidence.vocabulary.code import Code, closed

REGIMEN_CLASS = closed(
    Code("flt3", "FLT3 inhibitor alone"),
    Code("flt3-hma", "FLT3 inhibitor + hypomethylating agent"),
    Code("flt3-chemo", "FLT3 inhibitor + chemotherapy"),
    Code("flt3-other", "FLT3 inhibitor + other targeted drug"),
    Code("flt3-mixed", "FLT3 inhibitor, alone or combined in several ways"),
    Code("flt3-mobilisation", "FLT3 inhibitor + mobilisation"),
    Code("mobilisation", "Mobilisation + chemotherapy"),
    Code("mobilisation-hma", "Mobilisation + hypomethylating agent"),
    Code("mobilisation-conditioning", "Mobilisation + transplant conditioning"),
    Code("adhesion", "Adhesion blocker + chemotherapy"),
    Code("bispecific", "CD19/CD3 bispecific antibody"),
    Code("bispecific-chemo", "CD19/CD3 bispecific antibody + chemotherapy"),
    Code("mobilisation-alone", "Mobilisation alone"),
    Code("chemo", "Chemotherapy"),
    Code("hma", "Hypomethylating agent"),
    Code("no-study-drug", "Placebo, nothing, or care that is not named"),
    Code("other", "Other"),
)

DRUG = closed(
    Code("sorafenib", "Sorafenib", group="FLT3 inhibitor, first generation, type II", sought=("Nexavar", "多吉美")),
    Code(
        "midostaurin",
        "Midostaurin",
        group="FLT3 inhibitor, first generation, type I",
        synonyms=("PKC412",),
        sought=("Rydapt",),
    ),
    Code("lestaurtinib", "Lestaurtinib", group="FLT3 inhibitor, first generation, type I", synonyms=("CEP-701",)),
    Code("tandutinib", "Tandutinib", group="FLT3 inhibitor, first generation", synonyms=("MLN518",)),
    Code(
        "sunitinib", "Sunitinib", group="FLT3 inhibitor, first generation", synonyms=("SU11248",), sought=("Sutent", "索坦")
    ),
    Code(
        "quizartinib",
        "Quizartinib",
        group="FLT3 inhibitor, second generation, type II",
        synonyms=("AC220",),
        sought=("Vanflyta",),
    ),
    Code(
        "gilteritinib",
        "Gilteritinib",
        group="FLT3 inhibitor, second generation, type I",
        synonyms=("ASP2215",),
        sought=("Xospata", "适加坦", "吉列替尼"),
    ),
    Code("pexidartinib", "Pexidartinib", group="FLT3 inhibitor, type II", synonyms=("PLX3397",), sought=("Turalio",)),
    Code("ff-10101", "FF-10101", group="FLT3 inhibitor, irreversible"),
    Code("flt3-inhibitor", "FLT3 inhibitor", "Inhibitors not named one by one", group="FLT3 inhibitor", sought=("FLT3i",)),
    Code("venetoclax", "Venetoclax", group="BCL2 inhibitor", sought=("Venclexta", "Venclyxto", "唯可来", "ABT-199")),
    Code("bortezomib", "Bortezomib", group="Proteasome inhibitor", sought=("Velcade", "万珂")),
    Code(
        "azacitidine",
        "Azacitidine",
        group="Hypomethylating agent",
        synonyms=("5-azacytidine", "AZA"),
        sought=("Vidaza", "Onureg", "维达莎"),
    ),
    Code("decitabine", "Decitabine", group="Hypomethylating agent", sought=("Dacogen", "达珂")),
    Code("cytarabine", "Cytarabine", group="Chemotherapy", sought=("Ara-C", "Cytosar")),
    Code("idarubicin", "Idarubicin", group="Chemotherapy", sought=("Idamycin", "Zavedos")),
    Code("daunorubicin", "Daunorubicin", group="Chemotherapy", sought=("Cerubidine",)),
    Code("mitoxantrone", "Mitoxantrone", group="Chemotherapy", sought=("Novantrone",)),
    Code("etoposide", "Etoposide", group="Chemotherapy", sought=("Vepesid", "VP-16")),
    Code("cladribine", "Cladribine", group="Chemotherapy", sought=("Leustatin", "2-CdA")),
    Code("clofarabine", "Clofarabine", group="Chemotherapy", sought=("Clolar", "Evoltra")),
    Code("fludarabine", "Fludarabine", group="Chemotherapy", sought=("Fludara",)),
    Code("busulfan", "Busulfan", group="Chemotherapy", sought=("Busulfex", "Myleran")),
    Code("chemotherapy", "Chemotherapy", "Drugs not named one by one", group="Chemotherapy"),
    Code("total-body-irradiation", "Total body irradiation", group="Conditioning", synonyms=("TBI",)),
    Code("plerixafor", "Plerixafor", group="CXCR4 antagonist", synonyms=("AMD3100",), sought=("Mozobil", "释倍灵")),
    Code("motixafortide", "Motixafortide", group="CXCR4 antagonist", synonyms=("BL-8040",), sought=("Aphexda",)),
    Code("ly2510924", "LY2510924", group="CXCR4 antagonist"),
    Code("ulocuplumab", "Ulocuplumab", group="CXCR4 antibody", synonyms=("BMS-936564",)),
    Code("cx-01", "CX-01", group="CXCL12 and CXCR4 axis, heparin derivative", synonyms=("dociparstat",)),
    Code("uproleselan", "Uproleselan", group="E-selectin antagonist", synonyms=("GMI-1271",)),
    Code(
        "g-csf",
        "G-CSF",
        group="Growth factor",
        synonyms=("filgrastim",),
        sought=("Neupogen", "granulocyte colony-stimulating factor"),
    ),
    Code("placebo", "Placebo", group="Comparator"),
    Code("no-study-drug", "No study drug", "Control without the drug; what else was given is not named", group="Comparator"),
    Code("blinatumomab", "Blinatumomab", group="CD19/CD3 bispecific antibody", sought=("Blincyto", "倍利妥", "BiTE")),
)

#: Other words by which readers look for a group of drugs.
CLASS_SOUGHT = {
    "Hypomethylating agent": ("HMA", "demethylating agent"),
    "BCL2 inhibitor": ("BCL-2",),
    "Growth factor": ("cytokine",),
}
