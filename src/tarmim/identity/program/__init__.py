"""What a font program itself says of its glyphs: names, character map, substitutions."""
