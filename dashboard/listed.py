"""What there is to see, for those who write about it without the display: python -m dashboard.listed writes
data/pages.json, each page with the panels that a meeting can show and the choices that its links carry.
"""

import json
from pathlib import Path

from dashboard.session.takes import choices_of
from dashboard.site import WITH_DATA

FILE = Path(__file__).parent.parent / "data" / "pages.json"


def listed() -> str:
    pages = {
        page.name: {"panels": list(page.shown), "choices": [one.name for one in choices_of(page.name)]} for page in WITH_DATA
    }
    return json.dumps(pages, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(listed(), encoding="utf-8")
