"""Texts to unit vectors, and pairs of texts to probabilities of agreement and conflict."""
