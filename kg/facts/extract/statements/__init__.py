"""Direct speech: who says it, for whom, where."""

from kg.facts.extract.statements.find import find

__all__ = ["find"]
