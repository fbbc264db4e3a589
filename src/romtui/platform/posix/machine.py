"""What can be seen of a Linux computer from outside, without a right that romtui has not."""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from romtui.domain.check_result import CheckResult
from romtui.platform.other_programs import answer_of

assert sys.platform != "win32"

__all__ = ["UNKNOWN_DISK", "answer_of", "look_at_disk", "look_at_memory"]

_PROC: Final = Path("/proc")
UNKNOWN_DISK: Final = (
    "romtui cannot see whether the disk is encrypted; a lost laptop that is off is safe then"
)


def look_at_memory(proc: Path = _PROC) -> Iterator[CheckResult]:
    """Whether what was in memory, or on the screen, may reach the disk."""
    yield _swap(proc)
    pattern = _read(proc / "sys" / "kernel" / "core_pattern")
    piped = pattern.startswith("|")
    detail = (
        "the system keeps memory dumps of programs; romtui forbids them for itself, other "
        "programs that show its text do not"
        if piped
        else ""
    )
    yield CheckResult("no memory dumps of romtui", good=True, detail=detail)
    yield _memory_lock()


def look_at_disk(folder: Path) -> CheckResult:
    """Whether the disk under a folder is encrypted."""
    return CheckResult(f"disk under {folder.anchor}", good=None, detail=UNKNOWN_DISK)


def _swap(proc: Path) -> CheckResult:
    lines = _read(proc / "swaps").splitlines()[1:]
    plain = [line.split()[0] for line in lines if "zram" not in line]
    if not plain:
        return CheckResult("memory is not written to disk", good=True)
    sealed = all(name.startswith(("/dev/dm-", "/dev/mapper/")) for name in plain)
    detail = (
        f"{', '.join(plain)} may be encrypted: lsblk tells; what is on the screen can reach it"
        if sealed
        else f"{', '.join(plain)} can keep what was on the screen: encrypt the disk, or swapoff -a"
    )
    return CheckResult(
        "memory written to disk (swap)", good=None if sealed else False, detail=detail
    )


def _memory_lock() -> CheckResult:
    most = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    size = "without limit" if most == resource.RLIM_INFINITY else f"up to {most // 1024} KiB"
    return CheckResult(
        "memory that can be kept off the disk", good=None, detail=f"{size}; not used"
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
