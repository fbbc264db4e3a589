"""No platform needs a compiler: what is newest for each has a wheel."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.counts import FULL

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS = (
    *("x86_64-manylinux_2_28", "aarch64-manylinux_2_28"),
    *("x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"),
    *("aarch64-apple-darwin", "x86_64-apple-darwin"),
    *("x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc"),
    "linux",
)


def resolved(platform: str, python: str, *options: str) -> list[str]:
    """The packages and versions that uv, and pip with it, would take."""
    uv = shutil.which("uv")
    assert uv is not None
    command = [uv, "pip", "compile", "-q", "--no-header", "--no-annotate", *options]
    command += ["--python-platform", platform, "--python-version", python, "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())


@pytest.mark.skipif(not FULL or not shutil.which("uv"), reason="asks a registry, by uv")
@pytest.mark.parametrize("python", ["3.11", "3.14"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_platform_needs_a_compiler(platform: str, python: str) -> None:
    free = resolved(platform, python)
    assert free == resolved(platform, python, "--only-binary", ":all:")
    assert any(line.startswith("cryptography==") for line in free)


def test_every_platform_gets_one_cryptography() -> None:
    """The three lines for it exclude each other, and leave no platform out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    markers = [
        line.partition(";")[2].strip()
        for line in project["dependencies"]
        if re.match(r"cryptography\b", line)
    ]
    for system in ("linux", "darwin", "win32"):
        for machine in ("x86_64", "aarch64", "arm64", "AMD64", "ARM64"):
            known = {"sys_platform": system, "platform_machine": machine}
            assert sum(bool(eval(marker, known)) for marker in markers) == 1, known  # noqa: S307
