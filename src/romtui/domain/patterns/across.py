"""What needs more than one measure, or the therapist's blind impression, or the items."""

from collections.abc import Mapping
from decimal import Decimal

from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import GAIN, WORSE
from romtui.domain.patterns.raw_finding import RawFinding, RawFindings, confirmed, plain, tentative
from romtui.domain.series import Series


def divergence(primary: Series, impression: int | None) -> RawFindings:
    """Score and impression (-2 to +2, change since last time) go different ways."""
    if impression is None or not (primary.knows_change and primary.is_current and primary.recent):
        return {}
    gain = primary.previous - primary.current
    better, worse = primary.notable(gain), primary.notable(-gain)
    findings: RawFindings = {}
    far_from_worst = primary.notable(primary.range - primary.current)
    no_worse = not primary.half(-gain) and far_from_worst
    if (impression <= -1 and better) or (impression == -2 and no_worse):
        finding = plain(impression=impression, flat=not better)
        findings[Pattern.DIVERGENCE_SEEMS_WORSE] = finding
    no_better = not primary.half(gain) and primary.clinical(primary.current)
    if (impression >= 1 and worse) or (impression == 2 and no_better):
        finding = plain(impression=impression, score_worse=worse)
        findings[Pattern.DIVERGENCE_SEEMS_BETTER] = finding
    return findings


def mixed_measures(
    raw_findings: Mapping[str, RawFindings], current: Mapping[str, Series]
) -> RawFinding | None:
    """Two measures of today go opposite ways: confirmed when both are.

    `raw_findings` are what holds for each measure, before suppression.
    """
    known = [id_ for id_, series in current.items() if series.knows_change]
    for sure in (True, False):
        worse = [id_ for id_ in known if _has(raw_findings[id_], WORSE, sure=sure)]
        better = [id_ for id_ in known if _has(raw_findings[id_], GAIN, sure=sure)]
        pair = next(((up, down) for up in better for down in worse if up != down), None)
        if pair is None:
            continue
        better_off, worse_off = current[pair[0]], current[pair[1]]
        facts = {
            "better": better,
            "worse": worse,
            "measure": better_off.instrument.name,
            "score": better_off.totals[-1],
            "measure_2": worse_off.instrument.name,
            "score_2": worse_off.totals[-1],
        }
        return confirmed(**facts) if sure else tentative(**facts)
    return None


def _has(findings: RawFindings, patterns: frozenset[Pattern], *, sure: bool) -> bool:
    return any(findings[pattern].confirmed or not sure for pattern in findings.keys() & patterns)


def item_shift(series: Series) -> RawFinding | None:
    """The total held, but an answer (not a safety item) moved by two thirds of its range."""
    if not (series.knows_change and series.is_current and series.recent):
        return None
    if series.reliable(abs(series.current - series.previous)):
        return None
    before, now = series.results[-2].answers, series.results[-1].answers
    if before is None or now is None or len(before) != len(now):
        return None
    instrument = series.instrument
    least = max(1, -(-2 * (instrument.item_hi - instrument.item_lo) // 3))
    watched = {safety.item for safety in instrument.safety_items}
    moves = [
        (number, later - earlier)
        for number, (earlier, later) in enumerate(zip(before, now, strict=True), start=1)
        if earlier is not None
        and later is not None
        and number not in watched
        and NOT_APPLICABLE not in (earlier, later)
        and abs(later - earlier) >= least
    ]
    if not moves:
        return None
    moves.sort(key=lambda move: (-abs(move[1]), move[0]))
    worse = [number for number, move in moves if (move > 0) == instrument.more_is_worse(number)]
    return plain(
        items=tuple((number, Decimal(move)) for number, move in moves),
        worse=worse,
        eased=[number for number, _ in moves if number not in worse],
    )
