"""`romtui keys`, and the keys that hold when the screens begin."""

import sys
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.visible import visible
from romtui.paths import keys_file
from romtui.ui.commands import BY_SCREEN, as_markdown

_STAY: Final = "The shipped keys stay in force."
DONE, REFUSED = 0, 1


def own_keys() -> tuple[dict[str, str], str]:
    """The keys of the therapist's own file, by command; or none, and why it is not followed."""
    file = keys_file()
    if not file.exists():
        return {}, ""
    from romtui.content.own_keys import read_keys

    try:
        return read_keys(file, BY_SCREEN), ""
    except UserError as refusal:
        return {}, f"{refusal} {_STAY}"


def run(*, example: bool, check: Path | None) -> int:
    """Print the keys in force, a file to start from, or the verdict on a file.

    Raises the UserError of a file that cannot be followed; one's own that cannot is told on the
    error channel, after the shipped keys.
    """
    if example:
        from romtui.content.own_keys import example as written

        _print(f"# It lies at {visible(str(keys_file()))}\n{written(BY_SCREEN)}")
        return DONE
    if check is not None:
        from romtui.content.own_keys import read_keys

        count = len(read_keys(check, BY_SCREEN))
        number = "1 command has" if count == 1 else f"{count} commands have"
        _print(f"{visible(check.name)} can be followed: {number} keys of your own.\n")
        return DONE
    keys, refused = own_keys()
    where = visible(str(keys_file()))
    said = f"As shipped, but for what {where} changes." if keys else "As shipped."
    _print(as_markdown(f"# Keys\n\n{said}\n", keys))
    if refused:
        print(f"romtui: {visible(refused)}", file=sys.stderr)  # noqa: T201 -- the command line's voice
    return REFUSED if refused else DONE


def _print(words: str) -> None:
    print(words, end="")  # noqa: T201 -- the command's output
