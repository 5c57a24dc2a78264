"""The command `averral`: one module per command, all over the same ports."""
