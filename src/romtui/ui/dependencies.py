"""What the screens are given: how to open things, and the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

from romtui.domain.errors import UserError
from romtui.domain.lock import LockNote, Slips
from romtui.ui import texts
from romtui.ui.idle import Clock, moment_now

if TYPE_CHECKING:
    from romtui.content.wordbook import Wordbook
    from romtui.domain.dialogue import Deck
    from romtui.domain.instrument import Instrument
    from romtui.domain.patterns.chance import Chance
    from romtui.domain.reports.report import ReportTemplate
    from romtui.exchange.mapped.mapping import TableMapping
    from romtui.store.store import Store
    from romtui.store.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Workspace:
    """An unlocked vault and what is needed to work with it.

    `unusable` are the files of the therapist's own that hold no instrument: name and reason.
    `notes` are sentences worth showing once: what was found or put right while it was opened.
    """

    store: "Store"
    words: "Wordbook"
    instruments: Mapping[str, "Instrument"]
    unusable: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def deck(self) -> "Deck":
        """What there is to say now, the therapist's own words among it."""
        return self.words.deck


class Relaunch(Protocol):
    """Replaces the process, so that no key, passphrase or name stays in memory."""

    def __call__(self, *, stopped: bool = False) -> NoReturn:
        """Start again, locked; `stopped` waits for the shell to say go on before that."""


ReadMapping = Callable[[Path, "Mapping[str, Instrument]"], "TableMapping"]


def no_mappings(file: Path, instruments: "Mapping[str, Instrument]") -> "TableMapping":  # noqa: ARG001
    """Where no file of a mapping can be read."""
    raise UserError(texts.NO_MAPPINGS)


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Everything that reaches outside. Each callable may be slow: call it in a worker.

    `vault` is None for the demo, which `open_demo` opens without a passphrase. `prepare`
    makes a store that was just unlocked or created ready for work;
    `warm_up` loads what unlocking needs, or waits until that is done. `now` is aware local
    time; the screens are given a clock, not a date, because midnight happens. `moment` is the
    clock by which idle time is counted. `abandoned` says whether the process that waits for
    this one is gone. `end_tour` makes sure that the tour of the demo does not come back when
    the demo begins anew; without it there is no tour. `keys` are the therapist's own, by the
    id of the command. `chances` reads how often chance alone brings a headline; it raises
    UserError when the file is broken. `slips` are the wrong passphrases so far, `lock_note`
    says why the program locked. `read_mapping` reads the file of a mapping for an import,
    `reports` the templates of pages for third parties.
    """

    vault: "Vault | None"
    prepare: "Callable[[Store], Workspace]"
    warm_up: Callable[[], None]
    open_demo: Callable[[], Workspace]
    relaunch: Relaunch
    now: Callable[[], datetime]
    moment: Clock = moment_now
    abandoned: Callable[[], bool] = lambda: False
    end_tour: Callable[[], None] | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    chances: "Callable[[], Mapping[str, Chance]]" = dict
    slips: Slips = field(default_factory=lambda: Slips({}))
    lock_note: LockNote = field(default_factory=lambda: LockNote({}))
    read_mapping: ReadMapping = no_mappings
    reports: "Callable[[], Mapping[str, ReportTemplate]]" = dict

    @property
    def demo(self) -> bool:
        """Whether this is the invented caseload."""
        return self.vault is None

    def today(self) -> date:
        """The day it is now, where the therapist is."""
        return self.now().date()
