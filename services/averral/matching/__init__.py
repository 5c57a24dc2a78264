"""Keeps the corpus of claims and quotes, finds what may belong together, and says how it relates."""
