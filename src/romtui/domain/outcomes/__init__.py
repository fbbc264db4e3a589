"""What became of one's own closed work, counted without ranking anybody."""
