"""Why a person is erased. Only which of these it was is kept, and never who it was."""

from enum import Enum


class Reason(Enum):
    """The reason, in words to choose from."""

    ASKED = "the person asked for it"
    TIME = "it was kept as long as it has to be"
    MISTAKE = "it was entered by mistake"
    OTHER = "another reason"
