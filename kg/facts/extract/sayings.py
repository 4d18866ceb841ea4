"""Who a sentence leans on: "according to X", "…, X said"."""

from __future__ import annotations

import re

from kg.facts.extract.text.reading import Reading, Sentence

_ACCORDING = re.compile(
    r"\b[Aa]ccording to\s(?P<who>(?:the\s|an?\s)?[^,.;]{2,60}?)(?=,|\.|;|$|\sand\b)"
)
_TAIL = re.compile(
    r",\s(?P<who>(?:the\s|an?\s|Mr\s|Ms\s|Mrs\s)?(?:[\w<>'-]+\s){1,5}?)(?:said|says|has said|told\s[^,.]{2,30}|reported|reports|claimed|confirmed)(?:\s(?:on <D\d+>|<D\d+>|that time|in <P\d+>))?\.?$"
)
_HEAD = re.compile(
    r"^(?P<who>(?:[A-Z][\w'-]*\s|<[ANTPJ]\d+>(?:'s)?,?\s|[a-z-]+\s){1,7}?)(?:said|says|claims?|claimed|alleges?|alleged|told\s[^,.]{2,40}|reported|reports|insists?|insisted|maintains|holds|announced)\s(?:that\s|<D\d+>\s|on <D\d+>\s(?:that\s)?)?"
)


def said_by(reading: Reading, sentence: Sentence) -> str | None:
    text = sentence.shape.text
    for pattern in (_ACCORDING, _TAIL, _HEAD):
        found = pattern.search(text)
        if found and not re.search(
            r"\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|who|which|not)\s?$", found["who"].strip()
        ):
            who = " ".join(reading.cut(sentence, *found.span("who")).split()).strip(" ,")
            named = re.search(r"<N\d+>", found["who"])
            if named:
                return sentence.shape.mention(named.group()).name
            return re.sub(r"^(?:But|And|Yet|Still|Later)\s", "", who) or None
    return None
