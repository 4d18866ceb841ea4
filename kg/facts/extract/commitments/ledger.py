"""The promises of one text in their order, and which of them later words mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.extract.commitments.pledges import Pledge
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentAction, CommitmentType, Modality

QUIET = frozenset(
    {
        CommitmentType.CEASEFIRE,
        CommitmentType.TRUCE_FIXED_TERM,
        CommitmentType.CESSATION_OF_HOSTILITIES,
        CommitmentType.CEASEFIRE_EXTENSION,
        CommitmentType.NON_USE_OF_TERRITORY,
        CommitmentType.WITHDRAWAL,
    }
)
_RANK: dict[CommitmentType | None, int] = {
    CommitmentType.CEASEFIRE: 0,
    CommitmentType.TRUCE_FIXED_TERM: 1,
    CommitmentType.CEASEFIRE_EXTENSION: 2,
    CommitmentType.CESSATION_OF_HOSTILITIES: 3,
}


@dataclass(slots=True)
class Ledger:
    """The pledges so far, in the order of the text."""

    pledges: list[Pledge] = field(default_factory=list)
    last: Pledge | None = None

    def add(self, pledge: Pledge) -> None:
        self.pledges.append(pledge)

    def seen(self, pledge: Pledge) -> None:
        if pledge.action in (CommitmentAction.MADE, CommitmentAction.EXTENDED):
            self.last = pledge

    def open_in(self, sentence: Sentence) -> bool:
        """Whether the sentence before, in this paragraph, told of a promise."""
        return (
            self.last is not None
            and self.last.sentence.block == sentence.block
            and sentence.index - self.last.sentence.index <= 2
        )

    def near(
        self, sentence: Sentence, reach: int, kinds: frozenset[CommitmentType] | None = None
    ) -> Pledge | None:
        """The last promise told of at most so many sentences before, of some kinds or any."""
        made = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.MADE
            and 0 <= sentence.index - p.sentence.index <= reach
            and (kinds is None or p.kind in kinds)
        ]
        return made[-1] if made else None

    def since(self, fate: Pledge) -> int | None:
        """Where the promise stands whose fate this is."""
        made = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.MADE
            and p.kind is fate.kind
            and set(p.by) & set(fate.by)
            and p.sentence.index <= fate.sentence.index
        ]
        return made[-1].sentence.shape.origin(made[-1].low) if made else None

    def made_by(self, name: str) -> Pledge | None:
        made = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.MADE
            and name in p.by
            and p.modality is Modality.ASSERTED
        ]
        quiet = [p for p in made if p.kind in QUIET]
        return (
            min(quiet, key=lambda p: _RANK.get(p.kind, 9)) if quiet else made[-1] if made else None
        )

    def given_by(self, name: str, sentence: Sentence) -> Pledge | None:
        """The promise that "its word" means: the last before, its own rather than a shared one."""
        made = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.MADE
            and name in p.by
            and p.modality is Modality.ASSERTED
            and p.sentence.index <= sentence.index
        ]
        own = [p for p in made if p.by == (name,)]
        return (own or made)[-1] if made else self.made_by(name)

    def charged(self, sentence: Sentence) -> Pledge | None:
        """A side charged with a breach in the last two sentences."""
        told = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.ALLEGED_VIOLATED
            and len(p.by) == 1
            and 0 < sentence.index - p.sentence.index <= 2
        ]
        return told[-1] if told else None

    def alleged(self, name: str) -> Pledge | None:
        told = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.ALLEGED_VIOLATED and name in p.by
        ]
        return told[-1] if told else None
