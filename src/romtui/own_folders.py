"""The folders of the therapist's own files, moved to their new place: nothing is written over."""

import os
from contextlib import suppress
from pathlib import Path


def move(former: Path, place: Path) -> Path:
    """Move what is in a folder, and give where it is to be read from then on.

    A file that is in both places stays in both, and the new one counts. What cannot be moved
    is read where it lies.
    """
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if former.is_symlink():
            with suppress(OSError):
                place.rmdir()  # only an empty one goes
            _move_one(former, place)
        elif os.path.lexists(place) or any(one.is_symlink() for one in former.iterdir()):
            _fill_up(former, place)
        else:
            former.rename(place)
    return place if os.path.lexists(place) or not os.path.lexists(former) else former


def _fill_up(former: Path, place: Path) -> None:
    """Move what the new folder does not have, and take the old one away once it is empty."""
    place.mkdir(mode=0o700, exist_ok=True)
    for one in sorted(former.iterdir()):
        with suppress(OSError):
            _move_one(one, place / one.name)
    former.rmdir()


def _move_one(one: Path, to: Path) -> None:
    """Rename, unless the name is taken; a link is made anew, for a relative one would point astray.

    It is there in the new place before it goes in the old one.
    """
    if os.path.lexists(to):
        return
    if one.is_symlink():
        to.symlink_to(os.path.normpath(one.parent.resolve() / one.readlink()))
        one.unlink()
    else:
        one.rename(to)
