"""Who may be who: pairs that a person should judge, with reasons and both sides' words."""

from __future__ import annotations

from kg.matching.bench import Bench
from kg.matching.known import Known, Mention
from kg.matching.open import Matcher, open_suggestions
from kg.matching.suggestion import Suggestion

__all__ = ["Bench", "Known", "Matcher", "Mention", "Suggestion", "open_suggestions"]
