"""Who helps the sides to talk, and how."""

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.claims import claims, third_keys
from kg.facts.extract.helping.find import find

__all__ = ["Claim", "claims", "find", "third_keys"]
