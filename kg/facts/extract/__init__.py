"""Document → Sheet by rules over a parse. `open_extractor()` is the whole interface."""

from __future__ import annotations

from kg.facts.extractor import Extractor
from kg.settings import Settings

__all__ = ["open_extractor"]


def open_extractor(settings: Settings | None = None) -> Extractor:
    """Raises ModelMissing when no language model is installed."""
    from kg.facts.extract.pipeline import RulesExtractor  # loads spaCy: only when one reads

    settings = settings or Settings.from_environment()
    rules = RulesExtractor(settings)
    if not settings.llm_url:
        return rules
    from kg.facts.proposer import with_second_reader

    return with_second_reader(rules, settings)
