"""Tables of other programs, item by item, read by a mapping that is kept as a file."""
