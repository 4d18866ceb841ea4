"""What was promised, extended, kept, broken or taken back, and by whom."""

from kg.facts.extract.commitments.find import find

__all__ = ["find"]
