"""What is built from the repository works on its own, with its questionnaires and lines."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import romtui
from romtui.cli.manual import completions
from romtui.cli.parser import COMMANDS

ROOT = Path(__file__).resolve().parents[1]


def build(project: Path, into: Path, target: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(into), "-t", target]
    subprocess.run(command, cwd=project, capture_output=True, check=True)
    (built,) = into.iterdir()
    return built


def asked_alone(code: Path) -> list[str]:
    """The items of the PHQ-9 that the program in `code` knows."""
    environment = {**os.environ, "PYTHONPATH": str(code)}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=code, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    where = python("-c", "import romtui.paths; print(romtui.paths.data_folder())")
    assert Path(where.strip()).is_relative_to(code.parent), "found another installation"
    shown = json.loads(python("-m", "romtui", "instruments", "phq9", "--json"))
    return [item["text"] for item in shown["items"]]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    archive = build(ROOT, folder / "built", "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.name != "built")


def test_a_wheel_carries_its_data(tmp_path: Path) -> None:
    wheel = build(ROOT, tmp_path / "built", "wheel")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    assert asked_alone(tmp_path / "site")[0] == "Little interest or pleasure in doing things"


def test_the_version_is_said_in_one_place(tmp_path: Path) -> None:
    wheel = build(ROOT, tmp_path / "built", "wheel")
    assert wheel.name.startswith(f"romtui-{romtui.__version__}-")
    assert not re.search(
        r"^version\s*=", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )


def test_a_source_archive_runs_where_it_was_unpacked(sdist: Path) -> None:
    assert len(asked_alone(sdist / "src")) == 9


def test_a_wheel_made_from_the_source_archive_is_complete(sdist: Path, tmp_path: Path) -> None:
    wheel = build(sdist, tmp_path / "built", "wheel")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    in_repository = {
        f"romtui/data/{path.relative_to(ROOT / 'data').as_posix()}"
        for path in (ROOT / "data").rglob("*")
        if path.is_file()
    }
    assert in_repository <= names
    assert "romtui/py.typed" in names
    assert "romtui/ui/session/screen.tcss" in names


def test_a_wheel_brings_a_manual_page_and_what_shells_complete(tmp_path: Path) -> None:
    wheel = build(ROOT, tmp_path / "built", "wheel")
    with zipfile.ZipFile(wheel) as packed:
        shared = {
            name.partition("/data/share/")[2]: packed.read(name).decode("utf-8")
            for name in packed.namelist()
            if "/data/share/" in name
        }
    manual = shared.pop("man/man1/romtui.1")
    assert manual.startswith(".TH ROMTUI 1")
    assert len(shared) == 3
    for words in (manual, *shared.values()):
        assert all(command.upper() in words.upper() for command in COMMANDS)
    assert "usage: romtui score" in manual


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("romtui hand", "handout"), ("romtui score --to", "--total"), ("romtui --pl", "--plain")],
)
def test_bash_completes_commands_and_their_options(typed: str, completed: str) -> None:
    words = typed.split()
    script = completions()["bash-completion/completions/romtui"] + (
        f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _romtui; echo ${{COMPREPLY[@]}}\n"
    )
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [completed]
