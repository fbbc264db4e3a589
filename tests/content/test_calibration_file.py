"""The figures of the calibration as shipped, and what a broken file is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from romtui.content.calibration import FILE, load_calibration
from romtui.content.toml import ContentError
from romtui.domain.patterns.chance import Chance
from romtui.paths import data_folder

WHOLE = """
rules_version = 2
courses = 2000
seed = 1
made_on = "2026-11-28"
[headline]
"worsening~" = { sessions = 7.6, courses = 52.9 }
relapse = { sessions = 0.1, courses = 0 }
"""


def read(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "calibration.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_shipped_figures_can_be_read() -> None:
    shipped = load_calibration(data_folder() / FILE)
    assert shipped.courses >= 2_000
    assert {"worsening~", "reliable_deterioration", "not_on_track"} <= shipped.chances.keys()


def test_figures_are_exact_and_by_headline(tmp_path: Path) -> None:
    read_ones = load_calibration(read(tmp_path, WHOLE))
    assert read_ones.rules_version == 2
    assert read_ones.chances == {
        "worsening~": Chance(Decimal("7.6"), Decimal("52.9")),
        "relapse": Chance(Decimal("0.1"), Decimal(0)),
    }


@pytest.mark.parametrize(
    ("written", "instead", "key"),
    [
        ("seed = 1\n", "", "seed"),
        ('"worsening~"', '"worsning~"', "headline.worsning~"),
        ("52.9", "152.9", "headline.worsening~.courses"),
        ("7.6", "-1", "headline.worsening~.sessions"),
        ("0.1, courses = 0", "0.1", "headline.relapse.courses"),
        ("seed", "sead", "sead"),
        ("courses = 0 }", "courses = 0, people = 1 }", "headline.relapse.people"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(
    tmp_path: Path, written: str, instead: str, key: str
) -> None:
    file = read(tmp_path, WHOLE.replace(written, instead, 1))
    with pytest.raises(ContentError) as refused:
        load_calibration(file)
    assert (refused.value.file, refused.value.key) == (file, key)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"calibration\.toml: cannot be read"):
        load_calibration(tmp_path / "calibration.toml")
