"""Glyphs into text: which letters they are, in which order they are read, where spaces and paragraphs are."""
