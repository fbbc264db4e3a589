"""Whatever a terminal sends, the program goes on and the next proper key does its work."""

import string
from collections.abc import Iterator, Sequence
from itertools import chain, product
from random import Random

import pytest
from textual import events
from textual.message import Message

from romtui.ui.terminal_driver import SteadyParser
from romtui.ui.terminal_input import BYTES
from tests.counts import FULL

MUCH = 200_000
KEPT = 1 << 17
SILENCE = 2.0
FINALS = [chr(code) for code in range(0x40, 0x7F)]
NUMBERS = ("", "0", "1", "3", "27", "97", "55295", "57400", "1114111", "1114112", "9" * 40)
COLONS = ("97:65", "97::99", "97:65:99", "1:1", "1:2", "1:3", "5:9", ":", ":::", "49:50:51")
OLD_FAULTS = [
    b"\x97",
    b"\xe4\xf6\xfc",
    b"\x1b[M \x990",
    b"\x1b[97;1:1u",
    b"\x1b[97:65;2u",
    b"\x1b[1114112u",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[48;0;0;0;0t\x1b[<0;3;3M",
]


class Ears:
    """A parser whose clock stands until there is silence."""

    def __init__(self) -> None:
        self.now = 0.0
        self.parser = SteadyParser(clock=lambda: self.now)

    def hear(self, sent: bytes) -> list[Message]:
        return list(self.parser.feed(sent.decode(errors=BYTES)))

    def silence(self) -> list[Message]:
        self.now += SILENCE
        return list(self.parser.tick())


def heard(sent: bytes) -> list[Message]:
    ears = Ears()
    return [*ears.hear(sent), *ears.silence()]


def keys(messages: Sequence[Message]) -> list[tuple[str, str | None]]:
    return [(one.key, one.character) for one in messages if isinstance(one, events.Key)]


def pressed(sent: str) -> list[tuple[str, str | None]]:
    return keys(heard(sent.encode()))


def assert_the_next_key_works(ears: Ears) -> None:
    ears.silence()
    assert keys(ears.hear(b"2")) == [("2", "2")]


def reports() -> Iterator[bytes]:
    """Every shape of a report that a terminal may send, and many that none would."""
    fields = (*NUMBERS, *COLONS)
    shapes = chain(
        fields,
        map(";".join, product(fields, repeat=2)),
        Random(2).sample([*map(";".join, product(fields, repeat=3))], 400),  # noqa: S311
    )
    for parameters in shapes:
        for final in ("u", "~", "A", "H", "R", "M", "t", "c"):
            yield f"\x1b[{parameters}{final}".encode()
    for prefix, final in product(("", "?", "<", ">", "=", "!", "1$", "1 "), FINALS):
        yield f"\x1b[{prefix}{final}".encode()
        yield f"\x1bO{prefix}{final}".encode()
        yield f"\x1b[{prefix}1;2;3{final}".encode()
    for opening, ending in product("]PX^_", (b"\a", b"\x1b\\", b"\x9c", b"", b"\x1b")):
        yield f"\x1b{opening}11;rgb:1e1e/1e1e".encode() + ending


@pytest.mark.parametrize("sent", OLD_FAULTS)
def test_what_once_ended_the_program_is_taken(sent: bytes) -> None:
    ears = Ears()
    ears.hear(sent)
    assert_the_next_key_works(ears)


def test_any_two_bytes_leave_the_next_key_as_it_is() -> None:
    ears = Ears()
    for first in range(256):
        for second in (
            None,
            *(range(256) if FULL or first in (0x1B, 0xC3, 0xE2) else (0x1B, 0x80)),
        ):
            ears.hear(bytes([first] if second is None else [first, second]))
            assert_the_next_key_works(ears)


def test_any_report_leaves_the_next_key_as_it_is() -> None:
    ears = Ears()
    for report in reports():
        ears.hear(report)
        assert_the_next_key_works(ears)
        for cut in range(2, len(report), 3):
            ears.hear(report[:cut])
            assert_the_next_key_works(ears)


def test_random_bytes_in_random_pieces_leave_the_next_key_as_it_is() -> None:
    dice = Random(7)  # noqa: S311
    for _ in range(2_000 if FULL else 100):
        ears = Ears()
        for _ in range(20):
            ears.hear(dice.randbytes(dice.randrange(40)))
            ears.now += dice.choice((0, 0, 0.2))
            list(ears.parser.tick())
        assert_the_next_key_works(ears)


@pytest.mark.parametrize(
    "begins", ["\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x1b_", "\x1b[1;", "\x1b[200~", "\x1b[<"]
)
def test_what_never_ends_is_not_kept_without_bound_and_types_nothing(begins: str) -> None:
    ears = Ears()
    messages = ears.hear(begins.encode())
    for _ in range(MUCH // 1000):
        messages += ears.hear(b"1" * 1000)
        assert ears.parser.kept <= KEPT
    assert keys(messages) == []
    assert keys(ears.silence()) == []
    assert_the_next_key_works(ears)


@pytest.mark.parametrize("pause", [0.06, 0.3])
@pytest.mark.parametrize(
    "begins",
    [
        "\x1b[1;",
        "\x1b]52;c;",
        "\x1bP1$r",
        "\x1b[M",
        "\x1b[<35;",
        "\x1b[200~",
        "\x1b[200~xy",
    ],
)
def test_a_pin_typed_by_hand_arrives_whole_whatever_was_begun_before_it(
    begins: str, pause: float
) -> None:
    ears = Ears()
    messages = ears.hear(begins.encode())
    for typed in "2468\r":
        ears.now += pause
        messages += [*ears.parser.tick(), *ears.hear(typed.encode())]
    assert [key for key, _ in keys(messages)] == ["2", "4", "6", "8", "enter"]
    assert "".join(one.text for one in messages if isinstance(one, events.Paste)) == (
        "xy" if begins.endswith("xy") else ""
    )


def test_a_paste_that_a_slow_line_cuts_types_nothing() -> None:
    ears = Ears()
    messages: list[Message] = []
    for piece in ("\x1b[200~12", "3", "\n4", "5", "67\x1b[201~"):
        ears.now += 0.3
        messages += ears.hear(piece.encode())
    assert keys(messages) == []
    assert [one.text for one in messages if isinstance(one, events.Paste)] == ["123\n4567"]


def test_a_long_paste_comes_in_pieces_and_loses_nothing() -> None:
    pasted = "".join(Random(3).choices(string.ascii_letters + "~\n[\x1b", k=MUCH))  # noqa: S311
    messages = heard(f"\x1b[200~{pasted}\x1b[201~q".encode())
    assert "".join(one.text for one in messages if isinstance(one, events.Paste)) == pasted
    assert keys(messages) == [("q", "q")]


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]4;1;rgb:00/00/00\a",
        "\x1bP1$r0 q\x1b\\",
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b[3;2;1;0;123456;7z",
        "\x1b[49A",
        "\x1b[32;40;12M",
        "\x1b[M !3",
    ],
)
def test_the_answer_of_a_terminal_is_not_typed(answer: str) -> None:
    assert pressed(answer) == []


@pytest.mark.parametrize(
    ("report", "key"),
    [
        ("\x1b[97;1:1u", ("a", "a")),
        ("\x1b[97;1:2u", ("a", "a")),
        ("\x1b[49;1:1u", ("1", "1")),
        ("\x1b[97:65;2u", ("A", "A")),
        ("\x1b[97:65;2;65u", ("A", "A")),
        ("\x1b[97:65:113;5u", ("ctrl+a", None)),
        ("\x1b[1089::99;5u", ("ctrl+c", None)),
        ("\x1b[57401u", ("2", "2")),
        ("\x1b[13;1:1u", ("enter", "\r")),
        ("\x1b[1;1:1A", ("up", None)),
        ("\x1b[1;5:2C", ("ctrl+right", None)),
        ("\x1b[27;5;108~", ("ctrl+l", None)),
        ("\x1b[5;1:1~", ("pageup", None)),
    ],
)
def test_a_key_is_the_right_one_in_whatever_form_it_is_reported(
    report: str, key: tuple[str, str | None]
) -> None:
    assert pressed(report) == [key]


@pytest.mark.parametrize("report", ["\x1b[49;1:3u", "\x1b[13;1:3u", "\x1b[1;1:3A", "\x1b[3;1:3~"])
def test_letting_go_of_a_key_is_no_second_press(report: str) -> None:
    assert pressed(report) == []


def test_a_bad_byte_is_seen_as_a_replacement_character() -> None:
    assert pressed("ü") == [("ü", "ü")]
    assert [character for _, character in keys(heard("ü".encode("latin-1")))] == ["\ufffd"]


@pytest.mark.parametrize("cut", [b"\x1b[1;", b"\x1b]11;", b"\x1bO", b"\x1b[M ", b"\xe2\x82"])
def test_a_key_that_hides_or_locks_works_within_what_was_cut_off(cut: bytes) -> None:
    assert keys(heard(cut + b"\x18"))[-1][0] == "ctrl+x"


def test_esc_is_esc_and_alt_is_alt() -> None:
    assert pressed("\x1b") == [("escape", "\x1b")]
    assert pressed("\x1bx") == [("alt+x", "x")]
    assert pressed("\x1b[") == pressed("\x1b\x1b[")[1:] != []
    assert pressed("\x1b\x1b[A") == [("escape", "\x1b"), ("up", None)]


def test_a_window_larger_than_any_is_not_believed() -> None:
    sizes = heard(b"\x1b[48;99999;99999;1;1t\x1b[48;30;100;600;1000t")
    assert [one.size for one in sizes if isinstance(one, events.Resize)] == [(100, 30)]
