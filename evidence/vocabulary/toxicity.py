"""Adverse events as CTCAE names them, grouped by organ class; other spellings are synonyms.

The grade, the cause (`attribution`) and the time (`window`) of an event stand in the figure, not in the term; so does
that it was serious, which is a band of its own beside the grades. One
concept has one code: look for a synonym before adding a line. A dose-limiting event has the code of the event.
"""

from dataclasses import replace

from evidence.vocabulary.code import Code, closed
from evidence.vocabulary.toxicity_blood import BLOOD, IMMUNE, INFECTION
from evidence.vocabulary.toxicity_organs import BONES, GUT, HEART, KIDNEY, LABORATORY, LIVER, LUNG, NERVES, SKIN

GENERAL = (
    Code("any adverse event", "Any adverse event", group="General", synonyms=("patients with any adverse event",)),
    Code("treatment-related adverse event", "Treatment-related adverse event",
         "Any event that the source puts down to the treatment", broader="any adverse event", group="General"),
    Code("serious adverse event", "Serious adverse event", broader="any adverse event", group="General"),
    Code("fatigue", "Fatigue", group="General"),
    Code("fever", "Fever", group="General", synonyms=("pyrexia",)),
    Code("chills", "Chills", group="General"),
    Code("night sweats", "Night sweats", group="General"),
    Code("oedema", "Oedema", group="General", synonyms=("edema",)),
    Code("pain", "Pain", group="General"),
    Code("weight increased", "Weight increased", group="General"),
    Code("overdose", "Overdose", group="General"),
    Code("differentiation syndrome", "Differentiation syndrome", group="General", sought=("DS", "retinoic acid syndrome")),
    Code("differentiation syndrome: onset", "Differentiation syndrome, time of onset", group="General"),
)  # fmt: skip

COURSE = (
    Code("dose reduction", "Dose reduced", group="Dose"),
    Code("dose reduction: venetoclax", "Venetoclax dose reduced", broader="dose reduction", group="Dose"),
    Code("dose reduction: gilteritinib", "Gilteritinib dose reduced", broader="dose reduction", group="Dose"),
    Code("interrupted for adverse event", "Interrupted for an adverse event", group="Dose"),
    Code("discontinued for adverse event", "Stopped for an adverse event", group="Dose",
         synonyms=("treatment discontinuation: adverse event",)),
    Code("reversible adverse event", "Adverse event reversible with a change or pause of the dose", group="Dose"),
    Code("discontinued for good", "Stopped for good, cause not said", group="Dose"),
    Code("treated under 14 days for toxicity", "Treated for less than 14 days because of toxicity", group="Dose"),
    Code("doses for toxicity evaluation", "Doses that make a patient evaluable for toxicity", group="Dose"),
    Code("admitted to hospital", "Admitted to hospital", group="Hospital", synonyms=("hospitalised",)),
    Code("in hospital", "In hospital during the cycle", group="Hospital"),
    Code("hospital stay", "Length of hospital stay", group="Hospital"),
    Code("event not readable", "Event whose name the text read does not give", group="General"),
)  # fmt: skip

TOXICITY = closed(
    *GENERAL, *BLOOD, *INFECTION, *IMMUNE, *NERVES, *HEART, *LUNG, *SKIN, *BONES, *GUT, *LIVER, *KIDNEY, *LABORATORY,
    *COURSE,
)  # fmt: skip

#: Events that a source calls dose-limiting; each keeps its code among the toxicities.
DOSE_LIMITING = (
    "cytokine release syndrome", "cardiac failure", "ejection fraction decreased", "QT prolonged", "hypertension",
    "pericardial effusion", "respiratory failure", "hand-foot syndrome", "rash", "hand-foot syndrome or rash",
    "diarrhoea", "bilirubin increased", "amylase increased", "CPK increased", "tumour lysis syndrome", "sepsis",
    "fatigue", "muscle weakness or fatigue", "peripheral neuropathy", "syncope", "fever", "prolonged myelosuppression",
    "myocardial infarction", "hypokalaemia", "mucositis", "pneumonia",
)  # fmt: skip

DLT = closed(
    Code("DLT", "Dose-limiting toxicity", synonyms=("any DLT", "dose-limiting toxicity"), sought=("剂量限制毒性",)),
    *(replace(TOXICITY[code], broader=None) for code in DOSE_LIMITING),
    Code("significant toxicity", "Significant toxicity in the safety lead-in"),
    Code("MTD", "Maximum tolerated dose", synonyms=("maximum tolerated dose",)),
    Code("RP2D", "Recommended phase 2 dose", synonyms=("recommended phase II dose", "recommended dose")),
    Code("RP2D of the partner drug", "Recommended phase 2 dose of the partner drug"),
    Code("dose for expansion", "Dose chosen for the expansion phase", synonyms=("recommended expansion dose",)),
)
