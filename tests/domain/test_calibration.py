"""How often the rules speak by chance: the bounds of docs/calibration.md, and what counts them."""

import random
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import inf, sqrt
from pathlib import Path
from statistics import correlation, fmean, pstdev

import pytest
from benchmarks.bounds import BOUNDS, Tallies
from benchmarks.calibration_page import IN_WORDS, Run, page, table
from benchmarks.courses import (
    ALIKE,
    SESSIONS,
    Measure,
    People,
    drawn_errors,
    headlines,
    sessions,
)
from benchmarks.populations import (
    GAD7,
    JUMP,
    JUMP_AT,
    KINDS,
    LASTING,
    PHQ9,
    UNCHANGED,
    UP,
    WELL,
    people,
)
from benchmarks.tally import GAIN, SAME, WORSE, WORSE_OR_ASKED, Tally

from romtui.content.calibration import load_calibration
from romtui.content.instruments import load_instruments
from romtui.domain.patterns import RULES_VERSION
from romtui.domain.patterns.chance import Chance
from romtui.paths import data_folder
from tests.counts import PEOPLE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "calibration.md").read_text("utf-8")
HAZARDS = (DOCS / "safety.md").read_text("utf-8")
SHIPPED = load_calibration(data_folder() / "calibration.toml")
INSTRUMENTS = load_instruments(data_folder() / "instruments")
FEWER = sqrt(2_000 / PEOPLE)
"""How much further than in the full count the luck of the draw may lead."""


@cache
def tally(kind: str, lasting: float) -> Tally:
    drawn = people(kind, lasting)
    return Tally(
        tuple(headlines(drawn, number, SHIPPED.seed, INSTRUMENTS) for number in range(PEOPLE))
    )


def tallies(kinds: Iterable[str]) -> Tallies:
    return {(kind, lasting): tally(kind, lasting) for kind in kinds for lasting in LASTING}


def test_the_rules_speak_by_chance_no_more_often_than_promised_and_miss_no_real_change() -> None:
    counted = tallies({bound.kind for bound in BOUNDS})
    missed = [
        f"{bound.kind}: {bound.of.value} {bound.about}: {value:.1f}, not {bound.limit}"
        for bound in BOUNDS
        for value in bound.measured(counted)
        if bound.missed(value, FEWER)
    ]
    assert not missed


def test_the_figures_shown_are_those_of_the_present_rules() -> None:
    counted = tallies({UNCHANGED}).values()
    for name, chance in SHIPPED.chances.items():
        found = max(one.courses([name]) for one in counted)
        share = float(chance.courses) / 100
        slack = 400 * sqrt(max(share * (1 - share), 0.01) / PEOPLE)
        assert abs(found - 100 * share) <= slack, name
    had = {name for one in counted for name in one.names}
    assert had <= SHIPPED.chances.keys(), "make calibration"


def test_page_and_table_come_from_one_run_of_the_present_rules() -> None:
    on = date.fromisoformat(SHIPPED.made_on)
    assert SHIPPED.rules_version == RULES_VERSION
    assert f"(version {RULES_VERSION})" in PAGE
    assert f"{SHIPPED.courses:,} of each kind" in PAGE
    assert f"on {on.day} {on:%B %Y} (seed {SHIPPED.seed})" in PAGE
    _, last_table = PAGE.rsplit("| headline |", 1)
    rows = re.findall(r"^\| `(\S+)` \| [^|]+ \| (\S+) / (\S+) · (\S+) / (\S+) \|", last_table, re.M)
    on_page = {
        name: Chance(max(map(Decimal, figures[:2])), max(map(Decimal, figures[2:])))
        for name, *figures in rows
    }
    assert on_page == SHIPPED.chances


def test_every_bound_of_the_page_is_kept_or_said_to_be_out_of_reach() -> None:
    verdicts = re.findall(r"\| at (?:most|least) \S+ \| [^|]+ \| ([^|]+) \|", PAGE)
    assert len(verdicts) == len(BOUNDS)
    assert set(verdicts) <= {"kept", "kept, within the draw", "out of reach; 8 is kept"}
    assert PAGE.count("out of reach; 8 is kept") == 1


def test_what_is_written_can_be_read_and_names_every_headline(tmp_path: Path) -> None:
    rows = (("worsening~",) + ("stable",) * 8, ("stable",) * 8 + ("relapse",))
    counted = {(kind.kind, lasting): Tally(rows) for kind in KINDS for lasting in LASTING}
    run = Run(2, courses=2, seed=7, made_on=date(2026, 12, 1), tallies=counted)
    file = tmp_path / "calibration.toml"
    file.write_text(table(run), "utf-8")
    read = load_calibration(file)
    assert (read.rules_version, read.courses, read.seed) == (2, 2, 7)
    assert read.chances.keys() == IN_WORDS.keys()
    assert read.chances["worsening~"] == Chance(Decimal("5.6"), Decimal(50))
    written = page(run)
    assert "on 1 December 2026 (seed 7)" in written
    assert "$" not in written
    assert "**missed**" in written


