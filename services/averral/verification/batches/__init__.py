"""Batches: uploads of any length, per-item states, results kept for a time, comparison of two runs."""
