"""sulh: who attended which negotiation round, and which source says so."""

__version__ = "0.1.0"
