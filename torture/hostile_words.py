"""Words that would act on a terminal, on markup or on a column, and a strict reader of a terminal's
bytes.
"""

import re
from random import Random

_PIECES = (
    *(
        "\x1b[2J",
        "\x1b]0;owned\x07",
        "\x1b]52;c;QQ==\x07",
        "\x1b]8;;http://x\x1b\\",
        "\x1bP1$r\x1b\\",
    ),
    *(
        "\x1bc",
        "\x1b[6n",
        "\x9b5n",
        "\x9d0;x\x9c",
        "\x90q\x9c",
        "\x07",
        "\x08",
        "\r",
        "\n",
        "\t",
        "\x7f",
    ),
    *("\x00", "\x0e", "\x1b", "\x1b[?1049l", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\u200e"),
    *("\ufeff", "\u2028", "\u0301" * 9, "[/]", "[@click=app.leave]x[/]", "[bold]", "[link=x]"),
    *(
        "👩\u200d👩\u200d👧",
        "한글",
        "שלום",
        "=1+1",
        "%s",
        "{0}",
        "\\x1b[2J",
        "\ue000",
        "\U000e0041",
    ),
    *("jo", "Ann", " ", "-", "é", "ß"),
)

_KNOWN = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[$ ]?[ABCDHJKSTXdfhlmnpqrstu]"  # the cursor, colours, modes, what is asked
    rb"|\x1b\]22;[a-z]*(?:\x07|\x1b\\)"  # the shape of the mouse pointer
    rb"|\x1b[78=>]"
)
_CONTROL = re.compile(
    rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)
_NEVER = re.compile(rb"\x1b\[2J|\x1b\[[56]n|\x1b\](?:0|2|8|52);")


def hostile(dice: Random) -> str:
    """A few pieces in a row."""
    return "".join(dice.choices(_PIECES, k=dice.randrange(1, 6)))


def unasked_in(sent: bytes) -> list[bytes]:
    """Sequences that Textual knows but never draws with: only words could have brought them."""
    return sorted(set(_NEVER.findall(sent)))


def unknown_in(sent: bytes) -> list[bytes]:
    """Everything in a terminal's bytes that is neither text nor a sequence of Textual's own."""
    text = _KNOWN.sub(b"", sent)
    return sorted(set(_CONTROL.findall(text)))
