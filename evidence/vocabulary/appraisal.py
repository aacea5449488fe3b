"""Appraisal: the JBI checklists, their questions in our own short words, and the answers allowed.

Case series: Munn Z et al. Methodological quality of case series studies: an introduction to the JBI critical appraisal
tool. JBI Evid Synth 2020;18:2127. Randomised trials: Barker TH et al. The revised JBI critical appraisal tool for the
assessment of risk of bias for randomized controlled trials. JBI Evid Synth 2023;21:494. Comparisons without random
assignment: Barker TH et al. The revised JBI critical appraisal tool for the assessment of risk of bias for
quasi-experimental studies. JBI Evid Synth 2024;22:378. Answers are never added up: a score would hide which question
failed.
"""

from evidence.vocabulary.code import Code, closed

#: What a study is asked by hangs on how its patients came to their treatment.
CHECKLIST = closed(
    Code("case series", "JBI checklist for case series (Munn 2020)"),
    Code("randomised", "JBI checklist for randomised trials (Barker 2023)"),
    Code("quasi-experimental", "JBI checklist for quasi-experimental studies (Barker 2024)"),
)

#: The questions of each checklist in its order; no code stands in two, so that a question names its list.
QUESTIONS: dict[str, dict[str, Code]] = {
    "case series": closed(
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
    ),
    "randomised": closed(
        Code("allocation", "Random allocation", "Did chance alone decide who got which treatment?"),
        Code("concealment", "Allocation concealed", "Was the next assignment hidden from those who took patients in?"),
        Code("baseline", "Similar at baseline", "Did the groups resemble each other before treatment?"),
        Code("blind patients", "Patients blinded", "Did patients not know what they were given?"),
        Code("blind carers", "Carers blinded", "Did those who treated not know what they gave?"),
        Code("same care", "Equal care", "Apart from the treatment under test, were the groups looked after alike?"),
        Code("blind assessors", "Assessors blinded", "Did those who judged outcomes not know the treatment?"),
        Code("same measures", "Measured alike", "Were outcomes measured in the same way in every group?"),
        Code("reliable measures", "Measured reliably", "Can the way in which outcomes were measured be relied on?"),
        Code("follow-up", "Complete follow-up", "Was everybody followed up, or is it told and weighed who was not?"),
        Code("as assigned", "Intention to treat", "Was everybody counted in the group that they were assigned to?"),
        Code("analysis", "Fitting analysis", "Does the analysis fit the data?"),
        Code("trial design", "Fitting design", "Does the design fit the question, and are departures from it allowed for?"),
    ),
    "quasi-experimental": closed(
        Code("order in time", "Cause before effect", "Is it clear that the treatment came before the outcome?"),
        Code("control group", "Control group", "Is there a group without the treatment?"),
        Code("groups alike", "Similar at baseline", "Did the groups resemble each other before treatment?"),
        Code("care alike", "Equal care", "Apart from the treatment under test, were the groups looked after alike?"),
        Code(
            "before and after", "Before and after", "Was the outcome measured more than once, before treatment and after it?"
        ),
        Code("outcomes alike", "Measured alike", "Were outcomes measured in the same way in every group?"),
        Code("outcomes reliable", "Measured reliably", "Can the way in which outcomes were measured be relied on?"),
        Code("all followed", "Complete follow-up", "Was everybody followed up, or is it told and weighed who was not?"),
        Code("comparison", "Fitting analysis", "Does the analysis fit the data?"),
    ),
}
APPRAISAL = closed(*(question for asked in QUESTIONS.values() for question in asked.values()))

ANSWER = closed(
    Code("yes", "Yes"),
    Code("no", "No"),
    Code("unclear", "Unclear", "The sources that were read do not tell"),
    Code("not applicable", "Not applicable"),
)


def fitting(design: str, compared: bool) -> str:
    """The checklist that a study is asked by; `compared`: whether patients with another treatment stand beside it."""
    return "randomised" if design == "randomised" else "quasi-experimental" if compared else "case series"


def checklist_of(question: str) -> str:
    """The checklist that a question stands in."""
    return next(name for name, asked in QUESTIONS.items() if question in asked)
