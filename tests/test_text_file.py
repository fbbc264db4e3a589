"""Files that Notepad and PowerShell wrote are read like any other."""

from pathlib import Path

import pytest

from romtui.commands import BY_SCREEN
from romtui.content.keys_file import example, read_keys
from romtui.content.toml import ContentError
from romtui.text_file import decoded

WORDS = '[caseload]\nnew = "N"\n# für später\n'


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_whatever_coding_says_so_itself(coding: str) -> None:
    mark = "\ufeff" if coding in ("utf-16-le", "utf-16-be") else ""
    assert decoded(f"{mark}{WORDS}".encode(coding)) == WORDS


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16"])
def test_a_file_of_keys_may_come_from_powershell(tmp_path: Path, coding: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(example(BY_SCREEN).encode(coding))
    assert read_keys(file, BY_SCREEN) == {}


def test_a_file_in_another_coding_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes("# für".encode("cp1252"))
    with pytest.raises(ContentError, match=r"keys\.toml: is not TOML"):
        read_keys(file, BY_SCREEN)
