"""The test vectors of docs/forms_away.md hold for the program and for the script of a page."""

import re
import shutil
from datetime import date
from math import prod
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.away.away_page import payload_size
from romtui.domain.away.layout import form_of, packed, radices
from romtui.domain.away.plain_digits import digits
from romtui.domain.away.sealed_code import PageKey, in_groups, opened, plain_code, seal, tag_of
from romtui.paths import data_folder
from tests.exchange.test_away_script import in_node

PAGE = (Path(__file__).parents[2] / "docs" / "forms_away.md").read_text("utf-8")
FORMS = load_instruments(data_folder() / "instruments")
VECTORS = [
    [cell.strip().strip("`") for cell in row.strip("| ").split("|")]
    for row in re.findall(r"^\| `[0-9a-f]{32}`.*$", PAGE, re.MULTILINE)
]


def test_there_are_vectors() -> None:
    assert len(VECTORS) == 3


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[-1])
def test_the_program_makes_them(vector: list[str]) -> None:
    secret, ids, day, places, payload, tag, code = vector
    forms, key = [FORMS[name] for name in ids.split()], PageKey.of(bytes.fromhex(secret))
    sizes = radices(forms)
    number = int(day) * prod(sizes) + packed([*map(int, places)], sizes)
    assert hex(number) == payload
    assert in_groups(seal(key, number, payload_size(forms))) == code
    assert opened(plain_code(code), key) == number
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    as_number = 0
    for sign in tag_of(plain_code(code)):
        as_number = as_number * 32 + signs.index(sign)
    assert f"{as_number:010x}" == tag


@pytest.mark.skipif(shutil.which("node") is None, reason="SKIPPED: there is no node here")
def test_the_script_makes_them() -> None:
    sittings = [
        (secret, int(day), [*map(int, places)], radices([FORMS[name] for name in ids.split()]))
        for secret, ids, day, places, *_ in VECTORS
    ]
    program = """
    console.log(JSON.stringify(given.map((sitting) => inGroups(codeOf(...sitting)))));"""
    assert in_node(program, sittings) == [vector[-1] for vector in VECTORS]


def test_the_derived_keys_and_plain_digits_are_those_of_the_page() -> None:
    key = PageKey.of(bytes(range(16)))
    assert key.mac.hex() in PAGE
    assert key.stream.hex() in PAGE
    form = form_of(FORMS["gad7"], [*map(int, "1230124")], date(2026, 11, 30))
    assert digits(FORMS["gad7"], form) == "123012.08"
    assert "`123012.`, check `08`" in PAGE


@pytest.mark.parametrize(
    ("ids", "signs"),
    [
        (["phq9"], 16),
        (["gad7"], 15),
        (["phq9", "gad7"], 19),
        (["core10"], 17),
        (["pcl5"], 22),
        (["phq9", "gad7", "pcl5", "who5"], 33),
    ],
)
def test_codes_are_as_long_as_the_page_says(ids: list[str], signs: int) -> None:
    assert 1 + payload_size([FORMS[name] for name in ids]) + 8 == signs
