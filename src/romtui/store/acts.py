"""The acts of the log, sorted: what their numbers are of, and which change the records."""

from typing import Final

from romtui.store.writing import Act

OF_A_RESULT: Final = frozenset(
    {
        Act.RECORDED,
        Act.AMENDED,
        Act.UNDONE,
        Act.WITHDRAWN,
        Act.MOVED_AWAY,
        Act.MOVED_HERE,
        Act.SHARED,
        Act.NOT_SHARED,
        Act.FIT,
        Act.SAFETY_REVIEWED,
        Act.FOLLOWUP_ANSWERED,
        Act.FOLLOWUP_DROPPED,
        Act.RESULT_IMPORTED,
        Act.RESULT_CORRECTED,
    }
)
"""Acts whose number is that of a result."""

OF_THE_VAULT: Final = frozenset(
    {
        Act.SETTINGS,
        Act.UNLOCKED,
        Act.WRONG_PASSPHRASES,
        Act.LOCKED,
        Act.BACKED_UP,
        Act.BACKUPS_VERIFIED,
        Act.THINNING_ON,
        Act.RESTORED,
        Act.PASSPHRASE,
        Act.RECOVERY_CODE,
        Act.IMPORTED,
        Act.IMPORT_UNDONE,
        Act.ERASED,
        Act.ERASED_ASKED,
        Act.ERASED_TIME,
        Act.ERASED_MISTAKE,
        Act.ERASED_OTHER,
        Act.CLOCK_JUMP,
    }
)
"""Acts whose number is of something else than a person who is still here, or is none."""

QUIET: Final = frozenset(
    {
        Act.UNLOCKED,
        Act.WRONG_PASSPHRASES,
        Act.LOCKED,
        Act.BACKED_UP,
        Act.BACKUPS_VERIFIED,
        Act.THINNING_ON,
        Act.PASSPHRASE,
        Act.RECOVERY_CODE,
        Act.EXPORTED,
        Act.HANDED_OUT,
        Act.CLOCK_JUMP,
    }
)
"""Acts that change nothing a backup would have to hold."""
