"""Ways in which one sentence states a promise or what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.pledges import Pledge, clause_end, items, type_of
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Doers, Subjects
from kg.terms import CommitmentAction, CommitmentType, Modality

_W = rulebook("commitments").words
_ADVERB = r"(?:,?\s(?:also|further|jointly|then|both|each|in principle|on <D\d+>|<D\d+>|[a-z]+ly|by <D\d+>(?:\sevening)?|in \w+|there|earlier|initially|again|at the <?\w+>? round),?){0,3}"
_ASIDE = r"(?:,\s[^,.;<]{3,50},)?"
PROMISE = re.compile(
    rf"\b(?P<verb>{_W['PROMISE']})\b{_ADVERB}{_ASIDE}\s(?P<what>(?:(?:the\s)?(?:<[ANP]\d+>|bloc|mediators?|other side|envoys?)\s(?=to\s|that\s))?(?:(?:not\s)?to\s(?!the\b|an?\b|<)|that\s(?!night|day|time|evening|morning|much))|on\s(?:one|two|three)\s(?:things?|points?)(?:\sonly)?,\sthat\s|to\san?\s|on\s(?!<D|which|what\s(?!they|it)|one\b|nothing|something)|for\s(?=[a-z]+ing\b)|the\s(?:extension|release|exchange|withdrawal|reopening|opening)|"
    r"(?:an?|the)\s(?:[\w-]+\s){0,4}(?:cease-?fire|truce|prisoner exchange|exchange|timetable|roadmap|withdrawal|corridor)|(?:new\s)?prisoner exchange)"
)
_TO = re.compile(r"^(?:not\s)?to\s")
_NOT_MADE = re.compile(
    r"\b(?:not|are|is|never|nobody|no|nor|neither|cannot|could|would|might|may|should|if|unless|fail\w*|refus\w+|declin\w+|unable|until|once|whether|yet to|be|must|hop\w+ to|want\w*|to|will|can|deny|denied|denies|denying|without having|had to|urg\w+|ask\w+|why)\s(?:[a-z]+\s){0,2}$", re.I)
_NOMINAL = re.compile(
    rf"\b(?:(?P<adj>joint|mutual)\s|(?P<own><[AJ]\d+>)(?:'s)?\s)?(?:{_W['PLEDGE']})(?:\s(?:by|from)\s(?:the\s)?(?P<by>both\s[a-z]+|the two\s[a-z]+|<[AN]\d+>))?(?:,\s[a-z ]{{3,30}},)?\s(?P<what>(?:not\s)?to\s(?!the\b|an?\b|<)|that\s)"
)
_EXTENSION = re.compile(
    r"\b(?P<what>(?:extension|prolongation|conversion)\sof\s(?:an?|the)\s(?:[\w-]+\s){0,4}(?:truce|cease-?fire)\s(?:into|to)\san?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire))"
    r"|\bturned\s(?P<from>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\s[^.;]{0,40}?into\san?\s(?:[\w-]+\s){0,3}cease-?fire[^.,;]{0,40})", re.I)
_PROLONGED = re.compile(
    r"\b(?:prolong(?:ed|ing)|extend(?:ed|ing)|renew(?:ed|ing))\s(?P<what>(?:the|their|a|its)\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\b[^.;]{0,80})"
    r"|\b(?P<be>(?:the\s)?(?:truce|cease-?fire|term|agreement|initiative|deal|accord|pause)\s(?:was|is|has been|had been|be|were)\s(?:again\s|then\s)?(?:extended|prolonged|renewed)\b[^.;]{0,60})"
    r"|(?<=,\s)(?P<once>prolonged\s(?:once|twice)[^.;]{0,60})|\bextension of (?P<term>(?:two|three|four|six|sixty|\d+|a)\s(?:further\s|more\s)?(?:weeks?|months?|days?)\b[^.;]{0,40})", re.I)
_BORE = re.compile(
    rf"\b(?:{_W['BEARER']})\s(?P<what>(?:what\s(?:[\w'<>]+\s){{1,6}})?(?:only\s)?(?:an?|the|in an?|to an?|eight|\w+)\s(?:[\w'-]+\s){{0,5}}?(?:cease-?fire|truce|cessation of hostilities|disengagement|exchange of|prisoner (?:exchange|swap)|agreement (?:on|for|to)|deal on|accord on|understanding on|(?:[A-Z]\w+\s(?:on\s)?)+)[^.;]{{0,110}})"
    rf"|\bled to (?P<dis>disengagement\b[^.;,]{{0,60}})|\bout came (?P<out>[^.;]{{5,120}})"
)
_SIGNED = re.compile(
    rf"\b(?:did sign|{_W['SIGNED']})\s(?:with\s[^,;.]{{3,40}},?\s|,\s[^,;.]{{3,50}},\s)?(?P<what>(?:an?|the|eight|\w+)\s(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']})\b\s?(?P<more>(?:(?:on|for|of|to|agreeing to|about|that|concerning|under which)\b)?[^.;]{{0,120}}))"
)
_FORMAL = re.compile(
    rf"^(?:Under|By|According to|In|Through)\s(?:the|this|that|its|their)\s(?:[\w<>'-]+\s){{0,3}}(?:{_W['PAPER']}|document|paper|statement|read-?out)\b[^,]{{0,60}}?,?\s(?P<what>[^.]{{10,}})", re.I)
_OBLIGES = re.compile(
    rf"\b(?P<doc>(?:{_W['PAPER']}|paper|points?))\s(?:signed\s[^,]{{0,30}}\s)?(?:commits?|committed|obliges?|obliged|binds|bound|requires?|required)\s(?P<who>both sides|both parties|the parties|the two sides|them|both|<A\d+>(?:\sand\s<A\d+>)?)\s(?P<what>to\s.{{5,}})"
    rf"|\b(?:{_W['PAPER']}|paper)\s(?:provides for|calls for|foresees|stipulates|envisages|includes|says that|sets out|establishes)\s(?P<prov>.{{5,}})"
)
_DUTY = re.compile(r"(?:^|;\s|,\sand\s|\sand\s)(?:and\s)?(?P<who>(?:the\s|a\s|an\s|both\s|up to\s|each\s)?(?:[\w<>',-]+\s){0,12}?)(?P<duty>(?:is|are|was|were)\sto\s|shall\s|must\s|will\s|(?:is|are) not to\s)(?P<what>[^;]{5,})")
_REAFFIRMED = re.compile(rf"\b(?:{_W['REAFFIRM']})\s(?P<what>[^.;]{{5,140}})")
_SUSPENDED = re.compile(
    rf"\b(?:suspend(?:s|ed)|froze|freezes|halted|put on hold)\s(?P<what>(?:its|their|his|the)\s(?:[\w'-]+\s){{0,4}}?(?:part|participation|commitments?|obligations?|{_W['PAPER']}|implementation)\b[^.;]{{0,60}})")
_REPUDIATED = re.compile(
    rf"\b(?:withdrew from|pulled out of|tore up|renounced|repudiated|abrogated|scrapped|walked away from|declared (?:void|dead)|ended its adherence to|quit)\s(?P<what>(?:the|its|their)\s(?:[\w'-]+\s){{0,4}}?(?:{_W['PAPER']})\b[^.;]{{0,60}})")
_KEPT = re.compile(
    r"\bwas to be (?:completed|done|carried out|implemented)\b[^.;]{0,30}\band (?:duly )?was\b|(?:\b(?P<what>[^,;.]{0,80}?)(?:,\s|\s)(?:which\s|and\s(?:this\stoo\s)?)?(?:(?:was|were|is|has been|have been|had been)\s(?:duly\s|since\s|then\s)?)?(?P<done>completed|carried out|fulfilled|honou?red|implemented in full)\b(?:\son\s<D\d+>)?)"
    r"|\bto be (?:completed|done|carried out|implemented)\b[^.;]{0,30}\band (?:duly )?was\b|\bkept (?P<its>its|their) (?:side|word|promise)|\bdid meet\b|\bThe line works\b", re.I)
_UNKEPT = re.compile(
    r"\b(?:which\s)?(?:was|were|has|have|had)\s(?:not|never)\s(?:yet\s)?(?:been\s)?(?:observed|honou?red|implemented|carried out|kept|respected|fulfilled|happened|opened)\b|\bNeither (?:happens|happened) on time\b|\bnot (?:one|a single)\s[^.;]{3,40}\shas (?:opened|been)\b|\bremains? unfulfilled\b", re.I)
_LAPSED = re.compile(r"\b(?:[Ii]t\s)?(?:lapsed|expired|ran out)\b[^.;]{0,40}\b(?:not|without being|never)\s(?:\w+\s)?(?:renewed|extended|prolonged)\b")
_BROKEN = re.compile(
    rf"\b(?:{_W['BROKE']})\s(?P<what>(?:the|a|an|its|their|that|this|her|his|our)?\s?(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']}|{_W['PLEDGE']}s?|word)\b)"
    rf"|\b(?P<noun>(?:violations?|breach|breaches)\s(?:of\s(?P<obj>(?:the|a|an|its|their)\s(?:[\w<>'-]+\s){{0,5}}(?:{_W['PAPER']}|{_W['PLEDGE']}))\s?)?(?:by\s(?P<by>both\s[A-Za-z]+|the two\s[a-z]+|<[AN]\d+>))?)"
    rf"|\b(?P<pass>(?:{_W['PLEDGE']}s?|promises|{_W['PAPER']})\s(?:is|was|has been|have been|had been)\s(?:already\s|repeatedly\s)?(?:broken|violated|breached)(?:\sby\s(?P<who><[AP]\d+>))?)", re.I)
_DENIED = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|dismisses|has denied)\s(?P<what>(?:that\s)?[^.;]{0,70}?\b(?:fired|violat\w+|breach\w*|broken|broke|crossed|attack\w*|charge|accusations?|allegations?|responsib\w+|behind|violations?|forces were|troops were|men had)\b[^.;]{0,60})"
    r"|\b(?:called|calls)\s(?P<charge>the (?:charge|accusation|allegation|claim)s?\s[^.;]{3,40})", re.I)


def promises(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in PROMISE.finditer(text):
        if _NOT_MADE.search(text[: found.start()]) or text.rstrip().endswith("?"):
            continue
        if found["verb"] in ("decided", "affirm", "affirmed", "resolved", "accepted") and not found["what"].startswith(("that", "to", "on", "a", "the")):
            continue
        doers = subjects.of(sentence, found.start())
        if doers is None or not doers.names:
            continue
        low = found.start("what")
        high = clause_end(text, low + len(found["what"]))
        for a, b in items(text, low, high):
            yield _made(sentence, doers.start, a, b, doers.names)
        yield from _gapped(subjects, sentence, high)


def _gapped(subjects: Subjects, sentence: Sentence, at: int) -> Iterator[Pledge]:
    """"…; the government, to restore aid": the verb of the clause before is meant."""
    text = sentence.shape.text
    found = re.match(r"\.?;\s(?:the\s)?(?P<a><A\d+>),\s(?P<what>to\s[^.;]{5,})", text[at:])
    if found:
        name = subjects.side(sentence.shape.mention(found["a"]))
        if name:
            yield _made(sentence, at + found.start("a"), at + found.start("what"), at + found.end("what"), (name,))


def _made(sentence: Sentence, start: int, low: int, high: int, by: tuple[str, ...], **more: object) -> Pledge:
    words = plain(sentence, low, high)
    kind = type_of(words)
    action = CommitmentAction.MADE
    if re.search(r"\b(?:be|to) (?:extend|prolong|renew)", words) and kind in (CommitmentType.CEASEFIRE, CommitmentType.TRUCE_FIXED_TERM):
        action, kind = CommitmentAction.EXTENDED, CommitmentType.CEASEFIRE
    return Pledge(sentence, start, low, high, by, action, kind=kind, **more)  # type: ignore[arg-type]


def plain(sentence: Sentence, low: int, high: int) -> str:
    """The words between two offsets of the shape."""
    shape = sentence.shape
    a, b = shape.origin(low), shape.origin(high, end=True)
    return " ".join(sentence.view[a - sentence.start : b - sentence.start].split())


def nominals(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in _NOMINAL.finditer(text):
        if re.search(r"\b(?:no|not a|without an?|any|fulfil\w*|broke\w*|that|this)\s$|\b(?:want\w*|demand\w*|insist\w*|seek\w*|ask\w*|request\w*)\b", text[: found.start()]):
            continue
        by = _bearer(subjects, sentence, found)
        low = found.start("what")
        for a, b in items(text, low, clause_end(text, low)):
            yield _made(sentence, found.start(), a, b, by)
    for found in _EXTENSION.finditer(text):
        a, b = found.span("what") if found["what"] else found.span("from")
        kind = CommitmentType.CEASEFIRE_EXTENSION if found["what"] else CommitmentType.CEASEFIRE
        yield Pledge(sentence, a, a, b, subjects.parties(sentence), kind=kind)


def _bearer(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> tuple[str, ...]:
    sign = found["own"] or (found["by"] if found["by"] and found["by"].startswith("<") else None)
    if sign:
        name = subjects.side(sentence.shape.mention(sign))
        return (name,) if name else ()
    return subjects.parties(sentence)


def outcomes(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What a round or a signature brought."""
    text = sentence.shape.text
    if text.rstrip().endswith("?"):
        return
    for found in _PROLONGED.finditer(text):
        if _NOT_MADE.search(text[: found.start()]):
            continue
        name = next(g for g in ("what", "be", "once", "term") if found[g])
        words = plain(sentence, *found.span(name))
        kind = type_of(words)
        if name == "what" or (name == "be" and re.search(r"truce|cease-?fire", words[:40])):
            kind = CommitmentType.CEASEFIRE
        elif name == "once":
            kind = CommitmentType.TRUCE_FIXED_TERM
        yield Pledge(sentence, found.start(), *found.span(name), subjects.parties(sentence), CommitmentAction.EXTENDED, kind=kind)
    for found in _BORE.finditer(text):
        name = next(g for g in ("what", "dis", "out") if found[g])
        lead = text[: found.start()]
        if _NOT_MADE.search(lead) or re.search(r"\bno (?:closer|nearer)\b", found.group()):
            continue
        for a, b in _papers(text, *found.span(name)):
            words = plain(sentence, a, b)
            kind = type_of(words)
            if kind is not CommitmentType.OTHER or re.search(r"\b(?:deal|agreement|accord|understanding)\s(?:on|to)\b", words):
                yield Pledge(sentence, found.start(), a, b, subjects.parties(sentence), kind=kind, weak=True)
    for found in _SIGNED.finditer(text):
        if _NOT_MADE.search(text[: found.start()]) or re.search(r"\bdid not\b|\bnot (?:reach|sign)|\bno\b", text[max(0, found.start() - 25) : found.start()]):
            continue
        yield from _signed(subjects, sentence, found)


