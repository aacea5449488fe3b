"""What the first visitor would otherwise wait for: imports, the open database, one figure built."""

from dashboard.exports import views
from dashboard.figures.response import forest
from dashboard.pages import WITH_DATA
from dashboard.reading import read
from evidence.database import NoEvidence, current
from evidence.queries import response
from evidence.selection import View


def warm_up() -> None:
    """Touch every layer once; without a built file the pages say so themselves."""
    try:
        rates, _ = response.rates(current(), View())
    except NoEvidence:
        return
    for page in WITH_DATA:
        views.panels(read(page.name, {}))
    forest(rates, title="", subtitle="", foot=[], narrow=False).to_json()
