"""What the screens are made of: each draws one thing it is given, and computes nothing."""
