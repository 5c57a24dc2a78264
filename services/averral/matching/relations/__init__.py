"""How two reports stand to each other: pure functions from two items to one verdict with its reasons."""
