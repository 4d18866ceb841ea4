"""From pledges to facts: one for each thing owed, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.announced import announced
from kg.facts.extract.commitments.beside import after_a_deal, in_force, provided
from kg.facts.extract.commitments.fates import fate_of, told_violence
from kg.facts.extract.commitments.gapping import each
from kg.facts.extract.commitments.ledger import QUIET, Ledger
from kg.facts.extract.commitments.lists import counted, listed
from kg.facts.extract.commitments.outcomes import outcomes
from kg.facts.extract.commitments.outright import outright, we_will
from kg.facts.extract.commitments.owners import ours, theirs
from kg.facts.extract.commitments.papers import (
    carried_out,
    documents,
    duties,
    provisions,
    truces,
)
from kg.facts.extract.commitments.performed import performed
from kg.facts.extract.commitments.pledges import Pledge, clause_end, plain, type_of
from kg.facts.extract.commitments.twice import told_once
from kg.facts.extract.commitments.wordings import worded
from kg.facts.extract.deadlines import deadline
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.sayings import said_by
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Commitment
from kg.sources.document import Zone
from kg.terms import CommitmentAction, CommitmentType, RoundStatus

MAX_TEXT = 220
_HEADLINES = frozenset({Zone.TITLE, Zone.HEADING})
_GOES_ON = re.compile(
    r"^(?:And\s|Also\s)?(?:[Tt]hey|[Bb]oth|[Tt]he two|[Tt]he sides|[Tt]he parties|[Ee]ach side)\b[^.]{0,25}(?:\swill|'ll|\sshall|\sare to)\s"
)
_WORDS = rulebook("commitments").words
_MEET = re.compile(
    r"(?:\bwill|'ll|\bare (?:due |set |to)?\s?to|\bwould)\s(?P<what>(?:now\s|then\s)?(?:meet (?:again|once more|next|for the \w+ time)|reconvene|return to (?:the (?:negotiating )?table|<P\d+>)|be back (?:in <P\d+>|at the table)|resume (?:the )?(?:talks|negotiations)|talk again|speak again)(?!\w)[^.;]{0,90})"
    r"|(?<!\bto)(?<!\bwill)\s(?P<now>(?:meet (?:again|next)|reconvene)\s(?:in\s|on\s|next\s|for\s|at\s)?(?:<[DP]\d+>|next)[^.;]{0,70})"
)


def find(reading: Reading) -> list[Commitment]:
    subjects = reading.once("subjects", Subjects)
    ledger = Ledger()
    for sentence in reading.sentences:
        for pledge in _in_sentence(reading, subjects, ledger, sentence):
            ledger.add(pledge)
    for sentence in reading.sentences:
        source = said_by(reading, sentence)
        fates = list(fate_of(subjects, ledger, sentence))
        fates = fates or list(told_violence(reading, subjects, ledger, sentence))
        for pledge in fates or list(performed(reading, subjects, ledger, sentence)):
            told = replace(pledge, according_to=pledge.according_to or source)
            ledger.add(replace(told, since=ledger.since(told)))
    kept = told_once(reading, ledger.pledges)
    return [_fact(reading, pledge) for pledge in kept]


def _in_sentence(
    reading: Reading, subjects: Subjects, ledger: Ledger, sentence: Sentence
) -> Iterator[Pledge]:
    if reading.paragraph(sentence).block.zone in _HEADLINES or sentence.block == 0:
        return
    points = list(listed(reading, subjects, sentence))
    opens = bool(points) and sentence.shape.text.rstrip().endswith(":")
    several = [] if points else list(counted(subjects, sentence))
    found = (
        [replace(point, since=_listed_at(reading, sentence)) for point in points]
        if opens
        else several
        if len(several) > 1
        else [
            *points,
            *worded(subjects, sentence),
            *outcomes(subjects, sentence),
            *documents(subjects, sentence),
            *_meetings(subjects, sentence),
            *truces(subjects, sentence),
            *announced(subjects, sentence),
        ]
    )
    if not found and _promised_here(reading, ledger, sentence):
        found = _goes_on(subjects, sentence)
    if not found and _deal_near(reading, ledger, sentence):
        found = list(after_a_deal(subjects, sentence)) or list(provided(subjects, sentence))
    if not found:
        found = list(outright(reading, subjects, sentence))
        found = found or list(we_will(reading, subjects, sentence))
    if all(pledge.weak for pledge in found):
        near = ledger.open_in(sentence) or _sealed_before(reading, sentence, 3)
        found = [*found, *in_force(reading, subjects, sentence, near)]
    source = said_by(reading, sentence)
    for pledge in (part for whole in _apart(found) for part in each(subjects, whole)):
        owed = theirs(subjects, ours(reading, subjects, _settled(ledger, pledge)))
        yield replace(owed, according_to=pledge.according_to or source)
        ledger.seen(pledge)


def _listed_at(reading: Reading, opener: Sentence) -> int | None:
    """A list is of the text's main round, unless the words that open it name another."""
    book = reading.book
    if book is None or any(opener.start <= at < opener.end for at, _ in book.marks):
        return opener.start
    return next((at for at, named in book.marks if named == book.main), opener.start)


