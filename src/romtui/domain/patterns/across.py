"""What needs more than one measure, or the therapist's blind impression, or the items."""

from collections.abc import Mapping
from decimal import Decimal

from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.patterns.course import Facts, Raw
from romtui.domain.patterns.finding import Pattern
from romtui.domain.series import Series


def divergence(primary: Series, impression: int | None) -> Raw:
    """Score and impression (-2 to +2, change since last time) go different ways."""
    knows_change = primary.instrument.reliable_change is not None
    if impression is None or not (knows_change and primary.is_current and primary.recent):
        return {}
    gain = primary.previous - primary.current
    better, worse = primary.notable(gain), primary.notable(-gain)
    raw: Raw = {}
    low_side = primary.notable(primary.range - primary.current)
    if (impression <= -1 and better) or (impression == -2 and not worse and low_side):
        raw[Pattern.DIVERGENCE_SEEMS_WORSE] = {"flat": not better}
    still = impression == 2 and not better and primary.clinical(primary.current)
    if (impression >= 1 and worse) or still:
        raw[Pattern.DIVERGENCE_SEEMS_BETTER] = {"score_worse": worse}
    for facts in raw.values():
        facts["impression"] = impression
    return raw


def mixed_measures(current: Mapping[str, Series]) -> Facts | None:
    """Two measures of today went opposite ways, since last time or since the start."""
    known = {id_: s for id_, s in current.items() if s.instrument.reliable_change is not None}
    recent = {id_: s for id_, s in known.items() if s.recent}
    better = [id_ for id_, s in recent.items() if s.notable(s.previous - s.current)]
    worse = [id_ for id_, s in recent.items() if s.notable(s.current - s.previous)]
    since_start = not (better and worse)
    if since_start:
        better = [id_ for id_, s in known.items() if s.baseline - s.current >= s.rc]
        worse = [id_ for id_, s in known.items() if s.current - s.baseline >= s.rc]
    if not (better and worse):
        return None
    one, other = known[better[0]], known[worse[0]]
    return {
        "better": better,
        "worse": worse,
        "since_start": since_start,
        "measure": one.instrument.name,
        "score": one.totals[-1],
        "previous": one.totals[-2],
        "baseline": one.totals[0],
        "measure_2": other.instrument.name,
        "score_2": other.totals[-1],
        "previous_2": other.totals[-2],
        "baseline_2": other.totals[0],
    }


def item_shift(series: Series) -> Facts | None:
    """The total held, but an answer (not a safety item) moved by two thirds of its range."""
    knows_change = series.instrument.reliable_change is not None
    if not (knows_change and series.is_current and series.recent):
        return None
    if abs(series.current - series.previous) >= series.rc:
        return None
    before, now = series.results[-2].answers, series.results[-1].answers
    if before is None or now is None or len(before) != len(now):
        return None
    instrument = series.instrument
    least = -(-2 * (instrument.item_hi - instrument.item_lo) // 3)
    watched = {safety.item for safety in instrument.safety_items}
    moves = [
        (number, Decimal(later - earlier))
        for number, (earlier, later) in enumerate(zip(before, now, strict=True), start=1)
        if earlier is not None
        and later is not None
        and number not in watched
        and NOT_APPLICABLE not in (earlier, later)
        and abs(later - earlier) >= least
    ]
    moves.sort(key=lambda move: (-abs(move[1]), move[0]))
    return {"items": tuple(moves)} if moves else None
