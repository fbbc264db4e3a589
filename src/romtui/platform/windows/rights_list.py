"""Lists of rights as Windows writes them (SDDL): `D:P(A;OICI;FA;;;S-1-5-21-…)(A;OICI;FA;;;SY)`."""

import re
from typing import Final

_ALWAYS: Final = ("SY", "BA", "S-1-5-18", "S-1-5-32-544", "OW", "S-1-3-4", "CO", "S-1-3-0")
"""The system and the administrators, who can take any right anyway, and whoever owns the file."""
_ALLOWED: Final = re.compile(r"\((?:A|XA|OA);[^;]*;(?P<rights>[^;]*);[^;]*;[^;]*;(?P<who>[^;)]+)")


def others_in(rights: str, user: str) -> list[str]:
    """Who else is allowed anything by a list of rights; a list that is missing allows everybody."""
    if "D:" not in rights or "NO_ACCESS_CONTROL" in rights:
        return ["WD"]
    allowed = {found["who"] for found in _ALLOWED.finditer(rights) if found["rights"]}
    return sorted(allowed - {user, *_ALWAYS})


def for_owner(user: str) -> str:
    """The list that lets in the user, the system and the administrators, and what is made below."""
    return "D:P" + "".join(f"(A;OICI;FA;;;{who})" for who in (user, "SY", "BA"))


def for_closed_process(user: str) -> str:
    """The list that lets the user end and wait for a process, and not look into its memory."""
    return f"D:P(A;;0x101001;;;{user})(A;;0x1fffff;;;SY)"
