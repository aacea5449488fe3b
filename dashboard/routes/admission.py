"""Who of those whom a provider lets in may read: the rules of EVIDENCE_LOGIN and what belongs to it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

#: Mail addresses and @domains with commas between, or * for everybody whom the provider lets in; -name@domain is shut out.
WHO = "EVIDENCE_LOGIN"
#: `unstated` where the provider never says whether an address is verified; a false one never counts.
MAIL = "EVIDENCE_LOGIN_MAIL"
#: Claims that everybody must have, as name=value with commas between: tid=…, hd=…, iss=….
CLAIMS = "EVIDENCE_LOGIN_CLAIMS"
#: How many hours a login lasts.
HOURS, USUAL = "EVIDENCE_LOGIN_HOURS", 720
_ENTRY = re.compile(r"\*|-?[^@\s,]*@[^@\s,]+")


@dataclass(frozen=True)
class Rules:
    """The rules as they are set. Addresses are in lower case; `demanded` are pairs of claim and value."""

    who: frozenset[str]
    unstated: bool
    demanded: tuple[tuple[str, str], ...]
    hours: float

    @staticmethod
    def asked() -> bool:
        """Whether anybody is asked to log in."""
        return bool(os.environ.get(WHO))

    @staticmethod
    def read() -> "Rules":
        """Raises ValueError, with what is expected."""
        return _rules(*(os.environ.get(name, "") for name in (WHO, MAIL, CLAIMS, HOURS)))

    def admit(self, user: Mapping[str, object]) -> bool:
        """Whether somebody who is logged in may read, by the claims about them."""
        given = str(user.get("email") or "")
        mail, domain = given.lower(), given.lower().rpartition("@")[2]
        if {f"-{mail}", f"-@{domain}"} & self.who or any(str(user.get(claim)) != value for claim, value in self.demanded):
            return False
        known = given.isascii() and re.fullmatch(r"[^@]+@[^@]+", mail) and self._verified(user)
        return "*" in self.who or bool(known and {mail, f"@{domain}"} & self.who)

    def _verified(self, user: Mapping[str, object]) -> bool:
        """Whether the provider stands for the address: it may be anybody's where it says nothing."""
        said = user.get("email_verified")
        return said is True or said in ("true", "True") or (said is None and self.unstated)


@lru_cache(maxsize=8)
def _rules(who: str, mail: str, claims: str, hours: str) -> Rules:
    entries = [one.strip().lower() for one in who.split(",") if one.strip()]
    for one in entries:
        if not _ENTRY.fullmatch(one) or not one.isascii():
            raise ValueError(
                f"{WHO}: expected addresses and @domains, -addresses that are shut out, or *, given {one[:80]!r}"
            )
    if mail not in ("", "verified", "unstated"):
        raise ValueError(f"{MAIL}={mail[:40]}: expected verified, or unstated where the provider says of no address whether"
                         " it is verified")  # fmt: skip
    split = [one.partition("=") for one in claims.split(",") if one.strip()]
    pairs = [(name.strip(), value.strip()) for name, _, value in split]
    if not all(name and value for name, value in pairs):
        raise ValueError(f"{CLAIMS}={claims[:80]}: expected name=value with commas between, as in tid=…")
    try:
        life = float(hours or USUAL)
    except ValueError:
        life = 0
    if not 0 < life <= USUAL:
        raise ValueError(f"{HOURS}={hours[:40]}: expected hours, more than 0 and at most {USUAL}")
    return Rules(frozenset(entries), mail == "unstated", tuple(pairs), life)
