"""Adverse events by organ, outside blood, infection and immune system."""

from evidence.vocabulary.code import Code

HEART = (
    Code("cardiomyopathy", "Cardiomyopathy", group="Heart and vessels"),
    Code("cardiac failure", "Cardiac failure", group="Heart and vessels", synonyms=("heart failure",)),
    Code("ejection fraction decreased", "Ejection fraction decreased", group="Heart and vessels"),
    Code("QT prolonged", "QT interval prolonged", group="Heart and vessels",
         synonyms=("electrocardiogram QT corrected interval prolonged", "QTc prolonged", "QT prolongation"),
         sought=("QTc", "QTcF")),
    Code("QT prolonged by more than 60 ms", "QT interval more than 60 ms above baseline", broader="QT prolonged",
         group="Heart and vessels"),
    Code("QT prolonged above 500 ms", "QT interval above 500 ms", broader="QT prolonged", group="Heart and vessels"),
    Code("arrhythmia", "Arrhythmia", group="Heart and vessels"),
    Code("torsade de pointes", "Torsade de pointes", broader="arrhythmia", group="Heart and vessels"),
    Code("ventricular fibrillation", "Ventricular fibrillation", broader="arrhythmia", group="Heart and vessels"),
    Code("cardiac arrest", "Cardiac arrest", group="Heart and vessels"),
    Code("myocardial infarction", "Myocardial infarction", group="Heart and vessels"),
    Code("pericardial effusion", "Pericardial effusion", group="Heart and vessels"),
    Code("hypertension", "Hypertension", group="Heart and vessels"),
    Code("hypotension", "Hypotension", group="Heart and vessels"),
)  # fmt: skip

LUNG = (
    Code("respiratory failure", "Respiratory failure", group="Lung"),
    Code("respiratory failure, non-fatal", "Respiratory failure, not fatal", broader="respiratory failure", group="Lung"),
    Code("hypoxia", "Hypoxia", group="Lung"),
    Code("cough", "Cough", group="Lung"),
    Code("dyspnoea", "Dyspnoea", group="Lung", synonyms=("dyspnea",)),
    Code("pulmonary oedema", "Pulmonary oedema", group="Lung", synonyms=("pulmonary edema",)),
)

SKIN = (
    Code("hand-foot syndrome", "Hand-foot syndrome", group="Skin",
         synonyms=("palmar-plantar erythrodysesthesia syndrome", "PPE")),
    Code("hand-foot syndrome or rash", "Hand-foot syndrome, rash or both", group="Skin"),
    Code("rash", "Rash", group="Skin", synonyms=("skin rash", "rash/desquamation")),
    Code("rash, GVHD", "Maculopapular rash, printed as graft-versus-host disease", group="Skin"),
    Code("hyperkeratosis", "Hyperkeratosis", group="Skin"),
)  # fmt: skip

BONES = (
    Code("arthralgia", "Arthralgia", group="Muscles and bones"),
    Code("back pain", "Back pain", group="Muscles and bones"),
    Code("pain in extremity", "Pain in a limb", group="Muscles and bones", synonyms=("pain in limb",)),
)

GUT = (
    Code("nausea", "Nausea", group="Gut"),
    Code("vomiting", "Vomiting", group="Gut"),
    Code("nausea or vomiting", "Nausea or vomiting", group="Gut", synonyms=("nausea/vomiting",)),
    Code("diarrhoea", "Diarrhoea", group="Gut", synonyms=("diarrhea",)),
    Code("abdominal pain", "Abdominal pain", group="Gut"),
    Code("constipation", "Constipation", group="Gut"),
    Code("mucositis", "Mucositis", group="Gut"),
    Code("anorexia", "Anorexia", group="Gut", synonyms=("decreased appetite",)),
)

