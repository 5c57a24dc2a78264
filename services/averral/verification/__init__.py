"""Findings: what independent reports say about a claim or a quote. The public service."""
