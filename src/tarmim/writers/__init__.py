"""How a repair is written out: pure functions from a Repair to text."""
