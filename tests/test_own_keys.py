"""Keys of the therapist's own: a file is followed to the letter, or not at all."""

from pathlib import Path

import pytest

from romtui.__main__ import main
from romtui.commands import BY_SCREEN
from romtui.content.keys_file import example, read_keys
from romtui.content.toml import ContentError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keys.toml"
    monkeypatch.setenv("ROMTUI_KEYS", str(file))
    return file


def read(file: Path, written: str) -> dict[str, str]:
    file.write_text(written, "utf-8")
    return read_keys(file, BY_SCREEN)


def test_a_command_is_named_by_its_action_or_its_words_and_two_may_change_places(
    file: Path,
) -> None:
    written = '[session]\nenter = "t"\n"total" = "n F5"\n[Caseload]\n"look back" = "ö ?"\n'
    assert read(file, written) == {
        "session.enter": "t",
        "session.total": "n,f5",
        "caseload.look_back": "ö,question_mark",
    }


def test_a_file_from_before_a_key_was_given_out_keeps_that_key(file: Path) -> None:
    keys = read(file, '[session]\nitems = "]"\nnote = "y ["\n')
    assert keys == {
        "session.items": "right_square_bracket",
        "session.note": "y,left_square_bracket",
        "session.next_patient": "",
        "session.previous_patient": "",
    }


def test_a_key_that_was_given_out_later_may_be_moved_like_any_other(file: Path) -> None:
    assert read(file, '[session]\n"next patient" = "F5"\n') == {"session.next_patient": "f5"}


def test_what_has_no_key_as_shipped_can_get_one(file: Path) -> None:
    assert read(file, '[session]\n"missed session" = ";"\n') == {"session.missed": "semicolon"}


def test_enter_and_esc_stay_with_the_commands_that_have_them(file: Path) -> None:
    keys = read(file, '[session]\nclose = "W"\n[caseload]\nopen = "→"\n')
    assert keys == {"session.close": "W,escape", "caseload.open": "right,enter"}


def test_curtain_and_lock_keep_their_keys_beside_those_of_the_file(file: Path) -> None:
    keys = read(file, '[everywhere]\ncurtain = "F12"\nlock = "Ctrl+E"\n')
    assert keys == {"app.curtain": "f12,ctrl+l", "app.lock": "ctrl+e,ctrl+x"}


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('[session]\nenter = "t"\n', "session.enter: t is also the key of “total” (session)."),
        ('[everywhere]\nhelp = "n"\n', "everywhere.help: n is also the key of “new” (caseload)."),
        ('[session]\nshare = "2"\n', "session.share: 2 cannot be a command; digits answer"),
        ('[session]\nshare = "Enter"\n', "session.share: Enter cannot be moved"),
        ('[session]\nshare = "Esc"\n', "session.share: Esc cannot be moved"),
        ('[session]\nreview = ""\n', "session.review: name a key."),
        (
            '[session]\nshare = "Ctrl+I"\n',
            "session.share: “Ctrl+I” is not a key that every terminal",
        ),
        ('[session]\nshare = "Hyper"\n', "session.share: “Hyper” is not a key"),
        ('[sesion]\nshare = "y"\n', "sesion: is not a screen"),
        ('[session]\nshaer = "y"\n', "session.shaer: is not a command (Session)"),
        ('[session]\nshare = "S"\nshared = "T"\n', "session.shared: this command is named twice."),
        ("[session]\nshare = 3\n", "session.share: text in quotation marks is needed."),
        ('[everywhere]\ncurtain = "#"\n', "everywhere.curtain: a function key or Ctrl"),
        ('[everywhere]\ncurtain = "F3"\n', "everywhere.curtain: F3 is used in dialogs."),
        ('[everywhere]\nquit = "F9"\n', "everywhere.quit: this key cannot be changed."),
        (
            '[everywhere]\nlock = "Ctrl+Q"\n',
            "everywhere.lock: Ctrl+Q is also the key of “quit now”",
        ),
        ('["hand-over"]\nleave = "F9"\n', "hand-over.leave: this key cannot be changed."),
        ('[handover]\nup = "w"\n', "handover.up: this key cannot be changed."),
        ("share = 's'\n", "share: is not a screen"),
        ("[session\n", "is not TOML"),
    ],
)
def test_what_cannot_be_followed_is_said_with_file_and_key(
    file: Path, written: str, named: str
) -> None:
    with pytest.raises(ContentError) as refused:
        read(file, written)
    said = str(refused.value)
    assert said.startswith(str(file))
    assert named in said
    assert "\n" not in said


def test_the_file_to_start_from_says_what_holds_anyway(file: Path) -> None:
    lines = example(BY_SCREEN).splitlines()
    taken = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    for command_id, keys in read(file, taken).items():
        command = next(one for of in BY_SCREEN.values() for one in of if one.id == command_id)
        assert command.key == keys


def test_no_two_commands_of_a_screen_have_the_same_name() -> None:
    for screen, commands in BY_SCREEN.items():
        assert len({one.action for one in commands}) == len(commands), screen
        assert len({one.words for one in commands}) == len(commands), screen


def test_the_keys_in_force_are_printed_as_the_docs_print_them(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text('[session]\nenter = "|"\n', "utf-8")
    assert main(["keys"]) == 0
    said = capsys.readouterr().out
    assert r"| \| | fill in | Fill in the selected questionnaire, item by item. |" in said
    assert "| t | total | Enter just the total (of each part), then the safety item. |" in said


def test_a_file_with_a_fault_leaves_all_as_shipped_and_says_so(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text('[session]\nshare = "ö"\nenter = "t"\n', "utf-8")
    assert main(["keys"]) == 1
    said = capsys.readouterr()
    assert "| s | shared |" in said.out
    assert "session.enter: t is also the key of" in said.err
    assert said.err.rstrip().endswith("The default keys are used.")
    assert main(["keys", "--check", str(file)]) == 1
    file.write_text('[session]\nshare = "ö"\n', "utf-8")
    assert main(["keys", "--check", str(file)]) == 0


def test_a_file_with_the_former_titles_of_screens_is_still_followed(file: Path) -> None:
    written = (
        '[your_own_words]\nhide = "F5"\n[note_of_the_session]\nsend = "F9"\n'
        '[graph]\naxis = "F7"\n[battery]\nadd = "F8"\n'
    )
    assert read(file, written) == {
        "words.hide": "f5",
        "note.send": "f9",
        "chart.axis": "f7",
        "battery.add": "f8",
    }
