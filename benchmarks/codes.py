"""A vault with a page for everybody, and a code that comes back of one."""

from datetime import date
from math import prod
from pathlib import Path

from benchmarks.caseloads import PASSPHRASE, build_vault
from romtui.content.instruments import available_instruments
from romtui.domain.away.away_page import DAYS, payload_size
from romtui.domain.away.layout import radices
from romtui.domain.away.sealed_code import PageKey, in_groups, seal
from romtui.domain.private import Private
from romtui.store.vault.vault import Vault

PAGES = 2000


def build_vault_with_pages(folder: Path) -> tuple[Path, str]:
    """A page of PHQ-9 and GAD-7 for each of the people; gives the code of the page tried last."""
    build_vault(folder, people=PAGES, results=1)
    instruments = available_instruments()
    forms = [instruments["phq9"], instruments["gad7"]]
    store = Vault(folder).unlock(PASSPHRASE)
    store.use(instruments, instruments.fingerprint)
    store.keep_crisis_words(Private("Call 116 123."))
    keys = [PageKey.new() for _ in range(PAGES)]
    for patient_id, key in enumerate(keys, start=1):
        store.make_page(patient_id, key, forms, "")
    last = store.pages()[-1]
    store.close()
    sizes, today = radices(forms), date.today()
    day = (today - last.made_on).days
    assert 0 <= day < DAYS
    answers = sum(prod(sizes[n + 1 :]) for n in range(len(sizes)))  # a 1 everywhere
    return folder, in_groups(seal(last.key, day * prod(sizes) + answers, payload_size(forms)))
