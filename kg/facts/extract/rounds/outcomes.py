"""What a round brought, by what was promised at it and by what is said where it is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.facts.extract.text.reading import Reading
from kg.facts.model import Commitment, Round
from kg.sources.document import Zone
from kg.terms import CommitmentAction, CommitmentType, Modality, RoundOutcome, RoundStatus

MOST = 3
_UNHELD = frozenset({RoundStatus.SCHEDULED, RoundStatus.PROPOSED, RoundStatus.CANCELLED})
_BY_PROMISE = {
    CommitmentType.CEASEFIRE: RoundOutcome.CEASEFIRE,
    CommitmentType.TRUCE_FIXED_TERM: RoundOutcome.CEASEFIRE,
    CommitmentType.CEASEFIRE_EXTENSION: RoundOutcome.CEASEFIRE_EXTENSION,
    CommitmentType.FOLLOW_UP_MEETING: RoundOutcome.AGREEMENT_TO_MEET_AGAIN,
}
_WHOLE = frozenset(
    {
        RoundOutcome.CEASEFIRE,
        RoundOutcome.CEASEFIRE_EXTENSION,
        RoundOutcome.COMPREHENSIVE_AGREEMENT,
        RoundOutcome.PARTIAL_AGREEMENT,
        RoundOutcome.PRINCIPLES,
        RoundOutcome.PROCESS_AGREEMENT,
        RoundOutcome.CONFIDENCE_BUILDING,
    }
)
_TOLD: tuple[tuple[RoundOutcome, re.Pattern[str]], ...] = (
    (
        RoundOutcome.NO_AGREEMENT,
        re.compile(
            r"\b(?:ended|closed|concluded|broke up|finished|wrapped up|adjourned|collapsed|left|parted|crashed)\b[^.;]{0,60}\b(?:without (?:an? |any )?(?:\w+ )?(?:agreement|deal|result|breakthrough|accord|outcome|success|progress)|(?:with )?no (?:agreement|deal|breakthrough|result|progress|accord)\b(?! except)|empty-handed|in (?:failure|deadlock|stalemate))"
            r"|\b(?:failed|unable|could not|did not manage) to (?:reach|agree|find|strike|produce|bridge|narrow)\b|\b(?:could|did) not (?:reach|find) (?:an? |any |the )?(?:\w+ )?(?:agreement|deal|compromise|solution)|\bno (?:agreement|deal|compromise) (?:was|could be|had been) (?:reached|found)\b"
        ),
    ),
    (
        RoundOutcome.PARTY_WALKOUT,
        re.compile(
            r"\b(?:walk(?:s|ed|ing)? out\b|storm(?:s|ed) out\b|(?:left|leaves|quit) (?:the )?(?:negotiating |negotiation )?(?:table|room|talks|negotiations|discussions|session|hall)\b(?! (?:early|together|at|without))|walk-?out by)"
        ),
    ),
)
_PAPERS: tuple[tuple[RoundOutcome, re.Pattern[str]], ...] = (
    (RoundOutcome.PRINCIPLES, re.compile(r"\bprinciples\b", re.I)),
    (
        RoundOutcome.COMPREHENSIVE_AGREEMENT,
        re.compile(
            r"\b(?:comprehensive|final|general|global)\s(?:\w+\s)?(?:peace\s)?(?:agreement|accord)\b|\bpeace (?:and \w+ )?(?:agreement|accord|treaty)\b",
            re.I,
        ),
    ),
    (
        RoundOutcome.PROCESS_AGREEMENT,
        re.compile(
            r"\b(?:framework agreement|road ?map|agenda|rules of procedure|timetable)\b", re.I
        ),
    ),
    (RoundOutcome.CONFIDENCE_BUILDING, re.compile(r"\bconfidence-building\b", re.I)),
)
_OLD = re.compile(r"\b(?:19|20)\d\d\b|\bunilateral|\bfirst truce", re.I)
_UNREAL = re.compile(
    r"\b(?:if|unless|would|could have|may|might|whether|not|never|threat\w*|warn\w*|fear\w*|before|should|will)\b[^.;,]{0,40}$",
    re.I,
)


def with_outcomes(
    reading: Reading, rounds: Sequence[Round], promises: Iterable[Commitment]
) -> list[Round]:
    made = [p for p in promises if _is_agreed(p)]
    told = _told(reading)
    return [_with(here, made, told.get(here.id, [])) for here in rounds]


def _is_agreed(promise: Commitment) -> bool:
    """What more than one owe was agreed, not only announced."""
    kept = promise.action in (CommitmentAction.MADE, CommitmentAction.EXTENDED)
    return kept and promise.modality is Modality.ASSERTED and len(promise.by) != 1


def _with(here: Round, made: list[Commitment], told: list[RoundOutcome]) -> Round:
    if here.status in _UNHELD or here.modality is not Modality.ASSERTED:
        return here
    brought = list(here.outcomes)
    promises = [p for p in made if p.round == here.id]
    for promise in promises:
        brought += _by(promise)
    rest = [p for p in promises if not _by(p)]
    typed = [p for p in rest if p.type is not CommitmentType.OTHER]
    if (typed or len(rest) > 1) and not _WHOLE & set(brought):
        brought.append(RoundOutcome.PARTIAL_AGREEMENT)
    if not _WHOLE & set(brought):
        brought += told
    else:
        brought = [o for o in brought if o is not RoundOutcome.NO_AGREEMENT]
        brought += [o for o in told if o is not RoundOutcome.NO_AGREEMENT]
    kept = list(dict.fromkeys(brought))[:MOST]
    if kept == list(here.outcomes):
        return here
    inferred = [*here.inferred, *(["outcomes"] if "outcomes" not in here.inferred else [])]
    return here.model_copy(update={"outcomes": kept, "inferred": inferred})


def _by(promise: Commitment) -> list[RoundOutcome]:
    if promise.action is CommitmentAction.EXTENDED:
        quiet = promise.type in (CommitmentType.CEASEFIRE, CommitmentType.TRUCE_FIXED_TERM)
        return [RoundOutcome.CEASEFIRE_EXTENSION] if quiet else []
    paper = [outcome for outcome, rule in _PAPERS if rule.search(promise.text)]
    found = _BY_PROMISE.get(promise.type)
    if found is RoundOutcome.CEASEFIRE and _OLD.search(promise.text):
        found = None
    return [*([found] if found else []), *paper]


def _told(reading: Reading) -> dict[str, list[RoundOutcome]]:
    told: dict[str, list[RoundOutcome]] = {}
    for sentence in reading.sentences:
        if reading.paragraph(sentence).block.zone is Zone.HEADING:
            continue
        for outcome, rule in _TOLD:
            match = rule.search(sentence.view)
            if match is None or _UNREAL.search(sentence.view[: match.start()]):
                continue
            here = reading.round_at(sentence.start + match.start())
            if here is not None and outcome not in told.setdefault(here, []):
                told[here].append(outcome)
    return told
