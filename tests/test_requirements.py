"""What is installed is what was locked: every wanted package, every hash, no address of a registry."""

import re

import pytest

from tests.conftest import STUDIES

ROOT = STUDIES.parent.parent
NAMES = sorted(path.stem for path in ROOT.glob("requirements*.txt"))


def wanted(name: str) -> dict[str, str]:
    """The packages of a file and of those that it includes, with their versions; each has a version and a reason."""
    found: dict[str, str] = {}
    for line in (ROOT / f"{name}.txt").read_text().splitlines():
        if line.startswith("-r "):
            found |= wanted(line[3:].strip().removesuffix(".txt"))
        elif line and not line.startswith("#"):
            package, version, reason = re.fullmatch(r"([\w.-]+)==([\w.]+)(?:; [^#]+)? +# (.+)", line).groups()
            assert reason
            found[package.lower().replace("_", "-")] = version
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_holds_what_is_wanted_with_hashes_and_no_address(name):
    text = (ROOT / f"{name}.lock").read_text()
    entries = re.findall(
        r"^([a-z0-9.-]+)==(\S+)(?: ;[^\\\n]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M
    )
    assert len(entries) == len(re.findall("==", re.sub(r";[^\\\n]*", "", text))) > 1
    locked = {(package, version) for package, version, _ in entries}
    assert set(wanted(name).items()) <= locked, "run `make lock`"
    assert "://" not in text and "--index" not in text and "--find" not in text


def test_what_is_served_is_what_is_tested():
    served, tested = ((ROOT / f"{name}.lock").read_text() for name in ("requirements", "requirements-dev"))
    pins = {line.split(" \\")[0] for line in served.splitlines() if "==" in line}
    assert pins <= {line.split(" \\")[0] for line in tested.splitlines()}, "run `make lock`"
