"""`romtui page`: a page with the forms that a patient fills in at home, as a plain file."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.cli import asking, texts
from romtui.cli.open_vault import open_vault, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.away.making import (
    chosen_forms,
    due_for_page,
    needs_reason,
    refuse_unsafe,
    without_safety_item,
)
from romtui.domain.away.texts import withdrawn_pages
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.exchange.away.page import PageToFillIn, file_for, fingerprint, write, written
from romtui.plain_file import NOT_ENCRYPTED
from romtui.store.clock import local_now

if TYPE_CHECKING:
    from romtui.store.store import Store

_DUE = "due"


def add_parser(commands: Subparsers) -> None:
    """Say whom it is for, which forms are on it, and into which file."""
    parser = commands.add_parser("page", help=texts.HELP_PAGE)
    parser.add_argument("code", metavar="CODE")
    forms = texts.HELP_PAGE_FORMS
    parser.add_argument("--forms", metavar="IDS", default=_DUE, help=forms)
    where = texts.HELP_PAGE_OUT
    parser.add_argument("--out", metavar="FILE", type=Path, help=where)
    eight = texts.HELP_PHQ8
    parser.add_argument("--phq8", action="store_true", help=eight)
    plain = texts.HELP_NO_SCRIPT
    parser.add_argument("--no-script", action="store_true", help=plain)
    withdraw = texts.HELP_WITHDRAW
    parser.add_argument("--withdraw", action="store_true", help=withdraw)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Keep the key of the page in the vault, then write it into a new file.

    Crisis words are asked for the first time, and a reason where a safety answer waits for a
    review and the page asks about safety.
    """
    if options.withdraw:
        return _withdraw(options)
    if options.out is None:
        raise UserError(texts.PAGE_NEEDS_OUT)
    path = file_for(str(options.out), vault_in(options.vault).folder)
    with open_vault(options.vault) as opened:
        store, today = opened.store, local_now().date()
        case = store.case(opened.patient_id(options.code))
        forms, left_out = _forms(options, store, case)
        crisis = _crisis_words(store)
        reason = _reason() if needs_reason(case, forms) else Private("")
        refuse_unsafe(case, forms, crisis, reason)
        page = PageToFillIn.of(case, forms, crisis, today, script=not options.no_script)
        content = written(page)
        store.make_page(case.patient.id, page.key, forms, fingerprint(content), reason)
        write(path, content)
    say(texts.page_written(path))
    say(texts.fingerprint(fingerprint(content)))
    if left_out:
        say(texts.not_on_page(left_out))
    say(NOT_ENCRYPTED)
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    with open_vault(options.vault) as opened:
        say(withdrawn_pages(opened.store.withdraw_pages(opened.patient_id(options.code))))
    return 0


def _forms(
    options: argparse.Namespace, store: "Store", case: Case
) -> tuple[list[Instrument], Sequence[str]]:
    """The forms of the page, and the names of those due that cannot be on it."""
    left_out: Sequence[str] = ()
    if options.forms == _DUE:
        due = due_for_page(case, store.pages(case.patient.id), local_now().date())
        ids, left_out = due.forms, due.left_out
    else:
        ids = tuple(name.strip().lower() for name in options.forms.split(",") if name.strip())
    if options.phq8:
        ids = without_safety_item(ids, case.instruments)
    return chosen_forms(ids, case.instruments), left_out


def _crisis_words(store: "Store") -> Private:
    words = store.crisis_words()
    if words:
        return words
    say(texts.CRISIS_WORDS_ASKED)
    lines: list[str] = []
    while line := asking.line(texts.crisis_line(len(lines) + 1)):
        lines.append(line)
    typed = Private("\n".join(lines))
    if typed:
        store.keep_crisis_words(typed)
    return typed


def _reason() -> Private:
    say(texts.REASON_ASKED)
    return Private(asking.line(texts.REASON))
