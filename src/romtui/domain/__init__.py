"""What a therapist knows about outcome measures, in plain standard-library Python."""
