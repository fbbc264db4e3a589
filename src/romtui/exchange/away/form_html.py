"""One questionnaire as HTML, in the exact words of its file: to be clicked, and to be printed."""

from collections.abc import Iterator
from html import escape

from romtui.domain.away.layout import questions
from romtui.domain.away.plain_digits import MODULUS, first_sum, signs_of, weight
from romtui.domain.instrument import Instrument, Item
from romtui.exchange.away import texts


def words(text: str) -> str:
    """Words of a file or of ours, with what would be markup escaped."""
    return escape(text, quote=True)


def heading(form: Instrument, level: int) -> Iterator[str]:
    """Its title and the sentence before the questions."""
    yield f"<h{level}>{words(form.title or form.name)}</h{level}>"
    if form.stem or form.period:
        yield f"<p>{words(form.stem or form.period)}</p>"


def question(item: Item, index: int, beside: str = "") -> Iterator[str]:
    """A question with its answers as radio buttons, “no answer” chosen; `beside` stands below."""
    yield f"<fieldset><legend>{_asked(item)}</legend><div class=options>"
    for place, choice in enumerate(item.choices):
        yield (
            f"<label><input type=radio name=a{index} id=a{index}-{place} value={place}>"
            f"<b>{words(choice.printed)}</b> {words(choice.label)}</label>"
        )
    last = len(item.choices)
    yield (
        f"<label class=none><input type=radio name=a{index} id=a{index}-{last} value={last} "
        f"checked>{texts.NO_ANSWER}</label></div>{beside}</fieldset>"
    )


def boxes(item: Item) -> Iterator[str]:
    """A question with a box before each answer, for a pen."""
    yield f"<fieldset><legend>{_asked(item)}</legend><div class=options>"
    for choice in item.choices:
        yield (
            f"<span class=option><span class=box></span><b>{words(choice.printed)}</b> "
            f"{words(choice.label)}</span>"
        )
    yield "</div></fieldset>"


def foot(form: Instrument) -> str:
    """Which form it is, and the lines of its owner."""
    lines = [texts.about_form(form.name, form.version), form.attribution, form.notice]
    return f"<footer>{' '.join(words(line) for line in lines if line)}</footer>"


def digits(form: Instrument, number: int, index: int) -> Iterator[str]:
    """The digits of a form as text, of which the style sheet shows the ones that were chosen."""
    yield f"<p><strong>{words(form.name)}</strong></p><p class=digits>"
    asked = questions(form)
    for begin in range(0, len(asked), 4):
        group = "".join(
            f"<i class=a{index + place}-{at}>{sign}</i>"
            for place, item in list(enumerate(asked))[begin : begin + 4]
            for at, sign in enumerate(signs_of(item))
        )
        yield f"<span>{group}</span>"
    yield f"<span class=check>{texts.CHECK} <b class=c{number}></b></span></p>"


def digit_rules(form: Instrument, number: int, index: int) -> Iterator[str]:
    """What makes the style sheet show the chosen digits, and work the check digits out."""
    terms = [str(first_sum(form))]
    for place, item in enumerate(questions(form)):
        name = f"a{index + place}"
        for at in range(len(item.choices) + 1):
            if at:
                yield f":root:has(#{name}-{at}:checked){{--{name}:{at}}}"
            yield f":root:has(#{name}-{at}:checked) .{name}-{at}{{display:inline}}"
        terms.append(f"var(--{name},0)*{weight(place)}")
    yield f'@property --c{number}{{syntax:"<integer>";inherits:true;initial-value:0}}'
    yield f".c{number}{{--c{number}:mod({' + '.join(terms)},{MODULUS})}}"
    yield (
        f".c{number}::after{{counter-reset:c var(--c{number});"
        "content:counter(c,decimal-leading-zero)}"
    )


def _asked(item: Item) -> str:
    number = f"{item.number}. " if item.number else ""
    return f"{number}{words(item.text)}"
