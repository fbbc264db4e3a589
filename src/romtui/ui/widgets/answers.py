"""The answers that keys give, each key in sight before its words."""

import re
from collections.abc import Iterable
from typing import Final

from rich.text import Text

from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note

_KEY: Final = re.compile(r"(?:^ *| {3})(\S+)(?=  )")
"""A key as the texts write it: two spaces before its words, three or more after the last ones."""


class Answers(Note):
    """Words like `1  done` or `y  archive      Enter  keep`; what is broken goes on below them."""

    def lines(self, words: str | Private, width: int) -> Iterable[Text]:
        """Break the words into lines, and let their keys stand out."""
        if isinstance(words, Private):
            yield from wrapped(words, width)
            return
        key = ink(self.palette.accent, bold=True)
        for paragraph in words.splitlines():
            named = [match.span(1) for match in _KEY.finditer(paragraph)]
            deep = _words_begin(paragraph, named[0][1]) if named else 0
            first, *further = wrapped(paragraph, width, indent=deep)
            for begin, end in named:
                first.stylize(key, begin, end)
            yield from (first, *further)


def _words_begin(paragraph: str, key_ends: int) -> int:
    return key_ends + len(paragraph[key_ends:]) - len(paragraph[key_ends:].lstrip())
