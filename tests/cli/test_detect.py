"""`romtui detect FILE`: the worked examples, and one sentence for every broken file."""

import contextlib
import copy
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.__main__ import main

EXAMPLES = Path(__file__).parents[1] / "domain" / "pattern_examples.json"
KNOWN: dict[str, Any] = json.loads(EXAMPLES.read_text("utf-8"))
Printed = pytest.CaptureFixture[str]


def one_case(name: str) -> dict[str, Any]:
    """A file with one of the examples, and its instruments."""
    case = next(one for one in KNOWN["cases"] if one["id"] == name)
    return {"instruments": copy.deepcopy(KNOWN["instruments"]), "case": copy.deepcopy(case)}


def written(folder: Path, contents: object) -> str:
    file = folder / "cases.json"
    match contents:
        case bytes():
            file.write_bytes(contents)
        case str():
            file.write_text(contents, "utf-8")
        case _:
            file.write_text(json.dumps(contents), "utf-8")
    return str(file)


def detected(printed: Printed, file: str) -> list[dict[str, Any]]:
    assert main(["detect", file, "--json"]) == 0
    said = printed.readouterr()
    assert said.err == ""
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def refused(printed: Printed, *arguments: str) -> str:
    assert main(["detect", *arguments]) == 1
    said = printed.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("romtui: ")
    assert said.err.endswith(".\n")
    return said.err


# What is found.


def test_every_example_is_answered_in_order(capsys: Printed) -> None:
    found = detected(capsys, str(EXAMPLES))
    assert [one["id"] for one in found] == [one["id"] for one in KNOWN["cases"]]
    for one, known in zip(found, KNOWN["cases"], strict=True):
        assert one.keys() == {"id", "findings", "headline", "facts"}
        assert one["findings"] == known["expected"]
        assert one["headline"] == known["headline"]
        assert list(one["facts"]) == [code.rstrip("~") for code in known["expected"]]


def test_a_file_with_one_case_is_answered_with_a_list_of_one(
    tmp_path: Path, capsys: Printed
) -> None:
    (found,) = detected(capsys, written(tmp_path, one_case("VC03")))
    assert found["id"] == "VC03"
    assert found["findings"] == ["sharp_worsening:phq9~"]
    assert found["headline"] == "sharp_worsening:phq9~"
    facts = found["facts"]["sharp_worsening:phq9"]
    assert (facts["previous"], facts["score"], facts["rc"]) == (12, 18, 6)
    assert (facts["notable"], facts["easing"], facts["n"]) == (4, False, 4)
    assert (facts["start"], facts["level"], facts["level_before"]) == (15, 14, 15)
    assert facts["certainty"] == "tentative"
    assert facts["date"] == one_case("VC03")["case"]["as_of"]


def test_facts_are_numbers_lists_and_days(tmp_path: Path, capsys: Printed) -> None:
    (moved,) = detected(capsys, written(tmp_path, one_case("H107")))
    shift = moved["facts"]["item_shift:phq9"]
    assert (shift["items"], shift["worse"], shift["eased"]) == ({"6": 2}, [6], [])
    (mixed,) = detected(capsys, written(tmp_path, one_case("H103")))
    facts = mixed["facts"]["mixed_measures"]
    assert (facts["better"], facts["worse"]) == (["phq9"], ["gad7"])
    given = one_case("VC21")
    given["case"]["results"][1]["total"] = 18.5
    (broken,) = detected(capsys, written(tmp_path, given))
    score = broken["facts"]["reliable_deterioration:wb40"]["score"]
    assert isinstance(score, float)


def test_a_question_has_its_mark_in_the_list_and_none_in_the_facts(
    tmp_path: Path, capsys: Printed
) -> None:
    (asked,) = detected(capsys, written(tmp_path, one_case("H102")))
    assert "mixed_measures~" in asked["findings"]
    assert "mixed_measures" in asked["facts"]
    assert not any("~" in code for code in asked["facts"])
    (said,) = detected(capsys, written(tmp_path, one_case("H103")))
    assert "mixed_measures" in said["findings"]


