"""What the first visitor would otherwise wait for: imports, the open database, one figure built."""

import logging

from dashboard.charts.response import forest
from dashboard.charts.values import Caption
from dashboard.exports import views
from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from evidence.cohorts.asked import base_of
from evidence.database import NoEvidence, current
from evidence.questions.response import numbers as response
from evidence.selection import View

LOG = logging.getLogger(__name__)


def warm_up() -> None:
    """Touch every layer once; without a built file the pages say so themselves."""
    try:
        rates = response.rates(base_of(current(), View()), View()).items
    except NoEvidence:
        return
    for page in WITH_DATA:
        try:
            views.panels(read(page.name, {}))
        except Exception:
            LOG.exception("the page %s fails before its first visitor; it says so itself", page.name)
    draw(forest(rates, Caption("", "", ()))).to_json()
