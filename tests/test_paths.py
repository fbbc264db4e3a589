"""Where things lie."""

from pathlib import Path

import pytest

from romtui.paths import instruments_folder, vault_folder, words_file


def test_a_folder_of_ones_own_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROMTUI_INSTRUMENTS", str(tmp_path))
    assert instruments_folder() == tmp_path


def test_the_usual_folder_is_not_in_the_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROMTUI_INSTRUMENTS", raising=False)
    monkeypatch.delenv("ROMTUI_VAULT", raising=False)
    assert not instruments_folder().is_relative_to(vault_folder())
    assert instruments_folder().name == "romtui-instruments"


def test_a_file_for_ones_own_words_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ROMTUI_WORDS", str(tmp_path / "mine.toml"))
    assert words_file() == tmp_path / "mine.toml"
    monkeypatch.delenv("ROMTUI_WORDS")
    monkeypatch.delenv("ROMTUI_VAULT", raising=False)
    assert not words_file().is_relative_to(vault_folder())
    assert words_file().name == "words.toml"
