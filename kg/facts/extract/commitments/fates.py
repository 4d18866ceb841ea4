"""What became of promises already told of: broken, denied, kept, not kept, lapsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.denials import denied, denied_at_once
from kg.facts.extract.commitments.keeping import kept
from kg.facts.extract.commitments.ledger import QUIET, Ledger
from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.commitments.sequels import (
    BROKEN,
    DEED,
)
from kg.facts.extract.happenings import happened
from kg.facts.extract.sayings import said_by
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import CommitmentAction, CommitmentType, IncidentType

_WORD = re.compile(
    r"\b(?:pledges?|promises?|undertakings?|vows?|word|assurances?|guarantees?)\b", re.I
)
_IT = re.compile(r"(?:it|them)\b", re.I)
_EACH = re.compile(r"\b[Ee]ach (?:side|party)\b")
_MUTUAL = re.compile(
    r"\b(?:accus\w+|blam\w+)\s(?:each other|one another|the other(?: side| party)?)\b(?:\s(?:on\s)?<D\d+>)?\s(?:of|for|over)\s"
    r"|\b(?:trad\w+|exchang\w+|swapp\w+)\s(?:\w+\s)?(?:accusations|blame|charges|recriminations)\b"
)
_ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+)\s(?:the\s)?(?P<who><[AJPN]\d+>)(?:'s\s\w+|\s[a-z]+)?\s(?:of|for)\s"
)
_IS_ACCUSED = re.compile(
    r"\b(?:is|are|was|were|been|stands?|stood)\s(?:[a-z]+ly\s)?(?:accused|blamed|suspected)\s(?:[\w<>]+\s){0,4}?of\s"
)
_UNDONE = re.compile(
    r"\b(?:accus\w+|blam\w+)\s(?:the\s)?(?P<who><[AJPN]\d+>)(?:'s\s\w+|\s[a-z]+)?\s(?:of|for)\s(?P<what>(?:not\s(?:having\s)?|failing to\s|refusing to\s|delaying\s|blocking\s|holding up\s)(?:the\s)?[a-z]+[^.;]{3,90})"
)
_HEDGED = re.compile(
    r"\b(?:if|whether|any|no|without|not|could|would|should|must|avoid|prevent|in case of|when the|for|will|to|never|risk of|future|further)\s(?:[\w-]+\s){0,2}$",
    re.I,
)
_ACCUSES = re.compile(
    r"\b(?:says?|said|calls?|called|claims?|claimed|holds|alleg\w+|accus\w+|complain\w*|reported|told|blam\w+|insist\w*|maintain\w*|warn\w*|charg\w+)\b"
)


def fate_of(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    denials = list(denied(subjects, ledger, sentence))
    if not denials:
        told = list(_broken(subjects, ledger, sentence))
        yield from told or _deeds(subjects, ledger, sentence) or ()
        if not told:
            yield from _undone(subjects, ledger, sentence)
        yield from denied_at_once(sentence, told)
        denials = told
    else:
        yield from denials
    for fate in kept(subjects, ledger, sentence):
        if not any(fate.low < p.high and p.low < fate.high for p in denials):
            yield fate


def _broken(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in BROKEN.finditer(text):
        lead = text[: found.start()]
        if _MUTUAL.search(lead[-110:]):
            yield from _mutual(subjects, ledger, sentence, found)
            return
        if _HEDGED.search(lead) or text.rstrip().endswith("?"):
            continue
        if _EACH.search(text):
            return
        accuser, culprit = _who(subjects, sentence, found)
        before = ledger.near(sentence, 2) if found["pass"] else None
        if not culprit and before is not None and before.sentence is not sentence:
            culprit = before.by
        kind = _broken_kind(ledger, sentence, found, culprit)
        if culprit and kind is not None:
            yield _violation(sentence, found.span(), culprit, kind, accuser)
            return


def _undone(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    """ "X accuses Y of not having withdrawn", where Y had promised that kind of thing."""
    found = _UNDONE.search(sentence.shape.text)
    name = subjects.side(sentence.shape.mention(found["who"])) if found else None
    if found is None or name is None:
        return
    kind = type_of(plain(sentence, *found.span("what")))
    owed = any(p.kind is kind and name in p.by for p in ledger.pledges)
    if kind is not CommitmentType.OTHER and owed:
        first = subjects.of(sentence, found.start())
        accuser = first.names[0] if first and len(first.names) == 1 else None
        yield _violation(sentence, found.span(), (name,), kind, accuser)


def _broken_kind(
    ledger: Ledger, sentence: Sentence, found: re.Match[str], culprit: tuple[str, ...]
) -> CommitmentType | None:
    """What was broken; None where the words alone do not tell and nothing was promised before."""
    noun = found["what"] or found["obj"] or found["pass"] or ""
    if found["noun"] and not noun:
        noun = sentence.shape.text[max(0, found.start() - 12) : found.start()]
    if _IT.match(noun):
        last = ledger.near(sentence, 3, QUIET)
        return last.kind if last is not None and last.sentence is not sentence else None
    kind, word = type_of(noun), bool(_WORD.search(noun))
    name = culprit[0] if culprit else ""
    known = ledger.given_by(name, sentence) if word else ledger.made_by(name)
    if known is None or known.kind is None:
        paper = bool(found["who"] or found["what"] or found["end"])
        return kind if kind is not CommitmentType.OTHER or paper else None
    if kind is CommitmentType.OTHER and (word or known.kind in QUIET):
        return known.kind
    if (kind, known.kind) == (CommitmentType.CEASEFIRE, CommitmentType.TRUCE_FIXED_TERM):
        return known.kind
    return kind


def _violation(
    sentence: Sentence,
    span: tuple[int, int],
    culprit: tuple[str, ...],
    kind: CommitmentType,
    accuser: str | None,
) -> Pledge:
    action = CommitmentAction.ALLEGED_VIOLATED
    return Pledge(sentence, span[0], *span, culprit, action, kind=kind, according_to=accuser)


def _mutual(
    subjects: Subjects, ledger: Ledger, sentence: Sentence, found: re.Match[str]
) -> Iterator[Pledge]:
    """Each accuses the other: one violation for each."""
    parties = subjects.parties(sentence)
    said = _ACCUSES.search(sentence.shape.text)
    alike = said is None or said.group().startswith("accusation")
    doers = None if said is None or alike else subjects.of(sentence, said.start())
    alone = doers.names if doers and len(doers.names) == 1 else ()
    for name in [p for p in parties if p not in alone] if len(parties) == 2 else ():
        kind = _broken_kind(ledger, sentence, found, (name,))
        other = next(p for p in parties if p != name)
        if kind is not None:
            yield _violation(sentence, found.span(), (name,), kind, other)


def _deeds(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    """A shot that one side lays to another, where that other had promised quiet."""
    text = sentence.shape.text
    for found in DEED.finditer(text):
        sign = found["one"] or found["two"]
        name = subjects.side(sentence.shape.mention(sign))
        known = ledger.made_by(name) if name else None
        if name is None or known is None or known.kind not in QUIET:
            continue
        doers = subjects.of(sentence, found.start())
        accuser = doers.names[0] if doers and len(doers.names) == 1 else None
        if accuser != name and name in subjects.parties(sentence):
            yield _violation(sentence, found.span(), (name,), known.kind, accuser)
            return


def told_violence(
    reading: Reading, subjects: Subjects, ledger: Ledger, sentence: Sentence
) -> Iterator[Pledge]:
    """Violence that somebody lays to a side which had promised quiet."""
    quiet = any(p.kind in QUIET for p in ledger.pledges)
    source = said_by(reading, sentence) if quiet else None
    if source is None:
        return
    for kind, low, high in happened(reading, sentence):
        doers = subjects.of(sentence, low, strict=True) if kind in _VIOLENT else None
        named = _first_side(subjects, sentence, low, high)
        name = named or (doers.names[0] if doers and len(doers.names) == 1 else None)
        known = ledger.made_by(name) if name and kind in _VIOLENT else None
        if name is None or known is None or known.kind not in QUIET or name in source:
            continue
        if name in subjects.parties(sentence):
            yield _violation(sentence, (low, high), (name,), known.kind, source)
            return


_VIOLENT = frozenset({IncidentType.ATTACK, IncidentType.AIRSTRIKE, IncidentType.CLASH})
_FORCES = re.compile(
    r"(?:<D\d+>,?\s|(?:[Oo]n|[Aa]t)\s<D\d+>,?\s|the\s|[Tt]he\s|according to [^,]{2,30},\s)*(?P<who><[AJ]\d+>)(?:'s)?\s(?:[a-z]+\s){0,2}?(?:soldiers|troops|forces|army|guns|artillery|jets|planes|drones|fighters|rebels|militia|marines|police|guards|gunboats|navy|warplanes)\b"
)


def _first_side(subjects: Subjects, sentence: Sentence, low: int, high: int) -> str | None:
    """Whose forces act at the head of a clause."""
    found = _FORCES.search(sentence.shape.text, low, high)
    return subjects.side(sentence.shape.mention(found["who"])) if found else None


def _who(
    subjects: Subjects, sentence: Sentence, found: re.Match[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Who complains, and who is said to have broken a promise."""
    text = sentence.shape.text
    named = found["by"] or found["who"] or found["own"]
    first = subjects.of(sentence, _first_verb(text))
    accuser = first.names[0] if first and len(first.names) == 1 else None
    if named:
        return accuser, _named(subjects, sentence, named)
    accused = _ACCUSED.search(text[: found.start()])
    if accused:
        name = subjects.side(sentence.shape.mention(accused["who"]))
        return accuser, (name,) if name else ()
    if _IS_ACCUSED.search(text[: found.start()]):
        return None, first.names if first else ()
    if found["noun"] or found["pass"]:
        return accuser, _other(subjects, sentence, accuser)
    doers = subjects.doing(sentence, found.start()) or subjects.of(sentence, found.start())
    if doers is None or not doers.names:
        return accuser, ()
    if accuser in doers.names and _ACCUSES.search(text[: found.start()]):
        return accuser, _other(subjects, sentence, accuser)
    return (accuser if accuser not in doers.names else None), doers.names


def _named(subjects: Subjects, sentence: Sentence, words: str) -> tuple[str, ...]:
    signs = re.findall(r"<[AJNP]\d+>", words)
    if not signs:
        return subjects.parties(sentence)
    named = [subjects.side(sentence.shape.mention(sign)) for sign in signs]
    return tuple(dict.fromkeys(name for name in named if name))


def _other(subjects: Subjects, sentence: Sentence, accuser: str | None) -> tuple[str, ...]:
    parties = subjects.parties(sentence)
    if accuser in parties and len(parties) == 2:
        return tuple(p for p in parties if p != accuser)
    return ()


def _first_verb(text: str) -> int:
    found = _ACCUSES.search(text)
    return found.start() if found else len(text)
