"""Places with a date beside them, in lists or recalled in passing; several days in a row."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.dating import VIOLENCE
from kg.facts.extract.rounds.mention import RoundMention, Venue
from kg.facts.extract.rounds.venues import shown
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence

_PAIR = re.compile(
    r"(?P<p><P\d+>)(?:,\s<[AP]\d+>)?(?:,?\s(?:again|twice|a\s\w+\stime))?,?\s"
    r"(?:\((?:in\s|on\s)?|(?:in|on|of|from|last|this|that|late|early|at the (?:end|beginning|start) of)\s(?:late\s|early\s|mid-)?)?"
    r"(?P<d><D\d+>)"
    r"|(?P<d2><D\d+>),?\s(?:(?:signed|concluded|reached|agreed|initialled|adopted)\s)?(?:in|at)\s(?P<p2><P\d+>)"
)


_LIST_WORD = re.compile(
    rf"\b(?:{words.STEP}|meetings|talks|times|conferences|summits|venues?|agreed|truces|"
    r"cease-?fires|accords|agreements)\b",
    re.I,
)


_RECALL = re.compile(
    r"\b(?:since|after|before|[Rr]emember|recall\w*|(?:[Aa]nd\s)?[Tt]hen(?:\scame|\sto)?|back to|"
    r"as in|unlike|like|the|(?:[Aa]greement|[Aa]ccord|[Pp]rotocol|[Dd]eclaration|[Dd]eal|[Mm]emorandum|[Tt]ruce)\s"
    r"of)\s$"
)


def listed(reading: Reading, sentence: Sentence, shape: str) -> list[RoundMention]:
    """ "Rounds in Biel (May 2015), Kuwait (April 2016) and Rimbo (December 2018)" """
    pairs = [pair for pair in _PAIR.finditer(shape) if not _is_header(sentence, shape, pair)]
    if len(pairs) < 2 or VIOLENCE.search(shape):
        return []
    before = reading.before(sentence)
    context = shape if before is None or sentence.first else f"{before.shape.text} {shape}"
    if not (_LIST_WORD.search(context) or words.MEET.search(context)):
        return []
    borders = [_border(shape, one.end(), other.start()) for one, other in pairwise(pairs)]
    lows, highs = [0, *borders], [*borders, len(shape)]
    return [
        _pair_mention(sentence, pair, low, high)
        for pair, low, high in zip(pairs, lows, highs, strict=True)
    ]


_VERB = re.compile(
    r"\b(?:will|would|(?:is|are|was|were)\sto|plan\w*|agreed|set|met|meet|hold|held|signed|resumed?|return|reconvene)\b"
)


def _border(shape: str, low: int, high: int) -> int:
    """Between two places: where a clause of its own begins, else at the second."""
    gap = shape[low:high]
    if not _VERB.search(gap):
        return high
    cut = max(gap.rfind(sign) for sign in ("; ", ", ", " and ", " but ", " then "))
    return low + cut if cut >= 0 else high


def _is_header(sentence: Sentence, shape: str, pair: re.Match[str]) -> bool:
    """ "OSLO, 3 May — …" is where and when it was written."""
    return (
        sentence.first
        and pair.start() < 3
        and bool(re.match(r"(?:\s\([^()]{0,40}\))?\.?\s?[—–-]", shape[pair.end() :]))
    )


def recalled(sentence: Sentence, shape: str) -> list[RoundMention]:
    """ "… for the first time since Berlin in June 2016" """
    if VIOLENCE.search(shape):
        return []
    return [
        _pair_mention(sentence, pair, pair.start(), _with_help(shape, pair.end()))
        for pair in _PAIR.finditer(shape)
        if _RECALL.search(shape[: pair.start()])
    ]


_HELP = re.compile(
    r"(?:,\s<[AP]\d+>)?,?\s(?:under|with|through|by)\s(?:the\s)?(?:auspices|aegis|mediation|facilitation|help|"
    r"chairmanship|good offices)\sof\s(?:the\s)?<[AP]\d+>"
)


def _with_help(shape: str, end: int) -> int:
    """ "…, concluded in Biel, under the auspices of the UN" speaks of that round to its end."""
    found = _HELP.match(shape, end)
    return found.end() if found else end


def _pair_mention(sentence: Sentence, pair: re.Match[str], low: int, high: int) -> RoundMention:
    group = "p" if pair["p"] else "p2"
    place = sentence.shape.mention(pair[group])
    venue = Venue(shown(place), place.key, *pair.span(group))
    return RoundMention(sentence, *pair.span(), low, high, None, venue, aside=True)


_AND_ON = re.compile(
    r"^(?:,\s(?:and,?\s|then\s)?|\sand,?\s)(?:again\s|then\s|later\s|thereafter\s)?"
    r"(?:[^,.;<]{0,20},\s)?(?:on\s|in\s)?$"
)


_MORE_THAN_ONE = re.compile(
    r"\b(?:met|meetings|rounds|sessions|talks|times|twice|held|hosted|sat down)\b", re.I
)


def by_date(mention: RoundMention) -> list[RoundMention]:
    """ "They met on 28 October, on 11 November and on 20 November": three meetings."""
    dates = mention.dates
    if mention.ordinal or len(dates) < 2 or not _MORE_THAN_ONE.search(mention.clause):
        return [mention]
    shape = mention.sentence.shape
    gaps = [
        shape.text[a + len(_sign(shape.text, a)) : b] for (_, a), (_, b) in pairwise(dates) if a < b
    ]
    if len(gaps) != len(dates) - 1 or not all(_AND_ON.match(gap) for gap in gaps):
        return [mention]
    if not all(_apart(a, b) for (a, _), (b, _) in pairwise(dates)):
        return [mention]
    return [replace(mention, dates=[date]) for date in dates]


def _sign(shape: str, at: int) -> str:
    return shape[at : shape.index(">", at) + 1]


def _apart(a: Mention, b: Mention) -> bool:
    one, two = a.when, b.when
    if one is None or two is None or one.bound != "on":
        return False
    if one.last and two.first:
        return (two.first - one.last).days > 2
    return one.edtf != two.edtf
