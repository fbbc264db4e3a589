"""Large invented caseloads, written into real vaults."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from romtui.content.instruments import available_instruments
from romtui.domain.case import Case, Patient, Result
from romtui.domain.private import Private
from romtui.store.vault.vault import Vault

PASSPHRASE = "copper lantern violet harbour ribbon maple"  # noqa: S105 -- of an invented vault


def build_vault(folder: Path, *, people: int, results: int, renewed: bool = True) -> Path:
    """Make a vault with so many people, each with so many weekly PHQ-9 totals.

    Not `renewed`: its caseload lines are still to be worked out, as after an update.
    """
    instruments = available_instruments()
    vault = Vault(folder)
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(instruments, instruments.fingerprint)
    store.import_cases(_cases(people, results, instruments))
    if renewed:
        store.renew_summaries()
    store.close()
    return folder


def _cases(people: int, results: int, instruments: object) -> Iterator[Case]:
    today = date.today()
    for number in range(1, people + 1):
        started = today - timedelta(weeks=results)
        weekly = tuple(
            Result(
                id=week,
                instrument="phq9",
                on=started + timedelta(weeks=week + 1),
                total=Decimal((number * 7 + week * (number % 5)) % 28),
                safety={9: 0},
                order=week,
                discussed=True,
            )
            for week in range(results)
        )
        yield Case(
            Patient(0, f"A-{number:04}", started, name=Private(f"Invented Person {number}")),
            instruments,  # type: ignore[arg-type]  # the library is a mapping
            results=weekly,
        )
