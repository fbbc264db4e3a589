"""What the command line says is a sentence, and nothing a terminal would obey."""

import json
import os
import subprocess
import sys

import pytest

from romtui.__main__ import main

HOSTILE = "\x1b]52;c;QQ==\x07\x1b[2J\x9b5n\u202e"


def romtui(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "romtui", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["score", HOSTILE, "1"], 1),
        (["score", "phq9", HOSTILE], 1),
        (["score", "phq9", "--total", HOSTILE], 1),
        (["change", "phq9", HOSTILE, "3"], 1),
        (["instruments", HOSTILE], 1),
        (["instruments", "--check", f"/nowhere/{HOSTILE}.toml"], 1),
        (["detect", f"/nowhere/{HOSTILE}"], 1),
        (["detect", "x", HOSTILE], 2),
    ],
)
def test_what_was_typed_is_repeated_harmlessly(arguments: list[str], code: int) -> None:
    done = romtui(*arguments)
    assert done.returncode == code
    assert "romtui" in done.stderr
    for forbidden in "\x1b\x07\x9b\u202e":
        assert forbidden not in done.stderr + done.stdout


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_goes_into_a_file_or_a_pipe_is_utf_8_whatever_the_system_speaks(
    options: list[str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "romtui", "change", "phq9", "18", "9", *options],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert "Löwe" in done.stdout.decode("utf-8")
    assert not options or json.loads(done.stdout)["change"] == -9


@pytest.mark.parametrize("total", ["1_2", "١٢", "1e1", "NaN", "Infinity", " 12", ""])
def test_a_total_is_written_in_plain_digits(total: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", "--total", total]) == 1
    assert "not a total" in capsys.readouterr().err


def test_one_answer_is_said_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", "3"]) == 1
    assert "1 answer was given" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--demo", "--vault", "x"], ["--demo", "score", "phq9"], ["--vault", ""]]
)
def test_what_does_not_go_together_is_a_mistake_of_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2


def test_the_screens_want_a_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "romtui"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "need a terminal" in done.stderr
