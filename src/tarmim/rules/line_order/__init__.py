"""Repairs of the order within lines: pieces in reverse, halves exchanged, lines stored from the left."""
