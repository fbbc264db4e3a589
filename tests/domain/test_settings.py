"""The constants and the tone, as the therapist may change them."""

from dataclasses import fields, replace

import pytest

from romtui.domain.changeable import CONSTANTS, IDLE_TIMES, Constant, source
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue import Tone
from romtui.domain.errors import UserError
from romtui.domain.idle import Idle
from romtui.domain.settings import Settings, Shade, read_settings
from romtui.domain.texts import NUMBER_SOURCES

NAMES = [one.name for one in CONSTANTS]


def test_every_constant_can_be_changed_and_has_a_source() -> None:
    assert [field.name for field in fields(Constants)] == NAMES
    assert set(NUMBER_SOURCES) == set(NAMES)


def test_every_idle_time_can_be_changed_and_has_a_source() -> None:
    assert {field.name for field in fields(Idle)} == {one.name for one in IDLE_TIMES}
    assert all(source(one.name) for one in IDLE_TIMES)


@pytest.mark.parametrize("constant", [*CONSTANTS, *IDLE_TIMES], ids=lambda one: one.name)
def test_what_is_shown_can_be_typed_again(constant: Constant) -> None:
    assert Settings().changed(constant.name, Settings().as_typed(constant.name)) == Settings()
    assert not Settings().is_changed(constant.name)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("gap_days", "13", "Type a whole number from 14 to 182."),
        ("gap_days", "forty", "Type a whole number from 14 to 182."),
        ("gap_days", "42.5", "Type a whole number from 14 to 182."),
        ("notable", "0", "Type a fraction up to 1"),
        ("notable", "3/2", "Type a fraction up to 1"),
        ("notable", "1/13", "parts of 12 or fewer"),
        ("notable", "1/0", "Type a fraction up to 1"),
        ("large", "4", "Type a fraction up to 3"),
        (
            "large",
            "1/2",
            "Must be at least 2/3 of reliable change, because “a change is notable from",
        ),
        (
            "fresh_days",
            "2",
            "Must be at least 3 days, because “a score counts as current for” is set to that.",
        ),
        (
            "current_days",
            "7",
            "Must be at most 6 days, because “and, while it is not shared, for” is set to that.",
        ),
        ("checkpoint_days", "14", "Must be at least 21 days"),
        (
            "slow_start_days",
            "57",
            "Must be at most 56 days, because “some change is expected by” is set to that.",
        ),
        ("again_days", "6", "Type a whole number from 7 to 182."),
        ("quiet_days", "85", "Type a whole number from 0 to 84."),
        ("curtain_minutes", "0", "Type a whole number from 1 to 30."),
        ("idle_caseload_minutes", "31", "Type a whole number from 1 to 30."),
        ("idle_session_minutes", "4", "Type a whole number from 5 to 180."),
    ],
)
def test_a_number_that_does_not_fit_is_refused_with_what_would(
    name: str, typed: str, said: str
) -> None:
    with pytest.raises(UserError) as refused:
        Settings().changed(name, typed)
    assert said in str(refused.value)


def test_one_constant_or_all_can_be_set_back() -> None:
    changed = Settings().changed("gap_days", "35").changed("notable", "3/5")
    assert (changed.constants.gap_days, changed.constants.notable) == (35, (3, 5))
    assert changed.is_changed("notable")
    assert changed.reset("notable").constants == replace(STANDARD, gap_days=35)


def test_settings_are_read_as_they_were_written() -> None:
    changed = Settings().changed("gap_days", "35").changed("large", "7/4")
    changed = changed.changed("curtain_minutes", "10")
    changed = replace(changed, tone=Tone.GENTLE, names=True, language="pt-BR", shade=Shade.LIGHT)
    assert read_settings(changed.as_text()) == changed
    assert read_settings(Settings().as_text()) == Settings()
    assert read_settings(None) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        "3",
        '{"constants": 3}',
        '{"constants": {"gap_days": 3}}',
        '{"constants": {"gap_days": null}}',
        '{"constants": {"notable": [1, 2, 3]}}',
        '{"constants": {"slow_start_days": 60}}',
        '{"constants": {"notable": [1, 1], "large": [2, 3]}}',
        '{"constants": {"swing": [1, 2]}}',
        '{"tone": "harsh"}',
        '{"names": "yes"}',
        '{"idle": {"curtain_minutes": 0}}',
        '{"idle": [2]}',
        '{"language": "../words"}',
        '{"shade": ["light"]}',
        '{"something": "newer"}',
    ],
)
def test_what_another_version_wrote_and_cannot_be_used_is_as_it_came(text: str) -> None:
    assert read_settings(text) == Settings()


def test_what_cannot_be_used_takes_nothing_else_with_it() -> None:
    text = '{"constants": {"gap_days": 3}, "tone": "gentle", "idle": {"curtain_minutes": 9}}'
    assert read_settings(text) == Settings(tone=Tone.GENTLE, idle=Idle(curtain_minutes=9))


def test_what_was_changed_in_an_earlier_version_holds_on() -> None:
    text = (
        '{"constants": {"current_days": 10, "gap_days": 35, "notable": [3, 4], "swing": [1, 1], '
        '"late_checkpoint_days": 90, "dropout_signs": 1}}'
    )
    changed = replace(STANDARD, current_days=10, fresh_days=10, gap_days=35, notable=(3, 4))
    assert read_settings(text) == Settings(constants=changed)
    assert read_settings(read_settings(text).as_text()) == Settings(constants=changed)


def test_a_changed_number_says_what_it_came_as_and_where_that_is_from() -> None:
    plateau = next(one for one in CONSTANTS if one.name == "plateau_days")
    changed = Settings().changed("plateau_days", "28").constants
    source = NUMBER_SOURCES["plateau_days"]
    assert plateau.sentence(STANDARD).endswith(f"over 14 days ({source})")
    assert f"28 days (changed by you; default 14, {source})" in plateau.sentence(changed)
