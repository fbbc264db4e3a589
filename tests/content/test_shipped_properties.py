"""What holds of every shipped questionnaire, whatever was answered."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.content.instruments import load_instruments
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, Item, Subscale
from romtui.domain.scoring import score, score_total

LIBRARY = load_instruments(Path(__file__).parents[2] / "data" / "instruments")
WITH_TEXT = sorted(one.id for one in LIBRARY.values() if one.with_text)
WITH_TOTAL = [name for name in WITH_TEXT if LIBRARY[name].has_total]
ANY = st.sampled_from(WITH_TEXT)


def answers_of(item: Item) -> list[int]:
    extra = [NOT_APPLICABLE] if item.not_applicable else []
    return [*(option.value for option in item.options), *extra]


def forms(one: Instrument) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*(st.sampled_from(answers_of(item)) for item in one.items))


@given(ANY, st.data())
def test_every_total_lies_within_the_range(name: str, data: st.DataObject) -> None:
    one = LIBRARY[name]
    result = score(one, data.draw(forms(one)))
    assert (result.total is None) == (not one.has_total)
    assert result.total is None or one.lo <= result.total <= one.hi
    assert set(result.subscales) == {part.id for part in one.subscales}
    for part in one.subscales:
        points = result.subscales[part.id]
        assert points is not None
        assert part.lo <= points <= part.hi
        assert (part.band(points) is not None) == bool(part.bands)


@given(ANY, st.data())
def test_a_form_with_an_item_left_out_has_no_total_but_where_that_is_verified(
    name: str, data: st.DataObject
) -> None:
    one = LIBRARY[name]
    form = list(data.draw(forms(one)))
    item = data.draw(st.sampled_from(one.items))
    result = score(one, [None if n == item.number else a for n, a in enumerate(form, start=1)])
    skipped = result.skipped == (item.number,)
    assert result.missing == (() if skipped else (item.number,))
    may_be_scored = one.has_total and (one.allowed_missing > 0 or not item.counted or skipped)
    assert (result.total is not None) == may_be_scored
    assert result.total is None or one.lo <= result.total <= one.hi
    for part in one.subscales:
        assert (result.subscales[part.id] is None) == (item.number in part.items)


@given(st.data())
def test_a_skipped_question_counts_as_if_it_had_been_answered_with_never(
    data: st.DataObject,
) -> None:
    one = LIBRARY["audit"]
    rule = data.draw(st.sampled_from(one.skips))
    form = list(data.draw(forms(one)))
    for number in rule.items:
        form[number - 1] = 0
    gone = data.draw(st.sets(st.sampled_from(rule.skipped)))
    without = [None if n in gone else a for n, a in enumerate(form, start=1)]
    never = [0 if n in gone else a for n, a in enumerate(form, start=1)]
    result = score(one, without)
    assert result.complete
    assert set(result.skipped) == gone
    assert result.total == score(one, never).total


@given(st.sampled_from(WITH_TEXT), st.data())
def test_what_is_skipped_and_what_is_missing_are_all_that_was_not_answered(
    name: str, data: st.DataObject
) -> None:
    one = LIBRARY[name]
    form = [
        data.draw(st.one_of(st.none(), st.sampled_from(answers_of(item)))) for item in one.items
    ]
    result = score(one, form)
    unanswered = {number for number, answer in enumerate(form, start=1) if answer is None}
    assert set(result.skipped) | set(result.missing) == unanswered
    assert not set(result.skipped) & set(result.missing)
    assert one.skips or not result.skipped


@given(st.sampled_from(WITH_TOTAL), st.data())
def test_a_total_typed_from_paper_scores_as_the_answers_do(name: str, data: st.DataObject) -> None:
    one = LIBRARY[name]
    by_item = score(one, data.draw(forms(one)))
    assert by_item.total is not None
    by_total = score_total(one, by_item.total)
    assert (by_total.total, by_total.band) == (by_item.total, by_item.band)


@pytest.mark.parametrize("name", WITH_TEXT)
def test_reversal_is_an_involution_on_every_answer(name: str) -> None:
    for item in LIBRARY[name].items:
        for option in item.options:
            assert item.points(item.points(option.value)) == option.value
            assert item.option(item.points(option.value)) is not None


@pytest.mark.parametrize("name", WITH_TEXT)
def test_the_best_and_the_worst_form_reach_the_ends_of_the_scale(name: str) -> None:
    one = LIBRARY[name]
    for choose, end in ((min, "lo"), (max, "hi")):
        result = score(one, [choose(answers_of(item), key=item.points) for item in one.items])
        if one.has_total:
            assert result.total == getattr(one, end)
        for part in one.subscales:
            assert result.subscales[part.id] == getattr(part, end)


@given(ANY, st.data())
def test_a_worse_answer_is_never_a_better_score(name: str, data: st.DataObject) -> None:
    one = LIBRARY[name]
    before = data.draw(forms(one))
    item = data.draw(st.sampled_from([item for item in one.items if item.counted]))
    answer = data.draw(st.sampled_from(answers_of(item)))
    after = (*before[: item.number - 1], answer, *before[item.number :])
    more = item.points(answer) - item.points(before[item.number - 1])
    was, now = score(one, before).total, score(one, after).total
    if was is not None and now is not None:
        worse = one.severity(now) - one.severity(was)
        assert (worse > 0) == ((more > 0) == one.lower_is_better and more != 0)


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_bands_cover_the_range_without_gap_or_overlap(name: str) -> None:
    one = LIBRARY[name]
    scales: list[Instrument | Subscale] = [one, *one.subscales]
    for scale in scales:
        for total in range(int(scale.lo), int(scale.hi) + 1):
            fitting = [band for band in scale.bands if band.lo <= total <= band.hi]
            assert len(fitting) == (1 if scale.bands else 0)
            assert scale.band(Decimal(total)) == (fitting[0] if fitting else None)


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_value_lies_on_the_scale(name: str) -> None:
    one = LIBRARY[name]
    for value in (one.cutoff, one.low, one.remission):
        assert value is None or one.lo <= value <= one.hi
    for points in (one.reliable_change, one.drop, one.mcid):
        assert points is None or 0 < points <= one.hi - one.lo
    if one.cutoff is not None and one.remission is not None:
        assert one.severity(one.remission) < one.severity(one.cutoff)


@pytest.mark.parametrize("name", sorted(set(LIBRARY) - set(WITH_TEXT)))
def test_a_form_without_its_words_takes_each_total_of_its_scale(name: str) -> None:
    one = LIBRARY[name]
    if not one.has_total:
        return
    for total in (one.lo, one.hi):
        assert score_total(one, total).total == total
    for outside in (one.lo - 1, one.hi + 1):
        with pytest.raises(UserError, match="go from"):
            score_total(one, outside)
