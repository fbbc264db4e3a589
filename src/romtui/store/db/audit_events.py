"""The acts of the log, sorted: what their numbers are of, and which change the records."""

from typing import Final

from romtui.store.db.unit_of_work import AuditEvent

OF_A_RESULT: Final = frozenset(
    {
        AuditEvent.RECORDED,
        AuditEvent.AMENDED,
        AuditEvent.UNDONE,
        AuditEvent.WITHDRAWN,
        AuditEvent.MOVED_AWAY,
        AuditEvent.MOVED_HERE,
        AuditEvent.SHARED,
        AuditEvent.NOT_SHARED,
        AuditEvent.FIT,
        AuditEvent.SAFETY_REVIEWED,
        AuditEvent.FOLLOWUP_ANSWERED,
        AuditEvent.FOLLOWUP_DROPPED,
        AuditEvent.RESULT_IMPORTED,
        AuditEvent.RESULT_CORRECTED,
    }
)
"""Acts whose number is that of a result."""

OF_THE_VAULT: Final = frozenset(
    {
        AuditEvent.SETTINGS,
        AuditEvent.UNLOCKED,
        AuditEvent.WRONG_PASSPHRASES,
        AuditEvent.LOCKED,
        AuditEvent.BACKED_UP,
        AuditEvent.BACKUPS_VERIFIED,
        AuditEvent.THINNING_ON,
        AuditEvent.RESTORED,
        AuditEvent.PASSPHRASE,
        AuditEvent.RECOVERY_CODE,
        AuditEvent.IMPORTED,
        AuditEvent.IMPORT_UNDONE,
        AuditEvent.ERASED,
        AuditEvent.ERASED_ASKED,
        AuditEvent.ERASED_TIME,
        AuditEvent.ERASED_MISTAKE,
        AuditEvent.ERASED_OTHER,
        AuditEvent.CLOCK_JUMP,
    }
)
"""Acts whose number is of something else than a person who is still here, or is none."""

QUIET: Final = frozenset(
    {
        AuditEvent.UNLOCKED,
        AuditEvent.WRONG_PASSPHRASES,
        AuditEvent.LOCKED,
        AuditEvent.BACKED_UP,
        AuditEvent.BACKUPS_VERIFIED,
        AuditEvent.THINNING_ON,
        AuditEvent.PASSPHRASE,
        AuditEvent.RECOVERY_CODE,
        AuditEvent.EXPORTED,
        AuditEvent.HANDED_OUT,
        AuditEvent.CLOCK_JUMP,
    }
)
"""Acts that change nothing a backup would have to hold."""
