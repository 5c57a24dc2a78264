"""How the tables of findings came to be what they are, step by step."""
