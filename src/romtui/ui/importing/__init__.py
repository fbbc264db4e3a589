"""A table of another program comes in: which column is what, a trial, and then all or nothing."""
