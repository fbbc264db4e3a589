"""A questionnaire line by line: item after item, or its total; each answer is kept at once."""

from dataclasses import replace
from datetime import date

from romtui.domain.case import Case, Form, Result
from romtui.domain.clock_doubt import doubt_about_today
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, SafetyItem
from romtui.domain.parts import score_said
from romtui.domain.results import same_day
from romtui.domain.scoring import score_parts
from romtui.domain.text import number, with_weekday
from romtui.plain import texts
from romtui.plain.voice import Voice
from romtui.store.store import Store
from romtui.ui.reading import read_part, read_score
from romtui.ui.texts import part_asked, total_asked

_BACK, _LATER, _DISCARD, _SKIP, _DOES_NOT_APPLY = "b", "l", "x", ".", "-"


class Entry:
    """Fills in one form of a patient; `case` is the record as it stands then."""

    def __init__(
        self, voice: Voice, store: Store, case: Case, form: Instrument, today: date
    ) -> None:
        self._voice = voice
        self._store = store
        self._form = form
        self._today = today
        self.case = case

    async def fill_in(self) -> bool:
        """Ask item after item; whether the form was saved. An unfinished one goes on."""
        voice, form = self._voice, self._form
        if not form.items:
            return await self.enter_total()
        draft = self.case.draft(form.id)
        if draft is None:
            doubt = doubt_about_today(self.case, self._today)
            if doubt and not await voice.agrees(doubt):
                return False
            filling = Filling.start(form, self._today)
        else:
            filling = Filling.resume(form, draft)
            voice.say(texts.continues(form.name, filling.on, self._today))
        stands, in_place_of = await self._may_stand(filling.on)
        if not stands:
            return False
        voice.say(form.title or form.name, texts.ENTRY_HELP)
        while True:
            filling = filling.past_skipped() if filling.needs_no_answer else filling
            typed = (await voice.ask(self._question(filling))).casefold()
            if typed == _LATER:
                self.case = self._store.case(self.case.patient.id)
                voice.say(texts.KEPT_UNFINISHED)
                return False
            if typed == _DISCARD:
                self.case = self._store.drop_draft(self.case.patient.id, form.id, None)
                return False
            if typed == "" and filling.at_end:
                break
            filling = self._keep(self._answered(filling, typed))
            if filling.at_end and filling.complete:
                break
        return self._save(filling.form(), in_place_of)

    async def enter_total(self) -> bool:
        """Ask for the total, or the score of each part, then for each safety item."""
        form = Form(self._form.id, self._today)
        stands, in_place_of = await self._may_stand(self._today)
        if not stands:
            return False
        if self._form.by_part:
            form = await self._with_parts(form)
        else:
            lo, hi = number(self._form.lo), number(self._form.hi)
            asked = f"{total_asked(self._form.name, lo, hi)}; {texts.ENTER_GOES_BACK}"
            total = await self._voice.ask_for(
                asked, lambda typed: read_score(self._form, typed) if typed else None
            )
            if total is None:
                return False
            form = replace(form, total=total)
        for item in self._form.safety_items:
            answer = await self._safety_answer(item)
            if answer is not None:
                form = replace(form, safety={**form.safety, item.item: answer})
        return self._save(form, in_place_of)

    async def ask_followup(self) -> None:
        """Ask the question that follows some forms and does not count, once they are saved."""
        result = next(reversed(self.case.of(self._form.id)), None)
        asked = self._form.followup
        if result is None or asked is None or result.followup is not None or not result.answers:
            return
        self._voice.say(asked.text)
        answers = "  ".join(f"{option.printed} {option.label}" for option in asked.options)
        typed = await self._voice.ask(f"{answers}; {texts.NONE_OF_THESE}")
        given = next((option for option in asked.options if option.printed == typed), None)
        if given is not None:
            self.case = self._store.answer_followup(result.id, given.value)

    def _question(self, filling: Filling) -> str:
        if filling.at_end:
            return texts.END_OF_FORM
        item = filling.item
        answers = "  ".join(f"{option.printed} {option.label}" for option in item.choices)
        said = f"{filling.echo}.\n" if filling.echo else ""
        asked = texts.item(item.number, len(filling.answers), item.text)
        self._voice.say(f"{said}{asked}")
        return answers

    def _answered(self, filling: Filling, typed: str) -> Filling:
        """The form after what was typed: a word, or digits of which each is an answer."""
        if typed == _BACK:
            return filling.take_back()
        if typed == _SKIP:
            return filling.leave_out()
        in_one = filling.at_end or filling.item.hi > 9 or typed == _DOES_NOT_APPLY
        for part in [typed] if in_one else typed.replace(" ", ""):
            value = _answer_in(part)
            answered = None if value is None else filling.answer(value)
            if answered is None:
                self._voice.say(f"{part} {texts.NO_ANSWER_ON_THE_FORM}. {texts.ENTRY_HELP}")
                return filling
            filling = answered
        return filling

    def _keep(self, filling: Filling) -> Filling:
        """Keep the unfinished form before anything else is asked."""
        try:
            self._store.keep_draft(self.case.patient.id, filling.draft())
        except UserError as error:
            self._voice.say(texts.not_kept(error))
        return filling

    async def _may_stand(self, on: date) -> tuple[bool, int | None]:
        """Whether a form of this day may be entered, and the result that it takes the place of."""
        already = self._of_day(on)
        if already is None:
            return True, None
        score = score_said(self._form, already)
        day = "today" if on == self._today else with_weekday(on)
        self._voice.say(texts.already_there(self._form.name, day, score or texts.NO_SCORE))
        typed = (await self._voice.ask(texts.REPLACES)).casefold()
        return typed in ("r", "b"), already.id if typed == "r" else None

    def _of_day(self, on: date) -> Result | None:
        return same_day(self.case.results, self.case.instruments, self._form.id, on)

    async def _with_parts(self, form: Form) -> Form:
        while True:
            for part in self._form.subscales:
                lo, hi = number(part.lo), number(part.hi)
                points = await self._voice.ask_for(
                    f"{part_asked(self._form.name, part.label, lo, hi)}; {texts.ENTER_SKIPS_PART}",
                    lambda typed, part=part: read_part(self._form, part, typed) if typed else None,  # type: ignore[misc]
                )
                if points is not None:
                    form = replace(form, subtotals={**form.subtotals, part.id: points})
            try:
                score_parts(self._form, form.subtotals)
            except UserError as refusal:
                self._voice.say(str(refusal))
                form = replace(form, subtotals={})
            else:
                return form

    async def _safety_answer(self, asked: SafetyItem) -> int | None:
        item = next((item for item in self._form.items if item.number == asked.item), None)
        options = [] if item is None else [*item.options]
        printed = [option.value for option in options] or [
            *range(self._form.item_lo, self._form.item_hi + 1)
        ]
        self._voice.say(texts.safety_item(asked.item, asked.phrase if item is None else item.text))
        labels = "  ".join(f"{option.value} {option.label}" for option in options)

        def read(typed: str) -> int | None:
            if not typed:
                return None
            if _is_number(typed) and int(typed) in printed:
                return int(typed)
            raise UserError(texts.safety_range(printed))

        return await self._voice.ask_for(f"{labels} {texts.SAFETY_SKIPPED}".strip(), read)

    def _save(self, form: Form, in_place_of: int | None) -> bool:
        try:
            self.case = self._store.record(self.case.patient.id, form, in_place_of=in_place_of)
        except UserError as error:
            self._voice.say(f"{texts.NOT_SAVED} {error}")
            return False
        self._voice.say(texts.SAVED)
        return True


def _answer_in(typed: str) -> int | None:
    if typed == _DOES_NOT_APPLY:
        return NOT_APPLICABLE
    return int(typed) if _is_number(typed) else None


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit()
