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


@pytest.mark.parametrize("key", ["recovery_change", "cutoff"])
def test_what_is_counted_by_somebody_elses_rule_may_not_be_a_convention(
    tmp_path: Path, key: str
) -> None:
    text = (SHIPPED / "gad7.toml").read_text("utf-8")
    part = text[text.index(f"[{key}]") :].partition('"verified"')[0]
    (tmp_path / "gad7.toml").write_text(
        text.replace(f'{part}"verified"', f'{part}"convention"'), "utf-8"
    )
    with pytest.raises(ContentError, match="may not decide") as refused:
        read_instrument(tmp_path / "gad7.toml")
    assert refused.value.key == f"{key}.source"


def test_a_part_has_a_reliable_change_and_a_day_of_its_own(tmp_path: Path) -> None:
    more = (
        "items = [3, 5, 10, 13, 16, 17, 21]\n[subscale.reliable_change]\nvalue = 8\n"
        "[[subscale.reliable_change.source]]\ncitation = 'Ours'\nstatus = 'convention'\n"
        "[subscale.checkpoint_days]\nvalue = 56\n"
        "[[subscale.checkpoint_days.source]]\ncitation = 'Ours'\nstatus = 'convention'\n"
        '[[subscale.band]]\nlo = 0\nhi = 9\nlabel = "normal"\n'
    )
    text = (SHIPPED / "dass21.toml").read_text("utf-8")
    old = text[text.index("items = [3, 5") :].partition("[[subscale.band]]")[0]
    new = more.partition("[[subscale.band]]")[0].replace("\n", "\nmultiplier = 2\n", 1)
    one = read_instrument(edited(tmp_path, "dass21", old, new))
    depression = one.subscales[0]
    assert depression.reliable_change == 8
    assert depression.checkpoint_days == 56
    assert one.sources["depression reliable_change"][0].convention
    assert one.sources["depression checkpoint_days"][0].convention


SKIP_ONE = "items = [1]\ntotal = 0\nskipped = [2, 3, 4, 5, 6, 7, 8]"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (SKIP_ONE, SKIP_ONE.replace("[1]", "[11]"), "skip[1].items"),
        (SKIP_ONE, SKIP_ONE.replace("[1]", "[1, 1]"), "skip[1].items"),
        (SKIP_ONE, SKIP_ONE.replace("[1]", "[]"), "skip[1].items"),
        (SKIP_ONE, SKIP_ONE.replace("7, 8", "7, 11"), "skip[1].skipped"),
        (SKIP_ONE, SKIP_ONE.replace("[2, 3", "[1, 3"), "skip[1].skipped"),
        (SKIP_ONE, SKIP_ONE.replace("= 0", "= 4"), "skip[1].total"),
        (SKIP_ONE, SKIP_ONE.replace("= 0", "= -1"), "skip[1].total"),
        (SKIP_ONE, f"{SKIP_ONE}\nwhy = 1", "skip[1].why"),
        ("[cutoff]", f"{SAFETY}[cutoff]", "skip[1].skipped"),
        ('label = "trouble stopping"', 'label = "x"\nreverse = true', "skip[1].skipped"),
    ],
)
def test_a_rule_of_skipping_that_cannot_be_meant_is_refused(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    with pytest.raises(ContentError) as refused:
        read_instrument(edited(tmp_path, "audit", old, new))
    assert refused.value.key == key


def test_a_rule_of_skipping_needs_to_have_been_read(tmp_path: Path) -> None:
    text = (SHIPPED / "audit.toml").read_text("utf-8")
    part = text[text.index('about = "scoring"') :].partition('"verified"')[0]
    with pytest.raises(ContentError) as refused:
        read_instrument(edited(tmp_path, "audit", f'{part}"verified"', f'{part}"from memory"'))
    assert refused.value.key == "skip"


def test_other_values_alone_put_none_in_use(tmp_path: Path) -> None:
    alone = "[mcid]\n[[mcid.conflict]]\nvalue = 3\ncitation = 'x'\nstatus = 'verified'\n"
    file = edited(tmp_path, "audit", "[cutoff]", f"{alone}[cutoff]")
    one = read_instrument(file)
    assert one.mcid is None
    assert "mcid" not in one.sources
    assert [source.note for source in one.sources["mcid conflicts"]] == ["3"]
    with pytest.raises(ContentError) as refused:
        read_instrument(edited(tmp_path, "audit", "[cutoff]", "[mcid]\n[cutoff]"))
    assert refused.value.key == "mcid.value"


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
    high = [[band.label for band in part.bands if band.high] for part in one.subscales]
    assert high == [["severe", "extremely severe"]] * 3


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
    assert [str(ors.cutoff), str(ors.reliable_change)] == ["24.9", "5"]
    assert [srs.low, srs.drop] == [36, 2]
    epds = read_instrument(SHIPPED / "epds.toml")
    assert [(one.item, one.threshold) for one in epds.safety_items] == [(10, 1)]
    assert epds.reliable_change == 4
    wsas = read_instrument(SHIPPED / "wsas.toml")
    assert (wsas.cutoff, wsas.reliable_change) == (None, None)
