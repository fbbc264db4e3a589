"""A folder of questionnaires of one's own: what is taken, what is listed, what never hurts."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from romtui.content.instruments import check_own, load_instruments
from romtui.content.toml import ContentError
from romtui.domain.scoring import score

SHIPPED = Path(__file__).parents[2] / "data" / "instruments"

OWN_ORS = """
id = "ors"
name = "ORS"
title = "Outcome Rating Scale, with a licence"
construct = "well-being"
lo = 0
hi = 40
direction = "higher_better"
{extra}
{options}
{items}
[licence]
terms = "my own licence"
"""
OPTIONS = "\n".join(f'[[option]]\nvalue = {n}\nlabel = "{n}"' for n in range(11))
ITEMS = "\n".join(f'[[item]]\ntext = "Question {n}"\nlabel = "part {n}"' for n in range(1, 5))


def own_ors(folder: Path, extra: str = "", **replaced: str) -> Path:
    text = OWN_ORS.format(extra=extra, options=OPTIONS, items=ITEMS)
    for old, new in replaced.items():
        text = text.replace(old, new)
    file = folder / "ors.toml"
    file.write_text(text, "utf-8")
    return file


def reason(folder: Path) -> str:
    library = load_instruments(SHIPPED, folder)
    assert len(library.unusable) == 1
    return library.unusable[0][1]


def test_a_file_with_the_words_takes_the_place_of_the_form_without(tmp_path: Path) -> None:
    own_ors(tmp_path)
    library = load_instruments(SHIPPED, tmp_path)
    assert library.unusable == ()
    assert library["ors"].with_text
    assert score(library["ors"], [7, 7, 8, 8]).total == 30


@pytest.mark.parametrize(
    ("replaced", "key"),
    [
        ({"higher_better": "lower_better"}, "direction"),
        ({"hi = 40": "hi = 36", "value = 10\n": "value = -1\n", "lo = 0": "lo = -4"}, "lo"),
        ({"hi = 40": "hi = 40\nversion = 2"}, "version"),
        ({"hi = 40": 'hi = 40\nkind = "alliance"'}, "kind"),
    ],
)
def test_its_scores_must_mean_what_stored_ones_do(
    tmp_path: Path, replaced: dict[str, str], key: str
) -> None:
    file = own_ors(tmp_path, **replaced)
    said = reason(tmp_path)
    assert f"{file}, {key}: " in said
    assert "as in the original form" in said
    assert not load_instruments(SHIPPED, tmp_path)["ors"].with_text


def test_without_the_words_the_id_stays_taken(tmp_path: Path) -> None:
    text = (SHIPPED / "ors.toml").read_text("utf-8")
    (tmp_path / "ors.toml").write_text(text, "utf-8")
    assert "taken" in reason(tmp_path)


def test_of_two_folders_the_first_has_the_id(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        own_ors(folder)
    library = load_instruments(SHIPPED, first, second)
    assert library["ors"].with_text
    assert "taken" in library.unusable[0][1]


def test_a_checked_file_is_judged_as_if_it_lay_in_the_folder(tmp_path: Path) -> None:
    assert check_own(own_ors(tmp_path), SHIPPED).with_text
    text = (SHIPPED / "phq9.toml").read_text("utf-8")
    (tmp_path / "phq9.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match="taken"):
        check_own(tmp_path / "phq9.toml", SHIPPED)
    assert check_own(SHIPPED / "phq9.toml", SHIPPED).id == "phq9"


BROKEN = {
    "empty": "",
    "binary": "\x00\x01",
    "deep": "a = " + "[" * 5000 + "]" * 5000,
    "digits": "lo = " + "9" * 5000,
    "huge": "lo = 1e999999999999",
    "many": 'n_items = 100000000\nitem_lo = 0\nitem_hi = 1\nlo = 0\nhi = 1\n[licence]\nterms = ""',
    "long": "# " + "x" * 1_100_000,
    "list": "item = 1",
    "date": "lo = 2026-01-01",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_listed_with_its_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.toml").write_text(BROKEN[name], "utf-8")
    assert f"{name}.toml" in reason(tmp_path)


def test_what_is_no_file_is_listed_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    names = [name for name, _ in load_instruments(SHIPPED, tmp_path).unusable]
    assert names == ["folder.toml", "gone.toml", "pipe.toml"]


def test_a_sign_that_would_move_the_terminal_is_refused(tmp_path: Path) -> None:
    own_ors(tmp_path, **{"Question 1": "\\u001b[2J"})
    assert "item[1].text: contains a character that cannot be displayed" in reason(tmp_path)


def test_words_stand_on_one_line(tmp_path: Path) -> None:
    own_ors(tmp_path, **{"Question 1": "one\\ntwo"})
    assert "item[1].text: one line is needed" in reason(tmp_path)


def test_words_of_every_language_are_taken(tmp_path: Path) -> None:
    own_ors(tmp_path, **{"Question 1": "می‌خواهم — ¿cómo? 你好"})
    assert load_instruments(SHIPPED, tmp_path).unusable == ()


LINES = (SHIPPED / "checkin.toml").read_text("utf-8").replace('"checkin"', '"mine"').splitlines()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_file_however_damaged_stops_the_program(tmp_path: Path, data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.sampled_from(["", "lo = -1e30", "[[item]]", "items = [0]", "value = 99", "x = [1"])
            | st.text(max_size=20)
        )
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for folder in (shipped, own):
        folder.mkdir(exist_ok=True)
    (shipped / "gad2.toml").write_text((SHIPPED / "gad2.toml").read_text("utf-8"), "utf-8")
    (own / "mine.toml").write_text("\n".join(lines), "utf-8", errors="replace")
    library = load_instruments(shipped, own)
    assert ("mine" in library) != bool(library.unusable)
    assert "gad2" in library
