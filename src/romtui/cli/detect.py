"""`romtui detect FILE`: which patterns hold for the cases of a file, with its own instruments."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from romtui.cli.case_file import read_cases
from romtui.domain.patterns import Findings, detect

_INDENT: Final = 2


def run(path: Path, as_json: bool) -> int:
    """Print ordered codes, headline and facts of each case.

    Raises UserError naming case and field when the file is not of the form.
    """
    found = [(name, detect(case, today)) for name, case, today in read_cases(path)]
    if as_json:
        shown = [_as_object(name, findings) for name, findings in found]
        print(json.dumps(shown, indent=_INDENT))  # noqa: T201 -- the output
    else:
        for name, findings in found:
            print(_as_text(name, findings))  # noqa: T201 -- the output
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
    for place, finding in enumerate(findings.found):
        lines.append(f"  {'▸' if place == 0 else ' '} {finding.code}")
        if finding.why:
            lines.append(f"      {finding.why}")
        if "folded_why" in finding.facts:
            lines.append(f"      {finding.facts['folded_why']}")
    return "\n".join(lines)


def _plain(value: object) -> object:
    """Turn a fact into JSON: numbers as numbers, days as ISO, moves of items by their number."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return _plain_list(value)
        case _:
            return str(value)


def _plain_list(values: Sequence[object]) -> object:
    pairs = [(one[0], one[1]) for one in values if isinstance(one, tuple)]
    if pairs:
        return {str(item): _plain(move) for item, move in pairs}
    return [_plain(value) for value in values]
