"""The rooms of the house, and that each fence between them bites."""

import ast
import io
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import romtui

SOURCE = Path(romtui.__file__).parent
HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "sqlcipher3", "plotext")
REVEALING = {
    "domain/private.py",
    "domain/caseload.py",
    "exchange/results_table.py",
    "domain/reports/compose.py",
    "exchange/report_page.py",
    "exchange/fhir/write.py",  # the name, where it is asked for
    "exchange/handout.py",
    "exchange/away/page.py",
    "domain/note.py",
    "plain_file.py",
    "plain/voice.py",
    "plain/create.py",
    "ui/terminal.py",
    "domain/similar.py",
    "ui/text.py",
    "ui/caseload/patient.py",
    "ui/session/cards/focus.py",
    "ui/session/cards/five_questions.py",
    "ui/session/cards/target.py",
    "ui/screens/procedure.py",
}
"""Where private words may be opened, beside the store and the dialogue that fills them in."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


PAINTED = (
    "import romtui.__main__, romtui.start, romtui.ui.app, romtui.ui.screens.unlock\n"
    "romtui.start.dependencies([], demo=False, folder=None)"
)
"""What is loaded when the first frame is painted."""


def modules_loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def loaded_by(statement: str) -> set[str]:
    return {name.partition(".")[0] for name in modules_loaded_by(statement)}


def test_the_domain_loads_nothing_but_the_standard_library() -> None:
    loaded = loaded_by(
        "import romtui.domain.caseload, romtui.domain.trend, romtui.domain.filling, "
        "romtui.domain.dialogue, romtui.domain.scoring"
    )
    assert not loaded & {*HEAVY, "platformdirs", "cryptography"}


def test_the_unlock_screen_is_there_before_the_database_is_loaded() -> None:
    loaded = loaded_by(PAINTED)
    assert "textual" in loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "sqlcipher3", "plotext"}
    early = modules_loaded_by(PAINTED)
    assert not early & {"romtui.domain.dialogue", "romtui.domain.case", "romtui.ui.tour"}
    assert not early & {"tomllib", "json", "textual.widgets._text_area"}


def test_what_is_loaded_behind_the_caseload_is_all_that_the_first_session_shows() -> None:
    loaded = modules_loaded_by(
        "from romtui.ui.caseload.ahead import session_in_pieces\nlist(session_in_pieces())"
    )
    early = modules_loaded_by("import romtui.ui.caseload.screen")
    of_a_session = {"romtui.ui.session.screen", "romtui.ui.chart.widget", "plotext"}
    assert of_a_session <= loaded
    assert not of_a_session & early


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["score", "phq9", "000000000"]])
def test_the_command_line_never_loads_a_screen(arguments: list[str]) -> None:
    loaded = loaded_by(
        f"import contextlib, io, romtui.__main__\n"
        f"with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    romtui.__main__.main({arguments!r})"
    )
    assert not loaded & set(HEAVY)


def test_line_by_line_no_screen_is_loaded() -> None:
    loaded = loaded_by("import romtui.plain.run")
    assert not loaded & {"textual", "plotext"}


def test_the_clean_interpreter_test_bites() -> None:
    assert "textual" in loaded_by("import romtui.ui.widgets.drawing")


def test_every_file_has_a_reason_and_says_it() -> None:
    leftovers = {"utils.py", "common.py", "misc.py", "helpers.py", "base.py", "manager.py"}
    for name, module in modules():
        assert Path(name).name not in leftovers
        assert ast.get_docstring(module), name


def opened_private_words(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"reveal", "_text"}:
            yield node.lineno


def test_private_words_are_opened_only_where_they_may_be() -> None:
    for name, module in modules():
        if name in REVEALING or name.startswith(("store/", "domain/dialogue")):
            continue
        assert not list(opened_private_words(module)), name


def test_the_fence_around_private_words_bites() -> None:
    assert list(opened_private_words(ast.parse("Static(case.patient.name.reveal())")))


def markup_risks(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Uses of Textual's own text widgets, which read `[markup]` out of what they are given."""
    forbidden = {"Static", "Label", "Markdown", "DataTable", "OptionList", "RichLog", "notify"}
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in forbidden or name == "from_markup":
                yield node.lineno, name


