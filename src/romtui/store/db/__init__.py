"""The encrypted database: connection, tables, settings, migrations, write-ahead log."""
