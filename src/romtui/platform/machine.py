"""What can be seen of this computer from outside: loaded by who asks, not at every start."""

import sys

if sys.platform == "win32":
    from romtui.platform.windows.machine import answer_of, look_at_disk, look_at_memory
elif sys.platform == "darwin":
    from romtui.platform.macos.machine import answer_of, look_at_disk, look_at_memory
else:
    from romtui.platform.posix.machine import answer_of, look_at_disk, look_at_memory

__all__ = ["answer_of", "look_at_disk", "look_at_memory"]
