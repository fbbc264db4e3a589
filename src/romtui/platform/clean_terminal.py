"""What takes everything of the program off a terminal, whatever state it was left in."""

from typing import Final

CLEAN: Final = (
    b"\x1b[?2026l\x1b[0m\x1b[2J\x1b[H"  # nothing held back, no colour, nothing on the screen
    b"\x1b[?1049l"  # the screen as it was before the program
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # no mouse
    b"\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[<u"  # no marked paste, focus, sizes, odd keys
    b"\x1b[?25h"  # the cursor
)
