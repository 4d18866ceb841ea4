"""A round while it is being put together from what the text says here and there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

from kg.facts.dates import overlap
from kg.facts.extract.numberwords import NUMBER
from kg.facts.extract.rounds.mention import RoundMention, Venue
from kg.facts.extract.text.mention import When

_STARTS = re.compile(
    r"\b(?:began|begun|begins?|commenc\w+|open(?:s|ed)?|start(?:s|ed)?|resum\w+|sat down|"
    r"convened|kicked off|launched|got under way|went into|since|from|sit down|ran)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:(?<!the )end(?:s|ed)?|conclud\w+|clos(?:e|es|ed)|finish\w*|wrapped up|came to (?:a|"
    r"an) (?:close|end)|broke (?:up|off)|adjourned|suspended)\b|\b(?:to|until|till|through)\s(?:the\s)?$",
    re.I,
)
_REACH = 80
"""So many characters before a date, a verb still speaks of it."""
_GOING_ON = re.compile(
    r"\b(?:been|under ?way|continu\w+|ongoing|talking|running|negotiating|meeting|hosting|holding|sitting)\b",
    re.I,
)
_COUNT = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DURATION = re.compile(
    rf"\b{_COUNT}[- ](?:straight |consecutive |full )?days?(?:'s?)?\b(?! earlier| "
    rf"ago| before| later| after)",
    re.I,
)
_LASTED = re.compile(
    rf"\b(?P<long>{_COUNT[1:-1]})-day (?:\w+ ){{0,2}}(?:meeting|talks|round|session|dialogue|summit|negotiations)\b"
    rf"[^.;]{{0,160}}\b(?:ended|concluded|closed|wrapped up)\b"
    rf"|\bafter (?P<after>{_COUNT[1:-1]}) (?:straight |consecutive )?days\b"
    rf"|\b(?:conclud|end|finish|complet|wrapp?|clos)(?:ed|e|ing|s)?(?: up| of)? (?:(?:an?|the|their|its|some) )?"
    rf"(?P<ended>{_COUNT[1:-1]})[- ](?:full )?days?\b",
    re.I,
)
_NTH_DAY = re.compile(
    r"\b(second|third|fourth|fifth|sixth|\d(?:nd|rd|th))\s(?:straight\s|"
    r"consecutive\s|and final\s|and last\s)?day\b",
    re.I,
)
_NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


@dataclass(slots=True)
class Draft:
    """Grows with each mention; `quotes` are (start, end) in the document."""

    number: int
    ordinal: int | None = None
    venue: Venue | None = None
    country: str | None = None
    starts: list[When] = field(default_factory=list)
    ends: list[When] = field(default_factory=list)
    days: list[When] = field(default_factory=list)
    bounds: list[When] = field(default_factory=list)
    mentions: list[RoundMention] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    later: bool = False
    """A round that is only planned or proposed."""
    denied: bool = False
    parties: list[str] = field(default_factory=list)
    heading: bool = False

    @property
    def dates(self) -> list[When]:
        return [*self.days, *self.starts, *self.ends]

    def add(self, mention: RoundMention) -> None:
        self.mentions.append(mention)
        self.clauses.append(mention.clause)
        self.ordinal = self.ordinal or mention.ordinal
        if mention.venue:
            self._settle(mention.venue)
        for found, at in mention.dates:
            if found.when is not None:
                since = found.when.bound == "since"
                told = mention.clause if since else mention.sentence.shape.text[mention.low : at]
                self._date(found.when, told)
        self.quotes.append(_quote(mention))

    def _settle(self, venue: Venue) -> None:
        if venue.name and (
            self.venue is None
            or not self.venue.name
            or (self.venue.inferred and not venue.inferred)
        ):
            self.venue = venue
        self.country = self.country or venue.country

    def _date(self, when: When, before: str) -> None:
        if when.bound in ("until", "after"):
            return
        if when.bound in ("by", "before"):
            self.bounds.append(when)
        elif "/" in when.edtf:
            self.days.append(when)
        elif when.bound == "since" and not _GOING_ON.search(before):
            return
        elif when.bound == "since" or _opens(before):
            self.starts.append(when)
        elif _opens(before) is False:
            self.ends.append(when)
        else:
            self.days.append(when)

    def fits_dates(self, whens: list[When], *, near: int = 6) -> bool | None:
        """None when one side has no date; days of one meeting may be `near` days apart."""
        mine = self.dates
        theirs = [w for w in whens if w.bound in ("on", "from", "since")]
        if not mine or not theirs:
            return None
        if any(overlap(a.edtf, b.edtf) for a in mine for b in theirs):
            return True
        return near > 0 and any(_near(a, b, near) for a in mine for b in theirs)

    def edtf(self, under_way: bool) -> str | None:
        text = " ".join(self.clauses)
        ranges = [w for w in self.days if "/" in w.edtf and w.exact]
        if ranges:
            return ranges[0].edtf
        start = _first(self.starts) or (_first(self.days) if self.ends else None)
        end = _first(self.ends)
        if start and end and start.edtf == end.edtf:
            return _back(end, text) or end.edtf
        if start and end and _ordered(start, end):
            return f"{start.edtf}/{end.edtf}" if start.edtf != end.edtf else start.edtf
        if end and not start:
            return _back(end, text) or f"../{end.edtf}"
        return self._open(start or _first(self.days), text, under_way)

    def _open(self, when: When | None, text: str, under_way: bool) -> str | None:
        if when is None:
            return f"../{self.bounds[0].edtf}" if self.bounds else None
        nth = _NTH_DAY.search(text)
        if nth and when.first and under_way:
            count = _NTH.get(nth.group(1).lower()) or int(re.sub(r"\D", "", nth.group(1)))
            started = self.starts and self.starts[0] is when
            return f"{(when.first - timedelta(0 if started else count - 1)).isoformat()}/.."
        length = (
            None
            if re.search(
                r"\b(?:to have lasted|meant to last|(?:adjourn|suspend|paus|postpon)\w*\b[^.;]{0,90}\bfor)\b",
                text,
            )
            else _DURATION.search(text)
        )
        if (length and when.first and self.starts and not under_way) or (
            length and when.first and "days of talks" in text
        ):
            return _forward(when, length.group(1))
        return f"{when.edtf}/.." if under_way and when.first else when.edtf


def _opens(before: str) -> bool | None:
    """Whether the verb nearest before a date opens a meeting or closes it; None without such."""
    clause = re.split(r"[.;]", before[-_REACH:])[-1]
    opens, closes = (
        max((m.start() for m in rule.finditer(clause)), default=-1) for rule in (_STARTS, _ENDS)
    )
    return None if opens == closes else opens > closes


def _quote(mention: RoundMention) -> tuple[int, int]:
    points = [(mention.start, mention.end)]
    if mention.venue:
        points.append((mention.venue.at, mention.venue.end))
    points += [(at, at + 3) for _, at in mention.dates]
    shape = mention.sentence.shape
    low = min(a for a, _ in points)
    high = max(b for _, b in points)
    low = _word_start(shape.text, low, mention.low)
    high = _word_end(shape.text, high)
    return shape.origin(low), shape.origin(high, end=True)


def _word_start(text: str, at: int, low: int) -> int:
    """Back to the clause's beginning, so that a quote reads as a sentence does."""
    cut = max(text.rfind(sign, low, at) for sign in (". ", "; ", ", ", ": ", "— "))
    start = cut + 2 if cut >= low else low
    return start if at - start < 160 else at


