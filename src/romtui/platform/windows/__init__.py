"""What Windows does in its own way, which is nearly everything."""
