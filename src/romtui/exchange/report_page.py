"""A page for a third party as one HTML file: no script, nothing from elsewhere, made to be printed.

Its words are the lines of the preview, and no others.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from romtui.domain.private import Private
from romtui.domain.reports.report import Line, Report
from romtui.domain.visible import visible
from romtui.exchange import html_page
from romtui.exchange.html_page import document
from romtui.plain_file import write_new

_STYLE: Final = """
@page { margin: 18mm; }
:root { color-scheme: light; }
html { background: #fff; color: #1b1b1b; }
body { font: 10.5pt/1.42 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  max-width: 174mm; margin: 0 auto; overflow-wrap: anywhere; }
h1 { font-size: 1.45em; font-weight: 600; margin: 0 0 .4em; }
h2 { font-size: 1.2em; font-weight: 600; margin: 1.3em 0 .2em; break-after: avoid; }
h3 { font-size: 1em; font-weight: 600; margin: .9em 0 .1em; break-after: avoid;
  border-bottom: 1px solid #bbb; padding-bottom: .1em; }
p { margin: .22em 0; break-inside: avoid; }
@media screen { body { padding: 8mm; } }
""".strip()


def file_for(typed: str, vault: Path | None) -> Path:
    """Where the page is to go; UserError unless that is a new .html outside the vault."""
    return html_page.file_for(typed, "~/report.html", vault)


def write(file: Path, report: Report) -> None:
    """Write the page to a new file for its owner alone."""
    write_new(file, written(report).reveal().encode())


def shown(line: Line) -> str:
    """The words of a line, in the preview and in the file: one line, safe to show."""
    return visible(" ".join(line.words.reveal().split()))


def written(report: Report) -> Private:
    """Write the page: words about patients are in it."""
    body = "\n".join(_body(report))
    title = escape(shown(report.lines[0]), quote=True) if report.lines else ""
    return Private(document(title, body, f"\n{_STYLE}\n"))


def _body(report: Report) -> Iterator[str]:
    for line in report.lines:
        tag = f"h{line.heading}" if line.heading else "p"
        yield f"<{tag}>{escape(shown(line), quote=True)}</{tag}>"
