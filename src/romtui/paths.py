"""Where the files are: shipped content, the vault, and the therapist's own files."""

import os
from pathlib import Path
from typing import Final

from romtui import texts
from romtui.domain.errors import UserError

VAULT_VARIABLE: Final = "ROMTUI_VAULT"
INSTRUMENTS_VARIABLE: Final = "ROMTUI_INSTRUMENTS"
WORDS_VARIABLE: Final = "ROMTUI_WORDS"
KEYS_VARIABLE: Final = "ROMTUI_KEYS"


def place_of(typed: str | Path) -> Path:
    """The absolute path of what somebody typed. Raises UserError if it cannot be a path."""
    if "\0" in str(typed):
        raise UserError(texts.NOT_A_FILE_NAME)
    try:
        return Path(typed).expanduser().absolute()
    except RuntimeError:
        raise UserError(texts.no_such_user(f"{typed}")) from None
    except OSError as error:
        raise UserError(texts.folder_gone(error.strerror)) from None


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


def running_folder() -> Path:
    """Where running programs are found by `romtui lock`; it holds nothing but their numbers."""
    from platformdirs import user_runtime_path

    return user_runtime_path("romtui", appauthor=False)


def instruments_folder() -> Path:
    """The therapist's own questionnaires: ROMTUI_INSTRUMENTS, else a folder of this user's own.

    It need not be there.
    """
    return _own_file(INSTRUMENTS_VARIABLE, "instruments")


def words_file() -> Path:
    """The therapist's own words: ROMTUI_WORDS, else a file in a folder of this user's own.

    It need not be there.
    """
    return _own_file(WORDS_VARIABLE, "words", "words.toml")


def keys_file() -> Path:
    """The therapist's own keys: ROMTUI_KEYS, else a file in a folder of this user's own.

    It need not be there.
    """
    return _own_file(KEYS_VARIABLE, "keys", "keys.toml")


def _own_file(variable: str, folder: str, *file: str) -> Path:
    """The path in a variable of the environment, else one in this user's configuration.

    Up to version 0.2 each kind of file had a folder of its own, which is moved here.
    """
    chosen = os.environ.get(variable)
    if chosen:
        return place_of(chosen)
    from platformdirs import user_config_path

    former = user_config_path(f"romtui-{folder}", appauthor=False)
    own = _configuration() / folder
    if os.path.lexists(former):
        from romtui.own_folders import move

        own = move(former, own)
    return own.joinpath(*file)


def _configuration() -> Path:
    """One folder for all of the therapist's own files, beside the vault and never in it.

    A new vault needs an empty folder, and on some systems data and configuration share one.
    """
    from platformdirs import user_config_path, user_data_path

    folder = user_config_path("romtui", appauthor=False)
    taken = folder == user_data_path("romtui", appauthor=False) or (folder / "vault.hdr").exists()
    return folder.with_name("romtui-config") if taken else folder
