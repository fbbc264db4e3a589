"""The passphrase on offer, one's own, and the recovery code."""

import string

import pytest

from romtui.domain.errors import UserError
from romtui.store.vault import passphrase
from romtui.store.vault.recovery_code import RecoveryCode, is_code_format
from romtui.store.vault.vault import Vault

WORDS = passphrase._words()


def test_the_words_are_many_short_and_plain() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 1296
    for word in WORDS:
        assert 3 <= len(word) <= 8
        assert set(word) <= set(string.ascii_lowercase)


def test_no_two_words_differ_by_one_letter() -> None:
    masked = [word[:n] + "." + word[n + 1 :] for word in WORDS for n in range(len(word))]
    assert len(masked) == len(set(masked))
    shorter = {word[:n] + word[n + 1 :] for word in WORDS for n in range(len(word))}
    assert not shorter & set(WORDS)


def test_six_words_are_offered_and_are_strong() -> None:
    offered = {Vault.offer_passphrase() for _ in range(50)}
    assert len(offered) == 50
    for words in offered:
        assert len(words.split()) == 6
        assert Vault.weakness(words) is None


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "password",
        "Password123!",
        "P@ssw0rd",
        "qwertyuiop1234567890",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz",
        "coyote1985",
        "letmeinletmeinletmeinletmein",
        "monkey monkey monkey monkey monkey",
        "sunshine2024",
        "coyote zebra select",
    ],
)
def test_what_is_easily_guessed_is_refused_in_a_sentence(weak: str) -> None:
    sentence = Vault.weakness(weak)
    assert sentence is not None
    assert sentence.endswith(".")
    assert weak not in sentence or not weak


@pytest.mark.parametrize(
    "strong",
    ["coyote sturdy cupboard zebra select", "xK7#pQ2vLm9@wZ", "mein hut der hat drei ecken"],
)
def test_there_are_no_rules_of_composition(strong: str) -> None:
    assert Vault.weakness(strong) is None


def test_a_very_long_passphrase_is_judged_at_once() -> None:
    assert Vault.weakness("a" * 100_000) is not None


def test_a_recovery_code_is_read_however_it_is_written() -> None:
    for _ in range(200):
        code = RecoveryCode.random()
        written = code.reveal().lower().replace("-", " ").replace("0", "o").replace("1", "I")
        assert RecoveryCode.parse(written) == code
        assert code.matches(written)
        assert is_code_format(written)


def test_a_recovery_code_has_a_hundred_and_forty_bits() -> None:
    code = RecoveryCode.random()
    assert [len(group) for group in code.groups] == [5] * 7
    assert len({RecoveryCode.random().reveal() for _ in range(500)}) == 500
    assert not set(code.reveal()) & set("ILOU")


def test_a_slip_is_told_with_its_group() -> None:
    code = RecoveryCode.random()
    told = 0
    for n, group in enumerate(code.groups):
        wrong = ("Z" if group[0] != "Z" else "Y") + group[1:]
        typed = "-".join((*code.groups[:n], wrong, *code.groups[n + 1 :]))
        assert not code.matches(typed)
        try:
            RecoveryCode.parse(typed)
        except UserError as refusal:
            told += f"Group {n + 1} " in str(refusal)
    assert told >= 5


@pytest.mark.parametrize("typed", ["", "ABCDE", "coyote sturdy cupboard zebra select", "U" * 35])
def test_what_is_no_recovery_code_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        RecoveryCode.parse(typed)


def test_a_recovery_code_is_not_shown_by_accident() -> None:
    code = RecoveryCode.random()
    assert code.groups[0] not in f"{code!r} {code}"
