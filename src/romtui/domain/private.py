"""Words somebody typed about a person."""

from dataclasses import dataclass
from typing import Final, final

HIDDEN: Final = "•••"


@final
@dataclass(frozen=True, slots=True, repr=False)
class Private:
    """Words typed about a person: a name, a note, the name of a focus.

    It is not a `str`, so that mypy refuses it wherever text is drawn, logged or put
    together; `str()`, `repr()` and f-strings give dots. Only the store, an export and
    `ui.text.plain` may call `reveal` (a test in tests/test_architecture.py says so).
    """

    _text: str

    def reveal(self) -> str:
        """Give the words exactly as they were typed."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __str__(self) -> str:
        return HIDDEN

    def __repr__(self) -> str:
        return f"Private({HIDDEN})"

    def __format__(self, spec: str) -> str:
        return format(HIDDEN, spec)