@pytest.mark.parametrize("lasting", LASTING)
def test_errors_have_the_spread_and_hang_together_as_assumed(lasting: float) -> None:
    chance = random.Random(3)  # noqa: S311 -- no secret
    drawn = [drawn_errors(chance, 2, lasting) for _ in range(4_000)]
    ones = [error for first, _ in drawn for error in first]
    others = [error for _, second in drawn for error in second]
    for errors in (ones, others):
        assert fmean(errors) == pytest.approx(0, abs=0.03)
        assert pstdev(errors) == pytest.approx(1, abs=0.02)
    assert correlation(ones, others) == pytest.approx(ALIKE, abs=0.02)
    for rows in zip(*drawn, strict=True):
        neighbours = [pair for row in rows for pair in pairwise(row)]
        assert correlation(*zip(*neighbours, strict=True)) == pytest.approx(lasting, abs=0.02)


def test_scores_lie_around_the_true_score_by_the_error_of_the_measure() -> None:
    fixed = Measure("phq9", error=2.3, level=PHQ9.level)
    chance = random.Random(5)  # noqa: S311
    scores = [
        fixed.score(14 + fixed.error * error, INSTRUMENTS["phq9"])
        for _ in range(2_000)
        for error in drawn_errors(chance, 1, 0)[0]
    ]
    assert fmean(scores) == pytest.approx(14, abs=0.05)
    assert pstdev(scores) == pytest.approx(sqrt(2.3**2 + 1 / 12), abs=0.04)


def test_a_true_course_stays_moves_or_jumps() -> None:
    assert [PHQ9.moved(session) for session in (1, 5, 10)] == [0, 0, 0]
    (rising,) = people(UP, 0).measures
    assert [rising.moved(session) for session in (1, 2, 10)] == [0, 1, 9]
    (jumping,) = people(JUMP, 0).measures
    assert [jumping.moved(session) for session in (1, JUMP_AT - 1, JUMP_AT, 10)] == [0, 0, 8, 8]


@pytest.mark.parametrize("drawn", KINDS, ids=lambda one: one.kind)
def test_people_have_ten_scores_of_the_form_and_come_as_they_are_not_well(drawn: People) -> None:
    for number in range(40):
        scores = drawn.scores(number, 1, INSTRUMENTS)
        for measure, row in zip(drawn.measures, scores, strict=True):
            instrument = INSTRUMENTS[measure.instrument]
            assert len(row) == SESSIONS
            assert all(instrument.lo <= score <= instrument.hi for score in row)
            assert all(score % measure.step == 0 for score in row)
            assert instrument.is_clinical(Decimal(row[0])) or not drawn.clinical


def test_the_same_person_comes_again_and_another_is_another() -> None:
    drawn = people(UNCHANGED, 0.5)
    assert drawn.scores(3, 1, INSTRUMENTS) == drawn.scores(3, 1, INSTRUMENTS)
    others = [(4, 1, 0.5), (3, 2, 0.5), (3, 1, 0.0)]
    for number, seed, lasting in others:
        other = people(UNCHANGED, lasting).scores(number, seed, INSTRUMENTS)
        assert other != drawn.scores(3, 1, INSTRUMENTS)


def test_a_session_knows_what_was_filled_in_up_to_then() -> None:
    drawn = people(UNCHANGED, 0)
    scores = drawn.scores(1, 1, INSTRUMENTS)
    for week, (case, today) in enumerate(sessions(drawn, scores, INSTRUMENTS), start=2):
        assert len(case.results) == 2 * week
        assert max(result.on for result in case.results) == today
        assert [one.total for one in case.of(GAD7.instrument)] == list(scores[1][:week])
    assert week == SESSIONS


def test_people_who_are_well_are_so() -> None:
    drawn = people(WELL, 0)
    scores = [score for number in range(300) for score in drawn.scores(number, 1, INSTRUMENTS)[0]]
    assert fmean(scores) == pytest.approx(4.5, abs=0.2)


def test_headlines_are_counted_by_session_by_person_and_by_the_first_time() -> None:
    counted = Tally((("stable", "worsening~", "relapse"), ("stable", "stable", "improving")))
    assert counted.sessions(SAME) == 50
    assert counted.sessions(WORSE) == pytest.approx(100 / 6)
    assert counted.courses(WORSE_OR_ASKED) == 50
    assert counted.at(4, GAIN) == 50
    assert counted.median_first(SAME) == 2
    assert counted.median_first(WORSE) == 4
    assert Tally(counted.rows[1:]).median_first(WORSE) == inf


def test_the_page_of_hazards_has_the_same_figures() -> None:
    worse = re.search(r"(\d+) of them are told .*?; (\d+) are told or asked", PAGE)
    better = re.search(r"(\d+) are told .* got better; (\d+) are told or asked", PAGE)
    assert worse is not None
    assert better is not None
    assert (
        f"{worse[1]} are told once in ten weekly sessions that things got worse and {better[1]} "
        f"that they got better; {worse[2]} and {better[2]} are told or asked"
    ) in HAZARDS
