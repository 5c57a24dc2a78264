"""Reads documents: zones, sentences, quotes with speakers, claims. `engine.extract` is the way in."""
