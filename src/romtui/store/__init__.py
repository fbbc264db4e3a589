"""The encrypted vault: files, keys, tables, records, backups."""
