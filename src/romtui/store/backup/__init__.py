"""Backups: made, verified, thinned out, carried to a second place, restored."""
