"""How the program itself words numbers, dates, lists and lengths of time.

They come from the same file as the lines, so that another language needs no code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from romtui.domain import text

_WEEKS_UP_TO_DAYS = 84
_MONTHS_UP_TO_DAYS = 730
_DAYS_A_MONTH = 30
_DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing in any number: "1 week", "5 weeks".

    `forms` are tried in order: the first whose range holds the number is used, else
    `other`. A language with more than two forms lists its ranges (2-4, 22-24, …).
    """

    other: str
    forms: tuple[tuple[range, str], ...] = ()

    def of(self, count: int) -> str:
        """Say it in this number."""
        form = next((form for counts, form in self.forms if count in counts), self.other)
        return form.replace("{count}", str(count))


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside the lines on the screen; the names of what a key opens among it.

    `turn` holds {turn} and {count}, `more` {count}, `place` {place} and {count}, `done` {done}
    and {count}. `next` is the next headline, `whole` what is about no measure; `no_score`,
    `none_today` and `nothing` say of a {measure} that nothing holds. `framing` is the headline
    before the very first form, `said` what Enter does there. `bridge` opens a session, `part`
    reminds that a score is one piece of information: both are said to the patient.
    """

    turn: str
    why: str
    also: str
    more: str
    place: str
    next: str
    whole: str
    no_score: str
    none_today: str
    nothing: str
    goal: str
    task: str
    bond: str
    avoid: str
    to_do: str
    done: str
    framing: str
    said: str
    bridge: str
    part: str

    def turn_of(self, turn: int, count: int) -> str:
        """Say which of how many wordings this is; the first is 1."""
        return self.turn.replace("{turn}", str(turn)).replace("{count}", str(count))

    def more_of(self, count: int) -> str:
        """Say how much else holds."""
        return self.more.replace("{count}", str(count))

    def place_of(self, place: int, count: int) -> str:
        """Say which of how many headlines is shown; the first is 1."""
        return self.place.replace("{place}", str(place)).replace("{count}", str(count))

    def done_of(self, done: int, count: int) -> str:
        """Say how much of what is to do is done."""
        return self.done.replace("{done}", str(done)).replace("{count}", str(count))


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What the view for the person says. It is read by them, so it keeps to the style of lines.

    `first` and `same` hold {score} and {date}, `since` {first} too; `goal_since` {score},
    {most}, {first}, {date}; `target` and `reached` {target}; `below`, `at_most` and
    `at_least` {value}; `band` {band}. The words for a change hold {date}.
    """

    first: str
    first_worded: str
    since: str
    same: str
    last: str
    target: str
    reached: str
    target_ahead: str
    target_reached: str
    below: str
    at_most: str
    at_least: str
    no_score: str
    no_total: str
    unscored: str
    other_version: str
    lower_is_better: str
    higher_is_better: str
    band: str
    clearly_better: str
    better: str
    a_little_better: str
    about_the_same: str
    a_little_worse: str
    worse: str
    clearly_worse: str
    goals: str
    goal_first: str
    goal_since: str
    goal_not_rated: str
    back: str


@dataclass(frozen=True, slots=True)
class HandOverWords:
    """What the person reads who fills in forms by themselves.

    `place` holds {place} and {count}, as does `form`; `left_open` is counted.
    """

    place: str
    form: str
    answer_keys: str
    number_keys: str
    review: str
    review_keys: str
    left_open: Counted
    no_answer: str
    send: str
    not_kept: str
    not_sent: str
    thanks: str
    hand_back: str
    for_therapist: str
    locked: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the code says by itself, in one language.

    `day` and `day_and_year` hold {day}, {month}, {year}; `below`, `at_most` and `at_least`
    hold {value}, as do `around` and `both`; `with_focus` holds {intervention}, `item`, `part` and
    `rating` {label}, `question` {number}. `parts` are the parts of a session rating as one would
    say them, by their published names; `part` is for any other. `feelings` and `easings` say, by
    what a questionnaire is about, how it feels and how it feels when it eases.
    """

    months: tuple[str, ...]
    day: str
    day_and_year: str
    decimal_point: str
    separator: str
    last_separator: str
    went_up: str
    went_down: str
    up_to: str
    down_to: str
    item_worse: str
    item_eased: str
    below: str
    at_most: str
    at_least: str
    with_focus: str
    without_focus: str
    today: str
    this_time: str
    safety_phrase: str
    item: str
    question: str
    around: str
    both: str
    rating: str
    part: str
    parts: Mapping[str, str]
    feelings: Mapping[str, str]
    easings: Mapping[str, str]
    points_of: Counted
    weeks: Counted
    months_ago: Counted
    years_ago: Counted
    forms: Counted

    def number(self, points: Decimal) -> str:
        """Say a number of points: `12`, `17.8`, never `12.0`."""
        return text.number(points).replace(".", self.decimal_point)

    def part_said(self, label: str) -> str:
        """Say which part of a form it is."""
        return self.parts.get(label) or self.part.replace("{label}", label)

    def points(self, points: Decimal) -> str:
        """Say a number with its unit: `1 point`, `6 points`."""
        if points == points.to_integral_value():
            return self.points_of.of(int(points))
        return self.points_of.other.replace("{count}", self.number(points))

    def full_date(self, day: date) -> str:
        """Say a day with its year."""
        return self._day(self.day_and_year, day)

    def _day(self, form: str, day: date) -> str:
        return (
            form.replace("{day}", str(day.day))
            .replace("{month}", self.months[day.month - 1])
            .replace("{year}", str(day.year))
        )

    def date(self, day: date, today: date) -> str:
        """Say a day, with the year only when it is not this one."""
        return self._day(self.day, day) if day.year == today.year else self.full_date(day)

    def listed(self, parts: Sequence[str]) -> str:
        """Join parts as a sentence does: `14, 9 and 12`."""
        *first, last = parts
        return self.separator.join(first) + self.last_separator + last if first else last

    def stretch(self, days: int) -> str:
        """Say how long a break was: in weeks, then in months, then in years, rounded."""
        if days < _WEEKS_UP_TO_DAYS:
            return self.weeks.of(max(days // 7, 1))
        if days < _MONTHS_UP_TO_DAYS:
            return self.months_ago.of(round(days / _DAYS_A_MONTH))
        return self.years_ago.of(round(days / _DAYS_A_YEAR))
