"""Response: which share of patients responded, and how."""

from dashboard.controls import choices
from dashboard.figures import response as figures
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import response
from evidence.wording import response as words
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited

here = frame()
choices("response")

rates, answer = response.rates(here.version, here.view)
facts = [fact for row in rates for fact in row.rate.facts]
method = [*words.method(rates, here.view), cited(facts, here.studies, here.version)]
panel(
    here,
    "response",
    question=words.QUESTION,
    answer=words.sentence(rates, here.view),
    figure=figures.forest(
        rates,
        title=words.title(rates, here.view),
        subtitle=selection(here.view, here.studies),
        foot=method,
        narrow=here.narrow,
    ),
    table=words.table(rates, here.view, here.version),
    method=method,
    remarks=[silent(answer, "response of this kind"), aside(answer)],
)

rows, answer = response.compositions(here.version, here.view)
facts = [fact for row in rows for fact in row.facts]
method = [words.COMPOSITION_NOTE, cited(facts, here.studies, here.version)]
panel(
    here,
    "response-composition",
    question=words.COMPOSITION_QUESTION,
    answer=words.composition_sentence(rows),
    figure=figures.composition(
        rows,
        title=words.composition_title(rows),
        subtitle=selection(here.view, here.studies),
        foot=method,
        narrow=here.narrow,
    ),
    table=words.composition_table(rows, here.version),
    method=method,
    remarks=[silent(answer, "response by category"), aside(answer)],
)
