"""What every HTML file has: it fetches nothing, and goes to a new file outside the vault."""

from html import escape
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.exchange import texts
from romtui.plain_file import new_path, typed_path

HTML: Final = ".html"
TO_BE_PRINTED: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""The policy of a page without a script: nothing is fetched, and nothing runs."""


def file_for(typed: str, example: str, vault: Path | None) -> Path:
    """Where a page is to go; UserError unless that is a new .html outside the vault."""
    path = new_path(typed_path(typed, example), vault)
    if path.suffix.lower() != HTML:
        raise UserError(texts.NAME_ENDS_IN_HTML)
    return path


def document(
    title: str,
    body: str,
    style: str,
    *,
    policy: str = TO_BE_PRINTED,
    language: str = "en",
    kind: str = "",
    metadata: str = "",
    script: str = "",
) -> str:
    """The whole page. `title` and `body` are HTML already, `kind` is a class of the body.

    What is in `style` and `script` stands there sign by sign: a policy may name its digest.
    """
    of_kind = f' class="{kind}"' if kind else ""
    running = f"<script>{script}</script>\n" if script else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{metadata}<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body{of_kind}>\n{body}\n{running}</body>\n</html>\n"
    )
