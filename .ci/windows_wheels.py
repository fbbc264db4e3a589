"""Print the lines of requirements-dev.txt that Windows needs, without those of other systems."""

import re
from pathlib import Path
from typing import Final

ELSEWHERE: Final = ("sys_platform != 'win32'", "sys_platform == 'linux'", "python_full_version < ")
"""What begins the marker of a line that this Python of Windows does without."""

for block in re.split(r"\n(?=\S)", Path("requirements-dev.txt").read_text("utf-8")):
    name, _, marker = block.partition("\n")[0].rstrip(" \\").partition(" ; ")
    if not block.startswith("#") and not any(said in marker for said in ELSEWHERE):
        print(name)  # noqa: T201 -- its answer