def _settled(ledger: Ledger, pledge: Pledge) -> Pledge:
    """ "Prolonged once": what was promised just before, where its own words do not tell."""
    before = ledger.near(pledge.sentence, 2)
    unclear = pledge.kind is CommitmentType.OTHER and pledge.action is CommitmentAction.EXTENDED
    if not unclear or before is None or before.kind not in QUIET:
        return pledge
    return replace(pledge, kind=before.kind)


_PASSIVE = re.compile(
    r"\b(?:is|are) to be (?:freed|released|withdrawn|reopened|opened|handed|exchanged|lifted|set up|sent|formed|held|established)\b"
)
_DUE = re.compile(
    r"\b(?:is|was) to (?!be held\b|have\b|last\b|meet\b|begin\b|open\b|start\b|arrive\b|be represented\b)(?:be )?[a-z]+\b"
)


_AIM = re.compile(
    r"\b(?:objective|aim|goal|purpose|task|idea|intention|mandate|job|role|plan|hope|challenge|step|priority|problem|question|point|duty|wish|dream|trick)s?\s(?:here\s|now\s)?$",
    re.I,
)
_SEALED = re.compile(
    rf"\b(?:{_WORDS['SIGNED']})\s(?:[\w<>'-]+\s){{0,5}}?(?:{_WORDS['PAPER']}|pages|points)\b"
    rf"|\b(?:produced|yielded|brought|(?:ended|closed|concluded|wrapped up)\b[^.;]{{0,60}}\bwith)\s(?:[\w<>'-]+\s){{0,5}}?(?:{_WORDS['PAPER']})\b"
    r"|\b[Ww]hat (?:was|they|the sides|both sides|the two) (?:agreed|signed|promised|settled)\b"
    r"|\b(?:agreement|accord|protocol|memorandum|paper)\b[^.;]{0,40}\b(?:signed|initial+ed)\b|:\s[a-z]+ protocol\b|\binitials to\b",
    re.I,
)


def _sealed_before(reading: Reading, sentence: Sentence, reach: int = 1) -> bool:
    """So few sentences before, in the same paragraph, a signature is told of."""
    before = reading.sentences[max(0, sentence.index - reach) : sentence.index]
    return any(s.block == sentence.block and _SEALED.search(s.shape.text) for s in before)


def _promised_here(reading: Reading, ledger: Ledger, sentence: Sentence) -> bool:
    return ledger.open_in(sentence) or _sealed_before(reading, sentence)


def _deal_near(reading: Reading, ledger: Ledger, sentence: Sentence) -> bool:
    """A deal is told of in this paragraph or the one before it."""
    if ledger.last is not None and 0 <= sentence.block - ledger.last.sentence.block <= 1:
        return True
    before = reading.sentences[max(0, sentence.index - 5) : sentence.index]
    return any(
        sentence.block - other.block <= 1 and _SEALED.search(other.shape.text) for other in before
    )


