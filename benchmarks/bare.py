"""The smallest Textual app: what every figure is compared with."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows a word, and the last key with a count."""

    def compose(self) -> ComposeResult:
        yield Static("bare and ready")
        yield Static("", id="count")

    def on_mount(self) -> None:
        self.pressed = 0

    def on_key(self, event: events.Key) -> None:
        self.pressed += 1
        self.query_one("#count", Static).update(f"{event.key} {self.pressed}")


if __name__ == "__main__":
    Bare().run()
