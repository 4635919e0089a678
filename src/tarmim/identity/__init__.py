"""Which letters is this glyph? What a font's program, its outlines and the words of the document say of each code."""
