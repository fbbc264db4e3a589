"""Keys: what a person calls them, and what a terminal does."""

from typing import Final

_SIGNS: Final = {
    "space": "Space",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "plus": "+",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "slash": "/",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "question_mark": "?",
    "at": "@",
    "left_square_bracket": "[",
    "backslash": "\\",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
}
_FUNCTION_KEYS: Final = tuple(f"f{number}" for number in range(1, 13))
_NAMED: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    **{key: key.upper() for key in _FUNCTION_KEYS},
}
_NAMES: Final = _SIGNS | _NAMED
_TYPED: Final = {name.casefold(): key for key, name in _NAMES.items()} | {
    key: key for key in _NAMES
}
_CTRL: Final = "ctrl+"
_SENT_AS_ANOTHER: Final = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"})
"""Backspace, Tab and Enter, to a terminal."""
DIGITS: Final = "0123456789"


def key_name(key: str) -> str:
    """A key as a person reads it: `question_mark` is `?`, `ctrl+l` is `Ctrl+L`."""
    if key.startswith(_CTRL):
        return f"Ctrl+{key.removeprefix(_CTRL).upper()}"
    return _NAMES.get(key, key)


def read_key(typed: str) -> str | None:
    """The key that a person means: a sign, `F5`, `PgDn`, `Ctrl+E`; None where there is none.

    A letter with Ctrl that a terminal sends as another key, as Ctrl+I is Tab, is none.
    """
    if len(typed) == 1 and typed.isalnum():
        return typed
    key = _TYPED.get(typed.casefold())
    if key is not None:
        return key
    folded = typed.casefold()
    letter = folded.removeprefix(_CTRL)
    if folded.startswith(_CTRL) and len(letter) == 1 and letter.isascii() and letter.isalpha():
        return None if folded in _SENT_AS_ANOTHER else folded
    return None


def reaches_past_fields(key: str) -> bool:
    """Whether the key can be a command even while a field takes text: F1 to F12, Ctrl and more."""
    return key.startswith(_CTRL) or key in _FUNCTION_KEYS
