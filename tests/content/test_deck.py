"""The shipped language file, and what a broken one is told."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.content.toml import ContentError
from romtui.domain.dialogue import Deck, Slot, lint
from romtui.domain.dialogue.variants import known_variants
from romtui.domain.patterns.finding import Pattern

ENGLISH = Path(__file__).parents[2] / "data" / "dialogue" / "en.toml"
Edit = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(ENGLISH)


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """The shipped file with one thing changed."""

    def edit(old: str, new: str) -> Path:
        text = ENGLISH.read_text("utf-8")
        assert text.count(old) >= 1
        file = tmp_path / "made.toml"
        file.write_text(text.replace(old, new, 1), "utf-8")
        return file

    return edit


def test_the_shipped_lines_keep_to_the_style(deck: Deck) -> None:
    assert lint(deck) == []


def test_there_are_three_ways_to_open_each_talk_and_two_about_safety(deck: Deck) -> None:
    for pattern in Pattern:
        openings = deck.entry(pattern).of(Slot.OPEN)
        for variant in known_variants(pattern):
            ways = sum(line.variant in {variant} for line in openings)
            assert ways >= (2 if pattern is Pattern.RISK_ITEM or variant != "standard" else 3)
        assert len(openings) >= 3


def test_every_line_has_a_name_of_its_own(deck: Deck) -> None:
    names = [line.id for line in deck]
    assert len(set(names)) == len(names)
    assert "stalled/open/standard/1" in names
    assert "risk_item/goal/1" in names


def test_a_line_that_is_taken_out_leaves_the_names_of_the_others(edited: Edit) -> None:
    first = "\"You've stayed close to {score} for {span_text}."
    file = edited(first, f'"", {first}')
    lines = load_deck(file).entry(Pattern.STALLED).of(Slot.OPEN)
    assert next(line.id for line in lines if line.variant == "standard").endswith("standard/2")


def test_no_two_openings_of_a_pattern_are_the_same(deck: Deck) -> None:
    for pattern in Pattern:
        texts = [line.text for line in deck.entry(pattern).of(Slot.OPEN)]
        assert len(set(texts)) == len(texts)


def test_a_title_fits_a_line_of_the_caseload(deck: Deck) -> None:
    assert max(len(entry.title) for entry in deck.entries.values()) <= 40


def test_the_objections_card_is_there(deck: Deck) -> None:
    assert len(deck.objections) == 10
    assert all(one.says and one.say and one.feature for one in deck.objections)


def test_what_to_say_before_the_very_first_form_is_there(deck: Deck) -> None:
    assert [line.id for line in deck.framing] == [
        f"first_session/open/before/{number}" for number in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('lane = "safety"', 'lane = "danger"', "patterns.risk_item.lane"),
        ("[patterns.stable]", "[patterns.stabel]", "patterns.stabel"),
        ("open.easing = [", "open.easy = [", "patterns.reliable_deterioration.open.easy"),
        ('evidence = ["simon2013"', 'evidence = ["simon2031"', "patterns.risk_item.evidence"),
        ('went_up = "went up"', "went_up = 3", "words.went_up"),
        ('went_up = "went up"', "", "words.went_up"),
        ('  "January", ', "  ", "words.months"),
        ('1 = "a form"', 'one = "a form"', "words.forms.one"),
        ("longest_open = 45", "longest_open = true", "style.longest_open"),
        ('goal = ["What would you most like', 'goals = ["What would', "fallback.goals"),
        ('code = "timing"', "code = 1", "objections[2].code"),
        ('title = "Safety item answered"', 'titel = "x"', "patterns.risk_item.titel"),
    ],
)
def test_a_mistake_is_answered_with_the_file_and_the_key(
    edited: Edit, old: str, new: str, key: str
) -> None:
    file = edited(old, new)
    with pytest.raises(ContentError) as refused:
        load_deck(file)
    assert str(file) in str(refused.value)
    assert refused.value.key == key
    assert key in str(refused.value)


def test_a_slot_with_nothing_to_say_is_refused(edited: Edit) -> None:
    file = edited('  "What would help you stay safe between now and when we next meet?",\n', "")
    with pytest.raises(ContentError, match=r"patterns\.risk_item\.goal.*something to say"):
        load_deck(file)


def test_a_file_that_is_not_toml_or_not_there_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ", "utf-8")
    for file in (broken, tmp_path / "missing.toml"):
        with pytest.raises(ContentError, match=file.name):
            load_deck(file)


def test_the_file_can_be_read_by_any_toml_reader() -> None:
    assert tomllib.loads(ENGLISH.read_text("utf-8"))["language"] == "en"
