"""Words with {variables} in them, and how they are filled in."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from romtui.domain.private import Private

VARIABLE: Final = re.compile(r"\{(\w*)\}")
HOLDS: Final = "holds"
BY: Final = "by"


def holds(*variables: str, by: type[Enum] | None = None) -> Mapping[str, object]:
    """What a field of templates says about itself: its {variables}, all of them needed.

    With `by` there is one template for each member.
    """
    return {HOLDS: frozenset(variables), BY: by}


def filled(template: str, /, **values: str | Private) -> Private:
    """Fill in every variable, in one pass: braces in what somebody typed stay as they are."""

    def value(match: re.Match[str]) -> str:
        words = values[match[1]]
        return words.reveal() if isinstance(words, Private) else words

    return Private(VARIABLE.sub(value, template))
