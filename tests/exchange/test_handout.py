"""The page to take home: what is on it, what never is, and that one sheet of paper holds it."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Case, Event, Focus, Result
from romtui.domain.discussion import Agreement, AgreementOutcome, Fit
from romtui.domain.handout import handout
from romtui.domain.instrument import Direction
from romtui.domain.patterns import Pattern
from romtui.domain.personal_measures import PersonalKind, PersonalMeasure, WithOwn, own_id
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.domain.shared import Sharing
from romtui.exchange.handout import written
from tests.domain.suggestions import english
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import INSTRUMENTS, PHQ9, WELL

DECK = english()
PLAIN = Sharing()
HOSTILE = "<script>alert(1)</script> \"'&<b \x1b[31m\u202e\nnext </li>"
CHROMIUM = shutil.which("chromium")
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "section"),
    *("strong", "span", "ul", "li", "footer", "svg", "path", "rect", "text", "polyline", "circle"),
}


def page(case: Case, sharing: Sharing = PLAIN, measure: str = "phq9") -> str:
    return written(handout(case, measure, TODAY, DECK, sharing)).reveal()


def with_goals(case: Case, *goals: str) -> Case:
    own = tuple(
        PersonalMeasure(
            own_id(PersonalKind.GOAL, place), Private(words), Direction.HIGHER_BETTER, TODAY
        )
        for place, words in enumerate(goals, start=1)
    )
    rated = tuple(
        Result(900 + place, one.id, TODAY, Decimal(4), order=900 + place)
        for place, one in enumerate(own)
    )
    return replace(
        case,
        own=own,
        instruments=WithOwn(INSTRUMENTS, own),
        battery=tuple(Scheduled(one.id) for one in own),
        results=(*case.results, *rated),
    )


def agreed(number: int, what: str, **about: object) -> Agreement:
    made = Agreement(number, TODAY - timedelta(days=number), Private(what))
    return replace(made, **about)  # type: ignore[arg-type]  # a test's keyword arguments


CASE = replace(
    with_goals(case_of(*results(PHQ9, [16, 12, 9], 14), target=9), "walk to the lake"),
    agreements=(agreed(0, "Call on Thursday", review_on=TODAY + timedelta(days=7)),),
)


class Seen(HTMLParser):
    """Every tag, every attribute, and every word that is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.text += data


def test_the_graph_the_target_the_goals_and_what_was_agreed_are_on_it() -> None:
    text = Seen(page(CASE)).text
    for words in (
        "1 June 2026",
        "From 16 to 9 since 4 May. You have reached the target: below 10.",
        "target 9",
        "Lower is better here.",
        "walk to the lake",
        "4 of 10",
        "Call on Thursday",
        "We'll review it on 8 June.",
    ):
        assert words in text, words
    assert page(CASE).count("<circle") == 3


def test_the_ranges_of_the_form_are_there_only_when_they_are_asked_for() -> None:
    assert "mild" not in Seen(page(CASE)).text
    assert "The questionnaire calls this: mild." in page(CASE, Sharing(severity=True))
    assert page(CASE, Sharing(severity=True)).count("<rect") == 2


def test_in_words_only_there_is_neither_a_score_nor_a_graph() -> None:
    text = page(CASE, Sharing(words_only=True))
    assert "Better than on 4 May." in text
    assert "<svg" not in text
    assert not re.search(r"\b(16|12|9|10)\b", Seen(text).text.replace("PHQ-9", ""))


def test_what_is_not_for_the_person_is_never_on_it() -> None:
    *earlier, last = CASE.results
    marked = replace(
        last, fit=Fit.NO, fit_words=Private("canary"), review=Private("canary"), safety={9: 3}
    )
    case = replace(
        CASE,
        patient=replace(CASE.patient, name=Private("canary"), initials=Private("canary")),
        results=(*earlier, marked),
        focuses=(Focus(Private("canary"), TODAY),),
        events=(Event(TODAY, Private("canary")),),
        target_words={"phq9": Private("canary")},
        impression=-2,
        agreements=(
            *CASE.agreements,
            agreed(1, "canary", outcome=AgreementOutcome.DONE, outcome_on=TODAY),
            agreed(2, "kept", pattern=Pattern.STALLED),
        ),
    )
    text = page(case)
    assert "canary" not in text
    assert case.patient.code not in text
    assert "kept" in text
    assert not [one.title for one in DECK.entries.values() if one.title.lower() in text.lower()]


