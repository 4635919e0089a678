"""A PDF as glyphs: what is shown where, in which font, and what the maps say it means."""
