"""A file of one's own that is nested beyond reason is refused at once."""

import time
from pathlib import Path

import pytest

from romtui.content.toml import ContentError, read_toml

DEEP = {
    "a key": "a." * 20_000 + "a = 1",
    "with blanks": "a . " * 10_000 + "a = 1",
    "in quotation marks": '"a".' * 10_000 + "a = 1",
    "in apostrophes": "'a'." * 10_000 + "a = 1",
    "a heading": "[" + "a." * 20_000 + "a]",
    "in a value": "x = {" + "a." * 20_000 + "a = 1}",
    "lists": "x = " + "[" * 20_000,
    "after a remark": "# “\n" + "a." * 20_000 + "a = 1",
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_file_nested_beyond_reason_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.toml"
    file.write_text(DEEP[kind], "utf-8")
    begun = time.monotonic()
    with pytest.raises(ContentError, match="nested too deeply"):
        read_toml(file)
    assert time.monotonic() - begun < 1


def test_full_stops_in_words_are_no_nesting(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    dots = "e.g." * 50
    file.write_text(
        f'# {dots}\none = "{dots}"\ntwo = \'{dots}\'\nthree = """\n{dots}\n"""\n'
        f"four = [{'1.5, ' * 50}]\na.b.c.d = 1\n",
        "utf-8",
    )
    table = read_toml(file)
    assert table.text("one") == table.text("two") == table.text("three").strip() == dots
