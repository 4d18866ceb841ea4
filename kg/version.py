"""The version, for provenance and for `sulh --version`."""

__version__ = "0.1.0"
