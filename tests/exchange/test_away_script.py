"""The script of a page makes the same code as the program: run by node, where there is one."""

import json
import random
import shutil
import subprocess
from datetime import date
from math import prod
from typing import Any

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.away.away_page import DAY_UNKNOWN, DAYS, payload_size
from romtui.domain.away.layout import packed, radices
from romtui.domain.away.sealed_code import PageKey, in_groups, seal
from romtui.paths import data_folder
from tests.counts import CASES

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="SKIPPED: there is no node on this machine")

CODE = (data_folder() / "away" / "code.js").read_text("utf-8")


def in_node(program: str, given: object) -> Any:
    assert NODE is not None
    script = f"{CODE}\nconst given = {json.dumps(given)};\n{program}"
    done = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_questionnaire_gives_the_same_codes() -> None:
    dice = random.Random(7)  # noqa: S311 -- answers, no secrets
    forms = [
        form for form in load_instruments(data_folder() / "instruments").values() if form.with_text
    ]
    pages = [[form] for form in forms] + [forms[:4], forms]
    sittings = []
    for page in pages:
        sizes = radices(page)
        for _ in range(max(1, CASES // len(pages))):
            secret, day = dice.randbytes(16), dice.randrange(DAYS)
            places = tuple(map(dice.randrange, sizes))
            payload = day * prod(sizes) + packed(places, sizes)
            code = seal(PageKey.of(secret), payload, payload_size(page))
            sittings.append((secret.hex(), day, places, sizes, in_groups(code)))
    program = """
    console.log(JSON.stringify(given.map(([secret, day, places, sizes]) =>
      inGroups(codeOf(secret, day, places, sizes)))));"""
    assert in_node(program, sittings) == [code for *_, code in sittings]


def test_its_hash_is_sha256() -> None:
    from hashlib import sha256

    texts = ["", "abc", *("x" * length for length in (55, 56, 63, 64, 65, 1000))]
    program = """
    console.log(JSON.stringify(given.map((text) =>
      Buffer.from(sha256(Buffer.from(text))).toString("hex"))));"""
    assert in_node(program, texts) == [sha256(text.encode()).hexdigest() for text in texts]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (date(2026, 11, 30), 0),
        (date(2026, 12, 1), 1),
        (date(2029, 8, 26), 1000),
        (date(2029, 8, 27), DAY_UNKNOWN),
        (date(2026, 11, 29), 0),
        (date(2026, 11, 28), DAY_UNKNOWN),
        (date(1970, 1, 1), DAY_UNKNOWN),
    ],
)
@pytest.mark.parametrize("hour", [0, 23])
def test_the_day_is_that_of_the_calendar(now: date, day: int, hour: int) -> None:
    program = """
    const [year, month, date, hour] = given;
    console.log(daySince("2026-11-30", new Date(year, month - 1, date, hour, 59)));"""
    assert in_node(program, [now.year, now.month, now.day, hour]) == day
