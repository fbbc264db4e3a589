"""The shipped language file, and what a broken one is told."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.content.toml import ContentError
from romtui.domain.dialogue import Deck, LineSlot, lint
from romtui.domain.dialogue.variants import ASKED, known_variants
from romtui.domain.pattern import Pattern

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


def test_there_are_two_ways_to_say_each_thing_and_three_ways_to_open_each_talk(
    deck: Deck,
) -> None:
    for pattern in Pattern:
        openings = deck.entry(pattern).of(LineSlot.OPEN)
        for variant in known_variants(pattern):
            ways = sum(line.variant == variant for line in openings)
            assert ways >= 2, f"{pattern.value}/{variant}"
        assert len(openings) >= 3


def test_what_was_seen_once_and_what_held_have_titles_of_their_own(deck: Deck) -> None:
    for pattern in ASKED:
        assert deck.entry(pattern).title_ask
    titles = [title for entry in deck.entries.values() for title in entry.titles]
    assert len(set(titles)) == len(titles)


def test_the_titles_are_calm_and_short(deck: Deck) -> None:
    for entry in deck.entries.values():
        for title in entry.titles:
            assert len(title.split()) <= 4
            assert not re.search(r"!|real|jump|alarm|danger", title, re.IGNORECASE)


def test_every_line_has_a_name_of_its_own(deck: Deck) -> None:
    names = [line.id for line in deck]
    assert len(set(names)) == len(names)
    assert "stalled/open/standard/1" in names
    assert "risk_item/goal/1" in names


def test_a_line_that_is_taken_out_leaves_the_names_of_the_others(edited: Edit) -> None:
    first = "\"You've stayed close to {plateau} for {span_text}."
    file = edited(first, f'"", {first}')
    lines = load_deck(file).entry(Pattern.STALLED).of(LineSlot.OPEN)
    assert next(line.id for line in lines if line.variant == "standard").endswith("standard/2")


def test_no_two_openings_of_a_pattern_are_the_same(deck: Deck) -> None:
    for pattern in Pattern:
        texts = [line.text for line in deck.entry(pattern).of(LineSlot.OPEN)]
        assert len(set(texts)) == len(texts)


def test_a_title_fits_a_line_of_the_caseload(deck: Deck) -> None:
    assert max(len(title) for entry in deck.entries.values() for title in entry.titles) <= 30


def test_every_claim_names_author_year_and_where_to_find_it(deck: Deck) -> None:
    for key, source in deck.evidence.items():
        if key == "spec":
            continue
        assert re.match(r"[A-ZÉ][^\d]+ \d{4},", source), source
        assert re.search(r"doi 10\.\d{4,}/\S|PMC\d{6,}", source), source
    used = {key for entry in deck.entries.values() for key in entry.evidence}
    assert used == deck.evidence.keys()
    assert all(entry.evidence for entry in deck.entries.values())


GIVEN_UP = [
    *("has gone up", "just a good day", "you came with", "many people take longer"),
    *("nothing you say here will upset", "by the look of it", "your own measure"),
    *("we set together", "the harder way", "the harder direction", "that's a real change"),
    *("more life in you", "you could rightly", "quietly proud", "we'll cut", "stronger"),
    *("what came first?", "today is {", "how do you see your part", "lighter", "heavier"),
    *("weighed", "carrying", "it couldn't tell me", "i take that gladly", "need not be said"),
    *("counts as", "we can leave some out", "low mark", "strong enough for how bad"),
    *("you came with", "the target we", "haven't come back to it", "that's on me"),
]
"""What was untrue, unsafe or not English, and is said no more."""


@pytest.mark.parametrize("words", GIVEN_UP)
def test_what_was_given_up_stays_gone(deck: Deck, words: str) -> None:
    titles = [title for entry in deck.entries.values() for title in entry.titles]
    said = [line.text for line in deck if line.slot.spoken]
    answers = [one.say for one in deck.objections]
    for text in (*titles, *said, *answers):
        assert words not in text.casefold(), text


def test_nobody_is_told_of_a_weight_they_may_not_feel(deck: Deck) -> None:
    """Anxiety is no load: lines for every measure speak of harder and easier."""
    metaphor = re.compile(r"\b(heav|light|weigh|carr(y|ied|ying)\b|load|burden)", re.IGNORECASE)
    for line in deck:
        if line.slot.spoken:
            assert not metaphor.search(line.text.replace("carry on", "")), line.id


def test_anxiety_has_words_of_its_own(deck: Deck) -> None:
    assert deck.words.feelings["anxiety"] != deck.words.feelings["depression"]
    felt = [line for line in deck if line.requires & {"feeling", "ease"}]
    assert len(felt) >= 5


def test_the_safety_lines_ask_straight_out(deck: Deck) -> None:
    for pattern in (Pattern.RISK_ITEM, Pattern.RISK_UNKNOWN):
        asked = " ".join(line.text for line in deck.entry(pattern).of(LineSlot.TASK))
        assert "ending your life" in asked


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
        ('evidence = ["rossom2017"', 'evidence = ["rossom2071"', "patterns.risk_item.evidence"),
        ('went_up = "went up"', "went_up = 3", "words.went_up"),
        ('went_up = "went up"', "", "words.went_up"),
        ('  "January", ', "  ", "words.months"),
        ('1 = "a form"', 'one = "a form"', "words.forms.one"),
        ("longest_open = 45", "longest_open = true", "style.longest_open"),
        ('goal = ["What would you most like', 'goals = ["What would', "fallback.goals"),
        ('code = "timing"', "code = 1", "objections[2].code"),
        ('title = "Safety item endorsed"', 'titel = "x"', "patterns.risk_item.titel"),
        ('title_ask = "Recovery slipping?"', "", "patterns.relapse.title_ask"),
        ('title = "Scores up and down"', 'title_ask = "x"', "patterns.fluctuating.title_ask"),
        ('title_standing = "Still on a plateau"', "", "patterns.stalled.title_standing"),
        ("act_low = [", "act_lower = [", "patterns.reliable_deterioration.act_lower"),
        ("goal_ask = [", "goal_asked = [", "patterns.reliable_deterioration.goal_asked"),
        ('goals = "how clear', 'goals = 3 # "how clear', "words.parts.goals"),
        ('"we set" = []', '"we set" = ["stable/open/never"]', "style.presupposes.we set"),
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
