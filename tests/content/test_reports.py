"""The templates of pages for third parties: a wrong file names its key."""

from pathlib import Path

import pytest

from romtui.content.reports import available_reports, read_template
from romtui.content.toml import ContentError
from romtui.paths import data_folder

PHYSICIAN = (data_folder() / "reports" / "physician.toml").read_text("utf-8")


def test_there_are_three() -> None:
    assert set(available_reports()) == {"physician", "insurer", "supervision"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('kind = "sessions"', 'kind = "safety"'), "safety"),
        (('ask = "What do you ask of the physician?"\n', ""), "goes with what is typed"),
        (('heading = "Sessions so far"', 'heading = "Questionnaires"'), "its own heading"),
        (('id = "physician"', 'id = "doctor"'), "belongs in a file called doctor.toml"),
        (("[source]", "[sauce]"), "is not a known key"),
        (('status = "convention"', 'status = "true"'), "not known"),
    ],
)
def test_a_wrong_template_names_its_key(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    file = tmp_path / "physician.toml"
    file.write_text(PHYSICIAN.replace(*change), "utf-8")
    with pytest.raises(ContentError, match=said):
        read_template(file)
