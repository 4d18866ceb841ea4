"""What became of promises already told of: broken, denied, kept, not kept, lapsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.facts.extract.commitments.pledges import Pledge, type_of
from kg.facts.extract.commitments.rules import plain
from kg.facts.extract.commitments.sequels import BROKEN, DENIED, KEPT, LAPSED, UNKEPT
from kg.facts.extract.reading import Sentence
from kg.facts.extract.subjects import Subjects
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
_WORD = re.compile(r"\b(?:pledges?|promises?|undertakings?|vows?|word)\b", re.I)
_EACH = re.compile(r"\b[Ee]ach (?:side|party)\b")
_ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+)\s(?:the\s)?(?P<who><[AJPN]\d+>)(?:'s\s\w+)?\s(?:of|for)\s"
)
_HEDGED = re.compile(
    r"\b(?:if|whether|any|no|without|not|could|would|should|must|avoid|prevent|in case of|when the|for)\s(?:[\w-]+\s){0,2}$",
    re.I,
)
_TO_COME = (
    "to be completed",
    "to be carried out",
    "to be fulfilled",
    "be honoured",
    "be honored",
    "be completed",
    "be implemented in full",
)
_ACCUSES = re.compile(
    r"\b(?:says?|said|calls?|called|claims?|claimed|holds|alleg\w+|accus\w+|complain\w*|reported|told|blam\w+|insist\w*)\b"
)


@dataclass(slots=True)
class Ledger:
    """The pledges so far, in the order of the text."""

    pledges: list[Pledge] = field(default_factory=list)
    last: Pledge | None = None

    def add(self, pledge: Pledge) -> None:
        self.pledges.append(pledge)

    def seen(self, pledge: Pledge) -> None:
        if pledge.action is CommitmentAction.MADE:
            self.last = pledge

    def open_in(self, sentence: Sentence) -> bool:
        """Whether the sentence before, in this paragraph, told of a promise."""
        return (
            self.last is not None
            and self.last.sentence.block == sentence.block
            and sentence.index - self.last.sentence.index <= 2
        )

    def near(self, sentence: Sentence, reach: int) -> Pledge | None:
        made = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.MADE and 0 <= sentence.index - p.sentence.index <= reach
        ]
        return made[-1] if made else None

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

    def alleged(self, name: str) -> Pledge | None:
        told = [
            p
            for p in self.pledges
            if p.action is CommitmentAction.ALLEGED_VIOLATED and name in p.by
        ]
        return told[-1] if told else None


def fate_of(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    yield from _broken(subjects, ledger, sentence)
    yield from _denied(subjects, ledger, sentence)
    yield from _kept(subjects, ledger, sentence)


def _broken(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in BROKEN.finditer(text):
        if _HEDGED.search(text[: found.start()]) or text.rstrip().endswith("?"):
            continue
        accuser, culprit = _who(subjects, sentence, found)
        before = ledger.near(sentence, 2) if found["pass"] else None
        if not culprit and before is not None and before.sentence is not sentence:
            culprit = before.by
        if not culprit:
            continue
        noun = found["what"] or found["obj"] or found["pass"] or ""
        kind = type_of(noun)
        word = bool(_WORD.search(noun))
        known = ledger.given_by(culprit[0], sentence) if word else ledger.made_by(culprit[0])
        if _EACH.search(text) or (known is None and kind is CommitmentType.OTHER):
            continue
        if (
            kind is CommitmentType.OTHER
            and known is not None
            and known.kind is not None
            and (word or known.kind in QUIET)
        ) or (
            kind is CommitmentType.CEASEFIRE
            and known is not None
            and known.kind is CommitmentType.TRUCE_FIXED_TERM
        ):
            kind = known.kind
        yield Pledge(
            sentence,
            0,
            found.start(),
            found.end(),
            culprit,
            CommitmentAction.ALLEGED_VIOLATED,
            kind=kind,
            according_to=accuser,
        )
        return


def _who(
    subjects: Subjects, sentence: Sentence, found: re.Match[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Who complains, and who is said to have broken a promise."""
    text = sentence.shape.text
    named = found["by"] or found["who"]
    first = subjects.of(sentence, _first_verb(text))
    accuser = first.names[0] if first and len(first.names) == 1 else None
    if named:
        return accuser, _named(subjects, sentence, named)
    accused = _ACCUSED.search(text[: found.start()])
    if accused:
        name = subjects.side(sentence.shape.mention(accused["who"]))
        return accuser, (name,) if name else ()
    if found["noun"] or found["pass"]:
        return accuser, _other(subjects, sentence, accuser)
    doers = subjects.of(sentence, found.start())
    if doers is None or not doers.names:
        return accuser, ()
    if accuser in doers.names and _ACCUSES.search(text[: found.start()]):
        return accuser, _other(subjects, sentence, accuser)
    return (accuser if accuser not in doers.names else None), doers.names


def _named(subjects: Subjects, sentence: Sentence, words: str) -> tuple[str, ...]:
    sign = re.search(r"<[ANP]\d+>", words)
    if sign is None:
        return subjects.parties(sentence)
    name = subjects.side(sentence.shape.mention(sign.group()))
    return (name,) if name else ()


def _other(subjects: Subjects, sentence: Sentence, accuser: str | None) -> tuple[str, ...]:
    parties = subjects.parties(sentence)
    if accuser in parties and len(parties) == 2:
        return tuple(p for p in parties if p != accuser)
    return ()


def _first_verb(text: str) -> int:
    found = _ACCUSES.search(text)
    return found.start() if found else len(text)


def _denied(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in DENIED.finditer(text):
        doers = subjects.of(sentence, found.start())
        if doers is None or len(doers.names) != 1:
            continue
        name = doers.names[0]
        known = ledger.alleged(name) or ledger.made_by(name)
        if known is None or (
            known.kind not in QUIET and known.action is not CommitmentAction.ALLEGED_VIOLATED
        ):
            continue
        yield Pledge(
            sentence,
            doers.start,
            found.start(),
            found.end(),
            (name,),
            CommitmentAction.DENIED_VIOLATION,
            kind=known.kind,
            according_to=name,
        )
        return


def _kept(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    last = ledger.near(sentence, 3 if "kept" in text else 1)
    if last is None:
        return
    lapsed, unkept, kept = LAPSED.search(text), UNKEPT.search(text), KEPT.search(text)
    base = replace(last, sentence=sentence, weak=False, according_to=None)
    if lapsed:
        yield replace(
            base,
            start=lapsed.start(),
            low=lapsed.start(),
            high=lapsed.end(),
            action=CommitmentAction.EXTENDED,
            modality=Modality.DENIED,
        )
    elif unkept and unkept.start() > (last.low if last.sentence is sentence else -1):
        yield replace(
            base,
            start=unkept.start(),
            low=unkept.start(),
            high=unkept.end(),
            action=CommitmentAction.FULFILLED,
            modality=Modality.DENIED,
        )
    elif (
        kept
        and (last.sentence is sentence or plain(sentence, 0, 6))
        and kept.end() > (last.low if last.sentence is sentence else -1)
    ):
        if re.search(r"\bnot\b|\bnever\b", text[: kept.end()]) or text[: kept.end()].endswith(
            _TO_COME
        ):
            return
        if kept.group().lower().startswith("kept"):
            doers = subjects.of(sentence, kept.start())
            base = replace(base, by=doers.names if doers else ())
        low = max(kept.start(), kept.end() - 60)
        yield replace(base, start=low, low=low, high=kept.end(), action=CommitmentAction.FULFILLED)
