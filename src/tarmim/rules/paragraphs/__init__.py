"""Repairs of lines and paragraphs: lines cut by the page, furniture, pull quotes."""
