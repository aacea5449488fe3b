"""What the first visitor would otherwise wait for: the open database, and of every page what it shows at first."""

import logging

from dashboard.chrome import panels
from dashboard.session.reading import of_page, read
from dashboard.site import WITH_DATA
from evidence.database import NoEvidence, current

LOG = logging.getLogger(__name__)


def warm_up() -> None:
    """Make the first view of every page, as it will be sent; without a built file the pages say so themselves."""
    try:
        current()
    except NoEvidence:
        return
    for page in WITH_DATA:
        try:
            here = of_page(read(page.name, {})).frame()
            list(panels.sent(here, page.chosen(here.view)))
        except Exception:
            LOG.exception("the page %s fails before its first visitor; it says so itself", page.name)
