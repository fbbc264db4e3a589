"""A vault on the command line, and a therapist who answers what is asked on the terminal."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from romtui.__main__ import main
from romtui.content.instruments import available_instruments
from romtui.domain.private import Private
from romtui.platform import process
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import opened_first
from tests.people.cases import case_of, recorded, results
from tests.people.questionnaires import PHQ9

PASSPHRASE = "copper lantern violet harbour ribbon maple"
NAME = "Quillon Featherstone-Mbeki"


@dataclass
class Therapist:
    """Runs commands, and answers their questions in order; no answer left is an empty line."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    secret: str = PASSPHRASE

    def answer(self, question: str) -> str:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else ""

    def runs(self, *arguments: object, answers: tuple[str, ...] = ()) -> tuple[int, str]:
        """Give the exit code, and all that was printed."""
        self.answers = list(answers)
        self.asked = []
        code = main(["--vault", str(self.folder), *map(str, arguments)])
        printed = self.capsys.readouterr()
        return code, printed.out + printed.err

    def vault(self) -> Vault:
        return Vault(self.folder, kdf=Kdf.cheap())

    def workspace(self, work: Callable[[Store], object]) -> None:
        """Do something with the store, as on the screens."""
        store = self.vault().unlock(PASSPHRASE)
        store.use(available_instruments())
        try:
            work(store)
        finally:
            store.close()


def practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    """Two people with a result each."""
    monkeypatch.setattr(Kdf, "standard", Kdf.cheap)
    monkeypatch.setattr("romtui.cli.open_vault.harden", lambda: None)
    monkeypatch.setattr(process, "close_memory", lambda: None)
    therapist = Therapist(tmp_path / "vault", capsys)
    monkeypatch.setattr("romtui.cli.asking.secret", lambda _: therapist.secret)
    monkeypatch.setattr("romtui.cli.asking.line", therapist.answer)
    store = opened_first(therapist.vault(), PASSPHRASE)
    store.use(available_instruments())
    today = datetime.now().astimezone().date()
    for name in (NAME, "Another Invention"):
        (form,) = results(PHQ9, [8], today=today)
        answered = replace(form, answers=(1, 1, 1, 1, 1, 1, 1, 1, 0))
        recorded(store, case_of(answered, code="", name=Private(name), started_on=today))
    store.close()
    return therapist