def test_forms_of_another_version_and_without_a_score_are_not_joined() -> None:
    before, first, gap, last = results(PHQ9, [20, 16, None, 9])
    case = replace(
        case_of(before, *(replace(one, instrument_version=2) for one in (first, gap, last))),
        instruments={**INSTRUMENTS, "phq9": replace(PHQ9, version=2)},
    )
    text = page(case)
    assert text.count("<polyline") == 2
    assert "no score" in text
    assert "Earlier forms had different questions" in text


def test_a_day_that_is_over_is_not_promised() -> None:
    late = agreed(20, "call", review_on=TODAY - timedelta(days=13))
    text = Seen(page(replace(CASE, agreements=(late,)))).text
    assert "On 12 May." in text
    assert "look at it again" not in text


def test_a_scale_where_more_is_better_says_so() -> None:
    case = case_of(*results(WELL, [10, 20]), target=30)
    text = page(case, measure="well")
    assert "Higher is better here." in text
    assert "Target: 30 or more." in text


def test_of_many_agreements_the_newest_are_there_and_it_is_said_that_there_are_more() -> None:
    many = tuple(agreed(number, f"agreement {number}.") for number in range(1, 8))
    text = page(replace(CASE, agreements=many))
    assert [number for number in range(9) if f"agreement {number}." in text] == [1, 2, 3, 4]
    assert DECK.handout.earlier in text
    assert DECK.handout.earlier not in page(replace(CASE, agreements=many[:4]))


TAME = replace(with_goals(CASE, "tame"), agreements=(agreed(0, "tame"),))
TAGS = Seen(page(TAME, measure="goal.1")).tags


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.just(HOSTILE))
def test_no_word_becomes_markup(words: str) -> None:
    case = replace(with_goals(CASE, words), agreements=(agreed(0, words),))
    html = page(case, measure="goal.1")
    seen = Seen(html)
    assert seen.tags == TAGS
    assert set(seen.tags) <= ALLOWED
    assert not [name for name in seen.attributes if name.startswith("on") or "src" in name]
    assert not [sign for sign in html if sign != "\n" and ord(sign) < 32]


def test_it_holds_no_script_and_nothing_from_elsewhere() -> None:
    html = page(with_goals(CASE, HOSTILE))
    assert "default-src 'none'" in html
    assert not re.search(r"<script|http:|https:|url\(|@import|href|src=", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#x27;&amp;&lt;b ␛[31m‹202E› next" in html


LONG = "We walk on Tuesday evening, and before that you call your sister about the weekend. " * 9
CROWDED = replace(
    with_goals(case_of(*results(PHQ9, [9, 16, None, 20, 12] * 6), target=9), *[LONG] * 3),
    agreements=tuple(agreed(number, LONG) for number in range(1, 8)),
)
SHORT, WIDE = page(CASE), replace(CROWDED, agreements=(agreed(0, "WMÄ東京" * 300),) * 4)


def test_what_is_cut_for_want_of_room_is_seen_to_be_cut() -> None:
    assert page(CROWDED).count("… <span") == 7
    assert "…" not in SHORT
    assert '<body class="closest">' in page(CROWDED)
    assert '<body class="roomy">' in SHORT


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to print with")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_sheet(tmp_path: Path, paper: str) -> None:
    """The longest of all pages; the others are shorter."""
    assert CHROMIUM is not None
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    longest = page(WIDE, Sharing(severity=True))
    file.write_text(longest.replace("@page { ", f"@page {{ size: {paper}; "))
    subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={tmp_path}", f"--print-to-pdf={printed}", file.as_uri()),
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 1


def test_the_page_says_the_line_of_the_owner() -> None:
    notice = "© World Health Organization 2003"
    form = replace(PHQ9, notice=notice)
    case = replace(CASE, instruments={**CASE.instruments, "phq9": form})
    assert notice in page(case)
    assert notice not in page(CASE)
