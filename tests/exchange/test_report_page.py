"""A page for a third party as a file: what was shown, and nothing else."""

from html.parser import HTMLParser
from random import Random

import pytest

from romtui.domain.private import Private
from romtui.domain.reports.report import Report
from romtui.exchange import report_page
from tests.domain.test_reports import RECORDS, TEMPLATES, a_case, page_of

HOSTILE = "<script>alert(1)</script>\n & \x1b[31m \u202e \"quoted\" 'so'"
_HEAD = ("html", "head", "meta", "title", "style")


class Words(HTMLParser):
    """What a browser shows of a page: the words of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.add(tag)
        if tag in ("h1", "h2", "h3", "p"):
            self.blocks.append("")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] += data


def printed(page: Report) -> Words:
    reader = Words()
    reader.feed(report_page.written(page).reveal())
    return reader


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_the_file_says_what_the_preview_says_and_nothing_else(kind: str) -> None:
    chance = Random(3)  # noqa: S311 -- the same records every time
    for _ in range(RECORDS // 10):
        scores = [chance.randrange(28) for _ in range(chance.randrange(1, 9))]
        typed = {one.heading: Private(HOSTILE) for one in TEMPLATES[kind].questions}
        page = page_of(kind, a_case(*scores), typed=typed, named=True, free_text=True)
        numbers = [number for number, _ in page.numbered() if number]
        page = page.without(chance.sample(numbers, len(numbers) // 3))
        preview = [report_page.shown(line) for _, line in page.numbered()]
        file = printed(page)
        assert file.blocks == preview
        assert file.tags <= {*_HEAD, "body", "h1", "h2", "h3", "p"}


def test_nothing_on_a_page_acts() -> None:
    (question, *_) = TEMPLATES["physician"].questions
    page = page_of("physician", a_case(), typed={question.heading: Private(HOSTILE)})
    written = report_page.written(page).reveal()
    assert "<script" not in written
    assert "\x1b" not in written
    assert "default-src 'none'" in written
    assert "http:" not in written
    assert "https:" not in written
