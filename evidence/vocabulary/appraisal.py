"""Appraisal of case series: the ten questions of the JBI checklist in our own short words, and the answers allowed.

Munn Z et al. Methodological quality of case series studies: an introduction to the JBI critical appraisal tool.
JBI Evid Synth 2020;18:2127. Answers are never added up: a score would hide which question failed.
"""

from evidence.vocabulary.code import Code, closed

APPRAISAL = closed(
    Code("inclusion", "Entry defined", "Is it clear who could enter the series?"),
    Code("measurement", "Measured alike", "Was the condition measured reliably and in the same way in everybody?"),
    Code("identification", "Validly identified", "Was the condition established by valid methods in everybody?"),
    Code("consecutive", "One after another", "Were patients taken in the order in which they came?"),
    Code("complete", "Nobody left out", "Was everybody taken who could have entered?"),
    Code("demographics", "Who they were", "Are age, sex and the like reported clearly?"),
    Code("clinical", "How ill they were", "Is the state of the disease and its earlier treatment reported clearly?"),
    Code("outcomes", "What became of them", "Are outcomes or follow-up reported clearly?"),
    Code("sites", "Where they came from", "Are the clinics and the people they serve described?"),
    Code("statistics", "Fitting analysis", "Does the analysis fit the data?"),
)

ANSWER = closed(
    Code("yes", "Yes"),
    Code("no", "No"),
    Code("unclear", "Unclear", "The sources that were read do not tell"),
    Code("not applicable", "Not applicable"),
)
