"""Who may do what with a file, a folder or this process: the lists that Windows keeps.

`rights_list` says what stands in such a list.
"""

import ctypes
import sys
from ctypes import wintypes
from functools import cache
from pathlib import Path
from typing import Any, Final

assert sys.platform == "win32"

from romtui.platform.windows.rights_list import for_closed_process, for_owner, others_in

_FILE, _KERNEL_OBJECT = 1, 6
_DACL, _PROTECTED = 0x4, 0x80000000
_QUERY, _TOKEN_USER = 0x8, 1
_NO_RIGHTS_HERE: Final = (1, 50)
"""Invalid function, not supported: a stick that keeps no rights at all."""

_security = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel.GetCurrentProcess.restype = wintypes.HANDLE
_kernel.LocalFree.argtypes = (ctypes.c_void_p,)
_kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
_security.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p)
_security.GetTokenInformation.argtypes = (
    *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p),
)
_security.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
_security.SetNamedSecurityInfoW.argtypes = (
    *(wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD),
    *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
)
_security.GetNamedSecurityInfoW.argtypes = (
    *(wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, ctypes.c_void_p, ctypes.c_void_p),
    *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
)
_security.SetSecurityInfo.argtypes = (
    *(wintypes.HANDLE, ctypes.c_int, wintypes.DWORD),
    *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
)
_security.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
    *(wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p, ctypes.c_void_p),
)
_security.GetSecurityDescriptorDacl.argtypes = (
    *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
)
_security.ConvertSecurityDescriptorToStringSecurityDescriptorW.argtypes = (
    *(ctypes.c_void_p, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p, ctypes.c_void_p),
)


def grant_to_owner(path: Path) -> None:
    """Let nobody but this user and the system reach a file, or a folder and what is made in it.

    A disk that keeps no rights is left as it is. Raises OSError.
    """
    with _List(for_owner(_user())) as rights:
        error = _security.SetNamedSecurityInfoW(
            str(path), _FILE, _DACL | _PROTECTED, None, None, rights, None
        )
    if error and error not in _NO_RIGHTS_HERE:
        raise ctypes.WinError(error)


def is_granted_to_others(path: Path) -> bool:
    """Whether anybody else may do anything with a file or folder. Raises OSError."""
    descriptor = ctypes.c_void_p()
    error = _security.GetNamedSecurityInfoW(
        str(path), _FILE, _DACL, None, None, None, None, ctypes.byref(descriptor)
    )
    if error:
        raise ctypes.WinError(error)
    text = ctypes.c_wchar_p()
    try:
        _require(
            _security.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, 1, _DACL, ctypes.byref(text), None
            )
        )
        return bool(others_in(text.value or "", _user()))
    finally:
        _kernel.LocalFree(ctypes.cast(text, ctypes.c_void_p))
        _kernel.LocalFree(descriptor)


def close_process() -> None:
    """Keep other programs of this user out of this process's memory. Raises OSError."""
    with _List(for_closed_process(_user())) as rights:
        error = _security.SetSecurityInfo(
            _kernel.GetCurrentProcess(),
            _KERNEL_OBJECT,
            _DACL | _PROTECTED,
            None,
            None,
            rights,
            None,
        )
    if error:
        raise ctypes.WinError(error)


class _List:
    """A list of rights in the form that Windows takes, until the block ends."""

    def __init__(self, text: str) -> None:
        self._descriptor = ctypes.c_void_p()
        _require(
            _security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                text, 1, ctypes.byref(self._descriptor), None
            )
        )

    def __enter__(self) -> ctypes.c_void_p:
        present, defaulted = wintypes.BOOL(), wintypes.BOOL()
        rights = ctypes.c_void_p()
        _require(
            _security.GetSecurityDescriptorDacl(
                self._descriptor,
                ctypes.byref(present),
                ctypes.byref(rights),
                ctypes.byref(defaulted),
            )
        )
        return rights

    def __exit__(self, *_: object) -> None:
        _kernel.LocalFree(self._descriptor)


@cache
def _user() -> str:
    """This user, as lists of rights name it (S-1-5-…)."""
    token = wintypes.HANDLE()
    _require(_security.OpenProcessToken(_kernel.GetCurrentProcess(), _QUERY, ctypes.byref(token)))
    text = ctypes.c_wchar_p()
    try:
        size = wintypes.DWORD()
        _security.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
        held = ctypes.create_string_buffer(size.value)
        _require(
            _security.GetTokenInformation(token, _TOKEN_USER, held, size.value, ctypes.byref(size))
        )
        identity = ctypes.cast(held, ctypes.POINTER(ctypes.c_void_p))[0]
        _require(_security.ConvertSidToStringSidW(identity, ctypes.byref(text)))
        return text.value or ""
    finally:
        _kernel.LocalFree(ctypes.cast(text, ctypes.c_void_p))
        _kernel.CloseHandle(token)


def _require(done: Any) -> None:
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())
