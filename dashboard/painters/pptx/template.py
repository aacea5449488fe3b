"""The product's own 16:9 template: one layout with a title, Arial, the colours of the figures."""

import io
from functools import cache, lru_cache

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches, Pt

from dashboard.painters.look import ACCENT, INK, MUTED, SEQUENCE
from evidence.language import region, spoken

#: Size of a slide, its margin and the width between margins, in inches.
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.5
ROOM = WIDTH - 2 * MARGIN
#: On every machine, or as wide as its free twin (Liberation Sans), so that lines break where they were planned.
FONT = "Arial"
#: Chinese characters: with Windows and Office; other systems put their own in its place.
EAST_ASIAN = "Microsoft YaHei"
TITLE = (MARGIN, 0.28, 11.2, 0.6)
#: python-pptx's own layout "Title Only".
_TITLE_ONLY = 5
_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


def deck() -> Deck:
    """An empty deck on the template."""
    return Presentation(io.BytesIO(_template()))


def colour(name: str) -> RGBColor:
    """'#0b5394' as a colour of the file format."""
    return RGBColor.from_string(name.lstrip("#").upper())


def typeset(font, size: float, ink: RGBColor, bold: bool = False) -> None:
    """The look of a run of words, and the language that the receiver's program reads it in."""
    font.name, font.size, font.bold, font.color.rgb = FONT, Pt(size), bold, ink
    font.language_id = _spellchecked(spoken())


@cache
def _spellchecked(language: str) -> MSO_LANGUAGE_ID | None:
    """The language as the file format knows it; None leaves it to the receiver's program."""
    try:
        return MSO_LANGUAGE_ID.from_xml(f"{language}-{region(language)}")
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _template() -> bytes:
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    kept = made.slide_layouts[_TITLE_ONLY]
    for layout in [one for one in made.slide_layouts if one is not kept]:
        made.slide_layouts.remove(layout)
    kept.name = "Evidence"
    _only_a_title(kept)
    _only_a_title(made.slide_master)
    _theme(made.slide_master)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _only_a_title(master) -> None:
    for shape in list(master.placeholders):
        if shape.placeholder_format.type != 1:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = map(Inches, TITLE)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
    styles = master._element.find(qn("p:txStyles"))
    if styles is not None:
        level = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
        level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        run.set("sz", str(Pt(26).centipoints))
        run.set("b", "1")


def _theme(master) -> None:
    """Fonts and colours of the theme, which charts and new shapes of the receiver take over."""
    part = master.part.part_related_by(_THEME)
    root = etree.fromstring(part.blob)
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    for east in root.iter(qn("a:ea")):
        east.set("typeface", EAST_ASIAN)
    names = {"dk2": INK, "lt2": MUTED, "accent1": ACCENT} | {
        f"accent{at}": one for at, one in enumerate(SEQUENCE[1:5], start=2)
    }
    scheme = next(root.iter(qn("a:clrScheme")))
    for name, value in names.items():
        slot = scheme.find(qn(f"a:{name}"))
        slot.clear()
        etree.SubElement(slot, qn("a:srgbClr"), val=value.lstrip("#"))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