def _word_end(text: str, at: int) -> int:
    ends = [i for i in (text.find(sign, at) for sign in (", ", ". ", "; ", ": ", " — ")) if i >= 0]
    end = min([*ends, len(text)])
    if end - at >= 120:
        close = text.find(">", at) if re.match(r"\d*>", text[at : at + 4]) else at
        return max(at, close + 1)
    return end


def _near(a: When, b: When, days: int) -> bool:
    return bool(a.first and b.first and abs((a.first - b.first).days) <= days)


def _first(whens: list[When]) -> When | None:
    exact = [w for w in whens if len(w.edtf) >= 10]
    found = exact or whens
    return found[0] if found else None


def _ordered(one: When, two: When) -> bool:
    return one.edtf[:7] <= two.edtf[:7] if not (one.first and two.last) else one.first <= two.last


def _back(end: When, text: str) -> str | None:
    """A meeting of N days that closes on a day: when it began."""
    found = _LASTED.search(text)
    if not found or not end.last:
        return None
    begin = end.last - timedelta(_count(found["after"] or found["ended"] or found["long"]) - 1)
    return f"{begin.isoformat()}/{end.last.isoformat()}"


def _forward(when: When, word: str) -> str:
    days = _count(word)
    if not when.first or days < 2 or days > 20:
        return when.edtf
    return f"{when.first.isoformat()}/{(when.first + timedelta(days - 1)).isoformat()}"


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER[word.lower()]
