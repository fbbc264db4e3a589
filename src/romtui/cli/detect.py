"""`romtui detect FILE`: which patterns hold for the cases of a file, with its own instruments."""

import argparse
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from romtui.cli import texts
from romtui.cli.case_file import read_cases
from romtui.cli.numbers import number
from romtui.cli.parser import Subparsers
from romtui.domain.patterns import Findings, detect


def add_parser(commands: Subparsers) -> None:
    """Say which file."""
    parser = commands.add_parser("detect", help=texts.HELP_DETECT)
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Print the patterns of each case in their order, the headline first, with their facts.

    Raises UserError naming case and field if the file is not of the expected form.
    """
    cases = [(name, detect(case, today)) for name, case, today in read_cases(options.file)]
    if options.json:
        print(json.dumps([_as_object(*case) for case in cases], indent=2))  # noqa: T201 -- output
    else:
        for case in cases:
            print(_as_text(*case))  # noqa: T201 -- output
    return 0


def _as_object(name: str, findings: Findings) -> dict[str, object]:
    headline = findings.headline
    return {
        "id": name,
        "findings": [finding.code for finding in findings.found],
        "headline": None if headline is None else headline.code,
        "facts": {
            finding.key: {key: _plain(value) for key, value in finding.facts.items()}
            for finding in findings.found
        },
    }


def _as_text(name: str, findings: Findings) -> str:
    lines = [name]
    for rank, finding in enumerate(findings.found):
        lines.append(f"  {'▸' if rank == 0 else ' '} {finding.code}")
        if finding.why:
            lines.append(f"      {finding.why}")
        if "folded_why" in finding.facts:
            lines.append(f"      {finding.facts['folded_why']}")
    return "\n".join(lines)


def _plain(value: object) -> object:
    """Turn a fact into JSON: numbers as numbers, days as ISO, changes of items by their number."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            pairs = [pair for pair in value if isinstance(pair, tuple)]
            if pairs:
                return {str(item): _plain(change) for item, change, *_ in pairs}
            return [_plain(inner) for inner in value]
        case _:
            return str(value)
