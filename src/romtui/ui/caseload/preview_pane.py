"""The selected patient beside the list: ready before the record is opened."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from romtui.ui.caseload import texts
from romtui.ui.text import plain, quoted, wrapped
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.drawing import Drawing

if TYPE_CHECKING:
    from romtui.ui.caseload.preview import PreviewContent
    from romtui.ui.session.panel import PanelContent

_BULLET: Final = "· "
_CUT: Final = "…"


class PreviewPane(Drawing):
    """One patient in some thirty lines; where there are fewer, what is said least often goes."""

    code: var[str] = var("")
    content: "var[PreviewContent | None]" = var(None)

    def point_at(self, code: str) -> None:
        """Name a patient: what was drawn about another one is gone at once."""
        if code != self.code:
            self.set_reactive(PreviewPane.content, None)
            self.set_reactive(PreviewPane.code, code)
            self.redraw()

    def watch_content(self) -> None:
        """Draw what holds of the patient who is named."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw everything if it has room; else without why and what else holds, then closer."""
        content = self.content
        head = plain(self.code, ink(self.palette.text, bold=True))
        if content is None:
            return [head]
        head.append(f"   {content.session}", ink(self.palette.quiet))
        for in_full, gap in ((True, 1), (False, 1), (False, 0)):
            lines = _joined([[head], *self._blocks(content, width, in_full=in_full)], gap)
            if len(lines) <= height:
                return lines
        return [*lines[: height - 1], Text(_CUT, ink(self.palette.quiet), end="")]

    def _blocks(
        self, content: "PreviewContent", width: int, *, in_full: bool
    ) -> Iterator[list[Text]]:
        palette, panel = self.palette, content.panel
        text, quiet = ink(palette.text), ink(palette.quiet)
        if content.safety:
            yield wrapped(content.safety, width, ink(palette.safety, bold=True), indent=2)
        yield from self._said(panel, width, in_full=in_full)
        if content.agreed:
            heading = f"{texts.LAST_AGREED} · {content.agreed_on}"
            what = wrapped(content.agreed, width, text)
            yield [_heading(heading, quiet), *what, *wrapped(content.agreed_said, width, quiet)]
        if content.open:
            points = (wrapped(f"{_BULLET}{each}", width, text, indent=2) for each in content.open)
            yield [_heading(texts.OPEN, quiet), *(line for lines in points for line in lines)]
        yield [_heading(texts.NEXT_SESSION, quiet), *wrapped(content.next_session, width, text)]

    def _said(self, panel: "PanelContent", width: int, *, in_full: bool) -> Iterator[list[Text]]:
        """The headline, the sentence to say, and what it rests on."""
        palette, suggestion = self.palette, panel.suggestion
        quiet = ink(palette.quiet)
        if suggestion is None:
            yield wrapped(panel.plain, width, ink(palette.text))
        else:
            title = wrapped(
                suggestion.title, width, ink(lane_ink(palette, suggestion.lane), bold=True)
            )
            yield [*title, *wrapped(panel.about, width, quiet)] if panel.about else title
            yield wrapped(quoted(suggestion.line), width, ink(palette.text))
        if not in_full:
            return
        because = []
        if suggestion is not None and suggestion.why:
            name = panel.words.why
            because = wrapped(f"{name}  {suggestion.why}", width, quiet, indent=len(name) + 2)
        if panel.also:
            name = panel.words.also
            also = f"{name} {' · '.join(panel.also)}"
            because += wrapped(also, width, quiet, indent=len(name) + 1)
        if because:
            yield because


def _heading(words: str, style: Style) -> Text:
    return Text(words, style, end="")


def _joined(blocks: Sequence[Sequence[Text]], gap: int) -> list[Text]:
    """One block below the other, with so many blank lines between them."""
    lines: list[Text] = []
    for block in blocks:
        lines += [Text(end="")] * gap if lines else []
        lines += block
    return lines
