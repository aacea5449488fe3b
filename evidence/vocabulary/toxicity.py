"""Adverse events as CTCAE names them, grouped by organ class; other spellings are synonyms."""

from evidence.vocabulary.code import Code, closed

TOXICITY = closed(
    Code("any adverse event", "Any adverse event", group="General"),
    Code("fatigue", "Fatigue", group="General"),
    Code("neutropenia", "Neutropenia", group="Blood", synonyms=("neutrophil count decreased",)),
    Code("thrombocytopenia", "Thrombocytopenia", group="Blood", synonyms=("thrombopenia", "platelet count decreased")),
    Code("anaemia", "Anaemia", group="Blood", synonyms=("anemia",)),
    Code("leukopenia", "Leukopenia", group="Blood", synonyms=("leucopenia", "white blood cell count decreased")),
    Code("haemolysis", "Haemolysis", group="Blood", synonyms=("hemolysis",)),
    Code("haematological adverse event", "Haematological adverse event", group="Blood",
         synonyms=("hematologic adverse effects",)),
    Code("normal counts before", "Normal blood counts before study", group="Blood"),
    Code("prolonged myelosuppression: limit", "Myelosuppression that allows a lower dose", group="Blood"),
    Code("hypocellular marrow: limit", "Marrow cellularity that allows a lower dose", group="Blood"),
    Code("sepsis", "Sepsis", group="Infection"),
    Code("pneumonia", "Pneumonia", group="Infection", synonyms=("lung infection",)),
    Code("infection", "Infection", group="Infection", synonyms=("infections",)),
    Code("febrile neutropenia", "Febrile neutropenia", group="Infection"),
    Code("cardiomyopathy", "Cardiomyopathy", group="Heart"),
    Code("hand-foot syndrome", "Hand-foot syndrome", group="Skin",
         synonyms=("palmar-plantar erythrodysesthesia syndrome", "PPE")),
    Code("rash", "Rash", group="Skin", synonyms=("skin rash",)),
    Code("rash, GVHD", "Maculopapular rash, printed as graft-versus-host disease", group="Skin"),
    Code("hyperkeratosis", "Hyperkeratosis", group="Skin"),
    Code("hepatotoxicity", "Hepatotoxicity", group="Liver"),
    Code("dose reduction", "Dose reduced", group="Dose"),
    Code("discontinued for adverse event", "Stopped for an adverse event", group="Dose"),
    Code("doses for toxicity evaluation", "Doses that make a patient evaluable for toxicity", group="Dose"),
)  # fmt: skip

DLT = closed(
    Code("DLT", "Dose-limiting toxicity", synonyms=("any DLT", "dose-limiting toxicity")),
    Code("significant toxicity", "Significant toxicity in the safety lead-in"),
    Code("MTD", "Maximum tolerated dose"),
    Code("RP2D", "Recommended phase 2 dose"),
    Code("dose for expansion", "Dose chosen for the expansion phase"),
)
