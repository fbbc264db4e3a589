"""Where things lie."""

import os
import sys
from pathlib import Path

import pytest

from romtui.paths import instruments_folder, keys_file, vault_folder, words_file

POSIX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="places as on Linux")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Somebody's configuration, with nothing in it."""
    for name in ("INSTRUMENTS", "WORDS", "KEYS", "VAULT"):
        monkeypatch.delenv(f"ROMTUI_{name}", raising=False)
    config = tmp_path / "config"
    config.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return config


def written(file: Path, words: str = "mine") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words)
    return file


def test_a_folder_of_ones_own_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROMTUI_INSTRUMENTS", str(tmp_path))
    monkeypatch.setenv("ROMTUI_WORDS", str(tmp_path / "mine.toml"))
    assert instruments_folder() == tmp_path
    assert words_file() == tmp_path / "mine.toml"


@POSIX_ONLY
def test_all_of_ones_own_lies_in_one_folder_and_not_in_the_vault(home: Path) -> None:
    assert instruments_folder() == home / "romtui" / "instruments"
    assert words_file() == home / "romtui" / "words" / "words.toml"
    assert keys_file() == home / "romtui" / "keys" / "keys.toml"
    assert not words_file().is_relative_to(vault_folder())
    assert list(home.iterdir()) == []


@POSIX_ONLY
@pytest.mark.parametrize("shared", ["data and configuration", "a vault"])
def test_where_a_vault_lies_in_that_folder_it_has_another_name(
    home: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shared == "a vault":
        written(home / "romtui" / "vault.hdr")
    else:
        monkeypatch.setenv("XDG_DATA_HOME", str(home))
    assert words_file() == home / "romtui-config" / "words" / "words.toml"


@POSIX_ONLY
def test_the_three_folders_of_before_are_moved(home: Path) -> None:
    written(home / "romtui-instruments" / "mine.toml", "form")
    written(home / "romtui-words" / "words.de.toml", "Wort")
    written(home / "romtui-keys" / "keys.toml", "keys")
    assert (instruments_folder() / "mine.toml").read_text() == "form"
    assert words_file().with_name("words.de.toml").read_text() == "Wort"
    assert keys_file().read_text() == "keys"
    assert [one.name for one in home.iterdir()] == ["romtui"]


@POSIX_ONLY
def test_nothing_is_written_over_and_the_new_one_counts(home: Path) -> None:
    written(home / "romtui-instruments" / "both.toml", "old")
    written(home / "romtui-instruments" / "old.toml", "old")
    written(home / "romtui" / "instruments" / "both.toml", "new")
    for _ in range(2):
        folder = instruments_folder()
    assert {one.name: one.read_text() for one in folder.iterdir()} == {
        "both.toml": "new",
        "old.toml": "old",
    }
    assert (home / "romtui-instruments" / "both.toml").read_text() == "old"


@POSIX_ONLY
@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize("linked", ["the folder", "the file"])
def test_a_link_still_leads_where_it_did(home: Path, linked: str, relative: bool) -> None:
    kept = written(home.parent / "dotfiles" / "words" / "words.toml", "linked")
    link, target = home / "romtui-words", kept.parent
    if linked == "the file":
        link.mkdir()
        link, target = link / "words.toml", kept
    link.symlink_to(os.path.relpath(target, link.parent) if relative else target)
    assert words_file().read_text() == "linked"
    assert not os.path.lexists(home / "romtui-words")
    assert kept.read_text() == "linked"


@POSIX_ONLY
def test_a_link_takes_the_place_of_an_empty_folder_only(home: Path) -> None:
    kept = written(home.parent / "dotfiles" / "keys.toml", "linked")
    (home / "romtui-keys").symlink_to(kept.parent)
    (home / "romtui" / "keys").mkdir(parents=True)
    assert keys_file().read_text() == "linked"
    (home / "romtui-words").symlink_to(kept.parent)
    written(home / "romtui" / "words" / "words.toml", "new")
    assert words_file().read_text() == "new"
    assert (home / "romtui-words").is_symlink()


@POSIX_ONLY
@pytest.mark.parametrize("in_the_way", ["a file", "no rights"])
def test_what_cannot_be_moved_is_read_where_it_lies(home: Path, in_the_way: str) -> None:
    written(home / "romtui-words" / "words.toml", "old")
    if in_the_way == "a file":
        written(home / "romtui", "in the way")
    elif os.getuid() == 0:
        pytest.skip("root may write anywhere")
    else:
        home.chmod(0o500)
    assert words_file().read_text() == "old"
    home.chmod(0o700)
