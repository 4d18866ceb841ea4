"""Small corpora of several sources on one round, with names spelt as their writers like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.corpus import Corpus
from kg.facts import sheets

ROUND = """\
format: sulh-facts/1
source: {{id: {id}, title: Talks, published: 2024-05-04}}
rounds:
- {{id: r, place: Oslo, dates: 2024-05-03, parties: [Ruritania, Elbonia], evidence: ["met there"]}}
participants:
{people}
"""


def corpus_of(folder: Path, sources: Mapping[str, Sequence[tuple[str, str]]]) -> Corpus:
    """Source id → (person, side) pairs, all at one round in Oslo."""
    corpus = Corpus.init(folder)
    for id, people in sources.items():
        lines = "\n".join(
            f'- {{round: r, for: {side}, person: {name}, evidence: ["{name} was there"]}}'
            for name, side in people
        )
        corpus.add(sheets.loads(ROUND.format(id=id, people=lines)), None)
    return corpus
