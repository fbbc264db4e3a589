"""Pages to fill in at home in real browsers, where node and the browsers are: `.ci/browsers`.

ROMTUI_BROWSER_MODULES names the folder with node_modules (puppeteer-core, axe-core);
ROMTUI_BROWSER_PICTURES one that pictures and prints are left in, to be looked at.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from romtui.domain.away.away_page import AwayPage, PageForm
from romtui.domain.away.layout import form_of, radices
from romtui.domain.away.plain_digits import digits
from romtui.domain.away.reading import read_typed
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.exchange.away.page import PageToFillIn, blank, written
from torture.tally import Tally, Trial
from torture.vaults import questionnaires

BROWSERS = {
    "chrome": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
PROGRAM = Path(__file__).with_suffix(".mjs")
CRISIS = Private("Call 116 123 at any time.\nIn an emergency 112.")
SECONDS = 3600
TODAY = datetime.now().astimezone().date()
Places = tuple[int, ...]


def run(trial: Trial) -> Iterator[Tally]:
    modules = os.environ.get("ROMTUI_BROWSER_MODULES", "")
    for browser, programs in BROWSERS.items():
        what = f"pages filled in by {browser}"
        executable = next(filter(None, map(shutil.which, programs)), None)
        if executable is None or shutil.which("node") is None or not modules:
            yield Tally("P33", what).skip("no browser, node or its modules: see .ci/browsers")
            continue
        yield from _tried(trial, browser, executable, modules)


def _tried(trial: Trial, browser: str, executable: str, modules: str) -> Iterator[Tally]:
    forms = [form for form in questionnaires().values() if form.with_text]
    sets = {form.id: _answers(trial, form) for form in forms}
    two = [questionnaires()["phq9"], questionnaires()["gad7"]]
    walk = tuple(trial.dice.randrange(size) for size in radices(two))
    pages = {form.id: _page([form], trial) for form in forms}
    both = _page(two, trial)
    for dark in (False, True):
        found = _found(
            trial.folder,
            {
                "browser": browser,
                "executable": executable,
                "modules": modules,
                "dark": dark,
                "folder": os.environ.get("ROMTUI_BROWSER_PICTURES", str(trial.folder)),
                "looked_at": _files(trial.folder, "two", both, two),
                "walk": walk,
                "sizes": radices(two),
                "safety": 8,
                "filled_in": {
                    form.id: {
                        **_files(trial.folder, form.id, pages[form.id]),
                        "sets": sets[form.id],
                    }
                    for form in forms
                    if not dark
                },
            },
        )
        yield from _looks(found, f"{found['version']} {'dark' if dark else 'light'}")
        walked = Tally("P33", f"{browser}: filled in by keyboard alone")
        walked.holds(_agrees(found["walked"], both, _forms(two, walk)), str(walk))
        yield walked
        if not dark:
            yield _same_codes(found, browser, pages, sets)
            yield _same_digits(found, browser, sets)


def _looks(found: Mapping[str, Any], where: str) -> Iterator[Tally]:
    for name, what in (
        ("requests", "requests"),
        ("storage", "stored things"),
        ("axe", "violations of WCAG 2.2 AA by axe-core"),
        ("wide", "overflows at 320 px and 200 %"),
        ("unprinted", "question missing on paper, no button there"),
    ):
        tally = Tally("P33", f"no {what}")
        tally.remark = where
        tally.holds(not found[name], "; ".join(found[name]))
        yield tally


def _same_codes(
    found: Mapping[str, Any],
    browser: str,
    pages: Mapping[str, PageToFillIn],
    sets: Mapping[str, Sequence[Places]],
) -> Tally:
    tally = Tally("P33", f"{browser}: code of the page read in")
    for name, answered in sets.items():
        for places, code in zip(answered, found["codes"][name], strict=True):
            form = questionnaires()[name]
            tally.holds(_agrees(code, pages[name], _forms([form], places)), f"{name} {places}")
    return tally


def _same_digits(
    found: Mapping[str, Any], browser: str, sets: Mapping[str, Sequence[Places]]
) -> Tally:
    """What the style sheet alone shows, check digits among it."""
    tally = Tally("P33", f"{browser}: digits without script")
    for name, answered in sets.items():
        for places, shown in zip(answered, found["digits"][name], strict=True):
            form = questionnaires()[name]
            expected = digits(form, form_of(form, places, TODAY))
            tally.holds(shown == expected, f"{name} {places}: {shown}")
    return tally


def _agrees(code: str, page: PageToFillIn, filled_in: Sequence[Form]) -> bool:
    """Whether the code is read as these forms of today; without an answer there is none."""
    made = AwayPage(
        page.key, 1, "", tuple(PageForm(form.id, form.version) for form in page.forms), page.made_on
    )
    answered = [form for form in filled_in if form.answers and set(form.answers) != {None}]
    try:
        read = read_typed(code, [made], questionnaires(), (), TODAY)
    except UserError:
        return not answered
    return list(read.forms) == [replace(form, on=read.on) for form in answered]


def _forms(forms: Sequence[Instrument], places: Places) -> list[Form]:
    filled_in, begin = [], 0
    for form in forms:
        end = begin + len(radices([form]))
        filled_in.append(form_of(form, places[begin:end], TODAY))
        begin = end
    return filled_in


def _answers(trial: Trial, form: Instrument) -> list[Places]:
    sizes = radices([form])
    return [tuple(map(trial.dice.randrange, sizes)) for _ in range(trial.count(100, 10_000))]


def _page(forms: list[Instrument], trial: Trial) -> PageToFillIn:
    return PageToFillIn(forms, PageKey.of(trial.dice.randbytes(16)), TODAY, CRISIS)


def _files(
    folder: Path, name: str, page: PageToFillIn, blanks: Sequence[Instrument] = ()
) -> dict[str, str]:
    """The page with script and without, and blank forms."""
    texts = {
        "script": written(page).reveal(),
        "plain": written(replace(page, script=False)).reveal(),
        **({"blank": blank(blanks)} if blanks else {}),
    }
    files = {}
    for kind, text in texts.items():
        file = folder / f"{name}-{kind}.html"
        file.write_text(text, "utf-8")
        files[kind] = str(file)
    return files


def _found(folder: Path, order: Mapping[str, object]) -> dict[str, Any]:
    (folder / "order.json").write_text(json.dumps(order), "utf-8")
    asked = ["node", str(PROGRAM), str(folder / "order.json"), str(folder / "found.json")]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"the browser could not be driven: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads((folder / "found.json").read_text("utf-8"))
    return found
