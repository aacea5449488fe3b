"""Where the server writes what it has to remember: short links, and logins that were ended."""

import os
from pathlib import Path

from evidence.database import folder

#: A folder that all replicas on a machine share; without it they write beside the data.
STATE = "EVIDENCE_STATE"


def place() -> Path:
    return Path(os.environ.get(STATE) or folder())
