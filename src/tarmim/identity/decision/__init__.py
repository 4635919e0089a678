"""What each code of a document stands for: maps, programs, shapes and words weighed against each other."""
