"""What a reader types against all that can be found: the exact name first, nothing left out, a wrong letter mended."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.cohorts import Key, fits, studies_told
from evidence.cohorts.asked import asked_by_words, base_of
from evidence.language import spoken
from evidence.questions.search.comparing import compared
from evidence.questions.search.entries import Entry, Hit, entries
from evidence.questions.search.spelling import is_chinese, one_letter_off, words
from evidence.selection import FILTERS, View

#: How well an entry fits, best first: it is called so; whole words of its names; beginnings of words of its names;
#: whole words of its names and text; beginnings of them.
CALLED, NAMED, BEGUN, SPOKEN_OF, TOUCHED = range(5)


@dataclass(frozen=True)
class Group:
    """The hits of one kind (a message), best first."""

    kind: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Found:
    """Groups, the one with the best hit first. `read_as` is what mistyped words were taken for; `partly`: no entry has
    all words, these have the most of them. `base` is what was searched: the version, or a part of one that is large.
    """

    base: str
    groups: tuple[Group, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    partly: bool = False


@dataclass(frozen=True)
class _Wanted:
    """A typed word: the words of the base that are the same, and those that begin so."""

    same: frozenset[str]
    begun: frozenset[str]


def search(version: str, text: str) -> Found:
    """Everything that fits all words of the text, in any order and case and in every language.

    Where they name several regimens their comparison comes first, of one regimen it comes second.
    """
    typed, read_as = words(text), {}
    version = asked_by_words(version, typed)
    if not typed:
        return Found(version)
    known = _vocabulary(version, spoken())
    for word in typed:
        if not any(_begins(word, other) for other in known):
            read_as[word] = next(iter(_near(version, word)), word)
    read_as = {word: other for word, other in read_as.items() if other != word}
    typed = tuple(read_as.get(word, word) for word in typed)
    wanted = [_wanted(word, known) for word in typed]
    ranked = [(rank, one) for one in entries(version) if (rank := _rank(one, "".join(typed), wanted)) is not None]
    hit = compared(version, text, read_as)
    if ranked or len(typed) < 2:
        return Found(version, _led(hit, _grouped(ranked)), tuple(read_as.items()))
    ranked = _partly(entries(version), dict(zip(typed, wanted, strict=True)))
    return Found(version, _led(hit, _grouped(ranked)), tuple(read_as.items()), partly=bool(ranked) and hit is None)


def _led(hit: Hit | None, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """The groups with the comparison first, or of a single regimen second."""
    if hit is None:
        return groups
    place = 0 if len(hit.view.regimens) > 1 else 1
    return (*groups[:place], Group(hit.kind, (hit,)), *groups[place:])


def _wanted(word: str, known: Iterable[str]) -> _Wanted:
    begun = frozenset(other for other in known if _begins(word, other))
    return _Wanted(begun if is_chinese(word) else begun & {word}, begun)


def _begins(word: str, other: str) -> bool:
    """Whether a word begins as typed; a letter alone is a word, and Chinese, written without blanks, may stand anywhere."""
    if is_chinese(word):
        return word in other
    return other.startswith(word) if len(word) > 1 else other == word


def _rank(entry: Entry, name: str, wanted: Iterable[_Wanted]) -> int | None:
    """How well an entry fits all words, which together are `name`; None if one of them does not fit at all."""
    if name in entry.whole:
        return CALLED
    every = entry.named | entry.text
    for rank, pool, exact in ((NAMED, entry.named, True), (BEGUN, entry.named, False), (SPOKEN_OF, every, True),
                              (TOUCHED, every, False)):  # fmt: skip
        if all(not pool.isdisjoint(one.same if exact else one.begun) for one in wanted):
            return rank
    return None


def _partly(every: Iterable[Entry], wanted: dict[str, _Wanted]) -> list[tuple[int, Entry]]:
    """The entries whose names have the most of the words, as far as any has one."""
    found = []
    for entry in every:
        named = (_rank(entry, word, [one]) for word, one in wanted.items() if not entry.named.isdisjoint(one.same))
        ranks = [rank for rank in named if rank is not None]
        found += [(len(ranks), min(ranks), entry)] if ranks else []
    most = max((count for count, *_ in found), default=0)
    return [(rank, entry) for count, rank, entry in found if count == most]


def _grouped(ranked: list[tuple[int, Entry]]) -> tuple[Group, ...]:
    kinds: dict[str, list[Hit]] = {}
    for _, entry in sorted(ranked, key=lambda one: one[0]):
        kinds.setdefault(entry.hit.kind, []).append(entry.hit)
    return tuple(Group(kind, tuple(dict.fromkeys(hits))) for kind, hits in kinds.items())


def _near(version: str, word: str) -> list[str]:
    """What a word may have been meant for: words of names before words of titles and authors."""
    names = {other for entry in entries(version) for other in entry.named}
    return one_letter_off(word, names) or one_letter_off(word, _vocabulary(version, spoken()) - names)


@lru_cache(maxsize=16)
def _vocabulary(version: str, _: str) -> frozenset[str]:
    """Every word that finds something."""
    return frozenset(word for entry in entries(version) for word in entry.named | entry.text)


def joined(
    version: str, now: View, hit: View, printing: Callable[[str, View], AbstractSet[Key]]
) -> tuple[View, tuple[tuple[str, str], ...]]:
    """A hit's view with the reader's own filters where something still matches them, and the filters that fell.

    `printing` gives the cohorts that the page of the hit can show under a view.
    """
    found, fell = replace(hit, choices={**now.choices, **hit.choices}), []
    reach = _reached(version, found, printing)
    for one in FILTERS:
        left = tuple(code for code in now.chosen(one.name) if code not in hit.chosen(one.name))
        kept = found.with_filter(one.name, left)
        if left and not hit.chosen(one.name) and (not reach or _reached(version, kept, printing)):
            found = kept
        else:
            fell += [(one.name, code) for code in left]
    return found, tuple(fell)


def _reached(version: str, view: View, printing: Callable[[str, View], AbstractSet[Key]]) -> bool:
    """Whether some study fits the view and prints something."""
    base = base_of(version, view)
    return any(map(fits, studies_told(base, view, printing(base, view))))
