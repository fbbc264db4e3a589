"""Looks into the memory of a running process."""

import contextlib
from pathlib import Path


def found_in_memory(pid: int, sought: bytes) -> bool:
    """Whether these bytes are anywhere in what the process can read or write."""
    return bool(copies_in_memory(pid, [sought])[sought])


def copies_in_memory(pid: int, sought: list[bytes]) -> dict[bytes, int]:
    """How often each of these is there. Raises PermissionError where looking is forbidden."""
    found = dict.fromkeys(sought, 0)
    places = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for place in places:
            extent, rights, *_ = place.split()
            if "r" not in rights or "[v" in place:
                continue
            start, end = (int(one, 16) for one in extent.split("-"))
            memory.seek(start)
            with contextlib.suppress(OSError):
                held = memory.read(end - start) or b""
                for each in sought:
                    found[each] += held.count(each)
    return found
