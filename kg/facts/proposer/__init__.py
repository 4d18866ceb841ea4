"""The optional second reader: a language model proposes, the text and the gate decide.

Nothing here runs, and nothing leaves the machine, unless SULH_LLM_URL is set.
"""

from __future__ import annotations

from kg.facts.entities import MARK
from kg.facts.extractor import Extractor
from kg.facts.proposer.cache import Cache
from kg.facts.proposer.endpoint import Endpoint, NoAnswer
from kg.facts.proposer.reader import SecondReader
from kg.settings import Settings

__all__ = ["Cache", "Endpoint", "NoAnswer", "SecondReader", "with_second_reader"]


def with_second_reader(first: Extractor, settings: Settings) -> Extractor:
    """The rules alone where no endpoint is set; else the rules, and then the second reader.

    Answers are kept in the corpus, where there is one.
    """
    if not settings.llm_url:
        return first
    corpus = settings.corpus_dir
    folder = corpus / ".sulh" / "llm-cache" if (corpus / MARK).exists() else None
    endpoint = Endpoint(settings.llm_url, settings.llm_key)
    return SecondReader(first, endpoint, settings.llm_model, Cache(folder))
