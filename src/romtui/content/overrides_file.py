"""The file of the therapist's own words: read, checked, written."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from romtui.content import texts
from romtui.content.toml import ContentError, Table, read_toml
from romtui.domain.dialogue import Deck
from romtui.domain.dialogue.overrides import Overrides, faults
from romtui.platform import disk


def read_overrides(file: Path, shipped: Deck) -> Overrides:
    """Read a file of own words. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only("language", "lines", "order")
    language = content.text("language")
    if language != shipped.language:
        raise content.error("language", texts.other_language(language, shipped.language))
    lines, order = (content.table(key, optional=True) for key in ("lines", "order"))
    for name in lines:
        lines.table(name).only("text", "starred", "hidden")
    own = Overrides(
        texts={name: _text(lines.table(name)) for name in lines if "text" in lines.table(name)},
        starred=frozenset(_marked(lines, "starred")),
        hidden=frozenset(_marked(lines, "hidden")),
        order={name: order.texts(name) for name in order},
    )
    for name, fault in faults(shipped, own):
        raise content.error(f"order.{name}" if name in order else f"lines.{name}", fault)
    return own


def write_overrides(file: Path, own: Overrides, language: str) -> None:
    """Write a file for its owner alone, so that it is the old one or the new one, whole.

    A link stays one: what it points to is written.
    """
    try:
        file = Path(os.path.realpath(file))
        disk.make_folder(file.parent)
        handle, fresh = mkstemp(prefix=f".{file.name}.", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(as_toml(own, language))
                opened.flush()
                disk.sync(opened.fileno())
            disk.replace(Path(fresh), file)
        except BaseException:
            with suppress(OSError):
                disk.remove(Path(fresh))
            raise
    except OSError as error:
        raise ContentError(file, "", texts.cannot_be_written(error.strerror)) from error


def as_toml(own: Overrides, language: str) -> str:
    """The text of a file of own words."""
    blocks = [f"{texts.WORDING_HEAD}\nlanguage = {_quoted(language)}\n"]
    for name in sorted({*own.texts, *own.starred, *own.hidden}):
        lines = [f"[lines.{_quoted(name)}]"]
        if name in own.texts:
            lines.append(f"text = {_quoted(own.texts[name])}")
        lines += ["starred = true"] * (name in own.starred)
        lines += ["hidden = true"] * (name in own.hidden)
        blocks.append("\n".join(lines) + "\n")
    if own.order:
        blocks.append("[order]\n" + "".join(_ordered(own.order)))
    return "\n".join(blocks)


def _ordered(order: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name in sorted(order):
        yield f"{_quoted(name)} = [{', '.join(map(_quoted, order[name]))}]\n"


def _marked(lines: Table, mark: str) -> Iterator[str]:
    return (name for name in lines if lines.table(name).flag(mark, False))


def _text(line: Table) -> str:
    text = line.line("text")
    if not text.strip():
        raise line.error("text", texts.NOTHING_TO_SAY)
    return text


def _quoted(text: str) -> str:
    """TOML writes words as JSON does, as long as every sign can be printed."""
    return json.dumps(text, ensure_ascii=False)
