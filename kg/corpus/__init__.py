"""The corpus folder: sources, sheets, entities, judgements, journal and history as plain files."""

from kg.corpus.corpus import Corpus
from kg.corpus.files import Incoming
from kg.corpus.writing import Added

__all__ = ["Added", "Corpus", "Incoming"]
