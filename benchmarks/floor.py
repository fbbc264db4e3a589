"""The bare app with what any romtui loads: SQLModel, SQLCipher and the tables.

Below it nobody gets: it loads them as the program does, and does nothing with them.
"""

import gc
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]


def main() -> None:
    gc.disable()
    from romtui.harden import harden

    harden()
    import sqlcipher3  # noqa: F401 -- loaded for its loading

    import romtui.store.db.schema  # noqa: F401 -- as above

    gc.freeze()
    gc.enable()
    from benchmarks.bare import Bare

    Bare().run()


if __name__ == "__main__":
    main()
