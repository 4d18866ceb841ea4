"""Who does it: the sides behind the subject of a verb."""

from kg.facts.extract.subjects.doers import Doers
from kg.facts.extract.subjects.find import Subjects, mentions_between

__all__ = ["Doers", "Subjects", "mentions_between"]
