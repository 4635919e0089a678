"""Repairs of spaces: numbers and stops glued to words, words cut or run together."""
