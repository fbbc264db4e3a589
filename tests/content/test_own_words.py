"""The file of the therapist's own words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.content.deck import load_deck
from romtui.content.overrides_file import as_toml, read_overrides, write_overrides
from romtui.content.toml import ContentError
from romtui.content.wordbook import Wordbook
from romtui.domain.dialogue import LineSlot
from romtui.domain.dialogue.line_lists import LineList
from romtui.domain.dialogue.overrides import Overrides
from romtui.domain.errors import UserError
from romtui.domain.pattern import Pattern
from romtui.platform import disk

ENGLISH = Path(__file__).parents[2] / "data" / "dialogue" / "en.toml"
SHIPPED = load_deck(ENGLISH)
STALLED = LineList(Pattern.STALLED, LineSlot.OPEN, "standard")
FIRST = "stalled/open/standard/1"
OWN = Overrides(
    texts={FIRST: 'Still {score}: "fine"? \\ Or not?', "stalled/goal/mine-1": "Zoë – ‘what’ now?"},
    starred=frozenset({FIRST, "stalled/bond/1"}),
    hidden=frozenset({"stalled/open/standard/2"}),
    order={STALLED.name: ("3", "1", "2")},
)


def words(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "words.toml"
    write_overrides(file, OWN, "en")
    assert read_overrides(file, SHIPPED) == OWN
    assert not disk.is_open_to_others(file)
    assert [one.name for one in file.parent.iterdir()] == ["words.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    link = tmp_path / "words.toml"
    link.symlink_to(kept)
    write_overrides(link, OWN, "en")
    assert link.is_symlink()
    assert read_overrides(kept, SHIPPED) == OWN


printable = st.characters(exclude_categories=("C", "Z"), include_characters=" ")


@given(st.text(printable, min_size=1).filter(lambda text: text.strip() and not {*text} & {*"{}"}))
def test_any_words_survive_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("words") / "words.toml"
    own = Overrides(texts={FIRST: text})
    write_overrides(file, own, "en")
    assert read_overrides(file, SHIPPED) == own


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('language = "de"', "language"),
        ('language = "en"\nmine = 1', "mine"),
        (f'language = "en"\n[lines."{FIRST}"]\ntext = " "', f"lines.{FIRST}.text"),
        (f'language = "en"\n[lines."{FIRST}"]\ntext = "a\\nb"', f"lines.{FIRST}.text"),
        (f'language = "en"\n[lines."{FIRST}"]\ntext = "\\u001b"', f"lines.{FIRST}.text"),
        (f'language = "en"\n[lines."{FIRST}"]\nstared = true', f"lines.{FIRST}.stared"),
        (f'language = "en"\n[lines."{FIRST}"]\nhidden = 1', f"lines.{FIRST}.hidden"),
        (f'language = "en"\n[lines."{FIRST}"]\ntext = "{{scroe}}"', f"lines.{FIRST}"),
        ('language = "en"\n[lines."risk_item/act/1"]\nhidden = true', "lines.risk_item/act/1"),
        ('language = "en"\n[lines."risk/act/1"]\nhidden = true', "lines.risk/act/1"),
        ('language = "en"\n[order]\n"risk" = ["1"]', "order.risk"),
        ('language = "en"\n[order]\n"stalled/goal" = [1]', "order.stalled/goal"),
        ('language = "en"\nlines = 3', "lines"),
        ("language", ""),
    ],
)
def test_a_complaint_names_the_file_and_the_key(tmp_path: Path, text: str, key: str) -> None:
    file = words(tmp_path / "words.toml", text)
    with pytest.raises(ContentError) as complaint:
        read_overrides(file, SHIPPED)
    assert complaint.value.key == key
    assert str(file) in str(complaint.value)


def test_a_broken_own_file_never_stops_the_program_and_is_left_alone(tmp_path: Path) -> None:
    file = words(tmp_path / "words.toml", "language = en")
    book = Wordbook(SHIPPED, file)
    assert book.deck is SHIPPED
    assert str(file) in book.unusable
    with pytest.raises(UserError, match="left as it is"):
        book.keep(OWN)
    assert file.read_text("utf-8") == "language = en"


def test_a_folder_that_cannot_be_looked_into_never_stops_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", shut)
    book = Wordbook(SHIPPED, tmp_path / "words.toml")
    assert book.deck is SHIPPED
    assert "Permission denied" in book.unusable


def test_own_words_are_there_again_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    Wordbook(SHIPPED, file).keep(OWN)
    again = Wordbook(SHIPPED, file)
    assert again.own == OWN
    assert STALLED.lines(again.deck)[0].text == OWN.texts[FIRST]
    assert again.shipped is SHIPPED


def test_what_is_refused_or_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    book = Wordbook(SHIPPED, tmp_path / "file" / "words.toml")
    with pytest.raises(ContentError, match="cannot be written"):
        book.keep(OWN)
    assert book.own == Overrides()
    book = Wordbook(SHIPPED, tmp_path / "words.toml")
    with pytest.raises(UserError, match="not hidden"):
        book.keep(Overrides().hide("risk_item/open/new/1"))
    assert book.own == Overrides()
    assert not (tmp_path / "words.toml").exists()


def test_the_words_of_one_therapist_reach_another_as_one_file(tmp_path: Path) -> None:
    lent = tmp_path / "lent.toml"
    book = Wordbook(SHIPPED)
    book.keep(OWN)
    assert book.export(str(lent)) == lent
    other = Wordbook(SHIPPED, tmp_path / "words.toml")
    other.keep(Overrides().added(STALLED, "Mine."))
    before = other.own
    assert other.import_file(str(lent)) == 4
    assert other.own.texts.items() >= {**OWN.texts, **before.texts}.items()
    assert Wordbook(SHIPPED, tmp_path / "words.toml").own == other.own
    assert read_overrides(tmp_path / "words.toml.before", SHIPPED) == before


def test_an_export_never_writes_over_a_file(tmp_path: Path) -> None:
    book = Wordbook(SHIPPED)
    with pytest.raises(ContentError, match="already exists"):
        book.export(str(words(tmp_path / "there.toml", "")))
    with pytest.raises(ContentError, match="folder not found"):
        book.export(str(tmp_path / "nowhere" / "words.toml"))
    with pytest.raises(UserError, match="Type where"):
        book.export(" ")


def test_a_broken_file_is_not_taken_in(tmp_path: Path) -> None:
    book = Wordbook(SHIPPED)
    with pytest.raises(ContentError, match="not a variable"):
        book.import_file(
            str(words(tmp_path / "w.toml", as_toml(Overrides(texts={FIRST: "{scroe}"}), "en")))
        )
    with pytest.raises(ContentError, match="cannot be read"):
        book.import_file(str(tmp_path / "nowhere.toml"))
    assert book.deck is SHIPPED
