"""What the outlines of glyphs look like: known outlines near them, and a net for those nobody knows."""
