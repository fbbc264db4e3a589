"""Try an executable in a pseudo-terminal: it scores, opens the demo, locks, stops and goes on."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.end_to_end.terminal import Terminal

program = sys.argv[1]
scored = subprocess.run(
    [program, "score", "phq9", "212121210"], capture_output=True, text=True, check=True
)
assert "12" in scored.stdout, scored.stdout
with tempfile.TemporaryDirectory() as runtime:
    environment = {"XDG_RUNTIME_DIR": runtime, "ROMTUI_NO_TOUR": "1"}
    with Terminal(["--demo"], command=[program], env=environment) as terminal:
        terminal.wait_for("A-005")
        before = terminal.program
        terminal.press("<ctrl+x>")
        while terminal.bytes.count(b"\x1b[?1049h") < 2:
            terminal.prepare(begins=10.0)
        terminal.wait_for("A-005")
        assert terminal.program == before, "a lock replaces the program, it does not start another"
        terminal.press("<ctrl+z>")
        terminal.wait_stopped()
        assert "A-005" not in terminal.text
        assert terminal.is_sane()
        os.kill(terminal.pid, signal.SIGCONT)
        os.kill(terminal.program, signal.SIGCONT)
        terminal.wait_for("A-005")
        assert terminal.leave() == 0
print("The executable scores, opens the demo, locks, stops, goes on and ends.")
