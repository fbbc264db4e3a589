"""A field for a passphrase: nothing can be copied or cut out of it."""

from textual.widgets import Input


class SecretInput(Input):
    """Shows dots; copying and cutting do nothing."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, password=True, id=id, select_on_focus=False)

    def action_copy(self) -> None:
        """Do nothing: a passphrase does not go to a clipboard."""

    def action_cut(self) -> None:
        """Do nothing: a passphrase does not go to a clipboard."""

    def take(self) -> str:
        """Give what was typed and empty the field."""
        typed = self.value
        self.value = ""
        return typed
