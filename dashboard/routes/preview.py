"""What mail and chat show of a link: title, sentence and picture of the view, in the head of the page's HTML."""

from html import escape
from io import BytesIO
from urllib.parse import urlencode

from PIL import Image, ImageDraw, ImageFont

from dashboard.charts.lines import lines
from dashboard.exports.views import first
from dashboard.painters.fonts import NoFont, chinese
from dashboard.routes.streamlit_internals import FONT
from dashboard.session.reading import Reading
from evidence.language import ENGLISH, say, speaking, spoken, worded
from evidence.questions.studies.words import study_names
from evidence.wording.selection import selection

#: Size that mail and chat programs ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
#: A longer description is cut by those who show it.
SENTENCE = 280
INK, MUTED, ACCENT, PAPER = "#1f2328", "#5c6570", "#0b5394", "#ffffff"
#: Weight of the letters, on the axis of the variable font.
WEIGHT = 450


def said(reading: Reading) -> tuple[str, str, str]:
    """Question, selection in words and answer of a view; `first` panel only."""
    panel = first(reading)
    return panel.question, selection(reading.view, study_names(reading.version)), panel.answer.text


def tags(reading: Reading, site: str) -> str:
    """Open Graph and Twitter tags; every text of a link escaped."""
    question, chosen, answer = said(reading)
    which = say("always current") if reading.live else say("data {version}", version=reading.version)
    found = {
        "og:site_name": say("Leukaemia evidence"),
        "og:type": "website",
        "og:title": f"{question} {chosen}",
        "og:description": say("{answer} ({which})", answer=answer[:SENTENCE], which=which),
        "og:url": site + reading.address(),
        "og:image": f"{site}/preview/{reading.page}?{urlencode(reading.query(), doseq=True)}",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": answer[:SENTENCE],
    }
    lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in found.items()]
    return "".join([*lines, '<meta name="twitter:card" content="summary_large_image">',
                    f'<meta name="description" content="{escape(answer[:SENTENCE])}">'])  # fmt: skip


def picture(reading: Reading) -> bytes:
    """The words of a view as a PNG; in English where the server has no font for the language of the link."""
    with speaking(spoken() if spoken() == ENGLISH or chinese() else ENGLISH):
        return _picture(*said(reading), reading.version)


@worded(maxsize=32)
def _picture(question: str, chosen: str, answer: str, version: str) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 14, HEIGHT), fill=ACCENT)
    y = 60
    for text, size, colour, columns, most in (
        (say("Leukaemia evidence"), 30, ACCENT, 60, 1),
        (question, 58, INK, 40, 2),
        (chosen, 34, MUTED, 66, 2),
        (answer, 38, INK, 60, 6),
    ):
        for line in lines(text, columns, most=most):
            draw.text((70, y), line, fill=colour, font=_font(size))
            y += round(size * 1.3)
        y += 22
    draw.text((70, HEIGHT - 58), say("data {version}", version=version), fill=MUTED, font=_font(26))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


@worded(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font of the pages, Pillow's own where it cannot be read; for Chinese one that has both scripts."""
    if spoken() != ENGLISH:
        face = chinese()
        if face is None:
            raise NoFont(f"a preview in {spoken()} needs a font with its characters, such as Debian's fonts-noto-cjk")
        return ImageFont.truetype(face.file, size, index=face.index)
    if FONT is None:
        return ImageFont.load_default(size)
    try:
        font = ImageFont.truetype(BytesIO(FONT.read_bytes()), size)
        font.set_variation_by_axes([WEIGHT])
        return font
    except (OSError, AttributeError):
        return ImageFont.load_default(size)
