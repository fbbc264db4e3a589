"""One thing that `romtui check` or `romtui doctor` looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at, and in a sentence what is wrong or worth knowing.

    `good` is false only for what is wrong, and None where it cannot be told from here.
    """

    what: str
    good: bool | None
    detail: str = ""

    @property
    def line(self) -> str:
        """Both on one line."""
        return f"{self.what}: {self.detail}" if self.detail else self.what
