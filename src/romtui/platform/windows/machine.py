"""What can be seen of a Windows computer from outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from romtui.domain.check_result import CheckResult
from romtui.platform.other_programs import answer_of

__all__ = ["answer_of", "look_at_disk", "look_at_memory"]

_ASK_BITLOCKER: Final = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)
"""What Explorer shows as a lock on the drive: `manage-bde` would ask for an administrator."""


def look_at_memory() -> Iterator[CheckResult]:
    """Whether what was in memory, or on the screen, may reach the disk."""
    pages = (
        "Windows writes memory into pagefile.sys and hiberfil.sys: an encrypted disk covers both"
    )
    yield CheckResult("memory written to disk", good=None, detail=pages)
    yield CheckResult("no memory in crash reports of romtui", good=True)


def look_at_disk(folder: Path) -> CheckResult:
    """Whether BitLocker, or the device encryption of Windows Home, protects the disk."""
    drive = folder.absolute().drive
    question = _ASK_BITLOCKER.format(drive=drive)
    return bitlocker_in(answer_of("powershell", "-NoProfile", "-Command", question), drive)


def bitlocker_in(said: str | None, drive: str) -> CheckResult:
    """What the lock on a drive means: 1 is on, 2 is off, others are on the way or suspended."""
    if said == "1":
        return CheckResult(f"disk {drive} is encrypted (BitLocker)", good=True)
    if said == "2":
        detail = "it is off: turn on BitLocker, or device encryption, in the settings of Windows"
        return CheckResult(f"BitLocker on {drive}", good=False, detail=detail)
    detail = "Windows did not say whether it is encrypted; a lost laptop that is off is safe then"
    return CheckResult(f"disk {drive}", good=None, detail=detail)
