"""Whole patients out of the vault and into it."""
