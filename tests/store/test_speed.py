"""Fast enough not to be noticed. The limits are several times what is measured."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from romtui.domain.case import Case
from romtui.store.store import Store
from tests.store.invented import draft, invented_case


def best_of(times: int, verb: Callable[[], object]) -> float:
    """Milliseconds of the fastest run: the machine may be busy, the code may not."""

    def once() -> float:
        start = perf_counter()
        verb()
        return (perf_counter() - start) * 1000

    return min(once() for _ in range(times))


def test_two_thousand_people_are_listed_at_once(store: Store) -> None:
    store.take_in([invented_case(f"A-{n:04}", 2) for n in range(2000)])
    assert len(store.caseload()) == 2000
    assert best_of(5, store.caseload) < 75


def test_a_key_of_an_entry_is_kept_before_the_next(store: Store, person: Case) -> None:
    keys = iter(range(1000))
    store.keep_draft(person.patient.id, draft())
    took = best_of(
        30, lambda: store.keep_draft(person.patient.id, replace(draft(), position=next(keys)))
    )
    assert took < 9


def test_a_demo_caseload_is_taken_in_at_once(store: Store) -> None:
    codes = iter(range(1000))

    def demo() -> None:
        store.take_in([invented_case(f"D-{next(codes):03}", 13) for _ in range(12)])

    assert best_of(3, demo) < 180
