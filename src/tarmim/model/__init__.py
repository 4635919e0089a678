"""The records everything else speaks in: edits, passages, profiles, steps and repairs."""
