"""What the page to take home says beside the words of the shared view."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """The words of one printed page, read by the person at home.

    `agreed_on` holds {date}, `agreed_until` {date} and {until}. `target` and `not_scored` stand
    in the graph, `keep` at the foot of the page.
    """

    title: str
    agreed: str
    agreed_on: str
    agreed_until: str
    earlier: str
    target: str
    not_scored: str
    keep: str
