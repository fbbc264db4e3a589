"""Patients, forms, sessions and discussions: read, and written in one transaction each."""
