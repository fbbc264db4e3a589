"""The shipped questionnaires, and what a broken file is told."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from romtui.content.instruments import Catalogue, load_instruments
from romtui.content.toml import ContentError
from romtui.domain.instrument import Instrument, Item, SafetyItem
from romtui.domain.scoring import score

SHIPPED = Path(__file__).parents[2] / "data" / "instruments"
Edit = Callable[[str, str], Path]

WORDING = {
    "audit": "0d95757a5ffb6062f9048b7aa284ebebe906a3cf735332a2761a21a4fb214870",
    "auditc": "e25284ee0b15c7154ee1a04383a3f313e90716974da518ebaedb11a95adee2bf",
    "checkin": "bd73de33e2cea8f071b96eeebd62fdbc7fe827a0a15a4cdcbfe1b15f044561c1",
    "core10": "d59af21c1b9d40fa9027cfa6da97e810da2f335b72143f1af801e3374a621125",
    "dass21": "8e2d45783869138e1057e75b930171c4d8bba3271c5dc1467241c4da478afcc2",
    "dast10": "c87922a8363d2b0a62d492bfdb08ee7477199ac4ac05c51b46bfca01cd43ccd3",
    "gad2": "23c6586537c072f2d7422efb6a49f5f429a9d2009c08e27fad3c76b857809e60",
    "gad7": "a6695fbc14e0c8d4c6c736d48042a03fb100fdb4351ed147f9f1fd89451028d3",
    "k10": "fa01e8237b7bab151d68cf38c750fc9e58d84e27fc0b64f3f2cf661b0979ace5",
    "k6": "e3a5ae9cf9bc701bf73b195610c20698242c273e370cb23adde5121a7f4629d2",
    "pcl5": "c026c9df9ff2e90e4958f75f3311ea1f59e03e599c2c070eade5558069aee95a",
    "pcl5w": "0f989f0a772b4effc49e4a321d2e92d2761a0b00a7ae2fcc2496780f3ea77bed",
    "phq15": "96a718ab228d1c9973eb6306f72de297810e692f4a60ce9b5578bed2847444f6",
    "phq2": "140f3771f76f0b81e0b4bad00aa65294aa114b8402ffb3b1ddaf35c0c547efc4",
    "phq4": "bc5111b67751f8f839697168ad8cd496699c26d834f93feb2099334096de5ca4",
    "phq8": "449f11c308f91fdd7a3e5974e302db4dbddbf699bac4561c4d615a957c2cfe6f",
    "phq9": "eba4ca07553807535e8de560bc53c46cf1cae1ff8132875e21907df4ffbb025f",
    "rses": "218d01c982fa45f888b162b5f5136b6a3780c980382c811a9687c2158fe58cd3",
    "swls": "53ab56f8d4a54488ea48dc65e0ed46806a8c5f7eb900c8e3289781826dc89271",
    "who5": "194306e5109f9c1087f403e91bd37a42361c038c68d9a6187eb95da778429b1a",
}
"""Of the stem, then each item and its answers with their numbers, a line each, as published."""

OUR_OWN = {("phq8", "reliable_change"), ("pcl5w", "reliable_change")}

DIFFICULTY = "f44e8693169ab6f64fd60f19033b6cb47885c8c33650f30244aa96d9c88c6c30"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_instruments(SHIPPED)


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A folder with the shipped PHQ-9, one thing changed."""

    def edit(old: str, new: str) -> Path:
        text = (SHIPPED / "phq9.toml").read_text("utf-8")
        assert old in text
        (tmp_path / "phq9.toml").write_text(text.replace(old, new, 1), "utf-8")
        return tmp_path

    return edit


def checksum(*lines: str) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def answers(item: Item) -> tuple[str, ...]:
    return tuple(option.label for option in item.options)


def test_every_word_of_every_form_is_the_published_one(catalogue: Catalogue) -> None:
    for one in (one for one in catalogue.values() if one.with_text):
        lines = [one.stem]
        for item in one.items:
            lines += [item.text, *(f"{option.value} {option.label}" for option in item.options)]
        assert checksum(*lines) == WORDING[one.id], one.id
    assert {one.id for one in catalogue.values() if one.with_text} == set(WORDING)


def test_the_question_after_the_phq9_is_the_published_one(catalogue: Catalogue) -> None:
    after = catalogue["phq9"].followup
    assert after is not None
    assert checksum(after.text, *answers(after)) == DIFFICULTY
    assert after not in catalogue["phq9"].items


