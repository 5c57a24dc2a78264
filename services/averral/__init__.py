"""averral: who said what, what is claimed, and where independent reports corroborate or conflict."""

__version__ = "0.1.0"
