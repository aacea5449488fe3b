"""Names that tell two views apart: of windows, in history and bookmarks, and of files."""

from collections import Counter
from functools import cache
from hashlib import sha256
from urllib.parse import urlencode

from dashboard.session.frame import Frame
from dashboard.session.reading import Reading, address
from dashboard.session.takes import choices_of, takes
from evidence.clubs import clubs
from evidence.language import ENGLISH, say, spoken
from evidence.questions.studies.words import study_names
from evidence.selection import CHOICES, FILTERS, View
from evidence.vocabulary import slug
from evidence.wording.selection import code_label, lower_first

#: So much of a view is spelled out in a file's name; a longer one ends in a mark of its own.
LONG = 100


def title(page: str, reading: Reading | Frame) -> str:
    """The window's name: 'Response · CR · FLT3-ITD, relapsed or refractory · Leukaemia evidence'."""
    return " · ".join(part for part in (page, *_choices(reading), _selected(reading), say("Leukaemia evidence")) if part)


def _choices(reading: Reading | Frame) -> list[str]:
    """What of the page's choices is not as it opens; for a meeting its name and step."""
    view = reading.view
    if "club" in takes(reading.page):
        club = clubs().get(view.club)
        return [*([club.title] if club else []), *([view.place] if view.step else [])]
    chosen = ((choice, view.choice(choice.name)) for choice in choices_of(reading.page))
    return [choice.options[code] for choice, code in chosen if code != choice.default]


def _selected(reading: Reading | Frame) -> str:
    labels = study_names(reading.version)
    said = [say(" or ").join(code_label(one.name, code, labels) for code in reading.view.chosen(one.name))
            for one in FILTERS if reading.view.chosen(one.name)]  # fmt: skip
    return say(", ").join([*said[:1], *(lower_first(one) for one in said[1:])])


def file_name(page: str, panel: str, view: View, version: str) -> str:
    """'response-composition-CR-flt3-itd-relapsed-refractory-zh-7e01c897': two views have two names.

    Page, panel, choices that are not as the page opens or that the data decide, filters, drugs or arms side by side,
    language and data version. A code that several of them know, as mixed, has the name of its own before it.
    """
    choices = [(one.name, code) for one in choices_of(page) if (code := view.choice(one.name)) != one.default or one.by_data]
    filters = [(one.name, code) for one in FILTERS for code in view.chosen(one.name)]
    codes = [slug(f"{name} {code}" if code in _shared() else code) for name, code in (*choices, *filters)]
    named = [*(view.regimens if "regimen" in takes(page) else ()), *(view.arms if "arm" in takes(page) else ())]
    place = panel if panel.startswith(page) else f"{page}-{panel}".removesuffix("-")
    name = "-".join([place, *codes, *map(slug, named)])
    if len(name) > LONG or view.other or view.club:
        whole = urlencode({"panel": panel, "view": address(view, page, version)})
        name = f"{name[:LONG].rstrip('-')}-{sha256(whole.encode()).hexdigest()[:6]}"
    return "-".join([name, *([] if spoken() == ENGLISH else [spoken()]), version[:8]])


@cache
def _shared() -> set[str]:
    """Codes of more than one filter or choice."""
    times = Counter(code for one in (*FILTERS, *CHOICES) for code in one.codes or ())
    return {code for code, n in times.items() if n > 1}