def numbers(one: Instrument) -> tuple[Decimal | int | None, ...]:
    return (one.lo, one.hi, one.n_items, one.cutoff, one.reliable_change, one.allowed_missing)


def bands(one: Instrument) -> list[tuple[int, int, str]]:
    return [(int(band.lo), int(band.hi), band.label) for band in one.bands]


def high(one: Instrument) -> list[str]:
    return [band.label for band in one.bands if band.high]


def test_the_numbers_of_the_phq9_are_the_decided_ones(catalogue: Catalogue) -> None:
    one = catalogue["phq9"]
    assert numbers(one) == (0, 27, 9, 10, 6, 0)
    assert (one.recovery_change, one.residual) == (Decimal(6), (Decimal(5), Decimal(9)))
    assert one.checkpoint_days == 56
    assert (one.item_lo, one.item_hi) == (0, 3)
    assert one.lower_is_better
    assert bands(one) == [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately severe"),
        (20, 27, "severe"),
    ]
    assert high(one) == ["moderately severe", "severe"]
    phrase = "thoughts of being better off dead or of hurting yourself"
    assert one.safety_items == (SafetyItem(9, 1, phrase),)
    assert one.codes == {"loinc": "44249-1", "loinc_total": "44261-6", "snomed": "720433000"}


def test_the_numbers_of_the_gad7_are_the_decided_ones(catalogue: Catalogue) -> None:
    one = catalogue["gad7"]
    assert numbers(one) == (0, 21, 7, 8, 6, 0)
    assert one.recovery_change == 4
    assert one.checkpoint_days == 42
    assert one.residual is None
    assert bands(one) == [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 21, "severe"),
    ]
    assert high(one) == ["severe"]
    assert one.safety_items == ()


@pytest.mark.parametrize(
    ("name", "answers", "total", "label"),
    [
        ("phq9", "111111111", "9", "mild"),
        ("gad7", "1111111", "7", "mild"),
        ("core10", "0440000000", "0", "healthy"),
        ("core10", "0000000000", "8", "low"),
        ("core10", ".000000000", "8.9", "low"),
        ("who5", "55555", "100", None),
        ("who5", "33322", "52", None),
        ("dast10", "0000000000", "1", "low"),
        ("rses", "3333333333", "15", None),
        ("swls", "44444", "20", "neutral"),
        ("audit", "0000000044", "8", None),
        ("audit", "0.......00", "0", None),
        ("audit", "200.....04", "6", None),
        ("audit", "0......300", "3", None),
        ("audit", "201.....00", "None", None),
        ("audit", "200......0", "None", None),
        ("auditc", "0..", "None", None),
        ("k10", "5" * 10, "50", "very high"),
        ("pcl5", "20000202200000220000", "12", None),
    ],
)
def test_a_form_worked_out_by_hand_comes_to_the_same(
    catalogue: Catalogue, name: str, answers: str, total: str, label: str | None
) -> None:
    form = [None if digit == "." else int(digit) for digit in answers]
    result = score(catalogue[name], form)
    assert str(result.total) == total
    assert (result.band.label if result.band else None) == label


def test_the_rules_that_were_decided_for_the_other_forms_hold(catalogue: Catalogue) -> None:
    assert numbers(catalogue["pcl5"]) == (0, 80, 20, 31, 15, 0)
    assert catalogue["pcl5"].safety_items[0].threshold == 2
    assert numbers(catalogue["core10"]) == (0, 40, 10, 11, 6, 1)
    assert not any(band.high for band in catalogue["core10"].bands)
    assert not catalogue["k10"].codes
    assert {one.id for one in catalogue.values() if not one.lower_is_better} == {
        *("rses", "swls", "who5", "ors"),
        *("srs", "waisr", "sai", "arm5", "checkin"),
    }


def test_other_published_values_stand_beside_the_one_in_use(catalogue: Catalogue) -> None:
    notes = [source.note for source in catalogue["gad7"].sources["reliable_change conflicts"]]
    assert [note.partition(":")[0] for note in notes] == ["4", "5", "3.53"]


@pytest.mark.parametrize(
    ("name", "about", "others"),
    [
        ("phq9", "reliable_change", ["7", "5.20"]),
        ("phq9", "mcid", ["1.7"]),
        ("gad7", "mcid", ["1.5"]),
        ("pcl5", "reliable_change", ["18", "9", "5", "10"]),
        ("audit", "cutoff", ["7", "10"]),
        ("auditc", "cutoff", ["4", "3"]),
        ("k6", "cutoff", ["13", "14"]),
        ("k10", "bands", ["20, 25, 30"]),
        ("wsas", "reliable_change", ["8"]),
        ("ors", "reliable_change", ["6.0", "6.6"]),
    ],
)
def test_what_is_published_otherwise_is_shown(
    catalogue: Catalogue, name: str, about: str, others: list[str]
) -> None:
    conflicts = catalogue[name].sources[f"{about} conflicts"]
    assert [one.note.partition(":")[0] for one in conflicts] == others


