"""Quirks of programs and fonts, one a file; `catalogue.py` lists all of them, `stages.py` says what they work on."""
