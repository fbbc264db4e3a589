"""What can be seen of a Windows computer from outside, without the rights of an administrator."""

import os
import sys
from collections.abc import Iterator
from functools import cache
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
_IS_ON, _IS_OFF = "1", "2"
_TURN_ON: Final = "turn on BitLocker, or device encryption, in the settings of Windows"

_CONTROL: Final = r"SYSTEM\CurrentControlSet\Control"
_DUMPS: Final = r"SOFTWARE\Microsoft\Windows\Windows Error Reporting\LocalDumps"
_WHOLE_MEMORY: Final = 2


def look_at_memory() -> Iterator[CheckResult]:
    """Whether what was in memory, or on the screen, may reach the disk."""
    yield memory_in(
        pages=setting(rf"{_CONTROL}\Session Manager\Memory Management", "PagingFiles"),
        sealed=setting(rf"{_CONTROL}\FileSystem", "NtfsEncryptPagingFile"),
        sleeps=setting(rf"{_CONTROL}\Power", "HibernateEnabled"),
        said=_bitlocker(os.environ.get("SYSTEMDRIVE", "C:")),
    )
    ours = Path(sys.executable).name
    yield dumps_in(*(setting(key, "DumpType") for key in (_DUMPS, rf"{_DUMPS}\{ours}")))


def look_at_disk(folder: Path) -> CheckResult:
    """Whether BitLocker, or the device encryption of Windows Home, protects the disk."""
    drive = folder.absolute().drive
    return bitlocker_in(_bitlocker(drive), drive)


def bitlocker_in(said: str | None, drive: str) -> CheckResult:
    """What the lock on a drive means: 1 is on, 2 is off, others are on the way or suspended."""
    if said == _IS_ON:
        return CheckResult(f"disk {drive} is encrypted (BitLocker)", good=True)
    if said == _IS_OFF:
        return CheckResult(f"BitLocker on {drive}", good=False, detail=f"it is off: {_TURN_ON}")
    detail = "Windows did not say whether it is encrypted; a lost laptop that is off is safe then"
    return CheckResult(f"disk {drive}", good=None, detail=detail)


def memory_in(*, pages: object, sealed: object, sleeps: object, said: str | None) -> CheckResult:
    """What the settings of Windows say; one that cannot be read is taken for what is usual.

    `pages` lists the page files, `sealed` is 1 where they are encrypted, `sleeps` 0 where the
    computer never hibernates, `said` the lock on the drive on which both lie.
    """
    has_pages = not (isinstance(pages, list) and not any(pages)) and sealed != 1
    files = [*(["pagefile.sys"] * has_pages), *(["hiberfil.sys"] * (sleeps != 0))]
    if not files:
        return CheckResult("memory is not written to disk", good=True)
    named = " and ".join(files)
    if said == _IS_ON:
        return CheckResult(f"memory written to disk ({named}) is encrypted", good=True)
    if said == _IS_OFF:
        detail = f"{named} can keep what was on the screen: {_TURN_ON}"
        return CheckResult("memory written to disk", good=False, detail=detail)
    detail = f"Windows writes memory into {named}: an encrypted disk covers it"
    return CheckResult("memory written to disk", good=None, detail=detail)


def dumps_in(*kinds: object) -> CheckResult:
    """What Windows is set to keep of programs that crash, beside the report without memory."""
    what = "no memory in crash reports of romtui"
    if _WHOLE_MEMORY not in kinds:
        return CheckResult(what, good=True)
    detail = (
        "Windows keeps the whole memory of programs that crash: "
        f"remove DumpType under HKLM\\{_DUMPS}"
    )
    return CheckResult(what, good=False, detail=detail)


def setting(key: str, name: str) -> object:
    """A setting of the machine; None where there is none, or it cannot be read."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None


@cache
def _bitlocker(drive: str) -> str | None:
    question = _ASK_BITLOCKER.format(drive=drive)
    return answer_of("powershell", "-NoProfile", "-Command", question)