LIVER = (
    Code("hepatotoxicity", "Hepatotoxicity", group="Liver"),
    Code("sinusoidal obstruction syndrome", "Sinusoidal obstruction syndrome", group="Liver",
         synonyms=("veno-occlusive disease", "VOD"), sought=("SOS",)),
    Code("liver enzymes increased", "Liver enzymes increased", "ALT and AST not told apart", group="Liver",
         synonyms=("elevated liver enzyme", "hypertransaminasaemia", "transaminases increased")),
    Code("ALT increased", "ALT increased", group="Liver", synonyms=("alanine aminotransferase increased",)),
    Code("AST increased", "AST increased", group="Liver", synonyms=("aspartate aminotransferase increased",)),
    Code("GGT increased", "GGT increased", group="Liver", synonyms=("gamma-glutamyltransferase increased",)),
    Code("bilirubin increased", "Bilirubin increased", group="Liver", synonyms=("blood bilirubin increased",)),
)  # fmt: skip

KIDNEY = (Code("acute kidney injury", "Acute kidney injury", group="Kidney", synonyms=("acute renal failure",)),)

LABORATORY = (
    Code("hypokalaemia", "Hypokalaemia", group="Laboratory", synonyms=("hypokalemia",)),
    Code("hyponatraemia", "Hyponatraemia", group="Laboratory", synonyms=("hyponatremia",)),
    Code("hypomagnesaemia", "Hypomagnesaemia", group="Laboratory", synonyms=("hypomagnesemia",)),
    Code("hypocalcaemia", "Hypocalcaemia", group="Laboratory", synonyms=("hypocalcemia",)),
    Code("hypophosphataemia", "Hypophosphataemia", group="Laboratory", synonyms=("hypophosphatemia",)),
    Code("hypoalbuminaemia", "Hypoalbuminaemia", group="Laboratory", synonyms=("hypoalbuminemia",)),
    Code("hyperglycaemia", "Hyperglycaemia", group="Laboratory", synonyms=("hyperglycemia",)),
    Code("hyperuricaemia", "Hyperuricaemia", group="Laboratory", synonyms=("hyperuricemia",)),
    Code("C-reactive protein increased", "C-reactive protein increased", group="Laboratory"),
    Code("immunoglobulin G decreased", "Immunoglobulin G decreased", group="Laboratory",
         synonyms=("blood immunoglobulin G decreased",)),
    Code("amylase increased", "Amylase increased", group="Laboratory", synonyms=("serum amylase increased",)),
    Code("CPK increased", "Creatine phosphokinase increased", group="Laboratory",
         synonyms=("blood creatine phosphokinase increased",)),
    Code("tumour lysis syndrome", "Tumour lysis syndrome", group="Laboratory", synonyms=("tumor lysis syndrome",)),
)  # fmt: skip

NERVES = (
    Code("neurologic event", "Neurologic event", "Any event of the nervous system, not named one by one",
         group="Nervous system", synonyms=("neurological event", "neurotoxicity")),
    Code("headache", "Headache", group="Nervous system"),
    Code("tremor", "Tremor", group="Nervous system"),
    Code("seizure", "Seizure", group="Nervous system", synonyms=("convulsion",)),
    Code("aphasia", "Aphasia", group="Nervous system"),
    Code("ataxia", "Ataxia", group="Nervous system"),
    Code("encephalopathy", "Encephalopathy", group="Nervous system"),
    Code("posterior reversible encephalopathy syndrome", "Posterior reversible encephalopathy syndrome",
         group="Nervous system", synonyms=("PRES",)),
    Code("confusion", "Confusion", group="Nervous system", synonyms=("confusional state",)),
    Code("paraesthesia", "Paraesthesia", group="Nervous system", synonyms=("paresthesia",)),
    Code("dizziness", "Dizziness", group="Nervous system"),
    Code("insomnia", "Insomnia", group="Nervous system"),
    Code("syncope", "Syncope", group="Nervous system"),
    Code("peripheral neuropathy", "Peripheral neuropathy", group="Nervous system"),
    Code("muscle weakness or fatigue", "Generalised muscle weakness or fatigue", group="Nervous system",
         synonyms=("generalized muscle weakness or fatigue",)),
)  # fmt: skip
