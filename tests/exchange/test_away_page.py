"""A page to fill in at home: exact words, the crisis words, and nothing from outside."""

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.away.layout import questions
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.exchange.away.page import (
    PageToFillIn,
    blank,
    file_for,
    fingerprint,
    write,
    write_blank,
    written,
)
from romtui.paths import data_folder
from romtui.platform import disk
from tests.people.questionnaires import instrument

FORMS = {
    name: form
    for name, form in load_instruments(data_folder() / "instruments").items()
    if form.with_text
}
CRISIS = "Call <Ann> & Bob on 116 123,\nday or night."
KEY = PageKey.of(bytes(range(16)))
PAGE = PageToFillIn(
    [FORMS["phq9"], FORMS["gad7"]],
    KEY,
    date(2026, 11, 30),
    Private(CRISIS),
    date(2026, 12, 7),
)


class Seen(HTMLParser):
    """The text of a page as it is read, element by element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"input", "meta"}:
            self._open.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._open[-1] if self._open else "", data))

    def text_of(self, tag: str) -> list[str]:
        return [text.strip() for of, text in self.pieces if of == tag and text.strip()]


def text_of(page: PageToFillIn) -> str:
    return written(page).reveal()


def asked(form: Instrument) -> list[str]:
    return [f"{item.number}. {item.text}" if item.number else item.text for item in questions(form)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_word_is_that_of_the_instrument_file(form: Instrument) -> None:
    answers = [choice.label for item in questions(form) for choice in item.choices]
    for text in (text_of(replace(PAGE, forms=[form])), blank([form])):
        seen = Seen(text)
        assert seen.text_of("legend") == asked(form)
        labels = [label for label in seen.text_of("label") if label != "No answer"]
        # on the blank form the words stand in a span behind the box
        assert answers == labels or [*answers] == seen.text_of("span")
        assert (form.stem or form.period) in [*seen.text_of("p"), ""]
        foot = " ".join(seen.text_of("footer"))
        assert form.name in foot
        assert form.attribution in foot
        assert form.notice in foot


def test_a_page_cannot_be_made_without_crisis_words() -> None:
    for nothing in ("", "  \n "):
        with pytest.raises(UserError, match="crisis words"):
            written(replace(PAGE, crisis=Private(nothing)))


def test_crisis_words_stand_first_last_and_at_the_safety_question() -> None:
    text = text_of(replace(PAGE, script=False))
    said = CRISIS.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    places = [match.start() for match in re.finditer(re.escape(said), text)]
    assert len(places) == 3
    first, at_the_item, last = places
    assert text.index("Nobody reads this before we meet on Mon 7 December 2026.") < first
    assert first < text.index("<form")
    item = text.index("Thoughts that you would be better off dead")
    assert item < at_the_item < text.index("</fieldset>", item)
    assert last > text.index("</form>")
    # whatever is answered: no rule of the style sheet and no line of the script knows of it
    assert "crisis" not in (data_folder() / "away" / "page.js").read_text("utf-8")
    assert not re.search(r":has[^{]*\.crisis", text)


def test_with_script_they_stand_at_the_end_too() -> None:
    end = text_of(PAGE).partition("<section id=end")[2].partition("</section>")[0]
    assert "day or night" in end


def test_without_a_next_session_no_day_is_promised() -> None:
    assert "Nobody reads this before we next meet." in text_of(replace(PAGE, read_before=None))


def test_a_page_says_nothing_about_whose_it_is() -> None:
    assert re.findall(r"<title>(.*?)</title>", text_of(PAGE)) == ["Questions"]


def test_neither_sum_nor_range_is_on_it() -> None:
    for text in (text_of(PAGE), blank(PAGE.forms)):
        words = " ".join(data for tag, data in Seen(text).pieces if tag not in {"style", "script"})
        assert not re.search(r"moderate|severe|minimal|cutoff|total|score", words, re.IGNORECASE)


@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_fetched_sent_or_kept(script: bool) -> None:
    text = text_of(replace(PAGE, script=script))
    attributes = Seen(text).attributes
    assert not {name for _, name, _ in attributes} & {"src", "href", "action", "style", "onclick"}
    (policy,) = [
        value for tag, name, value in attributes if tag == "meta" and "default-src" in value
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'none'" in policy
    assert ("script-src 'sha256-" in policy) is script
    assert "unsafe" not in policy
    assert not re.search(r"fetch\(|XMLHttp|Storage|cookie|indexedDB|import\(", text)


def test_without_script_there_is_no_key_on_it() -> None:
    assert KEY.secret.hex() in text_of(PAGE)
    assert KEY.secret.hex() not in text_of(replace(PAGE, script=False))


def test_it_is_small() -> None:
    assert len(text_of(replace(PAGE, script=False)).encode()) <= 25_000
    assert len(text_of(PAGE).encode()) <= 45_000


def test_hostile_words_stay_words() -> None:
    text = text_of(replace(PAGE, crisis=Private("<script>x</script>\u202eabc")))
    assert "<script>x" not in text
    assert "‹202E›abc" in text


def test_forms_without_words_or_too_many_are_refused() -> None:
    bare = instrument(0, safety=None, id="bare", name="BARE")
    for forms, why in (
        ([], "No form"),
        ([bare], "words of BARE"),
        ([FORMS["dass21"]] * 30, "many"),
    ):
        with pytest.raises(UserError, match=why):
            written(replace(PAGE, forms=forms))


def test_it_is_written_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = file_for(str(tmp_path / "questions.html"), None)
    content = written(PAGE)
    write(file, content)
    assert fingerprint(content) == sha256(file.read_bytes()).hexdigest()
    assert not disk.is_open_to_others(file)
    with pytest.raises(UserError, match="already"):
        file_for(str(file), None)
    with pytest.raises(UserError, match=r"\.html"):
        file_for(str(tmp_path / "questions.pdf"), None)
    write_blank(tmp_path / "blank.html", PAGE.forms)
    text = (tmp_path / "blank.html").read_text("utf-8")
    assert "<input" not in text
    assert "data-key" not in text
