"""The page to fill in at home, and blank forms for the waiting room: one self-contained file each.

A browser that runs no script shows plain digits at the end, by the style sheet alone; one that
does asks one question at a time and gives the sealed code. Nothing is requested or stored: the
content security policy forbids it, and lets no other script run than the one written here.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from romtui.domain.away import texts as sentences
from romtui.domain.away.away_page import payload_size
from romtui.domain.away.layout import questions
from romtui.domain.away.sealed_code import MOST_PAYLOAD_SIGNS, PageKey
from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument, Item
from romtui.domain.private import Private
from romtui.domain.visible import visible
from romtui.exchange import html_page
from romtui.exchange.away import texts
from romtui.exchange.away.form_html import (
    boxes,
    digit_rules,
    digits,
    foot,
    heading,
    question,
    words,
)
from romtui.exchange.html_page import document
from romtui.paths import data_folder
from romtui.plain_file import write_new

SUGGESTED: Final = "~/questions.html"
"""A name that says nothing."""


@dataclass(frozen=True, slots=True)
class PageToFillIn:
    """What is on the page. `crisis` are the therapist's own words, and never empty.

    `read_before` is the day of the next session, where one is agreed. Without `script` the page
    has the plain digits only.
    """

    forms: Sequence[Instrument]
    key: PageKey
    made_on: date
    crisis: Private
    read_before: date | None = None
    script: bool = True

    @classmethod
    def of(
        cls,
        case: Case,
        forms: Sequence[Instrument],
        crisis: Private,
        today: date,
        *,
        script: bool = True,
    ) -> Self:
        """The page of one patient, with a key of its own, until their next session."""
        agreed = case.patient.next_on
        read_before = agreed if agreed is not None and agreed >= today else None
        return cls(forms, PageKey.new(), today, crisis, read_before, script)


def file_for(typed: str, vault: Path | None) -> Path:
    """Where it is to go; UserError unless that is a new .html outside the vault."""
    return html_page.file_for(typed, SUGGESTED, vault)


def fingerprint(content: Private) -> str:
    """The SHA-256 of the file: it stands in the vault, and tells whether a file was changed."""
    return sha256(content.reveal().encode()).hexdigest()


def write(file: Path, content: Private) -> None:
    """Write the page to a new file for its owner alone."""
    write_new(file, content.reveal().encode())


def write_blank(file: Path, forms: Sequence[Instrument]) -> None:
    """Write blank forms for a pen."""
    write_new(file, blank(forms).encode())


def written(page: PageToFillIn) -> Private:
    """Write the page: the therapist's own words and the key are in it."""
    if not page.crisis.reveal().strip():
        raise UserError(sentences.NO_CRISIS_WORDS)
    _refuse_unfit(page.forms)
    if payload_size([*page.forms]) > MOST_PAYLOAD_SIGNS:
        raise UserError(texts.TOO_MANY_FORMS)
    rules = [
        rule
        for form, number, index in _numbered(page.forms)
        for rule in digit_rules(form, number, index)
    ]
    style = _read("page.css") + "\n".join(rules)
    script = f"(() => {{\n{_read('code.js')}\n{_read('page.js')}}})();" if page.script else ""
    return Private(_document("\n".join(_body(page)), style, script))


def blank(forms: Sequence[Instrument]) -> str:
    """Write blank forms, one after another; no key and nobody's words are in it."""
    _refuse_unfit(forms)
    parts = ["<main class=blank>"]
    for form in forms:
        parts += ["<section>", *heading(form, 1), f"<p>{texts.DATE} ____________________</p>"]
        parts += [line for item in questions(form) for line in boxes(item)]
        parts += [foot(form), "</section>"]
    return _document("\n".join([*parts, "</main>"]), _read("page.css"), "")


def _refuse_unfit(forms: Sequence[Instrument]) -> None:
    if not forms:
        raise UserError(sentences.NO_FORM)
    for form in forms:
        if not form.with_text:
            raise UserError(sentences.without_words(form.name))


