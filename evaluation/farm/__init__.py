"""The farm: any text in any font by any producer, by seed; made, read, scored ([docs/benchmark.md])."""
