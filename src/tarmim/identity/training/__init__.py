"""How banks of outlines are made: the fonts, shaped and labelled; needs the extra `fonts`."""
