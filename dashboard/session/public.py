"""The address by which readers know this site, where those who run it have named one."""

import os
import re

#: Scheme and name, and a port where it is not the usual one: `https://evidence.hospital.example`.
ADDRESS = "EVIDENCE_ADDRESS"
_FORM = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")


def named() -> str:
    """The named address; empty where there is none, and links follow the way by which a reader came."""
    return os.environ.get(ADDRESS, "").rstrip("/")


def check() -> None:
    """Raises SystemExit."""
    if named() and not _FORM.fullmatch(named()):
        raise SystemExit(f"{ADDRESS}={named()[:80]}: expected scheme and name of this site and no path, as in"
                         " https://evidence.hospital.example")  # fmt: skip