def _papers(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    for found in re.finditer(r"\sand\s(?=an?\s(?:\w+\s){0,3}(?:promise|pledge|cease-?fire|truce|exchange))", text[low:high]):
        yield at, low + found.start()
        at = low + found.end()
    yield at, high


def _signed(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> Iterator[Pledge]:
    a, b = found.span("what")
    words = plain(sentence, a, b)
    kind = type_of(words)
    known = kind is not CommitmentType.OTHER
    if not known and not re.search(r"\b(?:deal|agreement|accord|annex|protocols?|understanding|pact|package)\s(?:on|for|to|of)\b", words, re.I):
        return
    doers = subjects.of(sentence, found.start())
    by = subjects.parties(sentence)
    if doers is not None and doers.names and not doers.collective and not by:
        by = doers.names
    yield Pledge(sentence, found.start(), a, b, by, kind=kind, weak=True)


def documents(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """"Under the declaration heavy weapons are to be handed in; both sides are to …"."""
    text = sentence.shape.text
    formal = _FORMAL.match(text)
    if formal:
        yield from _duties(subjects, sentence, formal.start("what"), len(text))
    for found in _OBLIGES.finditer(text):
        if _NOT_MADE.search(text[: found.start()]):
            continue
        by = subjects.parties(sentence)
        if found["what"]:
            signs = re.findall(r"<A\d+>", found["who"] or "")
            named = [subjects.side(sentence.shape.mention(s)) for s in signs]
            low = found.start("what")
            for a, b in items(text, low, clause_end(text, low)):
                yield _made(sentence, found.start(), a, b, tuple(n for n in named if n) or by)


def _duties(subjects: Subjects, sentence: Sentence, low: int, high: int) -> Iterator[Pledge]:
    for found in _DUTY.finditer(sentence.shape.text[low:high]):
        at = low + found.start("duty")
        doers = subjects.of(sentence, at)
        start = low + found.start("who")
        end = low + found.end("what")
        names = doers.names if doers else ()
        yield Pledge(sentence, start, start, end, names, kind=type_of(plain(sentence, start, end)), listed=True)


def duties(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """A listed point: "the crossing shall be opened", "The sides will …"."""
    text = sentence.shape.text
    found = re.search(r"\b(?:shall|will|is to|are to|must)\s(?P<what>.{5,})", text)
    if found is None or re.match(r"[^<]{0,30}\b(?:continue working|announce|be announced)\b", found.group()):
        return
    doers = subjects.of(sentence, found.start())
    parties = subjects.parties(sentence)
    by = doers.names if doers is not None and doers.names and set(doers.names) <= set(parties) else parties
    yield Pledge(sentence, 0, 0, clause_end(text, found.start()), by, kind=type_of(plain(sentence, 0, len(text))), listed=True)


def fates(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What became of a promise: reaffirmed, suspended, repudiated, kept or not, broken, denied."""
    text = sentence.shape.text
    for pattern, action in ((_REAFFIRMED, CommitmentAction.REAFFIRMED), (_SUSPENDED, CommitmentAction.SUSPENDED), (_REPUDIATED, CommitmentAction.REPUDIATED)):
        for found in pattern.finditer(text):
            doers = subjects.of(sentence, found.start())
            if doers is None or not doers.names or _NOT_MADE.search(text[: found.start()]):
                continue
            yield from _recalled(sentence, doers, found, action)
    for found in _NEVER.finditer(text):
        doers = subjects.of(sentence, found.start())
        if doers is not None and doers.names:
            a, b = found.span("what")
            yield _made(sentence, doers.start, a, b, doers.names, modality=Modality.DENIED)


_NEVER = re.compile(
    r"\b(?:(?:had|has|have) never|never|did not)\s(?:promised?|agreed?|undertaken|pledged?|committed itself|signed up)\s(?P<what>to\s(?!a\b|the\b)[^.;]{5,120}|any[^.;]{5,80})")


def _recalled(sentence: Sentence, doers: Doers, found: re.Match[str], action: CommitmentAction) -> Iterator[Pledge]:
    """Points that are named are owed since before, and owed again."""
    low, high = found.span("what")
    named = re.search(r"\bnamely\s(?=to\s)", found["what"])
    if named is None:
        yield Pledge(sentence, doers.start, low, high, doers.names, action, kind=type_of(plain(sentence, low, high)))
        return
    for a, b in items(sentence.shape.text, low + named.end(), high):
        kind = type_of(plain(sentence, a, b))
        yield Pledge(sentence, doers.start, a, b, doers.names, action, kind=kind)
        yield Pledge(sentence, a, a, b, doers.names, kind=kind)


BROKEN, DENIED, KEPT, UNKEPT, LAPSED = _BROKEN, _DENIED, _KEPT, _UNKEPT, _LAPSED
__all__ = ["BROKEN", "DENIED", "KEPT", "LAPSED", "UNKEPT", "Doers", "Modality", "documents", "duties", "fates", "nominals", "outcomes", "plain", "promises"]
