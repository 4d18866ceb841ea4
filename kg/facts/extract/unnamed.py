"""People without a name, described one by one: "a representative of the Ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.entries import Entry
from kg.facts.extract.participation import Presence
from kg.facts.extract.reading import Sentence

_ONE = re.compile(
    r"(?:^|[\s,])(?:an?|one)\s(?:<[AJ]\d+>\s)?(?P<t><T\d+>)(?!\s(?:<N|[A-Z]))(?!,?\s(?:named\s)?<N)"
)
_FORMER = re.compile(r"\b(?:former|brother)\b")
_OF_A_NAME = re.compile(r"<N\d+>,?\s(?:[—–]\s)?$|[—–]\s$|\bas\s$")
_SOURCE = re.compile(r"\b(?:from|of)\s(?:the\s)?(?P<org>.+)$")


def unnamed(sentence: Sentence, low: int, high: int, side: str) -> Iterator[Presence]:
    """Never a crowd: each of them stands with "a" or "one"."""
    text = sentence.shape.text
    for match in _ONE.finditer(text[low:high]):
        post = sentence.shape.mention(match["t"])
        if _FORMER.search(post.text) or _OF_A_NAME.search(text[: low + match.start() + 1]):
            continue
        source = _SOURCE.search(post.text)
        entry = Entry(
            None,
            [post.text],
            organisation=source["org"] if source else None,
            start=low + match.start(),
            end=low + match.end(),
        )
        yield Presence(sentence, entry, side, ["member"], entry.start, entry.end)
