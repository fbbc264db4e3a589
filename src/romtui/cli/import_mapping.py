"""`romtui import` of a table of another program: a mapping is drafted, said back and used."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from romtui.cli import texts
from romtui.cli.output import say
from romtui.content.instruments import available_instruments
from romtui.domain.errors import UserError
from romtui.exchange import csv_table
from romtui.exchange.mapped import table
from romtui.exchange.mapped.doubts import doubts
from romtui.exchange.mapped.file import read_mapping
from romtui.exchange.mapped.mapping import Encoding, TableMapping
from romtui.exchange.mapped.open_points import questions
from romtui.exchange.mapped.proposal import (
    Glimpse,
    glimpse,
    needs_order,
    proposal,
    unknown_words,
)
from romtui.exchange.mapped.said_back import said_back
from romtui.exchange.mapped.written import keep, new_mapping_file
from romtui.exchange.scores_table import ScoresFile
from romtui.paths import place_of
from romtui.plain_file import read_file


def read_mapped(path: Path, mapping_file: Path) -> ScoresFile:
    """Say the mapping back in words, then read the table by it."""
    instruments = available_instruments()
    mapping = read_mapping(place_of(mapping_file), instruments)
    content = read_file(path, csv_table.MOST_BYTES)
    for sentence in said_back(mapping, instruments):
        say(sentence)
    file = table.read(content, mapping)
    for sentence in doubts(file.scores, mapping, instruments):
        say(sentence)
    return file


def propose(options: argparse.Namespace) -> int:
    """Write a draft into a new file, and say what is still to be said in it."""
    instruments = available_instruments()
    if options.of is not None and options.of not in instruments:
        raise UserError(texts.no_such_questionnaire(options.of, ()))
    path = new_mapping_file(options.propose)
    seen = glimpse(read_file(place_of(options.file), csv_table.MOST_BYTES))
    draft = proposal(seen, instruments, options.of)
    keep(draft, path)
    say(texts.draft_written(str(path)))
    for gap in gaps(seen, draft):
        say(f"  {gap}")
    return 0


def gaps(seen: Glimpse, draft: TableMapping) -> Iterator[str]:
    """What a draft leaves open; no word of a patient is in it."""
    yield texts.columns_seen(seen.names)
    if not draft.code:
        yield texts.NO_CODE
    if not draft.day:
        yield texts.NO_DAY
    elif needs_order(seen, draft.day):
        yield texts.NO_ORDER
    if not draft.forms:
        yield texts.NO_FORM
    for form in draft.forms:
        unknown = len(unknown_words(questions(seen, draft), form))
        if unknown:
            yield texts.unknown_words(form.questionnaire, unknown)
    if seen.encoding is Encoding.WINDOWS:
        yield texts.WINDOWS
