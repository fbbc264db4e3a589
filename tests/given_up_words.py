"""Words that were given up, each with the one that took its place, and where both may stand.

A word comes back most easily in a new text. So every text a user can see is looked through:
the `texts.py` of each package, `commands.py`, the language file, the pages, every `--help`.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A word, as a pattern; what is said instead; and phrases in which it means something else."""

    word: str
    instead: str
    but: str = ""
    spoken: bool = False
    """Whether it may be said aloud to a patient, and so stand in the language file."""

    def found_in(self, text: str) -> list[str]:
        """What of it stands in a text."""
        left = re.sub(self.but, "", text, flags=re.IGNORECASE) if self.but else text
        return [match[0] for match in re.finditer(self.word, left, re.IGNORECASE)]


GIVEN_UP: Final = (
    # Things
    GivenUp(r"\bpersons?\b", "patient", but=r"first person|in person", spoken=True),
    GivenUp(
        r"\bpeople\b",
        "patients",
        but=r"--add-people|young people|People fill in a questionnaire",
        spoken=True,
    ),
    GivenUp(r"\bhalf-filled\b", "unfinished form"),
    GivenUp(r"\bsecond place\b", "second location"),
    GivenUp(r"\bcurtain\b", "hidden screen; hide screen"),
    GivenUp(r"\bhand(ed)?[- ]over\b", "patient entry"),
    GivenUp(r"\bbatter(y|ies)\b", "schedule", but=r"battery of the laptop"),
    GivenUp(r"\bown items?\b", "personal item"),
    GivenUp(r"\bpages? to take home\b", "handout", spoken=True),
    GivenUp(r"\bplain files?\b", "unencrypted file"),
    GivenUp(r"\blooks? back\b", "weekly review", spoken=True),
    GivenUp(r"\bobjections?\b", "concern"),
    GivenUp(r"\bthe mark\b|\bunder the mark\b", "selected"),
    GivenUp(r"\bagreements?\b", "agreed action", but=r"agreement on goal|by agreement"),
    # Verbs
    GivenUp(r"\b(take|takes|taken|took|taking)( it| them| that)? back\b", "undo", spoken=True),
    GivenUp(r"\btake[ns]? (it |them )?in\b|\btook in\b", "import", spoken=True),
    GivenUp(r"\bthr(ow|own|ows|ew)( it| this| one)*( half-filled form)? away\b", "discard"),
    GivenUp(r"\bset( it| them| all)? back\b", "reset", but=r"clock (was |is )?set back|put back"),
    GivenUp(r"\btalked about\b", "shared", spoken=True),
    GivenUp(r"\bleft out\b|\bpassed by\b", "skipped", spoken=True),
    GivenUp(r"\bsafety done\b", "review safety"),
    GivenUp(r"\bread out\b", "show details; read aloud"),
    GivenUp(r"\bas shipped\b", "original; default"),
    # Turns of phrase
    GivenUp(r"\bwhat became of\b", "how did it go; outcome"),
    GivenUp(r"\bsay in a (few )?words?\b", "write; give a short reason"),
    GivenUp(r"\bthere is no such\b", "not found"),
    GivenUp(r"\ball the same\?", "anyway?"),
    GivenUp(r"\b(twice|time|readings) running\b", "in a row", spoken=True),
    GivenUp(r"\b(is|are) there twice\b", "appears twice"),
    GivenUp(r"\bcalls for a word\b", "to point out"),
    GivenUp(r"\bopens nothing\b", "wrong passphrase or recovery code"),
    GivenUp(r"\bputs? off\b|\bput (\w+ )*off\b", "postpone", spoken=True),
    GivenUp(r"\b(its|the|their) rights\b", "permissions"),
    GivenUp(r"\bmake room\b", "free some space"),
    GivenUp(r"\bplug (it|them) in\b", "connect"),
    GivenUp(r"\bof then\b", "of that time"),
    GivenUp(r"\bthe form calls\b", "severity label"),
    GivenUp(r"\bnot marked reviewed\b", "not yet reviewed"),
    GivenUp(r"\bcarried elsewhere\b|\bcarries this\b", "syncs"),
)
