"""Where things lie."""

import os
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError

VAULT_VARIABLE: Final = "ROMTUI_VAULT"
INSTRUMENTS_VARIABLE: Final = "ROMTUI_INSTRUMENTS"
WORDS_VARIABLE: Final = "ROMTUI_WORDS"
KEYS_VARIABLE: Final = "ROMTUI_KEYS"


def place_of(typed: str | Path) -> Path:
    """The whole path of what somebody typed; UserError where that can be none."""
    if "\0" in str(typed):
        raise UserError("That cannot be a name of a file: type another.")
    try:
        return Path(typed).expanduser().absolute()
    except RuntimeError:
        raise UserError(f"There is no such user in {typed}: type the whole path.") from None
    except OSError as error:
        raise UserError(f"This folder is gone ({error.strerror}): go to another first.") from None


def data_folder() -> Path:
    """The shipped content: beside the code in an installed package, else in the repository."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def vault_folder(argument: str | None = None) -> Path:
    """The vault: `--vault FOLDER`, else ROMTUI_VAULT, else this user's own data folder."""
    chosen = argument or os.environ.get(VAULT_VARIABLE)
    if chosen:
        return place_of(chosen)
    from platformdirs import user_data_path

    return user_data_path("romtui", appauthor=False)


def instruments_folder() -> Path:
    """The therapist's own questionnaires: ROMTUI_INSTRUMENTS, else a folder of this user's own.

    It need not be there.
    """
    return _of_ones_own(INSTRUMENTS_VARIABLE, "instruments")


def words_file() -> Path:
    """The therapist's own words: ROMTUI_WORDS, else a file in a folder of this user's own.

    It need not be there.
    """
    return _of_ones_own(WORDS_VARIABLE, "words", "words.toml")


def keys_file() -> Path:
    """The therapist's own keys: ROMTUI_KEYS, else a file in a folder of this user's own.

    It need not be there.
    """
    return _of_ones_own(KEYS_VARIABLE, "keys", "keys.toml")


def _of_ones_own(variable: str, folder: str, *file: str) -> Path:
    """What a variable of the environment names, else a place in this user's configuration.

    Up to version 0.2 each lay in a folder of its own, which is moved.
    """
    chosen = os.environ.get(variable)
    if chosen:
        return place_of(chosen)
    from platformdirs import user_config_path

    former = user_config_path(f"romtui-{folder}", appauthor=False)
    place = _configuration() / folder
    if os.path.lexists(former):
        from romtui.own_folders import move

        place = move(former, place)
    return place.joinpath(*file)


def _configuration() -> Path:
    """One folder for all that is the therapist's own; it lies beside the vault, never in it.

    A new vault takes only an empty folder, and on some systems data and configuration are one
    and the same.
    """
    from platformdirs import user_config_path, user_data_path

    folder = user_config_path("romtui", appauthor=False)
    taken = folder == user_data_path("romtui", appauthor=False) or (folder / "vault.hdr").exists()
    return folder.with_name("romtui-config") if taken else folder
