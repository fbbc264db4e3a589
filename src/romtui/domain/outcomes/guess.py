"""What therapists expect of their own outcomes, asked for before they see them."""

from dataclasses import dataclass

from romtui.domain.errors import UserError
from romtui.domain.outcomes import texts


@dataclass(frozen=True, slots=True)
class Guess:
    """How many in a hundred got reliably better; None = skipped."""

    percent: int | None = None


def read_guess(typed: str) -> Guess:
    """Read a whole number from 0 to 100, with or without a percent sign; nothing is a skip."""
    written = typed.strip().removesuffix("%").rstrip()
    if not written:
        return Guess()
    if not (written.isascii() and written.isdecimal()) or len(written) > 3 or int(written) > 100:
        raise UserError(texts.GUESS_REFUSED)
    return Guess(int(written))
