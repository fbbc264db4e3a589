"""The caseload: the list of patients, the weekly review, and who a patient is."""
