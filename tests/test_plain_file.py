"""A file that the therapist asks for."""

from pathlib import Path

import pytest

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.plain_file import write_plain
from romtui.platform import disk

WORDS = Private("PHQ-9 12, 3 points better.\n")


def test_a_new_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    file = write_plain(f" {tmp_path / 'note.txt'} ", WORDS)
    assert file.read_text("utf-8") == WORDS.reveal()
    assert not disk.is_open_to_others(file)


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    there = tmp_path / "note.txt"
    there.write_text("older")
    (tmp_path / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    for name in ("note.txt", "link.txt"):
        with pytest.raises(UserError, match="already exists"):
            write_plain(str(tmp_path / name), WORDS)
    assert there.read_text() == "older"
    assert not (tmp_path / "elsewhere.txt").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("  ", "Type where to write it"),
        ("{here}/nowhere/note.txt", "not found"),
        ("{here}/file/note.txt", "not found"),
        ("~nobody-of-that-name/note.txt", "not found"),
        ("{here}/a\0b", "cannot be a file name"),
        ("/dev/full", "already exists"),
    ],
)
def test_a_place_that_will_not_do_is_refused(tmp_path: Path, typed: str, sentence: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=sentence):
        write_plain(typed.format(here=tmp_path), WORDS)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
