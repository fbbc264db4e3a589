"""What operating systems do each in their own way: the rest of the program names none of them.

`disk` is about files, their owner and their locks; `process` about how the program starts, is
hardened, replaced and told to end; `machine` about what can be seen of the computer from outside.
Each system has the same names in its own package; what macOS shares with Linux is in `posix`.
"""

import sys

if sys.platform == "win32":
    from romtui.platform.windows import disk, process
elif sys.platform == "darwin":
    from romtui.platform.macos import disk, process
else:
    from romtui.platform.posix import disk, process

__all__ = ["disk", "process"]