def test_numbers_are_written_as_json_has_them(tmp_path: Path, capsys: Printed) -> None:
    assert main(["detect", written(tmp_path, one_case("VC03")), "--json"]) == 0
    out = capsys.readouterr().out
    assert '"score": 18,' in out
    assert "Decimal" not in out


def test_in_words_the_headline_is_marked_and_explained(tmp_path: Path, capsys: Printed) -> None:
    assert main(["detect", written(tmp_path, one_case("H103"))]) == 0
    lines = capsys.readouterr().out.splitlines()
    headline, *rest = one_case("H103")["case"]["expected"]
    assert lines[:2] == ["H103", f"  ▸ {headline}"]
    assert lines[2].startswith("      ")
    assert [line.strip() for line in lines if line.strip() in rest] == rest


def test_in_words_a_question_has_its_mark_too(tmp_path: Path, capsys: Printed) -> None:
    assert main(["detect", written(tmp_path, one_case("VC03"))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "VC03",
        "  ▸ sharp_worsening:phq9~",
        "      12 → 18, 6 points worse since 19 Jan; reliable change is 6 · one score",
    ]


def test_in_words_what_is_folded_on_the_screen_is_said(tmp_path: Path, capsys: Printed) -> None:
    assert main(["detect", written(tmp_path, one_case("VF04"))]) == 0
    assert "      your impression: much worse; score:" in capsys.readouterr().out


class Ascii(io.TextIOWrapper):
    """What writes in ASCII: a terminal, or a pipe."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), "ascii")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(("is_terminal", "mark"), [(True, "?"), (False, "▸")])
def test_a_terminal_without_the_characters_gets_others_and_a_pipe_is_utf_8(
    tmp_path: Path, is_terminal: bool, mark: str
) -> None:
    file = written(tmp_path, one_case("VC03"))
    out = Ascii(is_terminal=is_terminal)
    with contextlib.redirect_stdout(out):
        assert main(["detect", file]) == 0
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    assert f"  {mark} sharp_worsening:phq9~".encode() in out.buffer.getvalue()


def test_a_case_without_results_has_only_the_notice(tmp_path: Path, capsys: Printed) -> None:
    file = written(tmp_path, {"case": {"as_of": "2026-01-05"}})
    (found,) = detected(capsys, file)
    assert (found["id"], found["findings"]) == ("case 1", ["no_score_today"])


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path, capsys: Printed) -> None:
    text = json.dumps(one_case("VC03"))
    assert detected(capsys, written(tmp_path, b"\xef\xbb\xbf" + text.encode()))


def test_what_a_result_leaves_out_is_taken_for_granted(tmp_path: Path, capsys: Printed) -> None:
    given = one_case("VI06")
    given["case"]["results"] = [{"instrument": "phq9", "date": "2026-01-01", "total": 5}]
    given["case"] |= {"as_of": "2026-01-03"}
    (found,) = detected(capsys, written(tmp_path, given))
    assert "undiscussed" not in found["findings"]
    given["case"]["results"][0]["discussed"] = False
    (found,) = detected(capsys, written(tmp_path, given))
    assert "undiscussed" in found["findings"]


# A session rating without published lines: low is 90 % of the most, a drop 5 %.


@pytest.mark.parametrize(
    ("totals", "found"),
    [
        ([9], "alliance_low:own"),
        ([9.1], None),
        ([10, 9.5], "alliance_drop:own~"),
        ([10, 9.6], None),
        ([10.0, 9], "alliance_drop:own"),
    ],
)
def test_a_rating_without_lines_has_lines_of_our_own(
    tmp_path: Path, capsys: Printed, totals: list[float], found: str | None
) -> None:
    days = ["2026-01-01", "2026-01-08"][-len(totals) :]
    results = [
        {"instrument": "own", "date": day, "total": total}
        for day, total in zip(days, totals, strict=True)
    ]
    own = {"kind": "alliance", "min": 0, "max": 10}
    case = {"as_of": "2026-01-08", "results": results}
    (said,) = detected(capsys, written(tmp_path, {"instruments": {"own": own}, "case": case}))
    assert said["findings"] == [*([found] if found else []), "no_score_today"]


# Forms without a total, ratings of parts, and what is given time.


def forms(**about: Any) -> dict[str, Any]:
    """Two forms of two parts, one typed in by its parts and one by its items."""
    part = {"items": [1, 2], "rc": 6, "cutoff": 10, "bands": [], "checkpoint_days": 42}
    form = {
        "min": 0,
        "max": 42,
        "direction": "lower_better",
        "has_total": False,
        "n_items": 4,
        "item_min": 0,
        "item_max": 9,
        "risk_items": [{"item": 3, "threshold": 1}],
        "parts_series": [
            {"id": "low", "label": "low mood", "min": 0, "max": 27, **part},
            {"id": "tense", "label": "tension", "items": [4], "multiplier": 2},
        ],
    }
    results = [
        {"instrument": "moods", "date": "2026-01-05", "subtotals": {"low": 10, "tense": 8}},
        {"instrument": "moods", "date": "2026-01-12", "items": [7, 8, 0, 5]},
    ]
    case = {"id": "forms", "as_of": "2026-01-12", "results": results, **about}
    return {"instruments": {"moods": form}, "case": case}


def checked_in() -> dict[str, Any]:
    """Two ratings of two parts, one of which fell, and something held back."""
    rating = {
        "kind": "alliance",
        "min": 0,
        "max": 20,
        "n_items": 3,
        "item_max": 10,
        "parts": [
            {"id": "goals", "label": "goals", "items": [1], "drop": 2},
            {"id": "bond", "label": "bond", "items": [2], "drop": 2},
        ],
        "repair": {"item": 3, "answer": 1},
    }
    results = [
        {"instrument": "check", "date": "2026-01-05", "total": 18, "items": [9, 9, 0]},
        {"instrument": "check", "date": "2026-01-12", "total": 16, "items": [9, 7, 0]},
    ]
    case = {"id": "checked", "as_of": "2026-01-12", "results": results}
    return {"instruments": {"check": rating}, "case": case}


def test_a_form_without_a_total_is_followed_part_by_part(tmp_path: Path, capsys: Printed) -> None:
    (found,) = detected(capsys, written(tmp_path, forms()))
    assert found["findings"] == ["worsening:moods.low~", "change_unknown:moods.tense"]
    facts = found["facts"]["worsening:moods.low"]
    assert (facts["previous"], facts["score"]) == (10, 15)
    tense = found["facts"]["change_unknown:moods.tense"]
    assert (tense["previous"], tense["score"]) == (8, 10)


def test_a_part_may_lead_and_have_a_target(tmp_path: Path, capsys: Printed) -> None:
    given = forms(primary="moods.low", targets={"moods.tense": 6}, impression=1)
    (found,) = detected(capsys, written(tmp_path, given))
    assert "divergence_seems_better:moods.low" in found["findings"]
    given["case"]["results"][1]["items"] = [7, 8, 0, 3]
    (found,) = detected(capsys, written(tmp_path, given))
    assert not any(code.startswith("target_reached") for code in found["findings"])
    given["case"]["results"][0]["subtotals"]["tense"] = 12
    (found,) = detected(capsys, written(tmp_path, given))
    assert "target_reached:moods.tense~" in found["findings"]


def test_the_safety_answer_of_a_form_without_a_total_is_read(
    tmp_path: Path, capsys: Printed
) -> None:
    given = forms()
    given["case"]["results"][1]["items"] = [7, 8, 2, 5]
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["headline"] == "risk_item:moods"


def test_a_rating_of_parts_has_no_lines_of_our_own(tmp_path: Path, capsys: Printed) -> None:
    (found,) = detected(capsys, written(tmp_path, checked_in()))
    assert found["findings"] == ["alliance_drop:check~", "no_score_today"]
    assert found["facts"]["alliance_drop:check"]["part"] == "bond"
    given = checked_in()
    given["case"]["results"][1]["items"] = [9, 9, 1]
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["findings"] == ["alliance_repair:check", "no_score_today"]
    given["case"]["results"][1] |= {"items": [9, 9, 0], "total": 2}
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["findings"] == ["no_score_today"]


def weeks(count: int, **about: Any) -> dict[str, Any]:
    """Weekly scores that never move."""
    begun = date(2026, 1, 5)
    days = [(begun + timedelta(days=7 * week)).isoformat() for week in range(count)]
    results = [
        {"instrument": "phq9", "date": day, "total": 16, "risk_values": {"9": 0}} for day in days
    ]
    case = {"as_of": days[-1], "results": results, **about}
    return {"instruments": copy.deepcopy(KNOWN["instruments"]), "case": case}


@pytest.mark.parametrize(
    ("about", "stuck"),
    [
        ({}, True),
        ({"focus_since": "2026-02-02"}, True),
        ({"focus_since": "2026-02-03"}, False),
        ({"focus_since": "2026-03-03"}, True),
        ({"agreed_until": "2026-03-02"}, True),
        ({"agreed_until": "2026-03-03"}, False),
        ({"focus_since": None, "agreed_until": None}, True),
    ],
)
def test_a_focus_and_an_agreement_are_given_time(
    tmp_path: Path, capsys: Printed, about: dict[str, Any], stuck: bool
) -> None:
    (found,) = detected(capsys, written(tmp_path, weeks(9, **about)))
    assert ("stable_high:phq9" in found["findings"]) is stuck


def test_until_when_it_waits_is_written_as_a_day(tmp_path: Path, capsys: Printed) -> None:
    (found,) = detected(capsys, written(tmp_path, weeks(9, agreed_until="2026-04-01")))
    assert found["facts"]["stable:phq9"]["waiting_until"] == "2026-04-01"


def test_a_checkpoint_and_a_residual_range_are_read(tmp_path: Path, capsys: Printed) -> None:
    given = weeks(7)
    (found,) = detected(capsys, written(tmp_path, given))
    assert "not_on_track:phq9" not in found["findings"]
    given["instruments"]["phq9"]["checkpoint_days"] = 42
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["headline"] == "not_on_track:phq9"
    for result in given["case"]["results"][4:]:
        result["total"] = 9
    given["case"]["phase"] = "followup"
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["headline"] == "residual:phq9"
    given["instruments"]["phq9"]["residual"] = None
    (found,) = detected(capsys, written(tmp_path, given))
    assert found["headline"] != "residual:phq9"


def test_an_item_that_runs_the_other_way_is_read(tmp_path: Path, capsys: Printed) -> None:
    given = one_case("H107")
    given["instruments"]["phq9"]["reversed_items"] = [6]
    (found,) = detected(capsys, written(tmp_path, given))
    facts = found["facts"]["item_shift:phq9"]
    assert (facts["worse"], facts["eased"]) == ([], [6])


# What is refused.


def changed(*path: object, to: object = None, remove: bool = False) -> dict[str, Any]:
    """The example H107 with one field changed, or taken away."""
    given = one_case("H107")
    place: Any = given
    for step in path[:-1]:
        place = place[step]
    if remove:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return given


def dass(**result: Any) -> dict[str, Any]:
    """One form of three parts."""
    form = {"instrument": "dass21", "date": "2026-01-05", **result}
    case = {"id": "dass", "as_of": "2026-01-05", "results": [form]}
    return {"instruments": copy.deepcopy(KNOWN["instruments"]), "case": case}


MALFORMED: list[tuple[object, str, str]] = [
    (changed("case", "as_of", remove=True), "case H107", "as_of"),
    (changed("case", "as_of", to="2026-02-30"), "case H107", "as_of"),
    (changed("case", "as_of", to="20260205"), "case H107", "as_of"),
    (changed("case", "as_of", to="2026-W06-4"), "case H107", "as_of"),
    (changed("case", "as_of", to=20260205), "case H107", "as_of"),
    (changed("case", "as_of", to=[]), "case H107", "as_of"),
    (changed("case", "id", to=7), "case 1", "id"),
    (changed("case", "id", to=None), "case 1", "id"),
    (changed("case", "id", to=""), "case 1", "id"),
    (changed("case", "id", to="a\nb"), "case 1", "id"),
    (changed("case", "phase", to="begun"), "case H107", "phase"),
    (changed("case", "phase", to={}), "case H107", "phase"),
    (changed("case", "primary", to="none"), "case H107", "primary"),
    (changed("case", "impression", to=3), "case H107", "impression"),
    (changed("case", "impression", to=1.5), "case H107", "impression"),
    (changed("case", "impression", to=True), "case H107", "impression"),
    (changed("case", "planned_sessions", to=0), "case H107", "planned_sessions"),
    (changed("case", "planned_sessions", to="8"), "case H107", "planned_sessions"),
    (changed("case", "targets", to=[9]), "case H107", "targets"),
    (changed("case", "targets", to={"none": 9}), "case H107", "targets"),
    (changed("case", "targets", to={"phq9": 28}), "case H107, targets", "phq9"),
    (changed("case", "targets", to={"phq9": "low"}), "case H107, targets", "phq9"),
    (changed("case", "sessions", to={}), "case H107", "sessions"),
    (changed("case", "sessions", to=[7]), "case H107, session 1", "object"),
    (changed("case", "sessions", to=[{"date": "2026-01-01"}]), "session 1", "status"),
    (changed("case", "sessions", to=[{"status": "missed"}]), "session 1", "date"),
    (changed("case", "results", to="many"), "case H107", "results"),
    (changed("case", "results", 0, to=None), "case H107, result 1", "object"),
    (changed("case", "results", 1, "instrument", to="none"), "result 2", "instrument"),
    (changed("case", "results", 1, "instrument", remove=True), "result 2", "instrument"),
    (changed("case", "results", 1, "instrument", to=["phq9"]), "result 2", "instrument"),
    (changed("case", "results", 1, "date", remove=True), "case H107, result 2", "date"),
    (changed("case", "results", 1, "date", to="yesterday"), "case H107, result 2", "date"),
    (changed("case", "results", 1, "total", to="12"), "case H107, result 2", "total"),
    (changed("case", "results", 1, "total", to=28), "case H107, result 2", "total"),
    (changed("case", "results", 1, "total", to=-1), "case H107, result 2", "total"),
    (changed("case", "results", 1, "total", to=10**30), "case H107, result 2", "total"),
    (changed("case", "results", 1, "total", to=1e-300), "case H107, result 2", "total"),
    (changed("case", "results", 1, "total", to=True), "case H107, result 2", "total"),
    (changed("case", "results", 1, "items", to="001"), "case H107, result 2", "items"),
    (changed("case", "results", 1, "items", to=[0] * 8), "case H107, result 2", "items"),
    (changed("case", "results", 1, "items", 8, to=4), "case H107, result 2", "items"),
    (changed("case", "results", 1, "items", 0, to=-1), "case H107, result 2", "items"),
    (changed("case", "results", 1, "items", 0, to=1.0), "case H107, result 2", "items"),
    (changed("case", "results", 1, "items", 0, to=[1]), "case H107, result 2", "items"),
    (changed("case", "results", 1, "risk_values", to=[0]), "result 2", "risk_values"),
    (changed("case", "results", 1, "risk_values", to={"8": 0}), "result 2", "risk_values"),
    (changed("case", "results", 1, "risk_values", to={"9": 4}), "result 2, risk_values", "9"),
    (changed("case", "results", 1, "risk_values", to={"9": 3}), "result 2, risk_values", "9"),
    (changed("case", "results", 1, "valid", to="yes"), "case H107, result 2", "valid"),
    (changed("case", "results", 1, "discussed", to=1), "case H107, result 2", "discussed"),
    (changed("case", "results", 1, "risk_reviewed", to=None), "result 2", "risk_reviewed"),
    (changed("instruments", to=[]), "cases.json", "instruments"),
    (changed("instruments", "a\u0007b", to={}), "cases.json", "instruments"),
    (changed("instruments", "phq9", to=9), "instrument phq9", "object"),
    (changed("instruments", "phq9", "min", remove=True), "instrument phq9", "min"),
    (changed("instruments", "phq9", "max", to=0), "instrument phq9", "max"),
    (changed("instruments", "phq9", "direction", to="up"), "instrument phq9", "direction"),
    (changed("instruments", "phq9", "direction", remove=True), "instrument phq9", "direction"),
    (changed("instruments", "phq9", "kind", to="other"), "instrument phq9", "kind"),
    (changed("instruments", "al40", "direction", to="lower_better"), "al40", "direction"),
    (changed("instruments", "phq9", "name", to=[]), "instrument phq9", "name"),
    (changed("instruments", "phq9", "rc", to=0), "instrument phq9", "rc"),
    (changed("instruments", "phq9", "rc", to=-6), "instrument phq9", "rc"),
    (changed("instruments", "phq9", "cutoff", to=28), "instrument phq9", "cutoff"),
    (changed("instruments", "phq9", "n_items", to=-1), "instrument phq9", "n_items"),
    (changed("instruments", "phq9", "item_max", to=-1), "instrument phq9", "item_max"),
    (changed("instruments", "phq9", "sum_scored", to=1), "instrument phq9", "sum_scored"),
    (changed("instruments", "phq9", "bands", to={}), "instrument phq9", "bands"),
    (changed("instruments", "phq9", "bands", 0, "lo", to=5), "phq9, band 1", "hi"),
    (changed("instruments", "phq9", "bands", 0, "label", to=""), "phq9, band 1", "label"),
    (changed("instruments", "phq9", "risk_items", to=9), "instrument phq9", "risk_items"),
    (changed("instruments", "phq9", "risk_items", 0, "item", to=10), "phq9, risk item 1", "item"),
    (changed("instruments", "phq9", "risk_items", 0, "item", to=0), "phq9, risk item 1", "item"),
    (
        changed("instruments", "phq9", "risk_items", 0, "threshold", remove=True),
        "phq9, risk item 1",
        "threshold",
    ),
    (changed("instruments", "phq9", "checkpoint_days", to=0), "phq9", "checkpoint_days"),
    (changed("instruments", "phq9", "checkpoint_days", to="56"), "phq9", "checkpoint_days"),
    (changed("instruments", "phq9", "residual", to=[5]), "instrument phq9", "residual"),
    (changed("instruments", "phq9", "residual", to=[9, 5]), "instrument phq9", "residual"),
    (changed("instruments", "phq9", "residual", to=[5, True]), "instrument phq9", "residual"),
    (changed("instruments", "phq9", "residual", to=["low", 5]), "phq9, residual", "from"),
    (changed("instruments", "phq9", "residual", to={}), "instrument phq9", "residual"),
    (changed("instruments", "phq9", "reversed_items", to=3), "phq9", "reversed_items"),
    (changed("instruments", "phq9", "reversed_items", to=[0]), "phq9", "reversed_items"),
    (changed("instruments", "phq9", "reversed_items", to=[10]), "phq9", "reversed_items"),
    (changed("instruments", "phq9", "reversed_items", to=["1"]), "phq9", "reversed_items"),
    (changed("instruments", "phq9", "has_total", to="no"), "instrument phq9", "has_total"),
    (changed("instruments", "phq9", "has_total", to=False), "phq9", "parts_series"),
    (changed("instruments", "phq9", "parts_series", to={}), "phq9", "parts_series"),
    (changed("instruments", "dass21", "parts_series", 0, to=7), "dass21, part 1", "object"),
    (changed("instruments", "dass21", "parts_series", 1, "id", remove=True), "part 2", "id"),
    (changed("instruments", "dass21", "parts_series", 1, "label", to=""), "part 2", "label"),
    (changed("instruments", "dass21", "parts_series", 1, "id", to="stress"), "dass21", "part 3"),
    (changed("instruments", "dass21", "parts_series", 0, "items", to=[22]), "part 1", "items"),
    (changed("instruments", "dass21", "parts_series", 0, "items", to="1"), "part 1", "items"),
    (
        changed("instruments", "dass21", "parts_series", 0, "multiplier", to=0),
        "dass21, part 1",
        "multiplier",
    ),
    (changed("instruments", "dass21", "parts_series", 0, "max", to=0), "part 1", "max"),
    (changed("instruments", "dass21", "parts_series", 0, "rc", to=0), "part 1", "rc"),
    (changed("instruments", "dass21", "parts_series", 0, "cutoff", to=43), "part 1", "cutoff"),
    (changed("instruments", "dass21", "parts_series", 0, "bands", 0, "lo", to=99), "band 1", "hi"),
    (
        changed("instruments", "dass21", "parts_series", 0, "checkpoint_days", to=0),
        "dass21, part 1",
        "checkpoint_days",
    ),
    (changed("instruments", "checkin", "parts", 0, "drop", to=0), "checkin, part 1", "drop"),
    (changed("instruments", "checkin", "parts", 0, "items", to=[5]), "checkin, part 1", "items"),
    (changed("instruments", "checkin", "repair", to=4), "instrument checkin", "repair"),
    (changed("instruments", "checkin", "repair", "item", to=0), "checkin, repair", "item"),
    (changed("instruments", "checkin", "repair", "answer", remove=True), "repair", "answer"),
    (changed("case", "focus_since", to="soon"), "case H107", "focus_since"),
    (changed("case", "focus_since", to=20260101), "case H107", "focus_since"),
    (changed("case", "agreed_until", to="2026-02-30"), "case H107", "agreed_until"),
    (changed("case", "agreed_until", to=[]), "case H107", "agreed_until"),
    (changed("case", "targets", to={"dass21.none": 9}), "case H107", "targets"),
    (changed("case", "targets", to={"dass21.stress": 43}), "targets", "dass21.stress"),
    (changed("case", "primary", to="dass21.none"), "case H107", "primary"),
    (changed("case", "results", 1, "subtotals", to=[9]), "case H107, result 2", "subtotals"),
    (changed("case", "results", 1, "subtotals", to={"low": 9}), "result 2", "subtotals"),
    (dass(subtotals={"stress": 43}), "case dass, result 1, subtotals", "stress"),
    (dass(subtotals={"stress": "9"}), "case dass, result 1, subtotals", "stress"),
    (dass(subtotals={"none": 9}), "case dass, result 1", "subtotals"),
    (changed("case", to=[]), "case 1", "object"),
    (changed("case", remove=True), "cases.json", "cases"),
    (changed("cases", to=[]), "cases.json", "cases"),
    ({"cases": {}}, "cases.json", "cases"),
    ({"cases": [{"id": "A", "as_of": "2026-01-05"}] * 2}, "cases.json", "id A"),
    ([], "cases.json", "object"),
    ('{"case": {"as_of": "2026-01-05", "as_of": "2026-01-06"}}', "as_of", "twice"),
    ('{"case": {"targets": NaN}}', "NaN", "number"),
    ('{"case": {"targets": 1e99999999999999999999}}', "number", "ordinary"),
    ('{"case": {"targets": ' + "9" * 5000 + "}}", "cases.json", "JSON"),
    ('{"case": ' * 100_000, "cases.json", "JSON"),
    ("[" * 100_000 + "]" * 100_000, "cases.json", "JSON"),
    ("not JSON", "cases.json", "JSON"),
    ("", "cases.json", "JSON"),
    (b"\xff\xfe{}", "cases.json", "UTF-8"),
    (b'{"case": {"id": "\xe9"}}', "cases.json", "UTF-8"),
    (json.dumps(one_case("H107")).encode("utf-16"), "cases.json", "UTF-8"),
    (b"\x00" * 40, "cases.json", "JSON"),
]


@pytest.mark.parametrize(("contents", "where", "field"), MALFORMED)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_file_that_is_not_of_the_form_is_answered_in_one_sentence(
    tmp_path: Path, capsys: Printed, contents: object, where: str, field: str, as_json: bool
) -> None:
    file = written(tmp_path, contents)
    said = refused(capsys, file, *(["--json"] if as_json else []))
    assert where in said
    assert field in said


def test_the_sentence_says_what_was_expected(tmp_path: Path, capsys: Printed) -> None:
    file = written(tmp_path, changed("case", "results", 1, "total", to=28))
    assert refused(capsys, file) == (
        "romtui: case H107, result 2: the field total should be between 0 and 27, or null.\n"
    )


def test_the_sentence_never_repeats_what_was_written(tmp_path: Path, capsys: Printed) -> None:
    file = written(tmp_path, changed("case", "phase", to="Invented Person"))
    assert "Invented" not in refused(capsys, file)


def test_a_file_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path, capsys: Printed) -> None:
    assert "none.json cannot be read" in refused(capsys, str(tmp_path / "none.json"))
    assert "cannot be read" in refused(capsys, str(tmp_path))


def test_a_file_of_enormous_size_is_not_read(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "cases.json"
    with file.open("wb") as sparse:
        sparse.truncate(30_000_000)
    assert "larger than 20 MB" in refused(capsys, str(file))


def test_one_broken_case_leaves_nothing_half_said(tmp_path: Path, capsys: Printed) -> None:
    given = copy.deepcopy(KNOWN)
    given["cases"][-1]["as_of"] = "soon"
    refused(capsys, written(tmp_path, given))


# Whatever is done to a sound file.

ODD: st.SearchStrategy[object] = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(["", "phq9", "2026-01-19", "9999-12-31", "\x1b[2J", "\ud800", "x" * 999]),
    st.integers(-2, 30),
    st.sampled_from([10**400, -(10**7), 0.5, 1e-7, 1e308, -0.0]),
    st.sampled_from([[], [[]], {}, {"9": 1}, [0] * 9, [None] * 9, {"phq9": 5}, {"date": None}]),
)


def everywhere(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a file, by the steps that lead there."""
    yield path
    steps: Any = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, inner in steps:
        yield from everywhere(inner, (*path, step))


SOUND = [one_case(name) for name in ("H107", "VG09", "H102", "VH14", "VJ25")]
SOUND += [forms(), checked_in()]
ANYWHERE = [(number, path) for number, one in enumerate(SOUND) for path in everywhere(one) if path]


@given(
    st.sampled_from(ANYWHERE),
    st.lists(st.tuples(st.sampled_from(["put", "remove", "repeat"]), ODD), min_size=1, max_size=3),
    st.data(),
)
def test_a_file_changed_anyhow_is_answered_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    first: tuple[int, tuple[Any, ...]],
    changes: list[tuple[str, object]],
    data: st.DataObject,
) -> None:
    number, path = first
    contents = copy.deepcopy(SOUND[number])
    for change, value in changes:
        place: Any = contents
        for step in path[:-1]:
            place = place[step]
        if change == "remove":
            del place[path[-1]]
        elif change == "repeat" and isinstance(place, list):
            place.append(copy.deepcopy(place[path[-1]]))
        else:
            place[path[-1]] = copy.deepcopy(value)
        left = [one for one in everywhere(contents) if one]
        if not left:
            break
        path = data.draw(st.sampled_from(left))
    file = tmp_path_factory.getbasetemp() / "changed.json"
    file.write_text(json.dumps(contents), "utf-8")
    assert_answered_or_refused(file)


@given(st.integers(0, 10**6), st.binary(max_size=4), st.integers(0, 9))
def test_a_file_with_broken_bytes_is_answered_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, inserted: bytes, lost: int
) -> None:
    text = json.dumps(SOUND[0]).encode()
    place %= len(text)
    file = tmp_path_factory.getbasetemp() / "broken.json"
    file.write_bytes(text[:place] + inserted + text[place + lost :])
    assert_answered_or_refused(file)


def assert_answered_or_refused(file: Path) -> None:
    for arguments in (["detect", str(file)], ["detect", str(file), "--json"]):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
        assert code in {0, 1}
        assert bool(out.getvalue()) is (code == 0)
        assert err.getvalue().count("\n") == code
        assert (out.getvalue() + err.getvalue()).replace("\n", "").isprintable()
