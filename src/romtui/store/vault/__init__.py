"""The vault as a whole: made, opened, checked, its passphrase and code changed."""
