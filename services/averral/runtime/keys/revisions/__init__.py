"""How the table of keys came to be what it is, step by step."""
