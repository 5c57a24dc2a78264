"""How the tables of the corpus came to be what they are, step by step."""