def test_a_value_that_is_only_published_elsewhere_decides_nothing(catalogue: Catalogue) -> None:
    assert [catalogue[one].cutoff for one in ("k6", "auditc", "gad2", "dast10")] == [None] * 4
    assert [catalogue[one].reliable_change for one in ("wsas", "pdsssr")] == [None] * 2
    assert "cutoff" not in catalogue["k6"].sources


@pytest.mark.parametrize(
    ("name", "points", "read_in"),
    [
        ("epds", 4, "Matthey"),
        ("who5", 24, "Danish epilepsy outpatients"),
        ("k6", 9, "Japanese adults"),
        ("gad7", 6, "Bischoff"),
        ("pcl5", 15, "male veterans"),
        ("ors", 5, "adults"),
    ],
)
def test_a_reliable_change_names_whose_it_is(
    catalogue: Catalogue, name: str, points: int, read_in: str
) -> None:
    one = catalogue[name]
    assert one.reliable_change == points
    first = one.sources["reliable_change"][0]
    assert first.verified
    assert read_in in f"{first.citation} {first.note}"


def test_the_source_for_adults_comes_before_that_for_children(catalogue: Catalogue) -> None:
    sources = catalogue["phq9"].sources["reliable_change"]
    assert "NCT05134103" in sources[0].citation
    childrens = [one for one in sources if "CYP IAPT" in one.citation]
    assert ["children" in one.note for one in childrens] == [True]


def test_a_number_of_days_says_that_it_is_our_own(catalogue: Catalogue) -> None:
    for one in (one for one in catalogue.values() if one.checkpoint_days is not None):
        sources = one.sources["checkpoint_days"]
        assert any(source.convention for source in sources)
        assert any(source.verified for source in sources)


def test_every_range_can_be_said_in_a_sentence(catalogue: Catalogue) -> None:
    for one in catalogue.values():
        scales = [one.bands, *(part.bands for part in one.subscales)]
        for band in (band for bands in scales for band in bands):
            assert band.said, (one.id, band.label)
            assert "-" not in band.said


def test_every_item_has_a_name_that_fits_a_sentence_and_a_column(catalogue: Catalogue) -> None:
    for one in catalogue.values():
        for item in one.items:
            assert item.label[0].islower()
            assert len(item.label) <= 31, item.label
            assert not item.label.endswith((".", "?"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("core10", "© CORE System Trust: https://www.coresystemtrust.org.uk/copyright.pdf"),
        ("k10", "© World Health Organization"),
        ("k6", "© World Health Organization"),
        ("audit", "© World Health Organization"),
        ("auditc", "© World Health Organization"),
        ("who5", "© World Health Organization"),
        ("dass21", "Lovibond"),
        ("dast10", "Harvey A. Skinner"),
        ("swls", "Diener"),
        ("rses", "Rosenberg"),
    ],
)
def test_the_line_the_owner_wants_on_the_form_is_there(
    catalogue: Catalogue, name: str, words: str
) -> None:
    assert words in catalogue[name].notice


@pytest.mark.parametrize("name", ["core10", "auditc", "who5"])
def test_of_two_terms_the_stricter_is_followed_and_the_other_shown(
    catalogue: Catalogue, name: str
) -> None:
    one = catalogue[name]
    assert "commercial" in one.licence
    assert not one.licence.lower().startswith(("free", "available"))
    assert one.sources["licence conflicts"]


def test_the_weekly_form_asks_the_same_of_another_time(catalogue: Catalogue) -> None:
    month, week = catalogue["pcl5"], catalogue["pcl5w"]
    assert week.items == month.items
    assert "past week" in week.stem
    assert "month" not in week.stem
    assert week.safety_items == month.safety_items
    assert week.cutoff is None
    assert week.reliable_change == 15


def test_alcohol_is_left_out_of_the_questions_about_drugs(catalogue: Catalogue) -> None:
    one = catalogue["dast10"]
    assert "do not include alcoholic beverages" in one.stem
    assert "in excess of the directions" in one.stem
    assert one.version == 2


