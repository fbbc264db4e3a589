"""The text of a file that somebody wrote with whatever program: Notepad, PowerShell, Excel."""

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """The text, in UTF-8 or in what a mark at its begin says: `>` of PowerShell writes UTF-16.

    Raises UnicodeDecodeError.
    """
    coding = next((coding for mark, coding in _MARKS if content.startswith(mark)), "utf-8")
    return content.decode(coding)
