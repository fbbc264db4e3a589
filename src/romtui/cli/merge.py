"""`romtui merge CODE INTO`: two records of one patient made one."""

from romtui.cli import asking, exchange
from romtui.cli.opened import say, workspace
from romtui.domain.merging import Merging, refuse_unfit


def run(folder: str | None, code: str, into: str) -> int:
    """Say in numbers what would move, ask once, and do it."""
    with workspace(folder) as here:
        store = here.store
        merging = Merging(*(store.case(exchange.number_of(here, one)) for one in (code, into)))
        refuse_unfit(merging.source.patient, merging.into.patient)
        for sentence in merging.sentences:
            say(sentence)
        if not asking.agreed("Merge the two?", "merge"):
            say("Nothing was changed.")
            return 0
        store.back_up_if_changed()
        store.merge(merging.source.patient.id, merging.into.patient.id)
        say(f"{merging.source.patient.code} is merged into {merging.into.patient.code}.")
    return 0
