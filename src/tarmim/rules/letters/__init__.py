"""Repairs of single characters: code tables, controls, presentation forms, brackets, tatweel."""
