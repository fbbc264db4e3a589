"""What making a page for a third party says on the screen."""

from typing import Final

FOR_WHOM: Final = "A page for whom?"
TYPED_HINT: Final = "In your own words (optional). Enter goes on; Esc cancels the page."
PREVIEW: Final = "Preview: nothing is written yet"
HOW: Final = "x  leave out lines   u  bring all back   w  write the page   Esc  cancel"
LEAVE_OUT: Final = "Leave out which lines?"
LEAVE_OUT_HINT: Final = "Numbers, e.g. 2 5 6."
NO_SUCH_LINE: Final = "Type numbers of lines that are there."
NOBODY: Final = "No patient needs attention now. Open a record to make a sheet about one patient."
YES, NO = "yes, they agreed", "no, nothing is written"
WRITE_WHERE: Final = "Write the page to which file?"
WRITE_HINT: Final = (
    "A new .html file, e.g. ~/page.html. It is not encrypted: print it, then delete it."
)
CANCELLED: Final = "No page was written."


def written(file: str) -> str:
    """Where the page is."""
    return f"✓ Page written to {file}. It is not encrypted."
