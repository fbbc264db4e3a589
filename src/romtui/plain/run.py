"""Holds the talk in an open vault, and ends it: by hand, by the clock, or as the system asks."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from romtui.cli import asking
from romtui.cli.texts import UNLOCK_PROMPT
from romtui.domain.errors import UserError
from romtui.plain import texts
from romtui.plain.caseload import Caseload
from romtui.plain.create import create
from romtui.plain.voice import Ended, Voice, listen_to_input
from romtui.platform import process
from romtui.running import findable
from romtui.store.store import Store
from romtui.store.vault.vault import Vault, VaultState
from romtui.ui.dependencies import Workspace

_MINUTE = 60


def open_vault(vault: Vault) -> Store:
    """Ask for what opens a vault, or make one where there is none. Raises UserError."""
    if vault.state() is VaultState.ABSENT:
        return create(vault)
    return vault.unlock(asking.secret(UNLOCK_PROMPT))


def close(store: Store) -> None:
    """Make a last backup, and close the vault."""
    with suppress(UserError):
        store.back_up_if_changed()
    store.close()


def talk(workspace: Workspace, now: Callable[[], datetime], running: Path) -> int:
    """Hold the talk; gives the exit code once it is over."""
    workspace.store.renew_summaries()
    with findable(running):
        return asyncio.run(_talk(workspace, now))


async def _talk(workspace: Workspace, now: Callable[[], datetime]) -> int:
    loop = asyncio.get_running_loop()

    def quiet_seconds() -> float:
        idle = workspace.store.settings.idle
        minutes = idle.idle_session_minutes if caseload.is_session else idle.idle_caseload_minutes
        return minutes * _MINUTE

    voice = Voice(_write, quiet_seconds)
    caseload = Caseload(voice, workspace, now)
    stop = process.listen(
        loop,
        leave=lambda code: voice.end(Ended(code, texts.LEFT)),
        step_out=lambda: voice.end(Ended(0, texts.LOCKED)),
        lock=lambda: voice.end(Ended(0, texts.LOCKED)),
    )
    listen_to_input(voice, loop)
    code = 0
    try:
        voice.say(texts.STAYS, *workspace.notes)
        await caseload.hold()
        voice.say(texts.LEFT)
    except Ended as end:
        code = end.code
        voice.say("", end.last_words)
    finally:
        stop()
    return code


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
