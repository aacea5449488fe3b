"""A registry record or what libraries know of a paper, from the address that is given; what was served is kept.

No address stands in the product: each is an option or a setting, so that a place without a network loses nothing.
"""

import hashlib
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

from etl.importing.brought import Refused
from etl.importing.record_file import SIZE_LIMIT

TIMEOUT_SECONDS = 20
NUMBER = re.compile(r"NCT\d{8}")


def fetch_record(number: str, address: str | None, folder: Path, today: date) -> Path:
    """The record of a registry number in `folder`, as served, with the day and the hash beside it. Raises Refused.

    `address` is that of the registry's interface for single studies; the number is added to it.
    """
    if not address:
        raise Refused(number, "no address of the registry is set; give --registry ADDRESS or set EVIDENCE_REGISTRY to the"
                              " address of its interface (version 2) for studies, or save the record as JSON and import"
                              " the file")  # fmt: skip
    data = served(f"{address.rstrip('/')}/{number}", number)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.json"
    path.write_bytes(data)
    _receipt(path).write_text(f"{today.isoformat()} {hashlib.sha256(data).hexdigest()}\n", encoding="ascii")
    return path


def seen(path: Path) -> str | None:
    """The day on which a file was fetched, as long as it holds the bytes that were served; None for other files."""
    receipt = _receipt(path)
    if not receipt.is_file():
        return None
    day, _, digest = receipt.read_text(encoding="ascii").strip().partition(" ")
    return day if digest == hashlib.sha256(path.read_bytes()).hexdigest() else None


def served(address: str, what: str) -> bytes:
    """The bytes at an address. Raises Refused where it is no web address, cannot be reached, or has no such thing."""
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise Refused(what, f"{address[:80]!r} is no web address; it begins with https://")
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            data: bytes = answer.read(SIZE_LIMIT + 1)
    except urllib.error.HTTPError as fault:
        known = "it knows no such number" if fault.code == 404 else "try again later, or save the file by hand"
        raise Refused(what, f"{address} answered {fault.code}; {known}") from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        raise Refused(what, f"{address} cannot be reached ({reason}); save the file by hand and import it") from None
    if len(data) > SIZE_LIMIT:
        raise Refused(what, f"{address} sent more than {SIZE_LIMIT:,} bytes; a record never has that many")
    return data


def parsed(data: bytes, what: str) -> dict[str, Any]:
    """An answer in JSON. Raises Refused for anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(what, "the answer is no JSON; is the address that of the interface?")
    return found


def _receipt(path: Path) -> Path:
    return path.with_name(f"{path.name}.seen")
