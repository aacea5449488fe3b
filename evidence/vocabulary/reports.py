"""Closed sets of reports: kinds of study and source, how they were found, read and judged against each other."""

from evidence.vocabulary.code import Code, closed

PHASE = closed(
    Code("1", "Phase 1"),
    Code("1b", "Phase 1b"),
    Code("1/2", "Phase 1/2"),
    Code("1b/2", "Phase 1b/2"),
    Code("2", "Phase 2"),
    Code("2/3", "Phase 2/3"),
    Code("3", "Phase 3"),
    Code("4", "Phase 4"),
    Code("compassionate use", "Compassionate use"),
    Code("retrospective", "Retrospective"),
    Code("not stated", "Phase not stated"),
)

DESIGN = closed(
    Code("dose escalation", "Dose escalation"),
    Code("single arm", "Single arm"),
    Code("randomised", "Randomised"),
    Code("cohort", "Cohort"),
    Code("case series", "Case series"),
    Code("not stated", "Design not stated"),
)

#: The best first. A link to what others say of a study finds news of it too.
LEVEL = closed(
    Code("full text", "Full text", "The whole article was read"),
    Code("abstract", "Abstract", "Only the abstract was read"),
    Code("registry record", "Registry record", "What a trial registry says of the study"),
    Code("secondary", "Secondary", "Known only from what others say of it: another article, a review, the news"),
    Code("news report", "News report", "Known only from a news report", broader="secondary"),
)

SOURCE_KIND = closed(
    Code("journal article", "Journal article"),
    Code("abstract", "Abstract"),
    Code("news report", "News report"),
    Code("citing article", "Citing article", "Another study that mentions this one"),
    Code("registry", "Trial registry"),
    Code("label", "Drug label", "What a drug's approved label says of its trials"),
)

#: The level of a source where its kind decides it; of a journal article the whole or the abstract is read.
LEVEL_OF_KIND = {
    "abstract": "abstract", "registry": "registry record", "citing article": "secondary", "news report": "news report",
    "label": "secondary",
}  # fmt: skip

READING = closed(
    Code("0", "Not read yet", "An import that nobody has checked by hand; it never stands among checked figures"),
    Code("once", "Read once", "One person read it", synonyms=("1",)),
    Code(
        "checked",
        "Read once and checked",
        "A second person saw the value of the first and confirmed or corrected it",
        synonyms=("2",),
    ),
    Code("twice", "Read twice", "Two readers read it without seeing each other's value"),
)

READER = closed(
    Code("person", "Person"),
    Code("program", "Program"),
    Code("not recorded", "Not recorded"),
)

FOUND = closed(
    Code("printed", "Printed", "The figure stands at the place"),
    Code("absent", "Not printed there", "The page was in sight, and the figure is not on it"),
    Code("no-page", "Page not found", "The page could not be had"),
)

#: How many times a figure has been read.
READERS = {"0": 0, "once": 1, "checked": 2, "twice": 2}

#: What a notice makes of a source, the gravest first.
INTEGRITY = closed(
    Code("retracted", "Retracted", "Its authors, journal or institution have taken it back"),
    Code("concern", "Under an expression of concern", "Its journal doubts it"),
    Code("corrected", "Corrected", "An erratum or a corrected version has appeared"),
)

#: Contradictions carry a mark on every figure; the others are told on the figure's card.
DISCREPANCY_KIND = closed(
    Code("text against table", "Text against table", group="contradiction"),
    Code("abstract against text", "Abstract against text", group="contradiction"),
    Code("between sources", "Between sources", group="contradiction"),
    Code("does not add up", "Parts do not add up", group="contradiction"),
    Code("impossible", "Impossible figure", group="contradiction"),
    Code("denominator", "Which denominator", group="contradiction"),
    Code("one source only", "Printed in one source only"),
    Code("definition", "Definition"),
    Code("not extractable", "Not extractable"),
)
