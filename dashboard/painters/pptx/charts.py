"""What native charts on a slide share: they lie over a column of the slide's table, row by row."""

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.painters.look import FAINT, LINE, MUTED
from dashboard.painters.pptx import fitting
from dashboard.painters.pptx.tables import Grid
from dashboard.painters.pptx.template import colour

#: Height of what stands below the rows (ticks with title, ticks with legend), and space beside the drawing, in inches.
TITLED, WITH_LEGEND, SIDE = 0.68, 0.95, 0.12
#: Type of ticks, titles of axes, legends and numbers in bars, in points.
TICKS = 11
WHITE = RGBColor(255, 255, 255)


def chart(slide, kind, data, column: int, place: Grid, total: float, below: float):
    """A chart without frame or fill whose plot covers a column exactly."""
    width = place.widths[column]
    frame = slide.shapes.add_chart(
        kind, Inches(place.right_of(column) - width), Inches(place.top + place.head), Inches(width),
        Inches(total + below), data,
    )  # fmt: skip
    made = frame.chart
    made.has_legend = made.has_title = False
    made.font.size, made.font.color.rgb = Pt(TICKS), colour(MUTED)
    _plot_area(made, SIDE / width, 0, 1 - 2 * SIDE / width, total / (total + below))
    return made


def _plot_area(chart, x: float, y: float, w: float, h: float) -> None:
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": x, "y": y, "w": w, "h": h}
    for name, value in values.items():
        etree.SubElement(manual, qn(f"c:{name}"), val=str(value))
    area.insert(0, layout)


def look(axis, title: str, room: float) -> None:
    """Grid and ticks of a horizontal axis, and its title, smaller where it is longer than `room` inches."""
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour(FAINT)
    axis.format.line.color.rgb = colour(LINE)
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.tick_labels.font.size = Pt(TICKS)
    axis.has_title = bool(title)
    if not title:
        return
    axis.axis_title.text_frame.text = title
    font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    size = TICKS if fitting.width(title, TICKS) <= 0.75 * room else TICKS - 1
    font.size, font.bold, font.color.rgb = Pt(size), False, colour(MUTED)
