"""Quirks of fonts: names, outlines, clusters; `catalogue.py` lists them, `stages.py` says what they work on."""
