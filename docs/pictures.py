"""Take the pictures of the README from the demo: `python docs/pictures.py`.

Each is the screen itself, drawn by the program, with a fixed day and invented people.
`python docs/pictures.py --every FOLDER` takes every screen in all four looks, at 80×24,
120×36 and 160×50, with a page that shows them side by side: they are looked at, not kept.
Names after either take only these.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.tour import DEMO, SESSION, follow
from tests.ui.hands import at

from romtui.content.calibration import FILE, load_calibration
from romtui.content.deck import load_deck
from romtui.content.instruments import load_instruments
from romtui.content.reports import available_reports
from romtui.content.wordbook import Wordbook
from romtui.demo import demo_cases
from romtui.domain.lock import DEMO_PIN
from romtui.domain.settings import Settings, Shade
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.vault.vault import Vault
from romtui.ui.app import RomtuiApp
from romtui.ui.dependencies import Dependencies, Workspace

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PICTURES = Path(__file__).with_name("pictures")
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Left out: a picture fetches nothing either."""
SMALL, WIDE, LARGE = SIZES = (80, 24), (120, 36), (160, 50)
SHOTS: tuple[tuple[str, Shade, tuple[int, int], str], ...] = (
    ("caseload", Shade.DARK, WIDE, ""),
    ("session", Shade.DARK, WIDE, SESSION),
    ("session-light", Shade.LIGHT, WIDE, SESSION),
    ("session-contrast", Shade.CONTRAST, WIDE, SESSION),
    ("session-small", Shade.DARK, SMALL, SESSION),
    ("entry", Shade.DARK, SMALL, f"{SESSION} session.enter b 1 2 0 1"),
    ("safety", Shade.DARK, WIDE, DEMO["session-safety"]),
    ("chart", Shade.DARK, WIDE, DEMO["graph"]),
    ("chart-light", Shade.LIGHT, WIDE, DEMO["graph"]),
    ("chart-small", Shade.DARK, SMALL, f"{DEMO['graph']} d"),
    ("why", Shade.DARK, WIDE, DEMO["why"]),
    ("shared", Shade.LIGHT, WIDE, DEMO["shared"]),
    ("shared-small", Shade.DARK, SMALL, DEMO["shared"]),
    ("handover", Shade.LIGHT, WIDE, f"{SESSION} session.hand_over enter 1"),
    ("handover-small", Shade.DARK, SMALL, DEMO["handed-over"]),
    ("review", Shade.DARK, SMALL, DEMO["handed-over-review"]),
)


def demo_app(shade: Shade, vault: Vault | None = None) -> tuple[RomtuiApp, Workspace]:
    """The program over the invented caseload, on a fixed day; locked where a vault is given."""
    instruments = load_instruments(data_folder() / "instruments")
    store, _ = Vault.throwaway(now=lambda: NOW)
    store.use(instruments)
    store.change_settings(Settings(shade=shade))
    store.import_cases(demo_cases(NOW.date(), instruments))
    store.set_pin(DEMO_PIN)
    workspace = Workspace(
        store, Wordbook(load_deck(data_folder() / "dialogue" / "en.toml")), instruments
    )
    dependencies = Dependencies(
        vault=vault,
        prepare=lambda _: workspace,
        warm_up=lambda: None,
        open_demo=lambda: workspace,
        relaunch=lambda **_: sys.exit(),
        now=lambda: NOW,
        reports=available_reports,
        chances=lambda: load_calibration(data_folder() / FILE).chances,
    )
    return RomtuiApp(dependencies), workspace


def picture(app: RomtuiApp) -> str:
    """What the screen shows, as SVG."""
    return WEB_FONT.sub("", app.export_screenshot(title="romtui"))


async def take(file: Path, shade: Shade, size: tuple[int, int], keys: str) -> None:
    """Take one picture."""
    app, workspace = demo_app(shade)
    async with at(app, size) as hands:
        await hands.until("patients")
        await follow(hands, keys)
        await hands.pilot.pause(0.2)
        file.write_text(picture(app), "utf-8")
    workspace.store.close()


async def take_the_beginning(folder: Path, shade: Shade, size: tuple[int, int]) -> None:
    """Take what is seen before a vault is open: there is none yet, then there is one."""
    with TemporaryDirectory() as place:
        vault = Vault(Path(place) / "vault", kdf=Kdf.cheap())
        for name, ready in (("new-vault", False), ("unlock", True)):
            if ready:
                vault.create("a passphrase for a picture", vault.offer_recovery_code()).close()
            app, workspace = demo_app(shade, vault)
            async with at(app, size) as hands:
                app.theme = f"romtui-{shade.value}"
                await hands.pilot.pause(0.2)
                (folder / called(name, shade, size)).write_text(picture(app), "utf-8")
            workspace.store.close()


def called(name: str, shade: Shade, size: tuple[int, int]) -> str:
    """Name a picture among those of every screen."""
    return f"{name}-{shade.value}-{size[0]}.svg"


async def take_every(folder: Path, names: Sequence[str]) -> None:
    """Take every screen in every look and size, and write a page of them."""
    folder.mkdir(parents=True, exist_ok=True)
    ways = {name: keys for name, keys in DEMO.items() if not names or name in names}
    for size in SIZES:
        for shade in Shade:
            for name, keys in ways.items():
                await take(folder / called(name, shade, size), shade, size, keys)
            if not names:
                await take_the_beginning(folder, shade, size)
    page = side_by_side(["new-vault", "unlock", *DEMO])
    (folder / "index.html").write_text(page, "utf-8")


def side_by_side(names: Sequence[str]) -> str:
    """A page with a row for each screen and size."""
    rows = [
        f"<h2>{name}, {size[0]}×{size[1]}</h2>"
        + "".join(f'<img width="24%" src="{called(name, shade, size)}"> ' for shade in Shade)
        for name in names
        for size in SIZES
    ]
    return '<!doctype html><meta charset="utf-8"><title>romtui</title>' + "\n".join(rows)


async def main(*words: str) -> None:
    """Take those of the README, or every one, or those that are named."""
    if words[:1] == ("--every",):
        await take_every(Path(words[1]), words[2:])
        return
    PICTURES.mkdir(exist_ok=True)
    for name, shade, size, keys in SHOTS:
        if not words or name in words:
            await take(PICTURES / f"{name}.svg", shade, size, keys)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
