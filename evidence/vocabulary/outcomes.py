"""Terms of survival, mortality, transplant, mobilisation, pharmacodynamics and associations."""

from evidence.vocabulary.code import Code, closed

TIME_TO_EVENT = closed(
    Code("OS", "Overall survival", group="survival"),
    Code("EFS", "Event-free survival", group="survival"),
    Code("RFS", "Relapse-free survival", group="survival"),
    Code("DOR", "Duration of response", group="duration", synonyms=("CR duration", "DOR (CR/CRi)")),
    Code("TTR", "Time to response", group="duration", synonyms=("TTR (CR/CRi)",)),
    Code("TTR (CMR)", "Time to complete molecular response", group="duration"),
    Code("TTR (HR and BMR)", "Time to haematological and marrow response", group="duration"),
    Code("follow-up", "Follow-up", group="exposure"),
    Code("treatment duration", "Treatment duration", group="exposure"),
    Code("cycles received", "Cycles received", group="exposure"),
    Code("relapse", "Relapse", group="relapse", synonyms=("relapsed",)),
    Code("ongoing CR", "Still in CR", group="relapse"),
    Code("allo-SCT to relapse", "Transplant to relapse", group="relapse"),
    Code("first consolidation to relapse", "First consolidation to relapse", group="relapse"),
    Code("start of sorafenib to relapse", "Start of sorafenib to relapse", group="relapse"),
    Code("sorafenib withdrawn", "Sorafenib withdrawn", group="exposure"),
    Code("survived then died", "Survived for a time, then died", group="survival"),
)

MORTALITY = closed(
    Code("died", "Died", "Death from any cause"),
    Code("died in CRi", "Died in CRi"),
    Code("died of infection", "Died of infection during treatment"),
    Code("died of sepsis", "Died in sepsis"),
)

TRANSPLANT_TERM = closed(
    Code("prior allogeneic transplant", "Had an allogeneic transplant before", group="before"),
    Code("allogeneic transplant", "Went on to allogeneic transplant", group="after", synonyms=("allo-SCT",)),
    Code("allogeneic transplant in responders", "Responders who went on to transplant", group="after"),
    Code("non-responders among those transplanted", "Non-responders among those transplanted"),
    Code("engraftment not impaired", "Engraftment not impaired"),
    Code("graft-versus-leukaemia not impaired", "Graft-versus-leukaemia response not impaired"),
)

MOBILISATION = closed(
    Code("blasts", "Blasts, absolute count", synonyms=("blasts (absolute count)",)),
    Code("CD34+", "CD34+"),
    Code("CD34+/38-", "CD34+/38−"),
    Code("CD34+/38-/CD123+", "CD34+/38−/CD123+", synonyms=("CD34+/38-/123+",)),
    Code("CD44+", "CD44+"),
    Code("CXCR4+", "CXCR4+"),
    Code("VLA4+", "VLA4+"),
)

PHARMACODYNAMIC = closed(
    Code("patients analysed", "Patients analysed"),
    Code("adequate FLT3 inhibition", "Adequate FLT3 inhibition"),
    Code("no adequate FLT3 inhibition", "No adequate FLT3 inhibition"),
    Code("adequate FLT3 inhibition: threshold", "Threshold for adequate FLT3 inhibition"),
    Code("FLT3 ligand in plasma", "FLT3 ligand in plasma"),
    Code("FLT3 ligand in plasma: sampling time", "FLT3 ligand in plasma, time of sampling"),
    Code("sorafenib level against FLT3 inhibition", "Sorafenib level against FLT3 inhibition"),
    Code("mutant FLT3 suppressed", "Mutant FLT3 suppressed"),
    Code("suppression of mutant FLT3", "Suppression of mutant against wild-type FLT3"),
    Code("target FLT3 inhibition", "Target FLT3 inhibition reached"),
    Code("resistant sub-clones", "Resistance from sub-clones with persistent Akt or ERK signalling"),
    Code("donor chimerism", "Donor chimerism"),
    Code("STAT-5 phosphorylation", "Fall in STAT-5 phosphorylation"),
)

ASSOCIATION = closed(
    Code("CXCR4 expression and mobilisation", "CXCR4 expression and mobilisation of CD34+/38− and CD34+/38−/123+ cells",
         group="mobilisation"),
    Code("CD44 expression and mobilisation", "CD44 expression and mobilisation of CD34+/38− and CD34+/38−/123+ cells",
         group="mobilisation"),
    Code("VLA4 expression and mobilisation", "VLA4 expression and mobilisation of CD34+/38− and CD34+/38−/123+ cells",
         group="mobilisation"),
    Code("ORR by prior status", "Overall response by prior treatment"),
    Code("CR by FLT3 status", "CR by FLT3 status"),
    Code("CR+CRp by arm", "CR + CRp by arm"),
    Code("CR by arm", "CR by arm"),
    Code("EFS by arm", "Event-free survival by arm"),
    Code("OS by arm", "Overall survival by arm"),
    Code("toxicity by arm", "Toxicity by arm"),
    Code("OS by response", "Overall survival by response", group="known later"),
    Code("OS by FLT3 inhibition", "Overall survival by FLT3 inhibition", group="known later"),
    Code("DOR or OS by prior status", "Duration of response or survival by prior treatment"),
    Code("FLT3-ITD burden by response", "FLT3-ITD burden by response"),
    Code("marrow blast burden and response", "Lower marrow blast burden and response"),
    Code("no extramedullary history and response", "No history of extramedullary disease and response"),
    Code("extramedullary history", "History of extramedullary disease"),
    Code("extramedullary history and failure", "History of extramedullary disease and extramedullary failure"),
    Code("CD19 retained", "CD19 retained at relapse or progression"),
    Code("CD19 retained and failure", "CD19 retained and extramedullary failure"),
)  # fmt: skip
