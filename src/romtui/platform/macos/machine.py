"""What can be seen of a Mac from outside."""

import sys
from collections.abc import Iterator
from pathlib import Path

assert sys.platform != "win32"

from romtui.domain.check_result import CheckResult
from romtui.platform.other_programs import answer_of
from romtui.platform.posix.machine import UNKNOWN_DISK

__all__ = ["answer_of", "look_at_disk", "look_at_memory"]


def look_at_memory() -> Iterator[CheckResult]:
    """Whether what was in memory, or on the screen, may reach the disk."""
    swap = answer_of("/usr/sbin/sysctl", "-n", "vm.swapusage")
    yield swap_in(swap)
    yield CheckResult("no memory dumps of romtui", good=True)


def look_at_disk(folder: Path) -> CheckResult:
    """Whether FileVault encrypts the disk under a folder."""
    return file_vault_in(answer_of("/usr/bin/fdesetup", "status"), folder)


def swap_in(said: str | None) -> CheckResult:
    """What `sysctl vm.swapusage` says: macOS marks swap that it encrypts."""
    what = "memory written to disk (swap)"
    if said is None:
        return CheckResult(what, good=None, detail="macOS did not say whether it is encrypted")
    if "(encrypted)" in said:
        return CheckResult(f"{what} is encrypted", good=True)
    detail = "it can keep what was on the screen: turn FileVault on"
    return CheckResult(what, good=False, detail=detail)


def file_vault_in(said: str | None, folder: Path) -> CheckResult:
    """What `fdesetup status` says; it is about the disk that the system starts from."""
    if str(folder).startswith("/Volumes/") or said is None:
        return CheckResult(f"disk under {folder.anchor}", good=None, detail=UNKNOWN_DISK)
    if "FileVault is On" in said:
        return CheckResult("the disk is encrypted (FileVault)", good=True)
    detail = "it is off: turn it on in System Settings, Privacy & Security"
    return CheckResult("FileVault", good=False, detail=detail)
