"""The vault folder: its files, its keys, and how it is opened."""
