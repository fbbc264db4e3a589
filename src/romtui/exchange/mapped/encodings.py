"""The characters of a file: told by its mark, else UTF-8, else what old Windows programs write."""

import codecs
from typing import Final

from romtui.domain.errors import UserError
from romtui.exchange.mapped import texts
from romtui.exchange.mapped.mapping import Encoding

_MARKS_OF_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_NAMES: Final = {Encoding.UTF_8: "utf-8-sig"}


def encoding_of(content: bytes) -> Encoding:
    """The encoding to propose. Of Windows-1252 nobody can be sure: it is said, and asked about."""
    if content.startswith(_MARKS_OF_UTF_16):
        return Encoding.UTF_16
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return Encoding.WINDOWS
    return Encoding.UTF_8


def decode(content: bytes, encoding: Encoding) -> str:
    """The text of a file. Raises UserError where it is not written so."""
    unmarked = encoding is Encoding.UTF_16 and not content.startswith(_MARKS_OF_UTF_16)
    try:
        text = "" if unmarked else content.decode(_NAMES.get(encoding, encoding.value))
    except UnicodeError:
        text = ""
    if content and not text:
        raise UserError(texts.other_encoding(encoding.value))
    if "\0" in text:
        raise UserError(texts.NOT_TEXT)
    return text
