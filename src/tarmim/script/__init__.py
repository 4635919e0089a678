"""Facts of the Arabic script: letters, joining, presentation forms."""
