"""The caseload line by line: everybody with a number, those who need a look first."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from romtui.domain.caseload import Summary
from romtui.domain.private import Private
from romtui.domain.roster import Roster
from romtui.plain import texts
from romtui.plain.lines import summary_line
from romtui.plain.session import Session
from romtui.plain.voice import Voice
from romtui.ui.dependencies import Workspace

_LEAVE: Final = ("q", "quit", "exit")


class Caseload:
    """Says the list and opens patients, until somebody leaves."""

    def __init__(self, voice: Voice, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._voice = voice
        self._workspace = workspace
        self._now = now
        self._names = workspace.store.settings.names
        self._listed: list[Summary] = []
        self.is_session = False
        """Whether a record is open, where one may think for longer."""

    async def hold(self) -> None:
        """Say everybody, then do what is typed."""
        self._list("")
        self._voice.say(texts.CASELOAD_HELP)
        while True:
            typed = await self._voice.ask(texts.CASELOAD)
            if typed.casefold() in _LEAVE:
                return
            await self._do(typed)

    async def _do(self, typed: str) -> None:
        word = typed.casefold()
        row = self._meant(typed)
        if word == "help":
            self._voice.say(texts.CASELOAD_HELP)
        elif word in ("names", "v"):
            self._names = not self._names
            self._list("")
        elif word in ("new", "n"):
            await self._add()
        elif word in ("list", ""):
            self._list("")
        elif row is not None:
            await self._open(row)
        else:
            self._list(typed.removeprefix("/"))

    async def _add(self) -> None:
        """Begin a record: a code is given, a name may be left out."""
        name = await self._voice.ask(texts.NAME_ASKED)
        case = self._workspace.store.add_patient(name=Private(name))
        self._voice.say(texts.added(case.patient.code))
        self._list("")

    def _meant(self, typed: str) -> Summary | None:
        """The patient of this number in the list that was said last, or of this code."""
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self._listed):
            return self._listed[int(typed) - 1]
        everybody = self._workspace.store.caseload()
        code = typed.casefold()
        return next((row for row in everybody if row.patient.code.casefold() == code), None)

    def _list(self, typed: str) -> None:
        today, words = self._now().date(), self._workspace
        roster = Roster.ordered(words.store.caseload(), today)
        found = roster.matching(typed, archived=typed == texts.ARCHIVED_TOO, but_for=())
        if typed and not found:
            self._voice.say(texts.NOTHING_FOUND)
            return
        self._listed = found
        self._voice.say(texts.patients(len(found)))
        constants = words.store.settings.constants
        self._voice.say_list(
            [
                summary_line(
                    row, words.instruments, words.deck, today, constants, named=self._names
                )
                for row in found
            ]
        )

    async def _open(self, row: Summary) -> None:
        now = self._now()
        case = self._workspace.store.case(row.patient.id)
        session = Session(
            self._voice, self._workspace, case, lambda: self._now().date(), now.tzinfo
        )
        self.is_session = True
        try:
            await session.hold()
        finally:
            self.is_session = False
        self._list("")
