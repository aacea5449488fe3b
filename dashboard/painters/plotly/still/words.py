"""Words of a figure as SVG: lines, bold, italic, size and colour, as Plotly reads them from its few tags."""

import re
from dataclasses import dataclass
from html import escape, unescape

#: From line to line, in letters of the size of the text.
LINE = 1.3
_TAG = re.compile(r"<br>|</?[bi]>|<span style=(?P<quote>['\"])(?P<style>[^'\"]*)(?P=quote)>|</span>")
_BOLD, _ITALIC = 'font-weight="700"', 'font-style="italic"'


@dataclass(frozen=True)
class Place:
    """Where words stand: `x` in percent of the width and `aside` pixels from there, `y` in pixels.

    `across` is SVG's anchor; `down` the share of the height of all lines that lies above `y`; `turned` degrees.
    """

    x: float
    y: float
    across: str = "start"
    down: float = 0.5
    turned: float = 0
    aside: float = 0


def percent(x: float) -> str:
    return f"{round(x, 3):g}%"


def set_words(text: str, place: Place, *, size: float, color: str, behind: str = "") -> str:
    """The text as one element; nothing of an empty one. Its tags are Plotly's; whatever else is in it is escaped.

    `behind` is a colour that is laid around the letters, where something runs behind them.
    """
    lines = _lines(text)
    if not any(lines):
        return ""
    # The first line of letters stands three quarters of their size below its upper edge, as in Plotly.
    begin = 0.75 * size - place.down * (1 + LINE * (len(lines) - 1)) * size
    halo = f' stroke="{behind}" stroke-width="3" paint-order="stroke"' if behind else ""
    given = f'font-size="{size:g}" fill="{color}" text-anchor="{place.across}" xml:space="preserve"{halo}'
    if place.turned:
        spans = "".join(_line(line, f'x="0" y="{begin + LINE * size * at:.1f}"') for at, line in enumerate(lines))
        turned = f'<text {given} transform="rotate({place.turned:g})">{spans}</text>'
        return f'<svg x="{percent(place.x)}" y="{place.y:.1f}">{turned}</svg>'
    x = f'x="{percent(place.x)}"' + (f' dx="{place.aside:g}"' if place.aside else "")
    spans = "".join(_line(line, f'{x} y="{place.y + begin + LINE * size * at:.1f}"') for at, line in enumerate(lines))
    return f"<text {given}>{spans}</text>"


def _line(runs: str, where: str) -> str:
    return f"<tspan {where}>{runs}</tspan>" if runs else ""


def _lines(text: str) -> list[str]:
    """Each line as markup; a tag that goes on over the end of a line is opened again in the next."""
    lines, at = [""], 0
    open_: list[str] = []
    for tag in _TAG.finditer(text):
        lines[-1] += _run(text[at : tag.start()], open_)
        at = tag.end()
        if tag[0] == "<br>":
            lines.append("")
        elif tag[0].startswith("</"):
            open_ = open_[:-1]
        else:
            open_ = [*open_, _BOLD if tag[0] == "<b>" else _ITALIC if tag[0] == "<i>" else _styled(tag["style"])]
    lines[-1] += _run(text[at:], open_)
    return lines


def _run(text: str, styles: list[str]) -> str:
    said = escape(unescape(text), quote=False)
    return f"<tspan {' '.join(styles)}>{said}</tspan>" if styles and said else said


def _styled(style: str) -> str:
    """'font-size:11px;color:#5c6570' as attributes of SVG."""
    pairs = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    names = {"font-size": "font-size", "color": "fill"}
    return " ".join(f'{names[name]}="{escape(value)}"' for name, value in pairs.items() if name in names)
