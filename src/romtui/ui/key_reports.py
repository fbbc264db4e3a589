"""Which reports of a terminal mean something here, and in the one form that Textual reads.

The protocol of kitty (https://sw.kovidgoyal.net/kitty/keyboard-protocol) has more forms than
Textual asks for: a terminal, or what lies between, may send them all the same.
"""

import re
from collections.abc import Container, Mapping
from typing import Final

_NUMBER = "[0-9:]*"
_KEY: Final = re.compile(rf"\x1b\[({_NUMBER})(?:;({_NUMBER}))?(?:;({_NUMBER}))?([u~A-FHPQRS])")
_MOUSE: Final = re.compile(r"\x1b\[<[0-9]{1,4};-?[0-9]{1,5};-?[0-9]{1,5}[Mm]")
_MODE: Final = re.compile(r"\x1b\[\?[0-9]{1,5};[0-9]\$y")
_SIZE: Final = re.compile(r"\x1b\[48;([0-9]+);([0-9]+);([0-9]+);([0-9]+)t")
_FOCUS: Final = ("\x1b[I", "\x1b[O")
_LARGEST: Final = (500, 1_000, 30_000, 30_000)
"""Rows, columns and their pixels: a larger window is no window, and would fill the memory."""
_DIGITS: Final = 7
_RELEASE: Final = 3
_SHIFT, _LOCKS = 1, 64 | 128
_OTHER_KEYS: Final = 27
"""xterm's way (modifyOtherKeys) puts the key where others put the text."""


def understood(
    report: str, known: Container[str], functional: Mapping[str, str]
) -> tuple[str, ...]:
    """Give a report as one or more that can be read without harm; none when it means nothing.

    `known` are the fixed reports, `functional` the keys that are named by number and last
    letter (`5~`, `57399u`).
    """
    if report in known or report in _FOCUS or _MOUSE.fullmatch(report) or _MODE.fullmatch(report):
        return (report,)
    if size := _SIZE.fullmatch(report):
        sane = all(
            0 < _number(cells) <= most for cells, most in zip(size.groups(), _LARGEST, strict=True)
        )
        return (report,) if sane else ()
    key = _KEY.fullmatch(report)
    return () if key is None else _pressed(key, functional)


def _pressed(report: re.Match[str], functional: Mapping[str, str]) -> tuple[str, ...]:
    """One report for each character that the key typed; a key let go of is none."""
    keys, modifiers, typed, last = report.groups(default="")
    code, shifted, base = (_number(part) for part in [*keys.split(":"), "", ""][:3])
    modifier, event = (_number(part) for part in [*modifiers.split(":"), ""][:2])
    bits = max(modifier - 1, 0) & ~_LOCKS
    texts = [text for text in map(_number, typed.split(":")) if _is_character(text)]
    if event == _RELEASE or bits >= _SHIFT << 6:
        return ()
    if last == "~" and code == _OTHER_KEYS and texts:
        code, texts, last = texts[0], [], "u"
    if not keys:
        code = 1
    name = functional.get(f"{code}{last}")
    if name is None and (last != "u" or not (_is_character(code) or texts)):
        return ()
    held = bits & ~_SHIFT
    if held and code > 0x7F and name is None and _is_character(base):
        code = base  # a command by its place on the keyboard, whatever the alphabet
    if not held and not texts:
        texts = _text(code, name, shifted, shift=bool(bits & _SHIFT))
    if not texts:
        return (f"\x1b[{code};{bits + 1}{last}" if bits else f"\x1b[{code}{last}",)
    return tuple(f"\x1b[{code};{bits + 1};{text}{last}" for text in texts)


def _text(code: int, name: str | None, shifted: int, *, shift: bool) -> list[int]:
    """What a key types whose report does not say it."""
    if name is not None:
        return [ord(name)] if len(name) == 1 else []
    if shift and _is_character(shifted):
        return [shifted]
    upper = chr(code).upper()
    return [ord(upper) if shift and len(upper) == 1 else code]


def _number(digits: str) -> int:
    """0 for what is missing, or too long to be meant."""
    return int(digits) if digits and len(digits) <= _DIGITS and digits.isdecimal() else 0


def _is_character(code: int) -> bool:
    return 0x20 <= code <= 0x10FFFF and not 0x7F <= code < 0xA0 and not 0xD800 <= code <= 0xDFFF
