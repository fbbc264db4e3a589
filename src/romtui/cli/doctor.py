"""`romtui doctor`: what can be seen from outside about how safe the records lie here.

It works without a passphrase, changes nothing, and says what to do in plain words.
"""

import argparse
import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from romtui.cli import texts
from romtui.cli.open_vault import vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.backup_age import age
from romtui.domain.check_result import CheckResult
from romtui.domain.errors import UserError
from romtui.platform import disk, machine
from romtui.store.clock import local_now

_SECOND_LATE: Final = timedelta(days=14)


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("doctor", help=texts.HELP_DOCTOR)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Print what was seen; 1 if something should be done."""
    to_do = 0
    for result in look(vault_in(options.vault).folder, local_now(), os.environ):
        to_do += result.good is False
        mark = {True: texts.PASSED, False: texts.TO_DO, None: texts.UNKNOWN}[result.good]
        say(f"{mark}  {result.line}")
    say(texts.to_do(to_do) if to_do else texts.NOTHING_TO_DO)
    return 1 if to_do else 0


def look(folder: Path, now: datetime, environment: Mapping[str, str]) -> Iterator[CheckResult]:
    """Look at the vault, its place, the machine and the terminal."""
    yield _vault(folder)
    yield from _rights(folder)
    yield _synced(folder)
    yield from _backups(folder, now)
    yield from machine.look_at_memory()
    yield machine.look_at_disk(folder)
    yield _terminal(environment)


def _vault(folder: Path) -> CheckResult:
    from romtui.store.disk.folder import VaultState, find_state
    from romtui.store.disk.header_copies import fault_in_copies

    try:
        state = find_state(folder)
    except UserError as error:
        return CheckResult(texts.VAULT, good=False, detail=str(error))
    if state is VaultState.ABSENT:
        return CheckResult(texts.VAULT, good=None, detail=texts.no_vault_in(folder))
    fault = fault_in_copies(folder)
    return CheckResult(texts.vault_in(folder), good=not fault, detail=fault)


def _rights(folder: Path) -> Iterator[CheckResult]:
    if not folder.is_dir():
        return
    open_to_others = [
        path.relative_to(folder.parent).as_posix()
        for path in [folder, *sorted(folder.rglob("*"))]
        if disk.is_open_to_others(path)
    ]
    detail = (
        texts.others_may_read(", ".join(open_to_others[:4]), disk.how_to_keep_to_owner(folder))
        if open_to_others
        else ""
    )
    yield CheckResult(texts.ONLY_YOU_READ, good=not open_to_others, detail=detail)


def _synced(folder: Path) -> CheckResult:
    from romtui.store.vault.cloud_folders import synced_by

    service = synced_by(folder)
    detail = texts.synced(service) if service else ""
    return CheckResult(texts.LOCAL_FOLDER, good=service is None, detail=detail)


def _backups(folder: Path, now: datetime) -> Iterator[CheckResult]:
    from romtui.store.backup.snapshot import list_snapshots, number_of, read_header, time_in_name
    from romtui.store.disk.folder import BACKUPS, RECORDS

    if not (folder / RECORDS).exists():
        return
    snapshots = list_snapshots(folder / BACKUPS)
    if not snapshots:
        yield CheckResult(texts.BACKUPS, good=False, detail=texts.NO_BACKUPS)
        return
    made = time_in_name(snapshots[-1])
    late = now - made > _SECOND_LATE
    detail = texts.LAST_IS_OLD if late else ""
    yield CheckResult(
        texts.backups_and_age(len(snapshots), age(made, now)), good=not late, detail=detail
    )
    keyless = [texts.numbered(number_of(path)) for path in snapshots if read_header(path) is None]
    detail = texts.headers_bad(", ".join(keyless))
    yield CheckResult(texts.THEIR_HEADERS, good=not keyless, detail=detail if keyless else "")


def _terminal(environment: Mapping[str, str]) -> CheckResult:
    if "TMUX" in environment:
        return _tmux()
    if "STY" in environment:
        detail = texts.SCREEN_MAY_KEEP
        return CheckResult(texts.TERMINAL, good=None, detail=detail)
    return CheckResult(texts.TERMINAL, good=None, detail=texts.NO_LOG_OF_TERMINAL)


def _tmux() -> CheckResult:
    """Ask the multiplexer around us; nothing is changed in it."""
    answers = {
        "alternate-screen": _asked_tmux("show-options", "-gwqv", "alternate-screen"),
        "pipe": _asked_tmux("display-message", "-p", "#{pane_pipe}"),
    }
    if answers["alternate-screen"] == "off":
        detail = texts.TMUX_KEEPS
        return CheckResult(texts.MULTIPLEXER, good=False, detail=detail)
    if answers["pipe"] == "1":
        detail = texts.TMUX_PIPES
        return CheckResult(texts.MULTIPLEXER, good=False, detail=detail)
    return CheckResult(texts.MULTIPLEXER, good=None if None in answers.values() else True)


def _asked_tmux(*question: str) -> str | None:
    return machine.answer_of("tmux", *question)
