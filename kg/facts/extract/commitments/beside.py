"""What a text owes to a deal it tells of: beside it, in its points, in the present of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.commitments.papers import DOC, duties_in
from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import CommitmentType

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBT = re.compile(
    r"\b(?:if|whether|unless|hop\w+|could|expect\w*|may|might|plan\w*|likely|due|would|perhaps|want\w*|say\w*|said|warn\w*|demand\w*|question|asked)\b|\?|\""
)
_IDLE = re.compile(
    r"(?:discuss|consider|raise|seek|ask|demand|try|press|attend|present|decide|need|know|like|insist|call|fight|talk"
    r"|examine|study|see|address|focus|deal|review|propose|welcome|mean|make|depend|have to|take (?:part|time)|go (?:on|home)|stay|remain|leave|return home|fly|travel|be (?:a|an|the|no|able|seen|difficult|hard|known|here|there|back))\b"
)


def after_a_deal(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What a text says will be done, next to the words that tell of the deal."""
    text = sentence.shape.text
    if _DOUBT.search(text):
        return
    parties = set(subjects.parties(sentence))
    for pledge in duties_in(subjects, sentence, 0, len(text.rstrip(". "))):
        duty = _WILL_OR_IS_TO.search(text, pledge.low, pledge.high)
        if duty is None or _IDLE.match(text, duty.end()):
            continue
        doers = subjects.of(sentence, duty.start(), strict=True)
        named = doers is not None and bool(doers.names)
        known = pledge.kind is not CommitmentType.OTHER
        done_to = bool(_BE_DONE.match(text, duty.end())) and not _TOLD_OF.search(
            text[: duty.start()]
        )
        done_to = done_to or bool(_GOES.search(text[pledge.low : duty.start()]))
        owed = named and (not parties or set(doers.names if doers else ()) <= parties)
        if owed or (known and not named and done_to):
            yield pledge


_BE_DONE = re.compile(
    r"(?:(?:now|then|also|all|both|first)\s)?(?:be\s(?!held\b|in\b|at\b|on\b|an?\b|the\b)[a-z]+(?:ed|en|n|t|ut|et)\b)"
)
_GOES = re.compile(
    r"\b(?:[Cc]onvoys?|lorries|trucks|[Pp]risoners|[Dd]etainees|[Oo]bservers|[Mm]onitors)\s$"
)
_TOLD_OF = re.compile(
    r"\b(?:who|which|that|report|rumou?r|talk|word|how|where|when|why|what|because|since|before|after)\b",
    re.I,
)


_PROVIDED = re.compile(
    r"^It\s(?:also\s|further\s)?(?:provide[sd]\sfor|foresees|foresaw|call(?:s|ed)\sfor|envisage[sd]|include[sd]|contain(?:s|ed)|covers|covered)\s(?P<what>[^;]{5,}?)\.?$"
)
_THINGS = re.compile(r",\s(?:and\s)?|\sand\s(?=(?:the|an?)\s[\w-]+\s(?:of|on|for|to|from|into)\b)")


def provided(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """ "It provided for a ceasefire, the release of prisoners …", next to a deal."""
    text = sentence.shape.text
    found = _PROVIDED.match(text)
    if found is None:
        return
    at, end = found.span("what")
    cuts = [m.span() for m in _THINGS.finditer(text, at, end)]
    for a, b in zip([at, *(c[1] for c in cuts)], [*(c[0] for c in cuts), end], strict=True):
        kind = type_of(plain(sentence, a, b))
        if kind is not CommitmentType.OTHER:
            by = subjects.parties(sentence)
            yield Pledge(sentence, 0, a, b, by, kind=kind, listed=True)


_IN_PAPER = re.compile(
    rf"\b(?:[Uu]nder|[Bb]y|[Aa]ccording to|[Ii]n)\s(?:(?:the|this|that|its|their)\s(?:[\w<>'-]+\s){{0,3}}?{DOC}|(?:point|number|article|clause|paragraph)\s[\w<>]+)\b"
    rf"|\b{DOC}\s(?:[^.;]{{0,40}}\s)?(?:under|by|according to)\swhich\b|\b(?:[Pp]oint|[Nn]umber|[Aa]rticle|[Cc]lause)\s[\w<>]+\ssays\b"
    r"|(?:^|[;,]\s(?:and\s)?)(?:in (?:return|exchange|turn)),?\s|^(?:(?:Under|By|In)\s(?:it|this|them),|(?:In|During|Over|For)\s(?:that|this|the same|these|those)\s(?:time|period|\w+\s(?:days|weeks|months)),?|As part of (?:it|this|the (?:deal|accord|agreement|truce)),|In (?:return|exchange|turn),)\s"
    r"|^(?:One|Two|Three|Four|Five|First|Second|Third|Fourth|Fifth|Finally)[,:]\s"
)
_DEED_NOW = rulebook("commitments").word("DEEDNOW")
_DONE = re.compile(r"\bas (?:was |had been )?(?:agreed|promised|pledged|undertaken|required)\b")
_STATE = frozenset(
    [
        "is",
        "are",
        "has",
        "have",
        "says",
        "say",
        "wants",
        "want",
        "remains",
        "remain",
        "seems",
        "means",
        "does",
        "do",
        "needs",
        "need",
        "knows",
        "hopes",
        "expects",
        "calls",
        "speaks",
        "thinks",
        "believes",
        "agrees",
        "agree",
        "signs",
    ]
)


def in_force(
    reading: Reading, subjects: Subjects, sentence: Sentence, near: bool
) -> Iterator[Pledge]:
    """Present tenses of a paper: "By point three X pays the pensions", "under which armies stay";
    `near` a deal that is told of, the plain deeds alone."""
    text = sentence.shape.text
    of_paper = bool(_IN_PAPER.search(text))
    if '"' in text or text.rstrip().endswith("?"):
        return
    if not of_paper and (not near or _DOUBT.search(text) or _DONE.search(text)):
        return
    parties, shape = set(subjects.parties(sentence)), sentence.shape
    offset = reading.paragraph(sentence).block.start
    for verb in _present(reading, sentence):
        if not of_paper and not _DEED_NOW.fullmatch(verb.lower_):
            continue
        at = shape.at(offset + verb.idx)
        doers = subjects.of(sentence, at, strict=True)
        if doers is None or not doers.names or not set(doers.names) <= parties:
            continue
        words = [t for c in verb.children if c.i > verb.i and c.dep_ in _BELONGS for t in c.subtree]
        last = max([verb, *words], key=lambda t: t.i)
        end = shape.at(offset + last.idx + len(last.text))
        if end - at > len(verb.text) + 4:
            kind = type_of(plain(sentence, at, end))
            if kind is CommitmentType.OTHER:
                kind = type_of(plain(sentence, doers.start, end))
            if of_paper or kind is not CommitmentType.OTHER:
                yield Pledge(sentence, doers.start, at, end, doers.names, kind=kind, listed=True)


_BELONGS = frozenset({"dobj", "prep", "xcomp", "prt", "advmod", "dative", "oprd", "acomp"})


def _present(reading: Reading, sentence: Sentence) -> Iterator[Token]:
    for token in reading.tokens(sentence):
        here = token.tag_ in ("VBZ", "VBP") and token.pos_ == "VERB"
        helped = any(c.dep_ in ("aux", "auxpass", "neg") for c in token.children)
        if here and not helped and token.lower_ not in _STATE:
            yield token


_WILL_OR_IS_TO = re.compile(r"\b(?:will|shall|is to|are to|was to|were to)\s(?!not\b|never\b|no\b)")
