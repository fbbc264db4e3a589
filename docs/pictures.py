"""Take the pictures of the README from the demo: `python docs/pictures.py`.

Each is the screen itself, drawn by the program, with a fixed day and invented people.
"""

import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ui.hands import Hands, at

from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.content.wordbook import Wordbook
from romtui.demo import demo_cases
from romtui.domain.pin import DEMO_PIN
from romtui.domain.settings import Settings, Shade
from romtui.paths import data_folder
from romtui.store.vault import Vault
from romtui.ui.app import RomtuiApp
from romtui.ui.wiring import Opened, Wiring

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PICTURES = Path(__file__).with_name("pictures")
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Left out: a picture fetches nothing either."""
WIDE, SMALL = (120, 36), (80, 24)
SHOTS: tuple[tuple[str, Shade, tuple[int, int], str], ...] = (
    ("caseload", Shade.DARK, WIDE, ""),
    ("session", Shade.DARK, WIDE, "/A-003 enter"),
    ("session-light", Shade.LIGHT, WIDE, "/A-003 enter"),
    ("session-small", Shade.DARK, SMALL, "/A-003 enter"),
    ("entry", Shade.DARK, SMALL, "/A-003 enter n 1 2 0 1"),
    ("safety", Shade.DARK, WIDE, "enter"),
    ("chart", Shade.DARK, WIDE, "/A-003 enter G left left"),
    ("chart-light", Shade.LIGHT, WIDE, "/A-003 enter G left left"),
    ("chart-small", Shade.DARK, SMALL, "/A-003 enter G left left d"),
    ("why", Shade.DARK, WIDE, "/A-003 enter ?"),
    ("shared", Shade.LIGHT, WIDE, "/A-014 enter v"),
    ("shared-small", Shade.DARK, SMALL, "/A-014 enter v"),
    ("handover", Shade.LIGHT, WIDE, "/A-003 enter h enter 1"),
    ("handover-small", Shade.DARK, SMALL, "/A-003 enter h enter 1 2 down"),
    ("review", Shade.DARK, SMALL, "/A-003 enter h enter 1 2 0 1 1 1 1 0 0 1"),
)


def demo_app(shade: Shade) -> tuple[RomtuiApp, Opened]:
    """The program over the invented caseload, on a fixed day."""
    instruments = load_instruments(data_folder() / "instruments")
    store, _ = Vault.throwaway(now=lambda: NOW)
    store.use(instruments)
    store.change_settings(Settings(shade=shade))
    store.take_in(demo_cases(NOW.date(), instruments))
    store.set_pin(DEMO_PIN)
    opened = Opened(store, Wordbook(load_deck(data_folder() / "dialogue" / "en.toml")), instruments)
    wiring = Wiring(
        vault=None,
        settle=lambda _: opened,
        warm_up=lambda: None,
        open_demo=lambda: opened,
        relaunch=lambda **_: sys.exit(),
        now=lambda: NOW,
    )
    return RomtuiApp(wiring), opened


async def follow(hands: Hands, keys: str) -> None:
    """Type a path: `/A-003` looks for somebody, other words are keys."""
    for word in keys.split():
        if word.startswith("/"):
            await hands.type(word)
        else:
            await hands.press(word)
        await hands.pilot.pause(0.05)


async def take(name: str, shade: Shade, size: tuple[int, int], keys: str) -> None:
    """Take one picture."""
    app, opened = demo_app(shade)
    async with at(app, size) as hands:
        await hands.until("people")
        await follow(hands, keys)
        await hands.pilot.pause(0.2)
        picture = WEB_FONT.sub("", app.export_screenshot(title="romtui"))
        (PICTURES / f"{name}.svg").write_text(picture, "utf-8")
    opened.store.close()


async def main() -> None:
    """Take them all, or those named on the command line."""
    PICTURES.mkdir(exist_ok=True)
    for name, shade, size, keys in SHOTS:
        if not sys.argv[1:] or name in sys.argv[1:]:
            await take(name, shade, size, keys)


if __name__ == "__main__":
    asyncio.run(main())