def test_what_decides_rests_on_a_verified_source(catalogue: Catalogue) -> None:
    for one in catalogue.values():
        for key, value in (("cutoff", one.cutoff), ("reliable_change", one.reliable_change)):
            if value is not None and (one.id, key) not in OUR_OWN:
                assert any(source.verified for source in one.sources[key])


def test_what_is_taken_over_from_another_form_says_that_it_is_our_own(catalogue: Catalogue) -> None:
    for name, key in OUR_OWN:
        (source,) = catalogue[name].sources[key]
        assert source.convention
        assert "taken over from" in source.citation


def test_every_total_of_a_shipped_form_has_one_band(catalogue: Catalogue) -> None:
    for one in catalogue.values():
        for total in range(int(one.lo), int(one.hi) + 1):
            fitting = [band for band in one.bands if band.lo <= total <= band.hi]
            assert len(fitting) == (1 if one.bands else 0)


def test_every_shipped_form_says_its_terms_and_can_be_spoken_of(catalogue: Catalogue) -> None:
    for one in catalogue.values():
        assert one.licence
        assert one.construct
        assert "licence" in one.sources
        assert all(item.label for item in one.items)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "PHQ-9"', "", "name"),
        ('name = "PHQ-9"', 'nmae = "PHQ-9"', "nmae"),
        ('id = "phq9"', 'id = "PHQ-9"', "id"),
        ('id = "phq9"', 'id = "phq"', "id"),
        ('direction = "lower_better"', 'direction = "down"', "direction"),
        ("hi = 27", "hi = 28", "hi"),
        ("hi = 27", "hi = nan", "hi"),
        ("lo = 0", "lo = 1", "lo"),
        ("version = 1", "n_items = 9", "n_items"),
        ("version = 1", "allowed_missing = 9", "allowed_missing"),
        ("version = 1", "multiplier = 0", "multiplier"),
        ('about = "bands"', 'about = "scoring"', "band[4].high"),
        ("hi = 9\nlabel", "hi = 8\nlabel", "band[3].lo"),
        ("hi = 9\nlabel", "hi = 10\nlabel", "band[3].lo"),
        ("hi = 9\nlabel", "hi = 4\nlabel", "band[2].hi"),
        ("hi = 27\nlabel", "hi = 26\nlabel", "band[5].hi"),
        ("[cutoff]\nvalue = 10", "[cutoff]\nvalue = 28", "cutoff.value"),
        ("[cutoff]\nvalue = 10", "[cutoff]\nvalue = 10\nnote = 'x'", "cutoff.note"),
        ("[reliable_change]\nvalue = 6", "[reliable_change]\nvalue = 0", "reliable_change.value"),
        ("item = 9", "item = 10", "safety[1].item"),
        ("threshold = 1", "threshold = 0", "safety[1].threshold"),
        ("threshold = 1", "threshold = 4", "safety[1].threshold"),
        ('label = "trouble sleeping"', 'lable = "trouble sleeping"', "item[3].lable"),
        ("value = 56", "value = 6", "checkpoint_days.value"),
        ("value = 56", "value = 56.5", "checkpoint_days.value"),
        ("value = 56", "days = 56", "checkpoint_days.value"),
        ("[residual]\nlo = 5", "[residual]\nlo = -1", "residual.lo"),
        ("lo = 5\nhi = 9\n\n", "lo = 5\nhi = 4\n\n", "residual.hi"),
        ("lo = 5\nhi = 9\n\n", "lo = 5\nhi = 10\n\n", "residual.hi"),
        ("lo = 5\nhi = 9\n\n", "lo = 5\nhi = 28\n\n", "residual.hi"),
        ('said = "mild"', "said = 3", "band[2].said"),
        ('said = "mild"', 'sayd = "mild"', "band[2].sayd"),
        ("[recovery_change]\nvalue = 6", "[recovery_change]\nvalue = 28", "recovery_change.value"),
        ("value = 3\n", "value = 2\n", "option"),
        ('about = "wording"', 'about = "words"', "source[1].about"),
        ('status = "verified"', 'status = "sure"', "source[1].status"),
        ('snomed = "720433000"', "snomed = 720433000", "codes.snomed"),
        ("[licence]", "[license]", "license"),
    ],
)
def test_a_mistake_is_answered_with_the_file_and_the_key(
    edited: Edit, old: str, new: str, key: str
) -> None:
    folder = edited(old, new)
    with pytest.raises(ContentError) as refused:
        list(load_instruments(folder).values())
    assert refused.value.key == key
    assert str(folder / "phq9.toml") in str(refused.value)