def test_no_screen_uses_a_widget_that_reads_markup() -> None:
    for name, module in modules():
        assert not list(markup_risks(module)), name


def test_the_fence_around_markup_bites() -> None:
    assert list(markup_risks(ast.parse("Static(name)")))
    assert list(markup_risks(ast.parse("self.notify(name)")))


GUARDED = ("ui/terminal.py", "ui/terminal_driver.py", "ui/lean_screen.py")
"""Where Textual's private parts are touched: what goes out, what comes in, what is painted."""


def private_textual_names(module: ast.Module) -> set[str]:
    private = {"_filters", "_exit_renderables", "_close_messages_no_wait", "_fatal_error"}
    private |= {"_driver", "_return_code", "_timeout_time", "_loop"}
    private |= {"_compositor", "_layout_required", "_repaint_required", "_dirty_widgets"}
    used = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    imported = {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    return used & private | {name for name in imported if name.startswith("textual._")}


def test_private_textual_names_are_used_in_few_places_only() -> None:
    for name, module in modules():
        assert name in GUARDED or not private_textual_names(module), name


def test_the_fence_around_private_textual_names_bites() -> None:
    assert private_textual_names(ast.parse("from textual._xterm_parser import XTermParser"))
    assert private_textual_names(ast.parse("self.app._driver.write('')"))


def imports_of(modules: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """Which of the modules each imports, those that are for types only among them."""
    imports: dict[str, set[str]] = {}
    for name, module in modules.items():
        imported: set[str] = set()
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom):
                named = {f"{node.module}.{alias.name}" for alias in node.names} & modules.keys()
                imported |= named or {node.module or ""}
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
        imports[name] = imported & modules.keys() - {name}
    return imports


def circles(imports: Mapping[str, set[str]]) -> set[str]:
    """The modules that import each other in a circle, and those on a way between two circles."""
    left = {name: set(imported) for name, imported in imports.items()}
    while True:
        importing = {name for name, imported in left.items() if imported}
        in_both = importing & {name for imported in left.values() for name in imported}
        if in_both == left.keys():
            return in_both
        left = {name: left[name] & in_both for name in in_both}


def imports_of_the_program() -> dict[str, set[str]]:
    return imports_of(
        {
            "romtui." + name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module
            for name, module in modules()
        }
    )


def test_no_modules_import_each_other_in_a_circle_not_even_for_types() -> None:
    assert not circles(imports_of_the_program())


def between_neighbours(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same imports between what lies side by side: `a.b.c` by `a.d.e` is `a.b` by `a.d`."""
    neighbours: dict[str, set[str]] = {}
    for name, imported in imports.items():
        for other in imported:
            importing, given = name.split("."), other.split(".")
            shared = [one == two for one, two in zip(importing, given, strict=False)]
            if not all(shared):
                depth = shared.index(False) + 1
                of_name, of_other = ".".join(importing[:depth]), ".".join(given[:depth])
                neighbours.setdefault(of_name, set()).add(of_other)
    return neighbours


def test_no_packages_import_each_other_in_a_circle() -> None:
    assert not circles(between_neighbours(imports_of_the_program()))


def test_the_fence_around_circles_of_packages_bites() -> None:
    one_way = {"s.a.one": {"s.b.two"}, "s.b.two": {"s.errors"}, "s.b.three": {"s.b.two"}}
    assert not circles(between_neighbours(one_way))
    back = {**one_way, "s.b.four": {"s.a.five"}}
    assert not circles(back)
    assert circles(between_neighbours(back)) == {"s.a", "s.b"}


def test_the_fence_around_circles_bites() -> None:
    for_types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import b"
    texts = {"a.a": "import a.b", "a.b": "from a.c import d", "a.c": "from a import a", "a.d": ""}
    assert circles(imports_of({name: ast.parse(text) for name, text in texts.items()})) == {
        "a.a",
        "a.b",
        "a.c",
    }
    pair = {"a.b": ast.parse("import a.d"), "a.d": ast.parse(for_types)}
    assert circles(imports_of(pair)) == {"a.b", "a.d"}


def imports_at_run_time(module: ast.Module) -> Iterator[str]:
    """What is imported when the code runs: all but what stands below `if TYPE_CHECKING`."""
    for_types = {
        inner
        for node in ast.walk(module)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node not in for_types:
            yield node.module or ""


def test_the_screens_know_the_store_by_its_types_only() -> None:
    for name, module in modules():
        if name.startswith("ui/"):
            for imported in imports_at_run_time(module):
                assert not imported.startswith(("romtui.store", "romtui.content")), name


def test_no_two_widgets_are_of_one_name() -> None:
    """Textual finds and styles them by it: one that takes another's name is found in its place."""
    named = Counter(
        node.name
        for name, module in modules()
        if name.startswith("ui/")
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in named.items() if count > 1] == []


def test_the_tests_of_the_screens_know_private_textual_names_in_one_place_only() -> None:
    private = {"_compositor", "_next_callbacks", "_callbacks", "_dirty_widgets", "_exception"}
    for path in (Path(__file__).parent / "ui").glob("*.py"):
        module = ast.parse(path.read_text("utf-8"))
        used = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
        assert path.name == "textual_internals.py" or not used & private, path.name


RELIABLE_CHANGE = ("domain/change.py",)
"""The one place that compares with the reliable change: its rule is changed there alone."""

_OF_RELIABLE_CHANGE = {"rc", "reliable_change", "notable", "large"}
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def names_in(node: ast.AST) -> set[str]:
    """Names, attributes and texts, but for those of what is called: that gives another value."""
    if isinstance(node, ast.Call):
        fact = isinstance(node.func, ast.Attribute) and node.func.attr == "points"
        return set().union(*map(names_in, node.args)) if fact else set()
    own = {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "value", "")}
    inner = (names_in(child) for child in ast.iter_child_nodes(node))
    return {name for name in own if name and isinstance(name, str)}.union(*inner)


def assigned(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What an assignment gives a name to; `a, b = x, y` are two."""
    if not isinstance(node, ast.Assign):
        return
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=False)
    else:
        yield target, value


def comparisons_with_reliable_change(module: ast.Module) -> Iterator[int]:
    """Comparisons with the reliable change, also by another name it was given in a function."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for scope in (module, *functions):
        known = set(_OF_RELIABLE_CHANGE)
        for node in ast.walk(scope) if scope is not module else ():
            for target, value in assigned(node):
                known |= names_in(target) if names_in(value) & known else set()
        for node in ast.walk(scope):
            if isinstance(node, ast.Compare) and any(isinstance(op, _ORDERED) for op in node.ops):
                compared = set().union(*map(names_in, (node.left, *node.comparators)))
                if compared & known:
                    yield node.lineno


def test_the_reliable_change_is_compared_with_in_one_place_only() -> None:
    for name, module in modules():
        if name not in RELIABLE_CHANGE:
            assert not list(comparisons_with_reliable_change(module)), name


@pytest.mark.parametrize(
    "rule",
    [
        "def worse(s): return s.current - s.start >= s.rc",
        "def near(s, apart): return 2 * apart < s.instrument.reliable_change",
        "def clear(s, low): return not low < s.constants.large[0] * s.gain",
        "def told(facts, gain): return gain >= facts['notable']",
        "def told(facts, gain):\n    least = facts.points('notable')\n    return gain >= least",
        "def far(s):\n    least = s.instrument.reliable_change or 5\n    return s.gain > least",
    ],
)
def test_the_fence_around_the_reliable_change_bites(rule: str) -> None:
    assert list(comparisons_with_reliable_change(ast.parse(rule)))


@pytest.mark.parametrize(
    "asked",
    [
        "def worse(s): return s.reliable(s.current - s.start) and s.n > 2",
        "def better(s): return s.notable(s.gain) and s.zone(s.current) > s.zone(s.level)",
    ],
)
def test_the_fence_around_the_reliable_change_lets_the_rule_be_asked(asked: str) -> None:
    assert not list(comparisons_with_reliable_change(ast.parse(asked)))


def test_nothing_opens_a_connection() -> None:
    network = {"socket", "http", "urllib", "requests", "httpx", "ftplib", "smtplib", "webbrowser"}
    for name, module in modules():
        for node in ast.walk(module):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                names = [node.module]
            assert not {one.partition(".")[0] for one in names} & network, name


OF_THE_SYSTEM = {
    *("execv", "execve", "execvp", "fork", "kill", "fsync", "fdatasync", "umask", "chmod"),
    *("getuid", "st_uid", "st_mode", "pread", "O_NOFOLLOW", "O_DIRECTORY", "flock", "locking"),
    *("add_signal_handler", "pthread_sigmask", "rename", "unlink"),
}
"""What systems do each in their own way, or what Windows refuses while a file is in use."""

OF_ONE_SYSTEM = {
    *("fcntl", "msvcrt", "termios", "resource", "pty", "ctypes", "winreg", "_winapi", "signal")
}
"""Modules that only `romtui.platform` may use."""


def asks_the_platform(attribute: ast.Attribute) -> bool:
    of = attribute.value
    return isinstance(of, ast.Name) and of.id in {"disk", "machine", "process"}


def replaces_a_file(call: ast.Call) -> bool:
    """A text and a date take more than one argument to be replaced, or take it by name."""
    is_replace = isinstance(call.func, ast.Attribute) and call.func.attr == "replace"
    return is_replace and len(call.args) == 1 and not call.keywords


def uses_of_the_system(source: str) -> Iterator[tuple[int, str]]:
    """Lines that do what belongs into `romtui.platform`, with what they use."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, f"import {alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, f"import {node.module}"
        elif isinstance(node, ast.Attribute) and not asks_the_platform(node):
            if node.attr not in sys.stdlib_module_names:  # a module is met where it is imported
                yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and replaces_a_file(node):
            yield node.lineno, "Path.replace"
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NUMBER and token.string.startswith("0o"):
            yield token.start[0], "mode bits"


def breaches(source: str) -> list[tuple[int, str]]:
    imports = {f"import {module}" for module in OF_ONE_SYSTEM}
    forbidden = OF_THE_SYSTEM | imports | {"Path.replace", "mode bits"}
    return [(line, used) for line, used in uses_of_the_system(source) if used in forbidden]


ASKS_FOR_KINDS = {"store/disk/files.py"}
"""It asks whether a path is a file or a folder, which the same bits say on every system."""


def test_what_systems_do_each_in_their_own_way_is_in_one_package() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("platform/"):
            found = breaches(path.read_text("utf-8"))
            asked = "st_mode" if name in ASKS_FOR_KINDS else ""
            assert not [use for use in found if use[1] != asked], name


@pytest.mark.parametrize(
    "line",
    [
        "os.execv(program, [program])",
        "child = os.fork()",
        "folder.mkdir(mode=0o700)",
        "os.fsync(handle)",
        "import fcntl",
        "from msvcrt import locking",
        "import termios",
        "import resource",
        "os.kill(pid, 0)",
        "fresh.replace(path)",
        "path.unlink(missing_ok=True)",
        "import signal",
    ],
)
def test_the_fence_around_the_systems_bites(line: str) -> None:
    assert breaches(line)


def test_the_fence_around_the_systems_lets_texts_and_dates_be_replaced() -> None:
    assert not breaches("text.replace('a', 'b')\nday.replace(day=1)\nreplace(row, name=name)")


def names_for_others(path: Path) -> set[str]:
    """What a module gives to others: what it defines or passes on without an underscore."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("romtui.platform"):
            names |= {alias.name for alias in node.names}
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("module", ["disk", "machine", "process"])
def test_each_system_answers_all_that_is_asked_of_any(module: str) -> None:
    asked = {
        node.attr
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == module
    }
    assert asked
    for system in ("posix", "macos", "windows"):
        assert asked <= names_for_others(SOURCE / "platform" / system / f"{module}.py"), system
