"""One page for a third party: what is on it, line by line, and nothing else."""
