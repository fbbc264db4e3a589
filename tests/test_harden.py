"""What a program that was hardened does, and what it no longer says."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from romtui.paths import vault_folder

CANARY = "Quillon Featherstone"
MEANT = "raise ValueError(who)"


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    program = f"from romtui.harden import harden\nharden()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        input="print('still here')\n",
        timeout=60,
    )


def said(code: str, env: Mapping[str, str] | None = None) -> str:
    done = run(code, **env or {})
    return done.stdout + done.stderr


UNCAUGHT = {
    "raised": f"who = {CANARY!r}\n{MEANT}",
    "in a thread": (
        f"import threading\ndef bad(who): {MEANT}\n"
        f"one = threading.Thread(target=bad, args=({CANARY!r},))\none.start()\none.join()"
    ),
    "while thrown away": (
        f"class Bad:\n  def __init__(self, who): self.who = who\n"
        f"  def __del__(self): raise ValueError(self.who)\nBad({CANARY!r})"
    ),
    "a task nobody waited for": (
        f"import asyncio, gc\nasync def bad(who): {MEANT}\n"
        f"async def main():\n  asyncio.create_task(bad({CANARY!r}))\n"
        "  await asyncio.sleep(0.01)\n  gc.collect()\nasyncio.run(main())"
    ),
    "a callback of the loop": (
        f"import asyncio\ndef bad(who): {MEANT}\n"
        f"async def main():\n  asyncio.get_running_loop().call_soon(bad, {CANARY!r})\n"
        "  await asyncio.sleep(0.01)\nasyncio.run(main())"
    ),
    "a log without a handler": f"import logging\nlogging.getLogger('x').error({CANARY!r})",
    "a log of no name": f"import logging\nlogging.error({CANARY!r})",
    "a log that fails": f"import logging\nlogging.error('%d', {CANARY!r})",
    "a warning": f"import warnings\nwarnings.warn({CANARY!r})",
}


@pytest.mark.parametrize("how", UNCAUGHT)
@pytest.mark.parametrize("env", [{}, {"PYTHONDEVMODE": "1", "PYTHONASYNCIODEBUG": "1"}])
def test_no_value_of_an_error_is_ever_said(how: str, env: dict[str, str]) -> None:
    assert CANARY not in said(UNCAUGHT[how], env)


def test_an_error_says_where_it_was() -> None:
    done = run(UNCAUGHT["raised"])
    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert "error in the program" in said(UNCAUGHT["in a thread"])


def test_no_prompt_is_left_behind() -> None:
    assert "still here" not in said("print('done')", {"PYTHONINSPECT": "1"})
    assert "done" in said("print('done')", {"PYTHONINSPECT": "1"})


@pytest.mark.parametrize("name", ["TEXTUAL_LOG", "TEXTUAL", "RICH_X", "PYTHONDEVMODE"])
def test_no_debugging_switch_outlives_the_start(name: str) -> None:
    assert said(f"import os\nprint({name!r} in os.environ)", {name: "1"}) == "False\n"


def test_new_files_are_private_whatever_the_shell_says(tmp_path: Path) -> None:
    file = tmp_path / "file"
    before = os.umask(0)
    try:
        run(f"open({str(file)!r}, 'w').close()")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="has no core dumps")
def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    assert said("import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))") == "(0, 0)\n"
    assert said("import faulthandler\nprint(faulthandler.is_enabled())") == "False\n"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_nobody_else_looks_into_our_memory() -> None:
    asked = "import ctypes\nprint(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert said(f"from romtui.platform import process\nprocess.close_memory()\n{asked}") == "0\n"
    assert said(asked) == "1\n"


def test_the_vault_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROMTUI_VAULT", str(tmp_path / "named"))
    assert vault_folder() == tmp_path / "named"
    assert vault_folder(str(tmp_path / "argument")) == tmp_path / "argument"
    monkeypatch.delenv("ROMTUI_VAULT")
    assert vault_folder().name == "romtui"


def test_no_package_beside_us_gets_its_code_in_through_pydantic() -> None:
    looked_for = (
        "import importlib.metadata as installed\n"
        "installed.distributions = lambda: print('looked for') or []\n"
        "from romtui.store.db.schema import PatientRow\n"
        "print(PatientRow.__name__)"
    )
    assert run(looked_for).stdout.split() == ["PatientRow"]
