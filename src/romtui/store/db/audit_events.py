"""What the audit log can say: what its numbers are of, and which events change the records."""

from enum import Enum
from typing import Final


class AuditEvent(Enum):
    """What the log says was done. The sets below say what the number beside it is of."""

    PATIENT_ADDED = "patient added"
    PATIENT_EDITED = "patient edited"
    ARCHIVED = "archived"
    UNARCHIVED = "unarchived"
    DRAFT_BEGUN = "draft begun"
    DRAFT_DROPPED = "draft dropped"
    RECORDED = "result recorded"
    AMENDED = "result amended"
    UNDONE = "result undone"
    WITHDRAWN = "result withdrawn"
    TARGET_SET = "target set"
    IMPRESSION = "impression"
    SESSION = "session"
    FOCUS_SET = "focus set"
    EVENT_NOTED = "event noted"
    EVENT_DROPPED = "event dropped"
    SHARED = "result shared"
    NOT_SHARED = "result not shared"
    FIT = "fit noted"
    SKIPPED = "skipped"
    AGREED = "agreement made"
    AGREEMENT_REVIEWED = "agreement reviewed"
    AGREEMENT_DROPPED = "agreement taken back"
    ASKED = "question asked"
    OBJECTED = "objection noted"
    LINE_SAID = "line said"
    PREFERENCES_SET = "preferences set"
    TICKED = "to-do ticked"
    SAFETY_REVIEWED = "safety reviewed"
    BATTERY_SET = "battery set"
    OWN_ADDED = "own measure added"
    FOLLOWUP_ANSWERED = "followup answered"
    FOLLOWUP_DROPPED = "followup taken back"
    TAKEN_IN = "case taken in"
    MOVED_AWAY = "result moved away"
    MOVED_HERE = "result moved here"
    MERGED_AWAY = "merged into another record"
    MERGED_HERE = "another record merged here"
    SETTINGS = "settings changed"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    WRONG_PASSPHRASES = "wrong passphrases before this unlock"
    CLOCK_JUMP = "clock jump"
    BACKED_UP = "backed up"
    BACKUPS_VERIFIED = "backups verified"
    THINNING_ON = "old backups may go"
    RESTORED = "restored"
    PASSPHRASE = "passphrase changed"  # noqa: S105 -- what was done, no password
    RECOVERY_CODE = "recovery code renewed"
    EXPORTED = "exported"
    HANDED_OUT = "page to take home"
    CONSENTED = "consent to a report"
    REPORTED = "report written"
    REPORTED_PHYSICIAN = "report to a physician"
    REPORTED_INSURER = "report to an insurer"
    SUPERVISED = "sheet for supervision"
    PAGE_MADE = "page to fill in at home made"
    PAGE_WITHDRAWN = "page to fill in at home withdrawn"
    IMPORTED = "imported"
    RESULT_IMPORTED = "result imported"
    RESULT_CORRECTED = "result corrected by an import"
    IMPORT_UNDONE = "import undone"
    ERASED = "patient erased with an import"
    ERASED_ASKED = "patient erased: asked for"
    ERASED_TIME = "patient erased: kept long enough"
    ERASED_MISTAKE = "patient erased: entered by mistake"
    ERASED_OTHER = "patient erased: another reason"


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
"""Events whose number is that of a result."""

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
"""Events whose number is of something else than a person who is still here, or is none."""

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
"""Events that change nothing a backup would have to hold."""
