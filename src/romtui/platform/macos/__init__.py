"""What macOS does in its own way; the rest is `posix`."""
