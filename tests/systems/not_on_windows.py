"""The tests that cannot run on Windows, by name, each with the reason."""

from typing import Final

NOT_ON_WINDOWS: Final[dict[str, tuple[str, ...]]] = {
    "asks for mode bits; tests/systems/test_disk.py asks for rights on every system": (
        "tests/store/test_creation.py::test_an_empty_folder_is_taken_and_closed_to_others",
        "tests/store/test_files.py::test_a_folder_is_closed_to_others_also_when_it_is_there",
        "tests/store/test_rights.py::test_a_file_others_can_read_is_closed_to_them_with_a_note",
        "tests/store/test_rights.py::test_a_folder_others_can_enter_is_closed_to_them",
        "tests/store/test_rights.py::test_a_leftover_with_loose_rights_does_not_lend_them_to_the_header",
        "tests/store/test_vault.py::test_only_the_owner_can_read_any_file",
        "tests/store/test_vault.py::test_the_demo_leaves_nothing_behind",
        "tests/cli/test_doctor.py::test_rights_of_others_are_named_with_what_to_type",
        "tests/test_harden.py::test_new_files_are_private_whatever_the_shell_says",
    ),
    "asks /proc which file is meant": (
        "tests/store/test_erasing.py::test_what_was_erased_does_not_come_back_with_a_power_cut",
        "tests/store/test_files.py::test_a_replaced_file_and_its_name_are_on_the_disk",
        "tests/store/test_files.py::test_a_copy_and_its_name_are_on_the_disk",
        "tests/store/test_files.py::test_the_name_of_every_new_folder_is_on_the_disk",
        "tests/store/test_snapshot.py::test_the_name_of_a_copy_is_on_the_disk_before_anything_goes_on",
        "tests/cli/test_doctor.py::test_memory_that_reaches_the_disk_is_named",
        "tests/cli/test_doctor.py::test_a_folder_that_is_carried_about_is_known_by_marks_and_mounts",
    ),
    "links need a right on Windows, and those of Wine are links of Unix": (
        "tests/store/test_files.py::test_no_link_is_read_or_written_through",
        "tests/store/test_rights.py::test_a_link_in_the_place_of_a_file_is_not_followed",
        "tests/cli/test_exchange.py::test_an_export_goes_to_a_new_file_and_nowhere_else",
        "tests/content/test_own_words.py::test_a_link_stays_a_link",
        "tests/test_plain_file.py::test_nothing_that_is_there_is_written_over",
    ),
    "Windows knows no FIFO": (
        "tests/store/test_header_copies.py::test_one_copy_that_is_no_file_is_a_bad_copy",
        "tests/store/test_header_copies.py::test_two_copies_that_are_no_files_are_called_what_they_are",
        "tests/content/test_own_instruments.py::test_what_is_no_file_is_listed_and_not_waited_for",
    ),
    "on Windows a file that is open keeps its name": (
        "tests/store/test_open_files.py::test_what_is_written_into_files_that_are_gone_is_never_called_saved",
        "tests/store/test_open_files.py::test_files_that_go_while_a_change_is_written_do_not_make_it_saved",
        "tests/store/test_open_files.py::test_a_deleted_lock_lets_no_second_window_in",
        "tests/store/test_open_files.py::test_where_folders_cannot_be_locked_the_first_window_stops_writing",
        "tests/store/test_open_files.py::test_what_is_open_is_kept_elsewhere_and_goes_on_there",
        "tests/store/test_open_files.py::test_deleted_records_are_told_from_moved_ones",
        "tests/store/test_open_files.py::test_closing_a_renamed_vault_leaves_it_whole_where_it_is",
    ),
    "a file says nothing of its owner here": (
        "tests/store/test_rights.py::test_what_belongs_to_another_user_is_not_opened",
        "tests/store/test_throwaway.py::test_nothing_else_is_swept",
        "tests/store/test_creation.py::test_a_folder_in_the_place_of_the_header_is_called_so",
    ),
    "needs a shell of Unix, or its way to end a process": (
        "tests/store/test_vault.py::test_the_lock_falls_with_a_killed_program",
        "tests/cli/test_ends.py::test_what_cannot_be_printed_is_said",
        "tests/cli/test_ends.py::test_so_is_one_in_the_environment",
    ),
}
"""By reason: node ids of tests, without their parameters."""


def why_not(node_id: str) -> str:
    """Why a test cannot run on Windows; empty for those that can."""
    name = node_id.replace("\\", "/").partition("[")[0]
    return next((reason for reason, names in NOT_ON_WINDOWS.items() if name in names), "")
