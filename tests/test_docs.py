"""What the docs promise can be done as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from benchmarks.in_short import in_short

from romtui.cli.parser import parse
from tests.__main__ import CHECKS, TESTS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DATA = (ROOT / "docs" / "data.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def shell_lines(*pages: str) -> list[str]:
    blocks = [block for page in pages for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)]
    return [line for block in blocks for line in block.splitlines() if line]


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    (command,) = [line for line in shell_lines(README) if "-m tests" in line]
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == command


def test_ci_checks_what_is_checked_before_a_commit() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^check:.*\n\t\$\(PYTHON\) -m tests$", makefile, re.MULTILINE)
    checks = [" ".join(check[1:] or (Path(check[0]).name,)) for check in CHECKS]
    for needed in ("-m ruff check", "-m ruff format --check", "-m mypy", "lint-imports"):
        assert any(check.startswith(needed) for check in checks), needed
    with_coverage, on_screen = TESTS
    assert "--cov" in with_coverage
    left_out = [part.removeprefix("--ignore=") for part in with_coverage if "--ignore" in part]
    assert [part for part in on_screen if part.startswith("tests/")] == left_out


@pytest.mark.parametrize(
    "line", [line for line in shell_lines(README, DATA) if line.startswith("romtui")], ids=str
)
def test_a_command_of_the_pages_is_one(line: str) -> None:
    options = parse(shlex.split(line)[1:])
    assert options.command is not None or options.read_only


def test_every_control_names_a_test_that_is_there() -> None:
    text = (ROOT / "docs" / "safety.md").read_text("utf-8")
    named = re.findall(r"`(tests/[a-z_/0-9]+\.py)::(test_\w+)`", text)
    assert len(named) > 40
    for file, test in named:
        assert re.search(rf"def {test}\b", (ROOT / file).read_text("utf-8")), f"{file}::{test}"
    hazards = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    assert [int(number) for number in hazards] == list(range(1, 39))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_pages_name_only_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for named in re.findall(r"`((?:src|tests|torture|data|docs|benchmarks)/[^`*]+)`", text):
        assert (ROOT / named).exists(), named


def test_the_moving_picture_is_small_and_needs_neither_script_nor_motion() -> None:
    picture = (ROOT / "docs" / "pictures" / "moving.svg").read_text("utf-8")
    assert len(picture.encode()) <= 100_000
    assert "<script" not in picture
    assert "prefers-reduced-motion: no-preference" in picture


def test_the_readme_has_the_figures_that_were_measured() -> None:
    measured = (ROOT / "docs" / "speed.md").read_text("utf-8")
    assert in_short(measured) in README
