"""Which dates of a sentence are dates of the round it speaks of."""

from __future__ import annotations

import re

from kg.facts.extract.rounds.clauses import of_something_else
from kg.facts.extract.rounds.mention import RoundMention
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence


def that_day(reading: Reading, mention: RoundMention) -> None:
    """ "I begin with Friday. The fifth round was held that day in Rome." """
    found = re.search(r"\b(?:that|the same)\s(?:very\s)?day\b", mention.clause)
    if not found or mention.dates:
        return
    sentence: Sentence | None = mention.sentence
    for _ in range(2):
        sentence = reading.before(sentence) if sentence and not sentence.first else None
        dates = sentence.of(Kind.DATE) if sentence else []
        if dates:
            mention.dates.append((dates[-1], mention.low + found.start()))
            return


VIOLENCE = re.compile(
    r"\b(?:kill\w*|bomb\w*|attack\w*|struck|strikes?|shell\w*|clash\w*|elect\w+|coup|born|died|"
    r"death|wars?|fighting|fought|arrest\w*|massacre\w*|mutin\w+|protest\w*|earthquake|offensive)\b",
    re.I,
)


def add_dates(reading: Reading, mention: RoundMention) -> None:
    shape = mention.sentence.shape
    header = _DATELINE.match(shape.text) if mention.sentence.first else None
    lead = re.match(r"^\W{0,4}(?P<d><D\d+>)\s?[—–:|]\s", shape.text) if mention.low else None
    if lead:
        mention.dates.append((shape.mention(lead["d"]), mention.low))
    for match in re.finditer(r"<D\d+>", shape.text[mention.low : mention.high]):
        at = mention.low + match.start()
        if header and at < header.end():
            continue
        date = shape.mention(match.group())
        if date.when is None or of_something_else(reading, mention, date):
            continue
        if _belongs(shape.text, at, mention):
            mention.dates.append((date, at))
    _keep_own(mention)


_BORDER = re.compile(
    r"[,;]\s(?:and|but|while|whereas|with)\s(?!again|on\b|in\b|then|later|thereafter|from|for|to|<D)|;\s"
)


def _keep_own(mention: RoundMention) -> None:
    """Of several dates, those of the mention's own clause, if it has any."""
    text = mention.sentence.shape.text
    own = [
        (date, at)
        for date, at in mention.dates
        if not _BORDER.search(text[min(at, mention.end) : max(at, mention.start)])
    ]
    mention.dates = own or mention.dates


_DATELINE = re.compile(
    r"^\W?(?:<[PAN]\d+>|[A-Z][\w.' -]{2,30})(?:,\s(?:<[AP]\d+>|[A-Z][\w. ]{2,20}))?,"
    r"\s(?:<D\d+>,?\s?){1,2}(?:\([^()]{0,40}\)\s?)?\.?\s?(?:[—–]|--?\s)"
)


_OTHER_DATE = re.compile(
    r"\b(?:said|told|says|announced|declared|elected|killed|born|released|agreement "
    r"of|declaration of|deal of"
    r"|resolution|statement|letter|wrote|warned|reported|truce|ceasefire|ceasefires|"
    r"attack\w*|struck|elections?|visit\w*)\s(?:(?:here|there|late|early|in\s<[PA]\d+>)\s)?(?:on\s|of\s|in\s|from\s|at the "
    r"latest\s|the end of\s|late\s)?$",
    re.I,
)


_NEXT_THING = re.compile(
    r"\b(?:led to|resulted in|paved|meet again|next (?:round|meeting|session)|release of|followed by"
    r"|since(?!\s(?:late\s|early\s|the\s|[A-Z]\w+day,?\s)?(?:<D|$))"
    r"|(?:agree\w*|promis\w+|pledg\w+|undert\w+|decid\w+)\b[^.;]{0,80}\b(?:meet|reconvene|return|resume))\b",
    re.I,
)


_PAPER = re.compile(
    r"\b(?:agreement|accord|declaration|protocol|memorandum|treaty|pact|resolution|ceasefire|truce)s?\s"
    r"(?:signed|reached|adopted|concluded|struck|agreed|announced|declared|violated)\s(?:on|in|of|during)?\s?$",
    re.I,
)
"""A paper, and right after it the day it is of."""
_HARMED = re.compile(r"^,?\s(?:killed|left|destroyed|struck|died|broke out|erupted)\b")


_TOLD = re.compile(
    r"^,?\s(?:said|told|announced|confirmed|declared|reported|stated|dismissed|denied|rejected|described|wrote|"
    r"warned|accused|condemned|criticised|criticized|praised|welcomed|claimed)\b"
)


def _belongs(shape: str, at: int, mention: RoundMention) -> bool:
    before = shape[max(mention.low, at - 45) : at]
    harm = VIOLENCE.search(shape, max(mention.low, at - 80), at)
    if _OTHER_DATE.search(before) or (harm and not harm.start() < mention.start < at):
        return False
    paper = _PAPER.search(before)
    if paper and (mention.loose or not at - len(before) + paper.start() <= mention.start < at):
        return False
    after = shape[shape.index(">", at) + 1 :]
    if _HARMED.match(after) or _TOLD.match(after):
        return False
    between = shape[min(at, mention.end) : max(at, mention.start)]
    if at > mention.end and _NEXT_THING.search(between):
        return False
    return between.count(";") == 0 and ". " not in between
