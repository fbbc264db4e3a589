"""Print the lines of requirements-dev.txt, checksums too, that hold on a Windows of today."""

import re
from pathlib import Path
from typing import Final

from packaging.markers import Marker

WINDOWS: Final = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}

for block in re.split(r"\n(?=\S)", Path("requirements-dev.txt").read_text("utf-8")):
    head, _, checksums = block.partition("\n")
    requirement, _, marker = head.rstrip(" \\").partition(" ; ")
    if "==" in requirement and (not marker or Marker(marker).evaluate(WINDOWS)):
        lines = [line for line in checksums.splitlines() if "--hash" in line]
        print(" \\\n".join([requirement, *(line.strip().rstrip(" \\") for line in lines)]))