def _body(page: PageToFillIn) -> Iterator[str]:
    secret = f' data-key="{page.key.secret.hex()}"' if page.script else ""
    yield f'<main{secret} data-made="{page.made_on.isoformat()}">'
    yield f"<p class=nobody>{words(texts.nobody_reads(page.read_before))}</p>"
    yield f"<h1>{texts.TITLE}</h1>"
    yield f"<div id=intro tabindex=-1>{_crisis(page, 2)}"
    yield "".join(f"<p>{line}</p>" for line in (texts.ALONE, texts.NOT_HERE, texts.STAYS))
    yield "</div>"
    yield "<form autocomplete=off>"
    for form, _, index in _numbered(page.forms):
        yield "<section>"
        yield from heading(form, 2)
        for place, item in enumerate(questions(form)):
            beside = _crisis(page, 3) if _asks_about_safety(form, item) else ""
            yield from question(item, index + place, beside)
        yield foot(form)
        yield "</section>"
    yield "</form>"
    if page.script:
        yield from _steps(page)
    yield from _plain_end(page)
    yield "</main>"


def _crisis(page: PageToFillIn, level: int) -> str:
    said = words(_visible_lines(page.crisis.reveal()))
    return f"<div class=crisis><h{level}>{texts.CRISIS}</h{level}><p class=words>{said}</p></div>"


def _visible_lines(text: str) -> str:
    """Typed words of several lines, with what a reader could not see made visible."""
    return "\n".join(visible(line) for line in text.strip().splitlines())


def _asks_about_safety(form: Instrument, item: Item) -> bool:
    return any(safety.item == item.number for safety in form.safety_items)


def _steps(page: PageToFillIn) -> Iterator[str]:
    """What only a script shows: the way through the questions, the review, the code."""
    yield (
        f"<section id=review tabindex=-1 hidden><h2>{texts.REVIEW}</h2>"
        f"<p>{texts.REVIEW_HINT}</p><ol id=answers></ol></section>"
        "<template id=answer><li><span class=asked></span> <span class=given></span>"
        f"<button type=button>{texts.CHANGE}</button></li></template>"
        f"<section id=end tabindex=-1 hidden><h2>{texts.CODE}</h2>"
        f"<p id=code></p><p><button id=copy type=button class=main>{texts.COPY}</button> "
        f'<span id=copied role=status data-done="{texts.COPIED}" '
        f'data-marked="{texts.MARKED}"></span></p>'
        f"<p>{texts.CODE_HINT}</p>{_crisis(page, 2)}</section>"
        "<div id=steps hidden>"
        f"<button id=back type=button>{texts.BACK}</button><span id=where></span>"
        f"<button id=next type=button class=main>{texts.NEXT}</button>"
        f"<button id=finish type=button class=main hidden>{texts.FINISH}</button></div>"
        f"<p><button id=start type=button class=main hidden>{texts.START}</button></p>"
    )


def _plain_end(page: PageToFillIn) -> Iterator[str]:
    yield f"<section class=plain><h2>{texts.BRING_DIGITS}</h2>"
    for form, number, index in _numbered(page.forms):
        yield from digits(form, number, index)
    yield f"<p>{texts.BRING}</p><p class=by-hand>{texts.BY_HAND}</p></section>"
    yield f"<div class='last plain'>{_crisis(page, 2)}</div>"


def _numbered(forms: Sequence[Instrument]) -> Iterator[tuple[Instrument, int, int]]:
    """Each form with its number on the page and that of its first question, both from 0."""
    index = 0
    for number, form in enumerate(forms):
        yield form, number, index
        index += len(questions(form))


def _document(body: str, style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; form-action 'none'; base-uri 'none'"
    )
    if script:
        policy += f"; script-src '{_digest(script)}'"
    no_referrer = '<meta name="referrer" content="no-referrer">\n'
    return document(texts.TITLE, body, style, policy=policy, metadata=no_referrer, script=script)


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return (data_folder() / "away" / name).read_text("utf-8")
