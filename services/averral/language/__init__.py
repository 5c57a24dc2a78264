"""Everything that depends on a language: normalising, sentences, zones, numbers, dates, names, and their tables.

What differs between languages is data in `data/<lang>.toml`; the modules know how to read a table, never which
language it belongs to. Imports nothing of ours but `errors` and `model`.
"""
