"""Geometry only: what stands on one line, in one column, in one paragraph, in one row of a table."""
