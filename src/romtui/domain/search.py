"""A questionnaire found by what somebody types, and the order in which they are offered."""

from collections.abc import Iterable, Mapping
from typing import Final

from romtui.domain.caseload import fold
from romtui.domain.instrument import Instrument, InstrumentKind
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


def matching_questionnaires(
    typed: str, instruments: Mapping[str, Instrument]
) -> tuple[Instrument, ...]:
    """The questionnaires that could be meant by a part of a name or by a topic."""
    return tuple(
        instrument
        for instrument in offered(instruments, (), ())
        if finds(typed, f"{instrument.name} {instrument.title} {search_words(instrument)}")
    )


def offered(
    instruments: Mapping[str, Instrument], here: Iterable[str], elsewhere: Iterable[str]
) -> tuple[Instrument, ...]:
    """First what is used `here`, with this patient, then what is used most, then the usual ones.

    What is left follows in the order of the alphabet.
    """
    others = (id_ for id_ in elsewhere if not is_own(id_))
    usual = sorted(instruments, key=lambda id_: instruments[id_].usual or _NOT_USUAL)
    in_order = dict.fromkeys((*here, *others, *usual))
    return tuple(instruments[id_] for id_ in in_order if id_ in instruments)


def first_offered(instruments: Mapping[str, Instrument], elsewhere: Iterable[str]) -> str:
    """The id of what a new patient is offered: what is used most that measures an outcome.

    A session rating does not begin a course. Where nothing is used yet every file is read.
    """
    for id_ in elsewhere:
        if (
            id_ in instruments
            and not is_own(id_)
            and instruments[id_].kind is InstrumentKind.OUTCOME
        ):
            return id_
    in_order = offered(instruments, (), ())
    outcomes = (known.id for known in in_order if known.kind is InstrumentKind.OUTCOME)
    return next(outcomes, next(iter(instruments)))


def _bare(folded: str) -> str:
    return "".join(sign for sign in folded if sign.isalnum())
