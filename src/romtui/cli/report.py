"""`romtui report`: one page for a third party, shown line by line before it is written."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from romtui.cli import asking, texts
from romtui.cli.open_vault import OpenVault, open_vault, vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.content.languages import language_files, load_language
from romtui.content.reports import available_reports
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.reports import texts as page_texts
from romtui.domain.reports.compose import Shown, Typed, report
from romtui.domain.reports.headline import shown_of
from romtui.domain.reports.report import Report, ReportTemplate
from romtui.domain.settings import ENGLISH
from romtui.exchange import report_page
from romtui.paths import data_folder, words_file
from romtui.plain_file import NOT_ENCRYPTED
from romtui.store.clock import local_now

_FOR = ("physician", "insurer", "supervision")


def add_parser(commands: Subparsers) -> None:
    """Say about whom, for whom, into which file, and what is on it."""
    parser = commands.add_parser("report", help=texts.HELP_REPORT)
    parser.add_argument("codes", metavar="CODE", nargs="+", help=texts.HELP_REPORT_CODES)
    parser.add_argument("--for", dest="recipient", choices=_FOR, required=True)
    where = texts.HELP_HANDOUT_OUT
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=where)
    parser.add_argument("--named", action="store_true", help=texts.HELP_REPORT_NAMED)
    free = texts.HELP_FREE_TEXT
    parser.add_argument("--free-text", action="store_true", help=free)


@vault_command(writes=True)
def run(options: argparse.Namespace) -> int:
    """Show the page line by line, ask what is left out and for consent, then write it."""
    template = available_reports()[options.recipient]
    path = report_page.file_for(str(options.out), vault_in(options.vault).folder)
    _refuse_unfit(options, template)
    with open_vault(options.vault) as opened:
        patients = _patients(opened, options.codes)
        page = report(
            template,
            patients,
            local_now().date(),
            typed=_typed(template),
            named=options.named,
            free_text=options.free_text,
            constants=opened.store.settings.constants,
        )
        page = _left_out(page)
        question = page_texts.consent(template.recipient, by_code=template.by_code)
        if not asking.agreed(question, "yes"):
            raise UserError(page_texts.NO_CONSENT)
        ids = [shown.case.patient.id for shown in patients]
        opened.store.note_reported(ids, template.id)
        report_page.write(path, page)
    say(texts.handout_written(path))
    say(NOT_ENCRYPTED)
    return 0


def _refuse_unfit(options: argparse.Namespace, template: ReportTemplate) -> None:
    codes = {code.strip().casefold() for code in options.codes}
    if len(codes) != len(options.codes):
        raise UserError(texts.CODE_TWICE)
    if template.by_code and options.named:
        raise UserError(texts.SUPERVISION_BY_CODE)
    if not template.by_code and (len(options.codes) > 1 or options.free_text):
        raise UserError(texts.ONE_PATIENT)


def _patients(opened: OpenVault, codes: Sequence[str]) -> list[Shown]:
    files = language_files(data_folder() / "dialogue", words_file().parent)
    deck = load_language(files.get(opened.store.settings.language, files[ENGLISH]))
    constants = opened.store.settings.constants
    return [shown_of(opened.store.case(opened.patient_id(code)), deck, constants) for code in codes]


def _typed(template: ReportTemplate) -> Typed:
    return {
        section.heading: Private(asking.line(f"{section.ask} {texts.OR_ENTER}"))
        for section in template.questions
    }


def _left_out(page: Report) -> Report:
    """Show the page, and again without what was left out, until nothing more is."""
    while True:
        _show(page)
        typed = asking.line(texts.LEAVE_OUT)
        numbers = typed.replace(",", " ").split()
        if not numbers:
            return page
        there = {number for number, _ in page.numbered()}
        if not all(one.isascii() and one.isdecimal() and int(one) in there for one in numbers):
            say(texts.NO_SUCH_LINE)
            continue
        page = page.without(map(int, numbers))


def _show(page: Report) -> None:
    for number, line in page.numbered():
        say(f"{number or '':>3}  {report_page.shown(line)}" if number else report_page.shown(line))
