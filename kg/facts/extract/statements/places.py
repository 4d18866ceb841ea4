"""Where those who have the floor in a transcript or an interview are, as its head says."""

from __future__ import annotations

import re

from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading

HEAD = 3
"""The title, the lines under it, and the first paragraph."""
_STANDS = re.compile(
    r"(?:^|\||,\s|;\s)\s?(?P<a><P\d+>)\s?(?:$|[—–|(]|,\s<D)|"
    r"\b(?:held|speaking|conference|briefing|interview|met|here|conversation)\b[^.<]{0,40}\s(?:in|at|from)\s"
    r"(?P<b><P\d+>)"
)
_GUEST = re.compile(
    r"\b(?:from|in)\s(?P<p><P\d+>)\s(?:by|is|we have)\s(?:[^.;:]|\bM[rs]{1,2}\.|\bDr\.){0,90}?(?P<n><N\d+>)"
)


def spoken_at(reading: Reading, name: str) -> str | None:
    """A guest's own place, else that of the whole; None where the head names none."""
    guests, place = reading.once("spoken at", _places)
    return guests.get(name, place)


def _places(reading: Reading) -> tuple[dict[str, str], str | None]:
    guests: dict[str, str] = {}
    place: str | None = None
    for sentence in reading.sentences:
        if sentence.block > HEAD or not sentence.of(Kind.PLACE):
            continue
        for found in _GUEST.finditer(sentence.shape.text):
            who = sentence.shape.mention(found["n"]).name
            guests.setdefault(who, sentence.shape.mention(found["p"]).text)
        stands = _STANDS.search(sentence.shape.text)
        if place is None and stands:
            place = sentence.shape.mention(stands["a"] or stands["b"]).text
    return guests, place
