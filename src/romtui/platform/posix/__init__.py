"""Linux, and what macOS does the same way."""
