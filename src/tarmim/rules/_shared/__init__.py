"""What several families of rules use: odds, places of rare signs."""