@pytest.mark.parametrize(
    ("value", "next_value"),
    [
        ("cutoff", "reliable_change"),
        ("reliable_change", "recovery_change"),
        ("recovery_change", "checkpoint_days"),
        ("residual", "mcid"),
    ],
)
def test_a_number_from_memory_may_not_decide(edited: Edit, value: str, next_value: str) -> None:
    text = (SHIPPED / "phq9.toml").read_text("utf-8")
    part = text[text.index(f"[{value}]") : text.index(f"[{next_value}]")]
    folder = edited(part, part.replace('"verified"', '"from memory"'))
    with pytest.raises(ContentError, match="from memory may not decide") as refused:
        list(load_instruments(folder).values())
    assert refused.value.key == f"{value}.source"


def test_a_form_may_have_no_cutoff_at_all(edited: Edit) -> None:
    text = (SHIPPED / "phq9.toml").read_text("utf-8")
    part = text[text.index("[cutoff]") : text.index("[reliable_change]")]
    assert load_instruments(edited(part, ""))["phq9"].cutoff is None


def test_items_may_be_left_out_only_where_that_is_verified(edited: Edit) -> None:
    text = (SHIPPED / "phq9.toml").read_text("utf-8")
    part = text[text.index("# Incomplete forms") : text.index("[cutoff]")]
    file = edited(part, "") / "phq9.toml"
    file.write_text("allowed_missing = 1\n" + file.read_text("utf-8"), "utf-8")
    with pytest.raises(ContentError, match="about “missing”") as refused:
        list(load_instruments(file.parent).values())
    assert refused.value.key == "allowed_missing"


def own(folder: Path, name: str, hi: str = "8") -> None:
    """A therapist's own form of two items."""
    text = f'''
id = "{name}"
name = "Two"
title = "Two invented questions"
construct = "calm"
lo = 0
hi = {hi}
direction = "higher_better"

[[option]]
value = 0
label = "no"

[[option]]
value = 4
label = "yes"

[[item]]
text = "Was it calm?"
label = "calm"

[[item]]
text = "Was it loud?"
label = "noise"
reverse = true

[[item.option]]
value = 0
label = "never"

[[item.option]]
value = 4
label = "always"

[licence]
terms = "our own"
'''
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_a_therapists_own_form_is_used_beside_the_shipped_ones(tmp_path: Path) -> None:
    own(tmp_path, "two")
    catalogue = load_instruments(SHIPPED, tmp_path)
    made: Instrument = catalogue["two"]
    assert "phq9" in catalogue
    assert catalogue.unusable == ()
    assert not made.lower_is_better
    assert [item.reverse for item in made.items] == [False, True]
    assert answers(made.items[1]) == ("never", "always")
    assert made.cutoff is None


def test_a_broken_form_of_ones_own_is_listed_and_the_rest_still_opens(tmp_path: Path) -> None:
    own(tmp_path, "bad", hi="9")
    own(tmp_path, "good")
    (tmp_path / "torn.toml").write_bytes(b"id = \xff")
    catalogue = load_instruments(SHIPPED, tmp_path)
    assert "good" in catalogue
    assert "bad" not in catalogue
    assert [name for name, _ in catalogue.unusable] == ["bad.toml", "torn.toml"]
    assert all(name in reason for name, reason in catalogue.unusable)


def test_a_form_of_ones_own_cannot_take_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "phq9")
    catalogue = load_instruments(SHIPPED, tmp_path)
    assert catalogue["phq9"].hi == Decimal(27)
    assert "taken" in catalogue.unusable[0][1]


def test_a_program_without_its_forms_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no instruments"):
        load_instruments(tmp_path)


def test_no_folder_of_ones_own_is_needed(tmp_path: Path) -> None:
    assert set(load_instruments(SHIPPED, tmp_path / "none")) == set(load_instruments(SHIPPED))


def test_a_form_whose_words_may_not_be_shipped_takes_totals(tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text(
        'id = "bare"\nname = "Bare"\ntitle = "Without words"\nconstruct = "calm"\n'
        'lo = 4\nhi = 20\ndirection = "lower_better"\nn_items = 4\nitem_lo = 1\nitem_hi = 5\n'
        '[licence]\nterms = "the publisher has not agreed"\n',
        "utf-8",
    )
    bare = load_instruments(SHIPPED, tmp_path)["bare"]
    assert bare.items == ()
    assert (bare.n_items, bare.item_lo, bare.item_hi) == (4, 1, 5)
