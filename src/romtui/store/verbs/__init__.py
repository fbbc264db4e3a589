"""The verbs, by what they are about; `Store` puts them together."""
