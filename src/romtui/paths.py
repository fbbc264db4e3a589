"""Where things lie."""

import os
from pathlib import Path
from typing import Final

VAULT_VARIABLE: Final = "ROMTUI_VAULT"


def data_folder() -> Path:
    """The shipped content: beside the code in an installed package, else in the repository."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def vault_folder(argument: str | None = None) -> Path:
    """The vault: `--vault FOLDER`, else ROMTUI_VAULT, else this user's own data folder."""
    chosen = argument or os.environ.get(VAULT_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("romtui", appauthor=False)
