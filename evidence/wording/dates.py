"""How days read."""

from datetime import date

from babel.dates import format_date

from evidence.language import ENGLISH, spaced, spoken

#: Babel's plain English is American.
_BRITISH = "en_GB"


def on(day: date) -> str:
    """'20 November 2026', '2026 年 11 月 20 日'."""
    return spaced(format_date(day, "long", locale=_BRITISH if spoken() == ENGLISH else spoken()))
