"""Repair of letters that were lost to private codes."""
