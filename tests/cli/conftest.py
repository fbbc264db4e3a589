"""The command line in a house of its own: no questionnaires of whoever runs the tests."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for questionnaires of one's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("ROMTUI_INSTRUMENTS", str(folder))
    return folder
