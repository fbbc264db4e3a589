"""The session screen: one patient, what is on the left, what to say on the right."""
