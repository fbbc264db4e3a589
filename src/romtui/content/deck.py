"""From a language file to the deck of things to say."""

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

from romtui.content.cards import five, objections, presets, templates
from romtui.content.toml import Table, read_toml
from romtui.domain.dialogue.deck import Deck, Entry, Lane, Line, Slot, Style
from romtui.domain.dialogue.handout_words import HandoutWords
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.place import place_named
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.variants import ASKED, STANDING, known_follow_ups, known_variants
from romtui.domain.dialogue.words import (
    Counted,
    HandOverWords,
    Panel,
    SharedWords,
    Words,
)
from romtui.domain.patterns.finding import Pattern

_FOLLOW_UPS: Final = tuple(slot for slot in Slot if slot is not Slot.OPEN)
_MONTHS_A_YEAR: Final = 12


def load_deck(file: Path) -> Deck:
    """Read a language file. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only(
        *("language", "style", "words", "panel", "fallback", "patterns", "objections", "evidence"),
        *("presets", "five", "note", "target", "focus"),
        *("shared", "handout", "handover"),
    )
    evidence = content.table("evidence")
    sources = {key: evidence.text(key) for key in evidence}
    return Deck(
        language=content.text("language"),
        entries=_entries(content.table("patterns"), sources),
        fallback=_fallback(content.table("fallback")),
        objections=objections(content.tables("objections")),
        presets=presets(content.table("presets")),
        five=five(content.table("five")),
        note=templates(NoteWords, content.table("note")),
        target=templates(TargetWords, content.table("target")),
        focus=templates(FocusWords, content.table("focus")),
        evidence=sources,
        words=_words(content.table("words")),
        panel=_panel(content.table("panel")),
        shared=_shared(content.table("shared")),
        handout=_handout(content.table("handout")),
        handover=_handover(content.table("handover")),
        style=_style(content.table("style")),
    )


def _entries(patterns: Table, sources: Mapping[str, str]) -> dict[Pattern, Entry]:
    patterns.only(*(pattern.value for pattern in Pattern))
    return {pattern: _entry(pattern, patterns.table(pattern.value), sources) for pattern in Pattern}


def _entry(pattern: Pattern, table: Table, sources: Mapping[str, str]) -> Entry:
    known, name = known_variants(pattern), pattern.value
    others = {slot: known_follow_ups(pattern, slot) for slot in _FOLLOW_UPS}
    titles = ["title"]
    titles += ["title_ask"] if pattern in ASKED else []
    titles += ["title_standing"] if STANDING in known else []
    table.only(
        *titles,
        *("lane", "evidence", "note", Slot.OPEN.value),
        *(_key(slot, variant) for slot, every in others.items() for variant in every),
    )
    openings = table.table(Slot.OPEN.value)
    openings.only(*known)
    lines: dict[Slot, tuple[Line, ...]] = {
        Slot.OPEN: tuple(
            line
            for variant in known
            for line in _lines(openings, variant, Slot.OPEN, f"{name}/open/{variant}", variant)
        )
    }
    for slot, every in others.items():
        lines[slot] = tuple(
            line
            for variant in reversed(every)
            if not variant or _key(slot, variant) in table
            for line in _lines(
                table, _key(slot, variant), slot, _place(name, slot, variant), variant
            )
        )
    evidence = table.texts("evidence", ())
    for key in evidence:
        if key not in sources:
            raise table.error("evidence", f"“{key}” is not among the keys of [evidence]")
    return Entry(
        pattern=pattern,
        title=table.line("title"),
        title_ask=table.line("title_ask") if "title_ask" in titles else "",
        title_standing=table.line("title_standing") if "title_standing" in titles else "",
        lane=table.member(Lane, "lane"),
        lines=lines,
        evidence=evidence,
        note=table.text("note", ""),
    )


def _key(slot: Slot, variant: str) -> str:
    """The key of a list other than the openings: `goal`, `goal_ask`, `act_low`."""
    return f"{slot.value}_{variant}" if variant else slot.value


def _place(pattern: str, slot: Slot, variant: str) -> str:
    return "/".join(filter(None, (pattern, slot.value, variant)))


def _fallback(table: Table) -> dict[Slot, tuple[Line, ...]]:
    spoken = [slot for slot in Slot if slot.spoken]
    table.only(*(slot.value for slot in spoken))
    return {slot: _lines(table, slot.value, slot, f"fallback/{slot.value}") for slot in spoken}


def _lines(table: Table, key: str, slot: Slot, name: str, variant: str = "") -> tuple[Line, ...]:
    """Name each line by its place; an empty one only keeps the place."""
    texts = table.texts(key)
    if slot.spoken and not any(texts):
        raise table.error(key, "there must be something to say")
    return tuple(
        Line(f"{name}/{number}", text, slot, variant)
        for number, text in enumerate(texts, start=1)
        if text
    )


def _style(table: Table) -> Style:
    table.only(*(field.name for field in fields(Style)))
    presupposes = table.table("presupposes")
    for words in presupposes:
        for place in presupposes.texts(words):
            if place_named(place) is None:
                raise presupposes.error(words, f"“{place}” is not a list of lines")
    return Style(
        longest_open=table.whole("longest_open"),
        longest_other=table.whole("longest_other"),
        banned=table.texts("banned", ()),
        pronouns=table.texts("pronouns", ()),
        certain=table.texts("certain", ()),
        heavy=table.texts("heavy", ()),
        presupposes={words: presupposes.texts(words) for words in presupposes},
    )


def _panel(table: Table) -> Panel:
    table.only(*(field.name for field in fields(Panel)))
    return Panel(**{field.name: table.line(field.name) for field in fields(Panel)})


def _shared(table: Table) -> SharedWords:
    table.only(*(field.name for field in fields(SharedWords)))
    return SharedWords(**{field.name: table.line(field.name) for field in fields(SharedWords)})


def _handout(table: Table) -> HandoutWords:
    table.only(*(field.name for field in fields(HandoutWords)))
    return HandoutWords(**{field.name: table.line(field.name) for field in fields(HandoutWords)})


def _handover(table: Table) -> HandOverWords:
    names = [field.name for field in fields(HandOverWords)]
    table.only(*names)
    lines = {name: table.line(name) for name in names if name != "left_open"}
    return HandOverWords(**lines, left_open=_counted(table.table("left_open")))


def _words(table: Table) -> Words:
    table.only(*(field.name for field in fields(Words)))
    months = table.texts("months")
    if len(months) != _MONTHS_A_YEAR:
        raise table.error("months", f"twelve are needed, not {len(months)}")
    return Words(
        months=months,
        day=table.text("day"),
        day_and_year=table.text("day_and_year"),
        decimal_point=table.text("decimal_point"),
        separator=table.text("separator"),
        last_separator=table.text("last_separator"),
        went_up=table.text("went_up"),
        went_down=table.text("went_down"),
        up_to=table.text("up_to"),
        down_to=table.text("down_to"),
        item_worse=table.text("item_worse"),
        item_eased=table.text("item_eased"),
        below=table.text("below"),
        at_most=table.text("at_most"),
        at_least=table.text("at_least"),
        with_focus=table.text("with_focus"),
        without_focus=table.text("without_focus"),
        today=table.text("today"),
        this_time=table.text("this_time"),
        safety_phrase=table.text("safety_phrase"),
        item=table.text("item"),
        question=table.text("question"),
        around=table.text("around"),
        both=table.text("both"),
        rating=table.text("rating"),
        part=table.text("part"),
        parts=_by_key(table.table("parts")),
        feelings=_by_key(table.table("feelings")),
        easings=_by_key(table.table("easings")),
        points_of=_counted(table.table("points_of")),
        weeks=_counted(table.table("weeks")),
        months_ago=_counted(table.table("months_ago")),
        years_ago=_counted(table.table("years_ago")),
        forms=_counted(table.table("forms")),
    )


def _by_key(table: Table) -> Mapping[str, str]:
    return {key: table.line(key) for key in table}


def _counted(table: Table) -> Counted:
    """Read `1 = …`, `"2-4" = …`, `other = …`."""
    forms = []
    for key in table:
        if key == "other":
            continue
        counts = re.fullmatch(r"(\d+)(?:-(\d+))?", key)
        if counts is None:
            raise table.error(key, "a number, a range such as 2-4, or other is needed")
        first, last = int(counts[1]), int(counts[2] or counts[1])
        forms.append((range(first, last + 1), table.text(key)))
    return Counted(other=table.text("other"), forms=tuple(forms))