def _goes_on(subjects: Subjects, sentence: Sentence) -> list[Pledge]:
    """After a promise: "They will also …", "Two thousand are to be freed by May"."""
    if _GOES_ON.match(sentence.shape.text):
        return list(duties(subjects, sentence))
    parts = list(provisions(subjects, sentence))
    if len(parts) > 1:
        return parts
    named = list(carried_out(subjects, sentence))
    if named:
        return named
    due = _DUE.search(sentence.shape.text)
    if due and _AIM.search(sentence.shape.text[: due.start()]):
        return []
    if due and not re.search(r"\bif\b|\bwhether\b", sentence.shape.text):
        doers = subjects.of(sentence, due.start())
        parties = subjects.parties(sentence)
        by = doers.names if doers and doers.names else parties
        a, b = due.start(), clause_end(sentence.shape.text, due.end())
        return [Pledge(sentence, 0, 0, b, by, kind=type_of(plain(sentence, 0, b)))] if a else []
    if _PASSIVE.search(sentence.shape.text):
        return [replace(p, by=()) for p in duties(subjects, sentence)]
    return []


def _meetings(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    for found in _MEET.finditer(sentence.shape.text):
        doers = subjects.of(sentence, found.start())
        if doers is None or not (doers.collective or len(doers.names) > 1):
            continue
        if re.search(
            r"\b(?:if|whether|not|hope\w*|expect\w*|could|may)\b",
            sentence.shape.text[: found.end()],
            re.I,
        ):
            continue
        low, high = found.span("what" if found["what"] else "now")
        yield Pledge(
            sentence,
            doers.start,
            low,
            high,
            doers.names,
            kind=CommitmentType.FOLLOW_UP_MEETING,
            weak=True,
        )


def _apart(found: list[Pledge]) -> Iterator[Pledge]:
    """Without a weaker pledge on the same words."""
    strong = [p for p in found if not p.weak and p.action is not CommitmentAction.EXTENDED]
    for pledge in sorted(found, key=lambda p: p.action is not CommitmentAction.MADE):
        if not pledge.weak or not any(p.low < pledge.high and pledge.low < p.high for p in strong):
            yield pledge


def _fact(reading: Reading, pledge: Pledge) -> Commitment:
    sentence = pledge.sentence
    offset = sentence.shape.origin(pledge.low)
    meeting = pledge.kind is CommitmentType.FOLLOW_UP_MEETING
    where = offset if pledge.since is None else pledge.since
    round_id = _made_at(reading, sentence, offset) if meeting else reading.round_at(where)
    evidence = _evidence(reading, pledge)
    text = _summary(reading.cut(sentence, pledge.low, pledge.high))
    made = pledge.action is CommitmentAction.MADE
    by = list(pledge.by)
    due = (
        deadline(reading, sentence, pledge.low, pledge.high, round_id, meeting=meeting)
        if made or pledge.action is CommitmentAction.EXTENDED
        else None
    )
    words = " ".join(evidence).lower()
    inferred = ["round"] if round_id else []
    inferred += ["by"] if any(name.lower() not in words for name in by) else []
    inferred += ["deadline"] if due else []
    return Commitment(
        round=round_id,
        by=by,
        type=pledge.kind or type_of(text),
        action=pledge.action,
        deadline=due,
        text=text,
        evidence=evidence,
        modality=pledge.modality,
        according_to=pledge.according_to,
        inferred=inferred,
    )


_TO_COME = frozenset({RoundStatus.SCHEDULED, RoundStatus.PROPOSED})


def _made_at(reading: Reading, sentence: Sentence, offset: int) -> str | None:
    """A meeting is promised at the round spoken of before the one that is to come."""
    book, named = reading.book, reading.round_at(offset)
    for at in (offset, sentence.start, *(s.start for s in _before(reading, sentence))):
        here = book.get(reading.round_at(at)) if book else None
        if here is not None and here.status not in _TO_COME:
            return here.id
    return named


def _before(reading: Reading, sentence: Sentence) -> list[Sentence]:
    return reading.sentences[max(0, sentence.index - 6) : sentence.index][::-1]


def _evidence(reading: Reading, pledge: Pledge) -> list[str]:
    sentence, start = pledge.sentence, min(pledge.start, pledge.low)
    if pledge.low - start < 160:
        return [reading.cut(sentence, start, pledge.high)]
    return [
        reading.cut(sentence, pledge.low, pledge.high),
        reading.cut(sentence, start, start + 150).rsplit(" ", 1)[0],
    ]


def _summary(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:.—–-")
    text = re.sub(r"^(?:that|on)\s", "", text)
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT].rsplit(" ", 1)[0] + "…"
    return (text[:1].upper() + text[1:]).rstrip(".") + "."
