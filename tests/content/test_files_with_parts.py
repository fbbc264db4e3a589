"""What a file says about parts, totals and questions that do not apply, and what it may not."""

from pathlib import Path

import pytest

from romtui.content.instrument import read_instrument
from romtui.content.toml import ContentError

NO_TOTAL = "has_total = false"
SAFETY = "[[safety]]\nitem = 4\nthreshold = 1\nphrase = 'pain'\n"
FALL = '\nnote = "a fall'
SHIPPED = Path(__file__).parents[2] / "data" / "instruments"


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    assert old in text
    file = folder / f"{name}.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("dass21", 'id = "stress"', 'id = "anxiety"', "subscale"),
        ("dass21", 'id = "stress"', 'id = "The stress"', "subscale[3].id"),
        ("dass21", "[3, 5, 10", "[0, 5, 10", "subscale[1].items"),
        ("dass21", "[3, 5, 10", "[22, 5, 10", "subscale[1].items"),
        ("dass21", "[3, 5, 10", "[5, 5, 10", "subscale[1].items"),
        ("dass21", "[3, 5, 10", '["3", 5, 10', "subscale[1].items"),
        ("dass21", "items = [3, 5, 10, 13, 16, 17, 21]", "items = []", "subscale[1].items"),
        ("dass21", "multiplier = 2", "multiplier = 0", "subscale[1].multiplier"),
        ("dass21", "hi = 9\n", "hi = 8\n", "subscale[1].band[2].lo"),
        ("dass21", "hi = 42\nlabel", "hi = 41\nlabel", "subscale[1].band[5].hi"),
        ("dass21", 'about = "bands"', 'about = "scoring"', "subscale[1].band"),
        ("dass21", "hi = 42\ndirection", "hi = 126\ndirection", "hi"),
        ("dass21", NO_TOTAL, f"{NO_TOTAL}\nallowed_missing = 1", "allowed_missing"),
        ("dass21", "has_total = false", "has_total = false\nmultiplier = 2", "multiplier"),
        ("dass21", "has_total = false", "has_total = true", "hi"),
        ("phq4", "cutoff]\nvalue = 3", "cutoff]\nvalue = 7", "subscale[1].cutoff.value"),
        ("phq15", 'not_applicable = "does not apply"', "reverse = 1", "item[4].reverse"),
        ("phq15", "[codes]", f"{SAFETY}[codes]", "item[4].not_applicable"),
        ("checkin", 'kind = "alliance"\n', "", "repair"),
        ("checkin", "item = 4\nanswer", "item = 5\nanswer", "repair.item"),
        ("checkin", "answer = 1", "answer = 3", "repair.answer"),
        ("checkin", "value = 10\n", "value = -99\n", "option"),
        ("checkin", f'convention"{FALL}', f'from memory"{FALL}', "subscale[1].drop.source"),
        ("arm5", "mean = true", "mean = true\nmultiplier = 2", "multiplier"),
        ("arm5", "hi = 7", "hi = 35", "hi"),
        ("arm5", "item_hi = 7", "item_hi = 1", "item_hi"),
        ("arm5", "n_items = 5", "n_items = 0", "n_items"),
        ("ors", "step = 0.1", "step = 0", "step"),
        ("ors", "step = 0.1", "step = 0.3", "step"),
        ("ors", "item_hi = 10", "item_hi = 9", "hi"),
        ("core10", "reliability = 0.90", "reliability = 1", "norms.reliability"),
        ("core10", "clinical_sd = 7.7", "clinical_sd = 0", "norms.clinical_sd"),
        ("phq9", "[remission]\nvalue = 4", "[remission]\nvalue = -1", "remission.value"),
        ("phq9", "[response]\nvalue = 50", "[response]\nvalue = 0", "response.value"),
        ("phq9", "[mcid]\nvalue = 5", "[mcid]\nvalue = 0", "mcid.value"),
        ("phq9", "version = 1", "version = 1\nstep = 1", "step"),
        ("phq9", "version = 1", "version = 1\nlow_ = 1", "low_"),
    ],
)
def test_a_mistake_is_answered_with_its_key(
    tmp_path: Path, name: str, old: str, new: str, key: str
) -> None:
    with pytest.raises(ContentError) as refused:
        read_instrument(edited(tmp_path, name, old, new))
    assert refused.value.key == key


def test_a_reliable_change_may_not_be_a_convention(tmp_path: Path) -> None:
    text = (SHIPPED / "gad7.toml").read_text("utf-8")
    part = text[text.index("[reliable_change]") : text.index("[mcid]")]
    (tmp_path / "gad7.toml").write_text(
        text.replace(part, part.replace('"verified"', '"convention"')), "utf-8"
    )
    with pytest.raises(ContentError, match="may not decide"):
        read_instrument(tmp_path / "gad7.toml")


def test_the_parts_of_the_dass_are_each_doubled_and_named() -> None:
    one = read_instrument(SHIPPED / "dass21.toml")
    assert not one.has_total
    assert [part.id for part in one.subscales] == ["depression", "anxiety", "stress"]
    assert {(int(part.lo), int(part.hi), part.multiplier) for part in one.subscales} == {(0, 42, 2)}
    assert sorted(item for part in one.subscales for item in part.items) == list(range(1, 22))
    starts = [[int(band.lo) for band in part.bands][1:] for part in one.subscales]
    assert starts == [[10, 14, 21, 28], [8, 10, 15, 20], [15, 19, 26, 34]]
    assert [safety.item for safety in one.safety_items] == [21]
    assert (one.cutoff, one.reliable_change) == (None, None)


def test_only_the_question_about_periods_does_not_apply_to_everybody() -> None:
    one = read_instrument(SHIPPED / "phq15.toml")
    assert [item.number for item in one.items if item.not_applicable] == [4]
    assert [int(band.lo) for band in one.bands] == [0, 5, 10, 15]


def test_the_check_in_has_no_bands_and_no_line_and_says_it_is_ours() -> None:
    one = read_instrument(SHIPPED / "checkin.toml")
    assert (one.bands, one.cutoff, one.low, one.reliable_change) == ((), None, None, None)
    assert [part.drop for part in one.subscales] == [2, 2, 2]
    assert all(source.convention for sources in one.sources.values() for source in sources)
    assert "not validated" in one.title


def test_the_values_of_the_scales_without_words_are_the_decided_ones() -> None:
    ors, srs = (read_instrument(SHIPPED / f"{name}.toml") for name in ("ors", "srs"))
    assert [str(ors.cutoff), str(ors.reliable_change)] == ["24.9", "6.6"]
    assert [srs.low, srs.drop] == [36, 2]
    epds = read_instrument(SHIPPED / "epds.toml")
    assert [(one.item, one.threshold) for one in epds.safety_items] == [(10, 1)]
    assert epds.reliable_change is None
    wsas = read_instrument(SHIPPED / "wsas.toml")
    assert (wsas.cutoff, wsas.reliable_change) == (None, None)
