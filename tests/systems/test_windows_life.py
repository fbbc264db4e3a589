"""The life of the program on Windows: under its supervisor, through a lock and a kill."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="needs Windows, or Wine")

PROGRAM = """
import asyncio, os, signal, sys
from romtui.platform import process

process.start_supervised()
print(os.environ.get("ROMTUI_LOCKED_BY", "first"), os.getpid(), sys.argv[1:], flush=True)
{then}
"""
AGAIN = """
if "ROMTUI_LOCKED_BY" not in os.environ:
    os.environ["ROMTUI_LOCKED_BY"] = "hand"
    process.restart([sys.executable, *sys.orig_argv[1:], "--vault", "D:\\\\My records"])
sys.exit(process.ends_orderly({code}))
"""
LISTENING = """
async def main():
    ended = asyncio.Event()
    stop = process.listen(
        asyncio.get_running_loop(),
        leave=lambda code: None, step_out=lambda: None, lock=ended.set,
    )
    print("asked", process.ask_to_lock(os.getpid()), flush=True)
    await asyncio.wait_for(ended.wait(), 20)
    stop()
asyncio.run(main())
print("locked", flush=True)
sys.exit(process.ends_orderly(0))
"""

WINDOW_CLOSED = """
import time
from concurrent.futures import ThreadPoolExecutor

told = []
def register(handler, add):
    if add:
        told.append(handler)
process._kernel.SetConsoleCtrlHandler = register

async def main():
    codes, loop = [], asyncio.get_running_loop()
    def leave(code):
        time.sleep(0.3)
        codes.append(code)
    stop = process.listen(loop, leave=leave, step_out=lambda: None, lock=lambda: None)
    def tell():
        return bool(told[0](int(sys.argv[1]))), *codes
    with ThreadPoolExecutor() as windows:
        print(*await loop.run_in_executor(windows, tell), flush=True)
    stop()
asyncio.run(main())
sys.exit(process.ends_orderly(0))
"""
CLOSED = """
import ctypes, sys
process.forbid_dumps()
process.close_memory()
print(ctypes.windll.kernel32.GetErrorMode(), flush=True)
sys.stdin.read()
"""
_LOOK_INTO_MEMORY, _END = 0x10, 0x1


def run(folder: Path, then: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    place = folder / "a folder with blanks"
    place.mkdir()
    program = place / "the program.py"
    program.write_text(PROGRAM.format(then=then), "utf-8")
    command = [sys.executable, str(program), *arguments]
    environment = {name: v for name, v in os.environ.items() if not name.startswith("ROMTUI_")}
    return subprocess.run(
        command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=120
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stdout.decode("utf-8", "replace").splitlines()


def left() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob("romtui-next-*"))


@pytest.mark.parametrize("code", [0, 1, 2, 129])
def test_after_a_lock_another_process_goes_on_and_its_exit_code_comes_through(
    tmp_path: Path, code: int
) -> None:
    done = run(tmp_path, AGAIN.format(code=code), 'say "so"', "a\\", "")
    before, after = lines(done)
    first, second = (re.split(" ", line, maxsplit=2) for line in (before, after))
    assert done.returncode == code
    assert (first[0], second[0]) == ("first", "hand")
    assert first[1] != second[1]
    typed = ['say "so"', "a\\", ""]
    assert first[2] == repr(typed)
    assert second[2] == repr([*typed, "--vault", "D:\\My records"])
    assert not left()


def test_a_program_that_is_killed_leaves_nothing_on_the_screen(tmp_path: Path) -> None:
    done = run(tmp_path, "os.kill(os.getpid(), signal.SIGTERM)")
    assert done.returncode == 15
    assert b"\x1b[2J\x1b[H\x1b[?1049l" in done.stdout
    assert not left()


def test_a_program_that_ends_by_itself_keeps_its_last_words(tmp_path: Path) -> None:
    done = run(tmp_path, "print('refused'); sys.exit(process.ends_orderly(1))")
    assert done.returncode == 1
    assert lines(done)[-1] == "refused"
    assert b"\x1b" not in done.stdout


def test_a_program_that_is_asked_to_lock_hears_it(tmp_path: Path) -> None:
    done = run(tmp_path, LISTENING)
    assert lines(done)[1:] == ["asked True", "locked"]


@pytest.mark.parametrize(
    ("event", "code"),
    [("1", 130), ("2", 129), ("5", 129), ("6", 129)],
    ids=["Ctrl+Break", "the window is closed", "logged off", "shut down"],
)
def test_windows_waits_until_the_program_has_left(tmp_path: Path, event: str, code: int) -> None:
    done = run(tmp_path, WINDOW_CLOSED, event)
    assert lines(done)[1:] == [f"True {code}"]


def test_nobody_is_asked_to_lock_who_does_not_listen() -> None:
    from romtui.platform import process

    assert not process.ask_to_lock(os.getpid())


def test_a_debugging_switch_is_dropped_by_starting_again(tmp_path: Path) -> None:
    program = tmp_path / "with blanks.py"
    program.write_text(
        "import os, sys\nfrom romtui.harden import harden\nharden()\n"
        "print(sys.argv[1:], 'PYTHONINSPECT' in os.environ)\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(program), "from here"],
        env={**os.environ, "PYTHONINSPECT": "1"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert lines(done) == ["['from here'] False"]


def may(process_id: int, right: int) -> bool:
    """Whether this process may do something with another."""
    import ctypes
    from ctypes import wintypes

    if sys.platform != "win32":
        return False
    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(right, False, process_id)
    if handle:
        kernel.CloseHandle(wintypes.HANDLE(handle))
    return bool(handle)


def test_no_crash_shows_a_dialog_and_no_program_looks_into_the_memory(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("from romtui.platform import process\n" + CLOSED, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        mode = int(running.stdout.readline())
        assert mode & 0x8003 == 0x8003
        assert not may(running.pid, _LOOK_INTO_MEMORY)
        assert may(running.pid, _END)
        running.communicate()


def test_the_settings_of_the_machine_are_read() -> None:
    from romtui.platform.windows.machine import look_at_memory, setting

    windows = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
    assert setting(windows, "CurrentVersion")
    assert setting(windows, "no such name") is None
    assert setting(r"SOFTWARE\no such key", "name") is None
    assert len(list(look_at_memory())) == 2


def test_the_clock_is_one_of_those_that_windows_counts_on_while_it_sleeps() -> None:
    from romtui.ui.idle import moment_now

    kind = time.get_clock_info("monotonic").implementation
    assert kind in {"GetTickCount64()", "QueryPerformanceCounter()"}
    before, now = moment_now(), time.monotonic()
    assert before.wall is None
    assert 0 <= now - before.running < 1
