"""What is made once for a view is kept for all readers, within its bounds."""

import pytest

from dashboard.session.kept import Kept


def held(kept: Kept[bytes], *asked: tuple[str, int]) -> list[str]:
    """What had to be made, when these names of so many bytes are asked for in turn."""
    made: list[str] = []
    for name, size in asked:
        assert kept.get(name, lambda name=name, size=size: made.append(name) or name.encode() * size) == name.encode() * size
    return made


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ([("a", 4), ("a", 4)], ["a"]),
        ([("a", 4), ("b", 6), ("a", 4), ("b", 6)], ["a", "b"]),
        ([("a", 4), ("b", 6), ("a", 4), ("c", 6), ("a", 4), ("b", 6)], ["a", "b", "c", "b"]),
        ([("a", 11), ("a", 11), ("b", 10), ("b", 10)], ["a", "a", "b"]),
    ],
)
def test_what_was_not_asked_for_longest_goes_first(asked, made):
    assert held(Kept(10), *asked) == made


def test_what_fails_is_made_again():
    kept = Kept(10)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert held(kept, ("a", 1)) == ["a"]
