"""Mobilisation: how far cells were brought into the blood, in how many patients, and what goes with it."""

from dashboard.figures import mobilisation as figures
from dashboard.figures.rows import drawn
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import mobilisation
from evidence.wording import mobilisation as words
from evidence.wording.printed import cut
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited

here = frame()
texts = {"subtitle": selection(here.view, here.studies), "narrow": here.narrow}

found = mobilisation.folds(here.version, here.view)
facts, left = [row.fact for row in found.rows], cut(len(drawn(found.rows)), len(found.rows))
method = [*words.method(found.rows), *left, cited(facts, here.studies, here.version)]
panel(
    here,
    "mobilisation",
    question=words.QUESTION,
    answer=words.sentence(found.rows),
    figure=figures.folds(found.rows, title=words.title(found.rows), foot=method, **texts),
    table=words.table(found.rows, here.version),
    method=method,
    remarks=[silent(found, "fold change"), aside(found)],
)

rates, found = mobilisation.shares(here.version, here.view)
if rates:
    method = [*words.shares_method(), cited([fact for row in rates for fact in row.rate.facts], here.studies, here.version)]
    panel(
        here,
        "mobilisation-patients",
        question=words.SHARES_QUESTION,
        answer=words.shares_sentence(rates),
        figure=figures.shares(rates, title=words.shares_title(rates), foot=method, **texts),
        table=words.shares_table(rates, here.version),
        method=method,
        remarks=[aside(found)],
    )

rows = mobilisation.associations(here.version, here.view)
panel(
    here,
    "mobilisation-associations",
    question=words.ASSOCIATIONS_QUESTION,
    answer=words.associations_sentence(rows),
    figure=None,
    table=words.associations_table(rows, here.version),
    method=[*words.ASSOCIATIONS_METHOD, cited([row.fact for row in rows], here.studies, here.version)],
    remarks=[],
)
