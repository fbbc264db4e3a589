"""No text a user can see says what was given up, and none stands outside the files of texts."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from romtui.cli.parser import parsers
from tests.given_up_words import GIVEN_UP, GivenUp

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "romtui"

TEXTS = sorted([*SOURCE.rglob("texts.py"), SOURCE / "commands.py"])
WITHOUT_TEXTS = [path for path in sorted(SOURCE.rglob("*.py")) if path not in TEXTS]
SAYING = frozenset({"ask", "ask_for", "agrees", "error", "filled", "Note", "Private", "say"})
SAYING |= {"Unexpected", "unfit", "UserError"}
"""What is handed to these is shown: half a sentence too stands in a file of texts."""
NO_TEXTS = {
    "demo.py": "of a file that only those who make romtui write",
    "cli/case_file.py": "a word that is never shown",
    "domain/case.py": "kept in the record",
    "store/transfer/earlier_scores.py": "kept in the record",
    "store/transfer/undo_import.py": "kept in the record",
}
"""Modules that hand over words of their own, and what these are."""

PAGES = (
    *sorted(set(ROOT.glob("docs/*.md")) - {ROOT / "docs" / "speed.md"}),
    ROOT / "README.md",
    ROOT / "SECURITY.md",
)
"""Every page somebody reads who uses romtui; the changelog says what things were called then, and
the rows of the table of speeds are called as in earlier ones, to be compared.
"""

NOT_FOR_THE_EYE = re.compile(
    r"(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA)\b|\.[TS]H|<!doctype"
)
"""The beginning of what a program reads: SQL, a manual page, a page of the web."""


def literals(source: str) -> Iterator[tuple[int, str]]:
    """The texts in a module, f-strings with their gaps as `…`; docstrings are none."""
    tree = ast.parse(source)
    apart: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            apart |= {id(line.value) for line in node.body if isinstance(line, ast.Expr)}
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        text = None if id(node) in apart else text_in(node)
        if isinstance(node, ast.expr) and text is not None:
            yield node.lineno, text


def text_in(node: ast.AST) -> str | None:
    """The text that a literal is, an f-string with its gaps as `…`."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def is_a_sentence(text: str) -> bool:
    """Three words or more that begin like one and end like one."""
    words = text.split()
    begins = text[:1].isupper() or text[:1] in "…✓!"
    return len(words) >= 3 and begins and text.rstrip()[-1:] in ".?!" and not code(text)


def handed_over(source: str) -> Iterator[tuple[int, str]]:
    """Words that are handed as they stand to what shows them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SAYING:
            for text in filter(None, map(text_in, node.args)):
                if re.search(r"[a-z]{2} |[a-z] …|… [a-z]", text) and not code(text):
                    yield node.lineno, text


def code(text: str) -> bool:
    return NOT_FOR_THE_EYE.match(text.strip()) is not None


def said_in(path: Path) -> Iterator[str]:
    """What a file of texts says, without the names it uses for itself: ids and keys of tables."""
    tree = ast.parse(path.read_text("utf-8"))
    keys = {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "_of_session":
            keys |= {word.value for word in ast.walk(call) if isinstance(word, ast.Constant)}
    for _, text in literals(path.read_text("utf-8")):
        if text not in keys and not re.fullmatch(r"[a-z]+[._][a-z._]+", text):
            yield text


def leaves(value: Any) -> Iterator[str]:
    """Every text of a file of ours."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)


def language_file() -> Iterator[str]:
    spoken = tomllib.loads((ROOT / "data" / "dialogue" / "en.toml").read_text("utf-8"))
    del spoken["style"]
    yield from leaves(spoken)


def helps() -> Iterator[tuple[str, str]]:
    for name, parser in parsers().items():
        assert isinstance(parser, argparse.ArgumentParser)
        yield name, " ".join(parser.format_help().split())


def found(texts: Iterator[str], words: tuple[GivenUp, ...] = GIVEN_UP) -> list[str]:
    """Where a word that was given up stands, with what to say instead."""
    return [
        f"“{said}” in “{text[:90]}”: say {word.instead}"
        for text in texts
        for word in words
        for said in word.found_in(text)
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_text_of_the_program_says_what_was_given_up(path: Path) -> None:
    assert found(said_in(path)) == []


def test_no_help_on_the_command_line_says_what_was_given_up() -> None:
    assert [(name, found(iter([text]))) for name, text in helps() if found(iter([text]))] == []


def test_the_language_file_says_what_was_given_up_only_aloud() -> None:
    """Aloud “we talked about it” is what one says; “half-filled” and “battery” are not."""
    assert found(language_file(), tuple(word for word in GIVEN_UP if not word.spoken)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_says_what_was_given_up(page: Path) -> None:
    lines = without_code(page.read_text("utf-8")).splitlines()
    assert found(line for line in lines if not line.startswith("    ")) == []


def without_code(page: str) -> str:
    """A page without its commands, file names and names of tests, which are called as they are."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page, flags=re.DOTALL)


def test_a_word_that_comes_back_is_found(tmp_path: Path) -> None:
    file = tmp_path / "texts.py"
    file.write_text(
        '"""People here are no text."""\n'
        'A = "Throw this half-filled form away."\n'
        'def b(n: int) -> str:\n    """A person is no text either."""\n'
        '    return f"{n} people to hand over"\n'
    )
    said = "\n".join(found(said_in(file)))
    for word in ("unfinished form", "discard", "patients", "patient entry"):
        assert word in said, word


@pytest.mark.parametrize(
    "path", WITHOUT_TEXTS, ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_sentences_stand_in_the_files_of_texts(path: Path) -> None:
    sentences = [
        f"{path.name}:{line}: {text[:80]}"
        for line, text in literals(path.read_text("utf-8"))
        if is_a_sentence(text)
    ]
    halves = [
        f"{path.name}:{line}: {text[:80]}"
        for line, text in handed_over(path.read_text("utf-8"))
        if path.relative_to(SOURCE).as_posix() not in NO_TEXTS
    ]
    assert [*sentences, *halves] == []


def test_half_a_sentence_outside_is_found_where_it_is_shown() -> None:
    source = 'def f(n):\n    say("SELECT of none")\n    raise table.error("key", f"{n} are needed")'
    assert [*handed_over(source)] == [(3, "… are needed")]


def test_a_sentence_outside_is_found() -> None:
    source = (
        'def f(n):\n    """Not me, I am a docstring."""\n    raise Error(f"Only {n} are left.")'
    )
    assert [text for _, text in literals(source) if is_a_sentence(text)] == ["Only … are left."]
