"""Which reports go back to one witness: articles are not counted, witnesses are."""
