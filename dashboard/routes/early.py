"""What a reader sees of a view before the scripts of its page are there: question, answer and figure, in the first HTML.

On a slow line those scripts take a minute. The figure is drawn here from the same value as the page's own, so that both
say the same. All of it stands in a closed shadow root: neither its words nor its styles mix with those of the page, which
takes its place as soon as the same figure is drawn (dashboard/chrome/browser/early.js).
"""

from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

from dashboard.charts.values import Chart
from dashboard.chrome.header import notices
from dashboard.painters.plotly import draw
from dashboard.painters.plotly.still import still
from dashboard.panel import Panel
from dashboard.session.kept import Kept
from dashboard.session.reading import Reading, address, of_page
from dashboard.site import PAGES, page_named
from evidence.language import mark, say
from evidence.questions.studies.words import study_names
from evidence.versions import ALWAYS
from evidence.wording.selection import selection

STYLE = Path(__file__).with_name("early.css").read_text(encoding="utf-8")
#: A page begins with words and a figure; more panels than this are not looked at to find one.
MOST = 2
#: Pages by all that decides how they begin. Bounded in letters.
KEPT: Kept[str] = Kept(16_000_000)


def early(reading: Reading, embedded: bool) -> str:
    """The element that covers the page until it is there; nothing for a page that is no view of the data."""
    if not page_named(reading.page).filters:
        return ""
    frame = of_page(reading).frame()
    key = (frame.all_that_decides(), embedded, reading.ignored, reading.renamed, reading.mended)
    return KEPT.get(key, lambda: _made(reading, embedded))


def _made(reading: Reading, embedded: bool) -> str:
    panels = list(_first(reading))
    name, drawn = escape(panels[-1].name), " data-drawn" if _chart(panels[-1]) else ""
    inside = "".join([_above(reading), *(_panel(one) for one in panels)])
    around = inside if embedded else f"{_bar(reading)}{inside}"
    page = page_named(reading.page)
    layout = "framed" if embedded else "alone beside" if page.filters and page.sidebar else "alone"
    return (
        f'<div id="early" data-panel="{name}"{drawn}><template shadowrootmode="closed"><style>{STYLE}</style>'
        f'<div class="{layout}">{around}</div></template></div>'
    )


def _first(reading: Reading) -> Iterator[Panel]:
    """The panels of a page up to its first figure."""
    reading = of_page(reading)
    for panel in islice(page_named(reading.page).panels(reading.frame()), MOST):
        yield panel
        if _chart(panel):
            return


def _chart(panel: Panel) -> Chart | None:
    """What the panel draws: nothing where it has no records, as on the page."""
    return panel.chart if panel.table and panel.table.records else None


def _bar(reading: Reading) -> str:
    """The pages, as links that need no script."""
    data = ALWAYS if reading.live else reading.version
    ways = "".join(
        f'<a href="{escape(address(reading.view, page.name, data))}"'
        f"{' aria-current=page' if page.name == reading.page else ''}>{escape(page.title)}</a>"
        for page in PAGES
    )
    brand = f"<strong>{escape(say('Leukaemia evidence'))}</strong>"
    return f'<nav class="bar" aria-label="{escape(say("Pages"))}">{brand}{ways}</nav>'


def _above(reading: Reading) -> str:
    """The selection in words, what of the link was not followed, and what this is."""
    data = mark("data {version}, always current") if reading.live else mark("data {version}, kept as it is")
    what = mark(
        "The beginning of this page as a picture ({data}). Filters, cards and the rest come as soon as the line lets them."
    )
    lines = [
        f'<p class="chosen">{escape(selection(reading.view, study_names(reading.version)))}</p>',
        *(f'<p class="notice">{escape(text)}</p>' for _, text in notices(reading, str)),
        f'<p class="what">{escape(say(what, data=say(data, version=reading.version)))}</p>',
    ]
    return "".join(lines)


def _panel(panel: Panel) -> str:
    said, chart = f'<h1>{escape(panel.question)}</h1><p class="answer">{escape(panel.answer.text)}</p>', _chart(panel)
    if chart is None:
        return said
    alt = f"{panel.question} {panel.answer.text}"
    layouts = (("wide", False), ("narrow", True))
    return said + "".join(f'<div class="{name}">{still(draw(chart, narrow), alt, narrow)}</div>' for name, narrow in layouts)
