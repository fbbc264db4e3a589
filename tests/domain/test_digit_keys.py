"""Digits of keyboards that have them only with Shift."""

import json

import pytest

from romtui.domain.digit_keys import DigitKeys
from romtui.domain.settings import Settings, read_settings


@pytest.mark.parametrize(
    ("keys", "row"), [(DigitKeys.FRENCH, "&é\"'(-è_çà"), (DigitKeys.FRENCH_MAC, "&é\"'(§è!çà")]
)
def test_the_top_row_is_the_digits_from_left_to_right(keys: DigitKeys, row: str) -> None:
    assert "".join(keys.digit(sign) or "" for sign in row) == "1234567890"
    assert all(keys.digit(sign) is None for sign in "0123456789.bn")
    assert keys.digit(None) is None


def test_on_a_mac_and_as_typed_minus_stays_what_it_is() -> None:
    assert DigitKeys.FRENCH_MAC.digit("-") is None
    assert all(DigitKeys.AS_TYPED.digit(sign) is None for sign in "&é-'!")


def test_it_is_kept_only_where_it_was_set() -> None:
    assert "digit_keys" not in json.loads(Settings().as_text())
    for keys in DigitKeys:
        settings = Settings(digit_keys=keys)
        assert read_settings(settings.as_text()) == settings
    assert read_settings('{"digit_keys": "dvorak"}') == Settings()
