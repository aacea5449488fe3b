"""A deck: for each panel as many slides as its rows need, each with title, selection, method, sources and link."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.painters.parts import Part, numbered, sources_of
from dashboard.painters.pptx import tables, words
from dashboard.painters.pptx.bars import bars
from dashboard.painters.pptx.forests import forest
from dashboard.painters.pptx.paired import pairs
from dashboard.painters.pptx.template import MARGIN, ROOM
from dashboard.painters.pptx.template import deck as empty
from dashboard.painters.sheets import Line, Sheet, sheets
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References, places

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#: Top of the drawing and the lowest that its rows may reach, in inches.
TOP, LOWEST = 1.98, 5.88
#: Sizes of type in points: the largest that needs the fewest slides. Smaller is not read in a lecture hall.
SIZES = (20, 18, 16, 14, 13, 12)
#: The names of columns are at most so many points smaller than their rows, where a smaller type needs no more slides.
APART = 3
#: A table goes on so far: no axis stands below it.
LOWEST_TABLE = 6.46
#: A row of bars is at least so high, in inches; few rows are at most so many times as high as their words.
BAR, SPREAD = 0.3, 2.5
#: So many heights are tried, from an equal share of the rows up to what a slide holds.
EVENED = 6
#: The names of the colours of bars take so much more than an axis, in inches.
LEGEND = 0.3
#: Most slides of one panel; what is left stands in the table of the page, and the last slide says so.
MOST = 12


@dataclass(frozen=True)
class Page:
    """What one slide shows of a sheet, and how much of it there is: rows `first` to `last` of `of`."""

    sheet: Sheet
    lines: list[Line]
    heights: list[float]
    place: tables.Grid
    first: int
    last: int
    of: int


@dataclass(frozen=True)
class Space:
    """Where rows may stand, in inches from the top of the slide, and the caveats of figures above them, `part` has them."""

    top: float
    lowest: float
    part: Part | None = None

    def above(self, lines: Sequence[Line]) -> float:
        """What the caveats of these rows take."""
        return words.caveat_high(self.part, figures_of(lines)) if self.part else 0.0


def deck(parts: Iterable[Part], day: date, cover: words.Cover | None = None) -> bytes:
    """The file. Sources are numbered through the whole deck in the order in which panels name them."""
    parts, made = list(parts), empty()
    if cover:
        words.cover(made, cover)
    known, silent = numbered(parts), []
    for part in parts:
        found = sheets(part.panel, known, part.here.base, is_slide=True)
        pages = [page for sheet in found for page in _pages(sheet, _space(part, sheet))]
        for number, page in enumerate(pages[:MOST], start=1):
            _slide(made, part, page, (number, min(len(pages), MOST), len(pages)), known, day)
        silent += [] if pages else [part]
    if silent:
        words.silent(made, silent, day)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _space(part: Part, sheet: Sheet) -> Space:
    """A brief table has its caveats above it, any other those of the figures of each slide."""
    if part.panel.brief:
        return Space(words.BRIEF_TOP, LOWEST_TABLE)
    drawn = LOWEST - (LEGEND if sheet.series else 0.0)
    return Space(TOP, drawn if sheet.is_drawn else LOWEST_TABLE, part)


def figures_of(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(name for line in lines for name in line.facts)


def _pages(sheet: Sheet, space: Space) -> list[Page]:
    """The lines of a sheet as slides of about equal length, in the largest type that needs the fewest of them."""
    place, found = _fewest(sheet, space)
    limit = _limit(place, space)
    high = max(tables.height(line, place) for line in sheet.lines)
    even = min(sum(tables.height(line, place) for line in sheet.lines) / len(found) + high, limit)
    evened = (_cut(sheet, place, even + (limit - even) * step / EVENED, space) for step in range(EVENED))
    found = next((one for one in evened if len(one) == len(found)), found)
    rows, pages, last = sum(not line.group for line in sheet.lines), [], 0
    for lines in found:
        first, last = last + 1, last + sum(not line.group for line in lines)
        above = space.above(lines)
        heights = _spread(_heights(sheet, lines, place), limit - above)
        pages.append(Page(sheet, lines, heights, replace(place, top=place.top + above), first, last, rows))
    return pages


def _fewest(sheet: Sheet, space: Space) -> tuple[tables.Grid, list[list[Line]]]:
    """The largest type that needs the fewest slides, and of as many the one that keeps words whole and is near its heads."""
    needs: dict[tuple[int, bool, bool], tuple[tables.Grid, list[list[Line]]]] = {}
    for size in SIZES:
        place = tables.grid(sheet, MARGIN, space.top, ROOM, size)
        found = _cut(sheet, place, _limit(place, space), space)
        torn, apart = not tables.unbroken(sheet, place), size - place.head_size > APART
        needs.setdefault((len(found), torn, apart), (place, found))
        if (1, False, False) in needs:
            break
    return needs[min(needs)]


def _limit(place: tables.Grid, space: Space) -> float:
    """The height, in inches, that the rows of a slide may have."""
    return space.lowest - space.top - place.head


def _cut(sheet: Sheet, place: tables.Grid, limit: float, space: Space) -> list[list[Line]]:
    """Lines by slide; a group that goes on says its name again, no slide ends with a name or begins with a control."""
    slides: list[list[Line]] = [[]]
    group: Line | None = None
    for together in _together(sheet.lines):
        more, line = [*slides[-1], *together], together[0]
        high = space.above(more) + sum(_heights(sheet, more, place)) + (tables.height(line, place) if line.group else 0)
        if high > limit and not all(one.group for one in slides[-1]):
            if slides[-1][-1].group:
                slides[-1].pop()
            slides.append([group] if group and not line.group else [])
        slides[-1] += together
        group = line if line.group else group
    return slides


def _together(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stay on one slide: a control with the arm before it."""
    found: list[list[Line]] = []
    for line in lines:
        if line.control and found and not found[-1][-1].group:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _heights(sheet: Sheet, lines: list[Line], place: tables.Grid) -> list[float]:
    """The height of each row; bars stand at equal distances, so their rows are equally high."""
    heights = [tables.height(line, place) for line in lines]
    return [max(*heights, BAR)] * len(heights) if sheet.is_even else heights


def _spread(heights: list[float], limit: float) -> list[float]:
    """The rows over the height that is left, as far as they still read as one."""
    times = min(SPREAD, max(1.0, limit / sum(heights)))
    return [tall * times for tall in heights]


def _slide(made, part: Part, page: Page, number: tuple[int, int, int], known: References, day: date) -> None:
    slide = made.slides.add_slide(made.slide_layouts[0])
    figures = figures_of(page.lines)
    words.above(slide, part, words.rows_said(page.first, page.last, page.of, number), figures)
    tables.draw(slide, page.sheet, page.lines, page.place, page.heights)
    if page.sheet.axis:
        forest(slide, page.sheet, page.sheet.axis, page.lines, page.place, page.heights)
    elif page.sheet.series:
        bars(slide, page.sheet, page.lines, page.place, page.heights)
    elif page.sheet.arms:
        pairs(slide, page.sheet, page.lines, page.place, page.heights)
    words.caveat(slide, part, figures)
    studies = tuple(name for line in page.lines for name in line.studies)
    named = known.of(read_in(part.here.base, figures, studies) or sources_of(part))
    words.below(slide, part, page.lines, named, day)
    told = places(part.panel.table, set(figures), known, part.here.base) if part.panel.table else []
    words.notes(slide, part, named, told, day)
    words.described(slide, part)
