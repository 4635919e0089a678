"""How rules run: what a rule is, what is measured of a document, and the one way through."""
