"""Beside the database: files, the folder of the vault, its key header, its lock."""
