"""romtui line by line: no second screen, no drawing, a real cursor; for TERM=dumb and for ears."""
