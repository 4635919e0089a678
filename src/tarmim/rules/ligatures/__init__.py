"""Repair of letter pairs that a font exchanged, lam-alef above all."""
