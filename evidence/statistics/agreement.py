"""Agreement of two readers on one field: percent agreement, Cohen's kappa, Gwet's AC1.

Categories are nominal. Kappa falls where one category is nearly all there is although the readers hardly differ; AC1
does not, and so neither stands without the percentage and the count.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """`n` pairs, `same` of them equal; shares between -1 and 1. A measure that is not defined is None."""

    n: int
    same: int
    percent: float | None
    kappa: float | None
    ac1: float | None


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement over pairs of (first reader's category, second reader's).

    Cohen J. Educ Psychol Meas 1960;20:37-46; Gwet KL. Br J Math Stat Psychol 2008;61:29-48. With one category only,
    chance explains everything: kappa and AC1 are not defined.
    """
    n, same = len(pairs), sum(one == other for one, other in pairs)
    if not n:
        return Agreement(0, 0, None, None, None)
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    categories = first.keys() | second.keys()
    share = same / n
    if len(categories) == 1:
        return Agreement(n, same, share, None, None)
    by_chance = sum(first[one] * second[one] for one in categories) / n**2
    means = [(first[one] + second[one]) / (2 * n) for one in categories]
    by_guess = sum(mean * (1 - mean) for mean in means) / (len(categories) - 1)
    return Agreement(n, same, share, _above(share, by_chance), _above(share, by_guess))


def _above(share: float, chance: float) -> float | None:
    return None if chance == 1 else (share - chance) / (1 - chance)
