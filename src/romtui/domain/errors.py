"""The one family of errors a person may see."""

from romtui.domain.visible import bounded


class UserError(Exception):
    """Something was not done. The text is one sentence saying why, and the way out.

    It never holds words about a patient, a passphrase or an answer: it may be shown
    anywhere, also on a terminal's error stream. What it quotes is shortened here.

    `field` is the id of the field that has to be typed anew, where it is known.
    """

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        super().__init__(bounded(sentence))
        self.field = field


class NotTheSecret(UserError):
    """What was typed opens nothing; nothing else is wrong."""
