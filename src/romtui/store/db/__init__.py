"""The encrypted database: connection, tables, migrations, transactions, logs."""
