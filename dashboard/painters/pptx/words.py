"""The words around a drawing: title, selection and answer above; method, sources, version, date below; notes."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from dashboard.painters import codes
from dashboard.painters.look import INK, MUTED
from dashboard.painters.parts import Part
from dashboard.painters.pptx import fitting
from dashboard.painters.pptx.template import MARGIN, ROOM, TITLE, WIDTH, colour, typeset
from dashboard.painters.sheets import Line
from dashboard.panel import Brief
from evidence.language import mark, say
from evidence.questions.references.words import SOURCES, Reference
from evidence.wording import dates
from evidence.wording.numbers import continued
from evidence.wording.printed import CONTROLS, ESTIMATE, HOLLOW
from evidence.wording.selection import selected

#: Side of the QR code in inches, and the room left of it.
QR = 1.15
BESIDE = ROOM - QR - 0.25
#: Where a caveat begins, its size in points, so that the last row reads it too, and the lines that it may take.
CAVEAT_TOP, CAVEAT, CAVEAT_LINES = 1.94, 14, 3
#: The words between title and drawing end here; what a meeting asks has these sizes, which rows of what
#: this one, what is left of an answer these.
ABOVE, ASKED, SHOWN, RESTS = 1.93, (14, 13, 12), 12, (15, 14, 13, 12)
#: What else finds nothing stands on one slide, in one of these sizes.
SILENT = (20, 18, 16, 14, 12)
#: Above a brief table the caveats begin here, and end where the table begins.
BRIEF, BRIEF_TOP = 0.92, 1.88
#: An answer that is the title has so much height in inches, a long one more, in one of these sizes, the last
#: where it would be cut otherwise; where one may end.
TITLE_HIGH, TITLE_TALL, TITLES, _END = 0.92, 1.22, (24, 22, 20, 18, 16, 14), re.compile(r"(?<=[.;])\s+(?=\S)|(?<=[。；])")
#: What ends a title in place of what parts cohorts.
_STOPS = {";": ".", "；": "。"}
#: The words below begin here, with so much height; small type in points.
FOOT, FOOT_HIGH, SMALL = 6.56, 0.89, 10
#: Signs behind numbers. A line of a method that explains one begins with it; others explain how marks and words look.
SIGNS, LOOKS = ("†", "‡", "⚑"), (HOLLOW, ESTIMATE, CONTROLS)
#: Where a sentence of a method ends.
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[^a-z])|(?<=。)")


@dataclass(frozen=True)
class Cover:
    """The first slide of a meeting."""

    title: str
    lines: tuple[str, ...]
    link: str


def text(slide, words: str, box: tuple[float, float, float, float], size: float, ink: str = INK, bold: bool = False,
         link: str = "") -> None:  # fmt: skip
    """Words in a box (left, top, width, height in inches) that neither grows nor shrinks."""
    shape = slide.shapes.add_textbox(*map(Inches, box))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        typeset(run.font, size, colour(ink), bold)
        if link:
            run.hyperlink.address = link


def rows_said(first: int, last: int, of: int, number: tuple[int, int, int]) -> str:
    """'rows 1 to 14 of 40; slide 1 of 3', empty where one slide holds all."""
    at, shown, needed = number
    if needed == 1:
        return ""
    said = say("{rows} of {of}, slide {at} of {slides}", rows=_rows(first, last), of=of, at=at, slides=shown)
    if at == shown < needed and last < of:
        return say("{rows}; {left}: see the table of the page", rows=said, left=_rows(last + 1, of))
    return said


def _rows(first: int, last: int) -> str:
    return say("row {n}", n=last) if first == last else say("rows {first} to {last}", first=first, last=last)


def above(slide, part: Part, rows: str, figures: Sequence[str] = ()) -> None:
    """The answer as title, then question, selection and count, then what of the answer is left; QR code.

    Above a brief table, which holds the answer, stand the question and its caveats.
    """
    _qr_code(slide, part.link)
    if part.panel.brief is None:
        _answered(slide, part, rows)
        return
    question = part.question or part.panel.question
    _headline(slide, question, fitting.largest(question, TITLE[2] - 0.8, TITLE[3], (26, 24, 22, 20, 18, 16)))
    top = _line(slide, rows, BRIEF, (SHOWN,), MUTED)
    said = fitting.shortened(say("; ").join(_briefly(part.panel.brief, figures)), CAVEAT, BESIDE, CAVEAT_LINES)
    text(slide, said, (MARGIN, top, BESIDE, BRIEF_TOP - top), CAVEAT, bold=True)


def _briefly(brief: Brief, figures: Sequence[str]) -> list[str]:
    """The caveats of a brief table without those of lines that stand on another slide."""
    named, records = set(figures), brief.table.records
    elsewhere = {one for record in records if named.isdisjoint(record["fact_id"]) for one in record["caveats"]}
    return [one for one in brief.caveats if one not in elsewhere]


def led(answer: str, heights: tuple[float, ...] = (TITLE_HIGH, TITLE_TALL)) -> tuple[str, str, float]:
    """As much of an answer as a title of one of these heights holds, what is left, and the height taken, in inches.

    Whole sentences or cohorts, never ending in the name of what follows; only of one too long for the tallest title whole
    words, and '…'.
    """
    parts = [one for one in _END.split(answer) if one]
    for size, high in product(TITLES[-2:], heights):
        for count in _ends(parts):
            title = _joined(parts[:count])
            title = title[:-1] + _STOPS[title[-1]] if title[-1] in _STOPS else title
            if fitting.height(title, size, BESIDE) <= high:
                return title, _joined(parts[count:]), high
    most = int(heights[-1] / fitting.line(answer, TITLES[-1]))
    return fitting.shortened(answer, TITLES[-1], BESIDE, most), "", heights[-1]


def _ends(parts: Sequence[str]) -> Iterator[int]:
    """How many parts of an answer may stand for it, from all on: none ends in the name of what follows."""
    known = [_says_a_number(part) for part in parts]
    return (count for count in range(len(parts), 0, -1) if count == len(parts) or known[count - 1] or not any(known))


def _says_a_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _joined(parts: Sequence[str]) -> str:
    return "".join(one if one[-1] in "。；" else f"{one} " for one in parts).strip()


def _answered(slide, part: Part, rows: str) -> None:
    """The title, under it what a meeting asks, which rows of what, and as much of the rest as there is room for."""
    heights = (TITLE_HIGH,) if part.question else (TITLE_HIGH, TITLE_TALL)
    title, rest, high = led(part.panel.answer.text or part.panel.question, heights)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = map(Inches, (MARGIN, TITLE[1], BESIDE, high))
    _headline(slide, title, fitting.largest(title, BESIDE, high, TITLES))
    top = TITLE[1] + high + 0.04
    asked = "" if part.question else part.panel.question
    selection = selected(part.here.view, part.here.studies, part.here.base)
    shown = _in_a_line([rows, asked, selection, part.panel.title], (part.panel.title, asked))
    top = _line(slide, part.question, top, ASKED, INK)
    top = _line(slide, shown, top, (SHOWN,), MUTED)
    size = fitting.largest(rest, BESIDE, ABOVE - top, RESTS)
    if rest and (lines := int((ABOVE - top) / fitting.line(rest, size))):
        text(slide, _whole(rest, size, lines), (MARGIN, top, BESIDE, ABOVE - top), size)


def _in_a_line(parts: Sequence[str], spare: Sequence[str]) -> str:
    """The parts as one line; where it would be longer the spare ones, first to last, are left out."""
    shown = list(dict.fromkeys(filter(None, parts)))
    for one in spare:
        if one in shown and fitting.lines(" · ".join(shown), SHOWN, BESIDE) > 1:
            shown.remove(one)
    return " · ".join(shown)


def _whole(rest: str, size: float, most: int) -> str:
    """As many whole sentences or cohorts as fit so many lines, else words, and '…' for what only the notes have."""
    parts = [one for one in _END.split(rest) if one]
    tried = (_joined(parts[:count]) + (" …" if count < len(parts) else "") for count in _ends(parts))
    whole = (one for one in tried if fitting.lines(one, size, BESIDE) <= most)
    return next(whole, fitting.shortened(rest, size, BESIDE, most))


def _line(slide, words: str, top: float, sizes: tuple[float, ...], ink: str) -> float:
    """One line of words in the largest size that holds them, else cut; where the next may begin."""
    if not words:
        return top
    size = next((size for size in sizes if fitting.lines(words, size, BESIDE) == 1), sizes[-1])
    high = fitting.line(words, size)
    text(slide, fitting.shortened(words, size, BESIDE, 1), (MARGIN, top, BESIDE, high), size, ink)
    return top + high + 0.02


def described(slide, part: Part) -> None:
    """What the native drawings of a slide show, for those who do not see them: question and answer."""
    for shape in slide.shapes:
        if shape.has_chart or shape.has_table:
            shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{part.panel.question} {part.panel.answer.text}")


def caveats(part: Part, figures: Sequence[str]) -> str:
    """What changes how these figures are read, each with the head of its row: 'Alpha 2001: later, dose reductions'."""
    table, named = part.panel.table, set(figures)
    if table is None or part.panel.brief:
        return ""
    head = table.shown[0]
    said = [
        say("{cohort}: {said}", cohort=head.text(record[head.name]), said=record["caveat"])
        for record in table.records
        if record.get("caveat") and not named.isdisjoint(record["fact_id"])
    ]
    return say("; ").join(dict.fromkeys(said))


def caveat_high(part: Part, figures: Sequence[str]) -> float:
    """Room in inches that the caveats of these figures take; 0 without one."""
    said = caveats(part, figures)
    return min(fitting.lines(said, CAVEAT, ROOM), CAVEAT_LINES) * fitting.line(said, CAVEAT) if said else 0.0


def caveat(slide, part: Part, figures: Sequence[str]) -> None:
    """The caveats of the figures of a slide, under its answer; each stands in full beside its own row too."""
    if said := caveats(part, figures):
        high = caveat_high(part, figures)
        text(slide, fitting.shortened(said, CAVEAT, ROOM, CAVEAT_LINES), (MARGIN, CAVEAT_TOP, ROOM, high), CAVEAT, bold=True)


def _headline(slide, words: str, size: float) -> None:
    slide.shapes.title.text = words
    typeset(slide.shapes.title.text_frame.paragraphs[0].runs[0].font, size, colour(INK), bold=True)


def _qr_code(slide, link: str) -> None:
    left = WIDTH - MARGIN - QR
    if code := codes.png(link):
        picture = slide.shapes.add_picture(io.BytesIO(code), Inches(left), Inches(0.28), Inches(QR), Inches(QR))
        picture._element.nvPicPr.cNvPr.set("descr", say("QR code of {link}", link=link))
    text(slide, say("This view, with its data"), (left, 0.28 + QR, QR, 0.36), SMALL, MUTED, link=link)


def below(slide, part: Part, lines: Sequence[Line], sources: list[Reference], day: date) -> None:
    """As much of the method as has room, every source of the slide, version and date; what is of the base cites nothing."""
    cited = say(SOURCES) + "; ".join(one.short for one in sources) if sources else ""
    message = mark("Leukaemia evidence · data {version} · {day} · references and places in the notes")
    made = say(message, version=part.here.version, day=dates.on(day))
    taken, fitted = fitting.lines(cited, SMALL, ROOM), int(FOOT_HIGH / fitting.line(made, SMALL))
    room = max(fitted - 1 - taken, 1)
    if taken > fitted - 2:
        message, first, last = mark("[{first}] to [{last}], {n} sources, named in the notes"), sources[0], sources[-1]
        cited = say(SOURCES) + say(message, first=first.number, last=last.number, n=len(sources))
        room = fitted - 2
    method = _explained(slide, lines, part.panel.method, room)
    text(slide, "\n".join(filter(None, (method, cited, made))), (MARGIN, FOOT, ROOM, FOOT_HIGH), SMALL, MUTED)


def _explained(slide, lines: Sequence[Line], method: Sequence[str], room: int) -> str:
    """Whole sentences of a method in so many lines: the first, which names denominator and interval, then what explains a
    sign or a look, then the others. The notes have them all.
    """
    held, looks = _held(slide, lines, method), tuple(map(say, LOOKS))
    sentences = {line: [one for one in _SENTENCE.split(line) if one] for line in held}
    kept: dict[str, list[str]] = {line: [] for line in held}
    first = [(line, said[:1]) for line, said in sentences.items()][:1]
    signs_first = sorted(sentences.items(), key=lambda one: not one[0].startswith((*SIGNS, *looks)))
    for line, said in (*first, *signs_first):
        for sentence in said[len(kept[line]) :]:
            kept[line].append(sentence)
            if fitting.lines(_said(kept), SMALL, ROOM) > room:
                kept[line].pop()
                break
    return _said(kept)


def _said(kept: dict[str, list[str]]) -> str:
    return " ".join(_joined(sentences) for sentences in kept.values() if sentences)


def _held(slide, lines: Sequence[Line], method: Sequence[str]) -> list[str]:
    """The lines of a method; those that explain a sign only where the slide holds it."""
    points = [line.point for line in lines if line.point]
    holds = {HOLLOW: any(one.hollow for one in points), CONTROLS: any(one.control for one in points)}
    unseen = [say(line) for line, held in holds.items() if points and not held]
    drawn = (shape.chart._chartSpace if shape.has_chart else shape._element for shape in slide.shapes)
    shown = "".join(word for one in drawn for word in one.itertext())
    return [line for line in method if line not in unseen and (not line.startswith(SIGNS) or line[0] in shown)]


def silent(made, parts: Sequence[Part], day: date) -> None:
    """One slide for all that finds nothing: the first sentence that says so, then each other question with its own."""
    slide = made.slides.add_slide(made.slide_layouts[0])
    first, *more = parts
    above(slide, first, "")
    if more:
        said = "\n".join(continued((part.question or part.panel.question, part.panel.answer.text)) for part in more)
        top, high = ABOVE + 0.2, FOOT - ABOVE - 0.4
        text(slide, said, (MARGIN, top, ROOM, high), fitting.largest(said, ROOM, high, SILENT))
    below(slide, first, (), [], day)
    notes(slide, first, [], [], day)


def notes(slide, part: Part, named: list[Reference], printed: list[str], day: date) -> None:
    """All that a speaker may be asked: the note, answer, method, remarks, places, references in full, link."""
    panel = part.panel
    blocks = {
        "": [part.note] if part.note else [],
        say("Question"): [panel.question],
        say("Answer"): [panel.answer.text],
        say("Method"): panel.below,
        say("Remarks"): panel.remarks,
        say("Where the numbers of this slide are printed"): printed,
        say("References"): [f"[{one.number}] {one.full}" for one in named],
        say("Data"): [say("Version {version}, slide made on {day}", version=part.here.version, day=dates.on(day))],
        say("Link"): [part.link],
    }
    lines = [line for name, found in blocks.items() if found for line in ([name, *found, ""] if name else [*found, ""])]
    slide.notes_slide.notes_text_frame.text = "\n".join(lines).strip()


def cover(made, said: Cover) -> None:
    """The first slide of a meeting: its title, paper and date, and the link that everybody opens."""
    slide = made.slides.add_slide(made.slide_layouts[0])
    box, size = (MARGIN, 2.1, BESIDE, 1.2), fitting.largest(said.title, BESIDE * 0.92, 1.1, (36, 32, 28, 24, 20, 16))
    slide.shapes.title.left, slide.shapes.title.top, slide.shapes.title.width, slide.shapes.title.height = map(Inches, box)
    _headline(slide, said.title, size)
    text(slide, "\n".join(said.lines), (MARGIN, 3.5, BESIDE, 2.5), 18, MUTED)
    _qr_code(slide, said.link)
    slide.notes_slide.notes_text_frame.text = "\n".join([said.title, *said.lines, said.link])
