"""What is said of a file that a therapist writes, in English: questionnaires, wording, keys.

Mostly half a sentence: it follows the name of the file and the key, after a colon, and a full stop
follows it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

# Any file

MISSING: Final = "missing"
TOO_DEEP: Final = "is nested too deeply"
NOT_A_FILE: Final = "is not a file"
WORDS_IN_QUOTES: Final = "text in quotation marks is needed"
UNPRINTABLE: Final = "contains a character that cannot be displayed; type it again"
ONE_LINE: Final = "one line"
LIST_OF_WORDS: Final = "a list of texts in quotation marks"
EACH_IN_QUOTES: Final = "each entry must be text in quotation marks"
LIST_OF_WHOLES: Final = "a list of whole numbers"
EACH_WHOLE: Final = "each entry must be a whole number"
A_TABLE: Final = "a table"
LIST_OF_TABLES: Final = "a list of tables"


def in_file(where: str, problem: str) -> str:
    """`phq9.toml, item[1].text: missing.`"""
    return f"{where}: {problem}."


def needed(expected: str) -> str:
    """Another value than what stands there."""
    return f"{expected} is needed"


def unknown_key(known: Iterable[str]) -> str:
    """A key that nobody reads."""
    return f"is not a known key; known are {', '.join(known)}"


def unknown_value(value: str, known: str) -> str:
    """A word outside a closed set."""
    return f"“{value}” is not known; known are {known}"


def needed_not(expected: object, given: object) -> str:
    """A number that follows from others."""
    return f"{needed(str(expected))}, not {given}"


def from_to(least: object, most: object, given: object = None) -> str:
    """A number outside its range."""
    expected = needed(f"a number from {least} to {most}")
    return expected if given is None else f"{expected}, not {given}"


def too_large(most: int) -> str:
    """More than is read."""
    return f"is larger than {most} bytes"


def cannot_be_read(why: object) -> str:
    """The system refused."""
    return f"cannot be read ({why})"


def cannot_be_written(why: object) -> str:
    """The system refused."""
    return f"cannot be written ({why})"


def not_toml(why: object) -> str:
    """What the reader of TOML says."""
    return f"is not TOML ({why})"


# A questionnaire: its name, items and answers

NO_OPTION: Final = "missing; there is no [[option]] for the whole form either"
VALUE_ONCE: Final = "each value may be used only once"
ID_ONCE: Final = "each id may be used only once"
TWO_ANSWERS: Final = "at least two answers are needed"
ONE_COUNTED_ITEM: Final = "at least one counted item"
ONE_OR_MORE: Final = "1 or more"
CODES_BY_NUMBER: Final = "codes by the number printed beside the answer are needed"


def name_such_as(example: str) -> str:
    """The name of a form or of a part."""
    return f"lower-case letters and digits are needed, such as {example}"


def belongs_in(name: str) -> str:
    """A file is called as what is in it."""
    return f"“{name}” belongs in a file called {name}.toml"


def each_larger_than(least: int) -> str:
    """The value of an answer."""
    return f"each value must be larger than {least}"


def codes_one_an_item(items: int) -> str:
    """LOINC codes of all items, or of none."""
    return f"{items} different codes are needed, one for each item"


def id_taken(name: str) -> str:
    """A second form of one name."""
    return f"“{name}” is already taken by another questionnaire"


def as_in_the_original(expected: str, given: str) -> str:
    """A file that adds the item texts to a form may not change the form."""
    return f"{needed(expected)}, as in the original form, not {given}"


# Its numbers

WITHOUT_ITEMS_ONLY: Final = "only for a form without [[item]]"
NOT_FOR_A_MEAN: Final = "not for a form whose total is a mean"
NOT_WITHOUT_TOTAL: Final = "not for a form without a single total"
STEP_FROM_LO_TO_HI: Final = "a step that leads from lo to hi"
ADDED_UP_FROM_0_ONLY: Final = "only for an item that is added up from 0"
NOT_FOR_A_SAFETY_ITEM: Final = "not for a safety item"
ALLIANCE_ONLY: Final = "only for a form of kind “alliance”"
ANSWER_OF_THE_ITEM: Final = "an answer of that item"
SKIP_NEEDS: Final = "needs a verified [[source]] about “scoring”, and a total that is a sum"
LATER_ITEMS_ONLY: Final = "only items that are asked later can be skipped"
WHOLE_DAYS: Final = "whole days are needed"
BETWEEN_0_AND_1: Final = "a number between 0 and 1"
STANDARD_DEVIATIONS: Final = "standard deviations larger than 0 are needed"


def larger_than(key: str) -> str:
    """The upper end of a range."""
    return f"a number larger than {key}"


def items_add_up(added: object, given: object) -> str:
    """The range of a total."""
    return f"the items add up to {added}, not {given}"


def whole_from(least: object) -> str:
    """The end of a band."""
    return f"a whole number, {least} or more,"


def last_band_ends_at(hi: object) -> str:
    """Bands cover the whole scale."""
    return f"the last band must end where the scale does, at {hi}"


def fewer_than(counted: int) -> str:
    """How many answers may be missing."""
    return f"fewer than {counted} are needed"


def item_up_to(items: int, given: int | None = None) -> str:
    """The number of an item."""
    expected = needed(f"an item from 1 to {items}")
    return expected if given is None else f"{expected}, not {given}"


def items_once(items: int) -> str:
    """Numbers of items."""
    return f"items from 1 to {items}, each once, are needed"


def by_every_answer_or_none(threshold: int) -> str:
    """A safety threshold outside the answers."""
    return f"{threshold} would be reached by every answer or by none"


def on_the_clinical_side(total: object) -> str:
    """What remains after a recovery."""
    return f"{total} is on the clinical side"


def may_not_be_skipped(item: int) -> str:
    """A skipped item counts 0."""
    return f"item {item} may not be skipped: it must count from 0"


def from_to_below(least: object, most: object) -> str:
    """The total that decides what is skipped."""
    return f"a number from {least} to less than {most} is needed"


# Where its numbers come from

A_SOURCE: Final = "a source"
VERIFIED_SOURCE: Final = "a verified source"


def source_about(subject: str) -> str:
    """Bands of a part."""
    return f"a [[source]] about “{subject}” is needed"


def verified_source_about(subject: str) -> str:
    """What decides something needs a source."""
    return f"a verified [[source]] about “{subject}” is needed"


def from_memory(key: str) -> str:
    """A number without a source decides nothing."""
    return (
        f"{needed(VERIFIED_SOURCE)}: a number from memory may not decide. "
        f"Leave [{key}] out, or list the number as [[{key}.conflict]]"
    )


# The figures of the calibration, the pages for third parties

NO_SUCH_HEADLINE: Final = "is not a headline"
SECTIONS: Final = "sections are needed, each with its own heading"
ASK_WITH_TYPED: Final = "“ask” goes with what is typed, and with nothing else"


# A language file

NUMBER_RANGE_OR_OTHER: Final = "a number, a range such as 2-4, or other"


def must_hold(variables: Sequence[str]) -> str:
    """The gaps of a text, all of them and no others."""
    held = ", ".join(f"{{{name}}}" for name in variables) or "no variable"
    return f"it must hold {held}, and no other braces"


def not_evidence(key: str) -> str:
    """A source that is not listed."""
    return f"“{key}” is not one of the keys of [evidence]"


def not_a_list_of_lines(name: str) -> str:
    """What a phrase presupposes."""
    return f"“{name}” is not a list of lines"


def twelve_months(given: int) -> str:
    """The names of the months."""
    return f"twelve are needed, not {given}"


def code_twice(code: str) -> str:
    """Two concerns of one code."""
    return f"“{code}” is used twice"


def choices(most: int) -> str:
    """Short words to choose from with a digit."""
    return f"1 to {most} are needed, each with words"


def language_not_file(language: str) -> str:
    """A language file is called as its language."""
    return f"“{language}” is not the name of the file"


# Your own wording

WORDING_HEAD: Final = (
    "# Your own wording for romtui, in place of the original: docs/words.md explains this file.\n"
    "# romtui rewrites it whenever you change a suggestion on its screen.\n"
)

ALREADY_EXISTS: Final = "already exists; choose another name"
NO_SUCH_FOLDER: Final = "folder not found"
WHERE_THE_FILE_IS: Final = "Type where the file is, such as ~/words.toml."
NOTHING_TO_SAY: Final = "there must be something to say"


def language_gone(language: str) -> str:
    """A file that was deleted while romtui runs."""
    return f"The language file {language}.toml is no longer there."


def wording_left_alone(why: str) -> str:
    """A file that cannot be read is not written over."""
    return f"{why} Your own wording is left as it is until the file is corrected or moved away."


def file_unreadable(file: object, why: object) -> str:
    """The system refused."""
    return f"{file}: cannot be read ({why})."


def other_language(language: str, expected: str) -> str:
    """Wording for another language."""
    return f"“{language}” is not “{expected}”"


# Keys of your own

KEYS_HEAD: Final = """\
# Your own keys for romtui. Remove the # in front of a line and name another key, or several,
# separated by spaces: a sign (n, R, ?, ,), F5, Space, Tab, PgDn, Ctrl+E, ↑ or Up.
# Commands without a line here keep their keys, and so do Enter and Esc.
"""

DEFAULTS_STAY: Final = "The default keys are used."
ALWAYS_DEFAULT: Final = "this key cannot be changed"
COMMAND_TWICE: Final = "this command is named twice"
FUNCTION_KEY_NEEDED: Final = "a function key or Ctrl and a letter is needed"
NAME_A_KEY: Final = "name a key"


def no_such_screen(known: str) -> str:
    """A table that is no screen."""
    return f"is not a screen; the screens are {known}"


def unknown_command(screen: str) -> str:
    """A key that is no command of its screen."""
    return f"is not a command ({screen}); romtui keys --example lists all"


def not_a_key(typed: str) -> str:
    """A key that not every terminal sends."""
    return f"“{typed}” is not a key that every terminal sends"


def digits_answer(key: str) -> str:
    """Digits are no commands."""
    return f"{key} cannot be a command; digits answer questions"


def cannot_be_moved(key: str) -> str:
    """Enter and Esc."""
    return f"{key} cannot be moved"


def used_in_dialogs(key: str) -> str:
    """A key that dialogs have."""
    return f"{key} is used in dialogs"


def key_taken(key: str, command: str, screen: str) -> str:
    """Two commands on one key."""
    return f"{key} is also the key of “{command}” ({screen})"
