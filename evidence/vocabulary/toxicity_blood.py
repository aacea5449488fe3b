"""Adverse events of blood and immune system, and infections."""

from evidence.vocabulary.code import Code

BLOOD = (
    Code("neutropenia", "Neutropenia", group="Blood", synonyms=("neutrophil count decreased",)),
    Code("thrombocytopenia", "Thrombocytopenia", group="Blood",
         synonyms=("thrombopenia", "platelet count decreased")),
    Code("platelet count decreased, one term", "Platelet count decreased, as a laboratory term",
         "The one term of that name, where a source lists it apart from thrombocytopenia or groups terms elsewhere",
         group="Blood", synonyms=("decrease in platelet count",)),
    Code("anaemia", "Anaemia", group="Blood", synonyms=("anemia",)),
    Code("leukopenia", "Leukopenia", group="Blood",
         synonyms=("leucopenia", "white blood cell count decreased", "white blood cell decreased")),
    Code("white-cell count decreased, one term", "White-cell count decreased, as a laboratory term",
         "The one term of that name, where a source lists it apart from leukopenia or groups terms elsewhere",
         group="Blood", synonyms=("decrease in white-cell count",)),
    Code("lymphopenia", "Lymphopenia", group="Blood", synonyms=("lymphocyte count decreased",)),
    Code("cytopenia", "Cytopenia", "Any line of blood cells, not named one by one", group="Blood",
         synonyms=("cytopenias",)),
    Code("leukocytosis", "Leukocytosis", group="Blood", synonyms=("leucocytosis",)),
    Code("haemolysis", "Haemolysis", group="Blood", synonyms=("hemolysis",)),
    Code("haematological adverse event", "Haematological adverse event", group="Blood",
         synonyms=("hematologic adverse effects", "haematological toxicity", "hematologic toxicity")),
    Code("prolonged myelosuppression", "Prolonged myelosuppression", group="Blood",
         synonyms=("prolonged haematotoxicity", "myelosuppression")),
    Code("normal counts before", "Normal blood counts before study", group="Blood"),
    Code("prolonged myelosuppression: limit", "Myelosuppression that allows a lower dose", group="Blood"),
    Code("hypocellular marrow: limit", "Marrow cellularity that allows a lower dose", group="Blood"),
)  # fmt: skip

INFECTION = (
    Code("infection", "Infection", group="Infection", synonyms=("infections",)),
    Code("infection, pathogen unspecified", "Infection, pathogen not specified", broader="infection", group="Infection"),
    Code("bacterial infection", "Bacterial infection", broader="infection", group="Infection"),
    Code("fungal infection", "Fungal infection", broader="infection", group="Infection"),
    Code("viral infection", "Viral infection", broader="infection", group="Infection"),
    Code("other infection", "Other infection", "Other than those that the source lists", broader="infection",
         group="Infection"),
    Code("sepsis", "Sepsis", broader="infection", group="Infection"),
    Code("septic shock", "Septic shock", broader="sepsis", group="Infection"),
    Code("bacteraemia", "Bacteraemia", broader="infection", group="Infection", synonyms=("bacteremia",)),
    Code("pneumonia", "Pneumonia", broader="infection", group="Infection", synonyms=("lung infection",)),
    Code("device-related infection", "Device-related infection", broader="infection", group="Infection",
         synonyms=("device related infection",)),
    Code("nasopharyngitis", "Nasopharyngitis", broader="infection", group="Infection"),
    Code("febrile neutropenia", "Febrile neutropenia", group="Infection", sought=("FN",)),
)  # fmt: skip

IMMUNE = (
    Code("cytokine release syndrome", "Cytokine release syndrome", group="Immune system", synonyms=("CRS",)),
    Code("infusion-related reaction", "Infusion-related reaction", group="Immune system",
         synonyms=("infusion reaction",)),
    Code("GVHD", "Graft-versus-host disease", "Acute or chronic not said", group="Immune system",
         synonyms=("graft versus host disease", "graft-versus-host disease")),
    Code("acute GVHD", "Acute GVHD", "Its grades are those of acute GVHD, not of CTCAE", broader="GVHD",
         group="Immune system", synonyms=("acute graft versus host disease", "acute graft-versus-host disease")),
    Code("chronic GVHD", "Chronic GVHD", broader="GVHD", group="Immune system",
         synonyms=("chronic graft versus host disease", "chronic graft-versus-host disease")),
    Code("chronic GVHD, mild", "Chronic GVHD, mild", broader="chronic GVHD", group="Immune system"),
    Code("chronic GVHD, moderate", "Chronic GVHD, moderate", broader="chronic GVHD", group="Immune system"),
    Code("chronic GVHD, moderate to severe", "Chronic GVHD, moderate to severe", broader="chronic GVHD",
         group="Immune system"),
)  # fmt: skip
