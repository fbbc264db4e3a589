"""Files that leave the vault and files that come in."""
