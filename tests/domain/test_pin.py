"""What a PIN is."""

import pytest

from romtui.domain.errors import UserError
from romtui.domain.lock import read_pin


@pytest.mark.parametrize("typed", ["0000", "12345678", " 4711 "])
def test_four_to_eight_digits_are_a_pin(typed: str) -> None:
    assert read_pin(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "123", "123456789", "12a4", "١٢٣٤", "1 234", "-123", "²³⁴⁵"])
def test_anything_else_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="4 to 8 digits"):
        read_pin(typed)
