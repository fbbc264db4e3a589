"""What the docs promise can be done as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from romtui import __main__

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    (command,) = [line for line in shell_lines() if "pytest" in line]
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == command


@pytest.mark.parametrize(
    "line", [line for line in shell_lines() if line.startswith("romtui")], ids=str
)
def test_a_command_of_the_readme_is_one(line: str) -> None:
    options = __main__._parser().parse_args(shlex.split(line)[1:])
    assert options.command in {"score", "instruments", "detect", "change"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_pages_name_only_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for named in re.findall(r"`((?:src|tests|data|docs|benchmarks)/[^`*]+)`", text):
        assert (ROOT / named).exists(), named
