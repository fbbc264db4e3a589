"""A questionnaire found by what somebody types, and the order in which they are offered."""

from collections.abc import Iterable, Mapping
from typing import Final

from romtui.domain.caseload import fold
from romtui.domain.instrument import Instrument, Kind
from romtui.domain.personal_measures import is_own

_NOT_USUAL: Final = 1_000


def finds(typed: str, words: str) -> bool:
    """Whether every word that was typed is in these words; `gad7` and `GAD 7` are in `GAD-7`."""
    folded = fold(words)
    bare = _bare(folded)
    return all(part in folded or (_bare(part) or " ") in bare for part in fold(typed).split())


def search_words(instrument: Instrument) -> str:
    """All that a questionnaire is found by beside its name and its title."""
    return " ".join((instrument.id, instrument.construct, *instrument.topics))


def written_as(typed: str, instruments: Mapping[str, Instrument]) -> Instrument | None:
    """The questionnaire of an id, however it is written: `PHQ-9` and `phq 9` are `phq9`."""
    return instruments.get(_bare(fold(typed)))


def found(typed: str, instruments: Mapping[str, Instrument]) -> tuple[Instrument, ...]:
    """The questionnaires that could be meant by a part of a name or by a topic."""
    return tuple(
        one
        for one in offered(instruments, (), ())
        if finds(typed, f"{one.name} {one.title} {search_words(one)}")
    )


def offered(
    instruments: Mapping[str, Instrument], here: Iterable[str], elsewhere: Iterable[str]
) -> tuple[Instrument, ...]:
    """First what is used `here`, with this patient, then what is used most, then the usual ones.

    What is left follows in the order of the alphabet.
    """
    others = (one for one in elsewhere if not is_own(one))
    usual = sorted(instruments, key=lambda one: instruments[one].usual or _NOT_USUAL)
    in_order = dict.fromkeys((*here, *others, *usual))
    return tuple(instruments[one] for one in in_order if one in instruments)


def first_offered(instruments: Mapping[str, Instrument], elsewhere: Iterable[str]) -> str:
    """The id of what a new patient is offered: what is used most that measures an outcome.

    A session rating does not begin a course. Where nothing is used yet every file is read.
    """
    for one in elsewhere:
        if one in instruments and not is_own(one) and instruments[one].kind is Kind.OUTCOME:
            return one
    return next(
        (one.id for one in offered(instruments, (), ()) if one.kind is Kind.OUTCOME),
        next(iter(instruments)),
    )


def _bare(folded: str) -> str:
    return "".join(sign for sign in folded if sign.isalnum())
