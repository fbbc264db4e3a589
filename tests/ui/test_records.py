"""Looking at what was done, and putting right what went to the wrong person."""

from datetime import timedelta

from romtui.domain.private import Private
from tests.ui.conftest import Practice
from tests.ui.hands import at


async def test_a_result_of_the_wrong_person_is_moved_and_its_history_tells(
    practice: Practice,
) -> None:
    wrong = practice.person(12)
    right = practice.person(instrument="gad7")
    async with at(practice.app(), (80, 24)) as hands:
        await hands.type(f"/{wrong.patient.code}")
        await hands.press("enter")
        await hands.press("j", "backspace", "m")
        await hands.until("Type their code")
        await hands.type("nobody")
        await hands.press("enter")
        await hands.until("No patient has this code")
        await hands.press(*["backspace"] * 6)
        await hands.type(right.patient.code)
        await hands.press("enter")
        await hands.until(f"moving it to {right.patient.code}?")
        await hands.type("the other folder was open")
        await hands.press("enter")
        await hands.press("escape")
        await hands.until("no score yet")
        await hands.type(":history")
        await hands.press("enter")
        await hands.until("withdrawn: entered in error")
        assert "the other folder was open" in " ".join(hands.text.split())
        assert "2  " in hands.text
    assert practice.store.case(wrong.patient.id).results == ()
    assert len(practice.store.case(right.patient.id).results) == 1


async def test_the_log_names_codes_and_no_words(practice: Practice) -> None:
    case = practice.person(12, name="Quillon Featherstone")
    practice.store.withdraw(case.results[0].id, Private("Featherstone was ill"))
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        await hands.type(":activity log")
        await hands.press("enter")
        await hands.until("result withdrawn")
        assert "A-001" in hands.text
        assert "Featherstone" not in hands.text
        await hands.type("m")
        await hands.press("escape")
        await hands.until("Caseload")


async def test_in_a_narrow_window_the_log_still_says_which_result_it_was(
    practice: Practice,
) -> None:
    case = practice.person(12)
    practice.store.withdraw(case.results[0].id, Private("a slip"))
    async with at(practice.app(), (80, 24)) as hands:
        await hands.until("A-001")
        await hands.type(":activity log")
        await hands.press("enter")
        text = await hands.until("result withdrawn")
        (line,) = (line for line in text.splitlines() if "result withdrawn" in line)
        assert line.split()[-2:] == ["no.", f"{case.results[0].id}"]


async def test_a_backup_is_a_command_and_its_age_is_in_sight(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("No backup yet")
        await hands.type(":back up")
        await hands.press("enter")
        await hands.until("✓ Backup 1 made and verified.")
        assert "Backup ✓ now" in hands.text
        await hands.type("q")
    (made,) = (practice.folder / "backups").glob("*.db")
    assert made.name.startswith("000001")


async def test_a_backup_that_is_too_old_is_said_in_the_last_line_until_there_is_one(
    practice: Practice,
) -> None:
    case = practice.person(12)
    practice.store.back_up_if_changed()
    practice.store.keep_procedure(Private("ring the crisis line"))
    practice.now += timedelta(days=15)
    async with at(practice.app()) as hands:
        await hands.until("The newest backup is 15 days old. Make one now with : back up.")
        await hands.press("enter")
        await hands.until(case.patient.code)
        await hands.press("q")
        await hands.until("The newest backup is 15 days old")
        await hands.type(":back up")
        await hands.press("enter")
        text = await hands.until("✓ Backup 2 made and verified.")
        assert "days old" not in text


async def test_old_backups_go_behind_the_caseload_and_nobody_who_leaves_waits_for_it(
    practice: Practice,
) -> None:
    practice.person(12)
    backups = practice.store.backups
    assert backups is not None
    for _ in range(4):
        backups.make()
    practice.now += timedelta(days=500)
    backups.make()
    backups.resume_pruning()  # it is paused by the jump of the clock
    app = practice.app()
    async with at(app) as hands:
        await hands.until("A-001")
        app.back_up()
        await app.workers.wait_for_complete(
            [work for work in app.workers if work.group == "backup"]
        )
        assert _numbers(practice) == ["000003", "000004", "000005"]
        practice.person(5)
        await hands.type("q")
    assert _numbers(practice) == ["000003", "000004", "000005", "000006"]


def _numbers(practice: Practice) -> list[str]:
    return sorted(path.name[:6] for path in (practice.folder / "backups").glob("*.db"))


async def test_leaving_backs_up_what_changed(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("A-001")
        await hands.type("q")
    assert len(list((practice.folder / "backups").glob("*.db"))) == 1
