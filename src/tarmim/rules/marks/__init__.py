"""Repairs of marks: detached nunation, marks that stand twice, shaddas written too late."""
