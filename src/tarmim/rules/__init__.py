"""The repairs: one family of damage a file; `pipeline` puts them in order."""
