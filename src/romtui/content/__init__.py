"""What lies in data/: questionnaires and things to say, made into domain objects."""
