"""The search box: it answers while one types, and each answer leads to its page with the reader's filters kept."""

from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard.chrome.pickers import FAILED
from dashboard.session.frame import Frame
from dashboard.session.reading import LEFT, address
from dashboard.session.takes import query_of
from dashboard.site import page_of
from evidence.language import say
from evidence.questions.search.entries import Hit
from evidence.questions.search.finding import Found, Group, joined, search
from evidence.wording.selection import code_label, left_out

#: So many hits of a kind stand open; the others unfold.
OPEN = 5


def told(frame: Frame) -> dict[str, str]:
    """What the box tells the browser: its words, and where it asks; see routes/find.py."""
    query = urlencode(query_of(frame.closed().view, frame.page, frame.data), doseq=True)
    return {"label": say("Search"), "hint": say("Study, drug, author, NCT …"), "failed": say(FAILED),
            "at": f"/find/{frame.page}?{query}"}  # fmt: skip


def answer(frame: Frame, text: str, whole: Sequence[str]) -> dict[str, object]:
    """What a text finds, for a reader of this view; of the kinds in `whole` every hit."""
    found = search(frame.version, text)
    return {"said": _said(found), "groups": [_group(frame, group, group.kind in whole) for group in found.groups]}


def _said(found: Found) -> list[str]:
    """What was not found as typed, what is shown instead, and of how many studies that have the words some are searched."""
    said = [say("Nothing is called “{typed}”; this is what there is on “{other}”.", typed=typed, other=other)
            for typed, other in found.read_as]  # fmt: skip
    if not found.groups:
        said.append(say("Nothing found. Try a drug, an author, a registry number or a side effect."))
    elif found.partly:
        said.append(say("Nothing has all of these words; this is what has some of them."))
    return [*said, *filter(None, [left_out(found.base)])]


def _group(frame: Frame, group: Group, is_whole: bool) -> dict[str, object]:
    """One kind of hits under its name and number."""
    hits = group.hits if is_whole else group.hits[:OPEN]
    left = len(group.hits) - len(hits)
    return {"kind": group.kind, "head": say("{kind} ({n})", kind=say(group.kind), n=len(group.hits)),
            "hits": [_hit(frame, hit) for hit in hits], "more": say("{n} more", n=left) if left else ""}  # fmt: skip


def _hit(frame: Frame, hit: Hit) -> dict[str, str]:
    """The way to a hit, with the filters that it would leave behind, which the way names itself."""
    page = page_of(hit.about)
    view, fell = joined(frame.version, frame.view, hit.view, page.printing)
    names = say(", ").join(code_label(name, code, frame.studies) for name, code in fell)
    left = {LEFT: [f"{name}:{code}" for name, code in fell]} if fell else {}
    return {"label": hit.label, "href": address(view, page.name, frame.data, **left),
            "without": say("without {filter}", filter=names) if fell else ""}  # fmt: skip
