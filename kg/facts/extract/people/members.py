"""Members of teams: "includes", "with him are", co-chairs, delegates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry, clean_post
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.teams import TEAM, clause_start, last_side
from kg.facts.extract.text.reading import Sentence

_LED_BY = re.compile(
    rf"\b(?:led|headed|chaired|fronted|captained)\s(?:now\s|then\s|jointly\s|by "
    rf"turns\s)?(?:by|there by)\s"
    rf"|\b(?:is|was|are|were)\sunder\s(?=(?:[A-Z]\w+\s){{0,3}}<[NT])"
    rf"|\b{TEAM}\s(?:\w+\s){{0,2}}?(?:is\s|was\s)?under\s(?:the\s(?:leadership|"
    rf"command|direction)\sof\s)?(?=<[NT]|[A-Z])"
    rf"|\b(?:whose|its|the)\s(?:head|leader|chief)(?:\sof\s(?:them|our\sdelegation|"
    rf"the\s{TEAM}))?\s(?:is|was)\s"
    rf"|\bhead\sof\s(?:our|the|its|their)\s(?:<[JA]\d+>\s)?(?:delegation|team)"
    rf"\s(?:is|was)\s|\b(?:one|that of [^,;]{{0,20}})\sby\s"
)

_MEMBERS = re.compile(
    r"\b(?:also\s)?(?:includ(?:es|ed|ing)|compris(?:es|ed|ing)|consist(?:s|ed|ing)"
    r"\sof|made\sup\sof|composed\sof)\s"
    r"|\b[Ww]ith\s(?:him|her|them|\w+)?\s?(?:,[^,]{0,40},\s)?(?:are|is|were|was|came|"
    r"sat|went|travel\w+)\s"
    r"|\b(?:accompanied|joined|flanked|assisted|supported)\sby\s|\b(?:alongside|"
    r"along with|together with|as well as|among them:?)\s"
    r"|\b(?:[Tt]he\s)?(?:[Oo]ther|remaining)s?(?:\s(?:team\s|delegation\s)"
    r"?(?:members|delegates|negotiators))?\s(?:are|were|is|include[sd]?|:)\s?"
    r"|\b(?:[Mm]embers|[Tt]eam|[Dd]elegation):\s|\b(?:new\s(?:people|members|faces)"
    r"\sin\sit)[^<]{0,30}|\bnext\sto\shim\s|\bwith\s(?=(?:the\s|<T|<N|[A-Z]))|\bfour "
    r"women among them:\s"
)

_DELEGATE = re.compile(
    r"\b(?:delegates?|negotiators?|member of the (?:[\w']+\s){0,3}(?:delegation|team|"
    r"panel)|representative)\b",
    re.I,
)

_WITH_HIM = re.compile(
    r"(?:is|are|was|were|came|come|comes|sat|sits?|travelled|travel|flew|went|arrived|stood)\swith\s(?:him|her|them)\b"
)


def _unnamed(sentence: Sentence, low: int, high: int, side: str) -> Iterator[Presence]:
    """ "a representative from the Ministry", one by one, never a crowd."""
    text = sentence.shape.text
    for match in re.finditer(
        r"(?:^|[\s,])(?:an?|one)\s(?:<[AJ]\d+>\s)?(?P<t><T\d+>)(?!\s(?:<N|[A-Z]))(?!,"
        r"?\s(?:named\s)?<N)",
        text[low:high],
    ):
        post = sentence.shape.mention(match["t"])
        if re.search(r"\b(?:former|brother)\b", post.text) or re.search(
            r"<N\d+>,?\s(?:[—–]\s)?$|[—–]\s$", text[: low + match.start("t") - 2]
        ):
            continue
        entry = Entry(None, [post.text], start=low + match.start(), end=low + match.end())
        source = re.search(r"\b(?:from|of)\s(?:the\s)?(?P<org>.+)$", post.text)
        entry.organisation = source["org"] if source else None
        yield Presence(sentence, entry, side, ["member"], entry.start, entry.end)


def _region_end(text: str, at: int) -> int:
    cut = re.search(
        r"\.\s|;\s(?=<A|the\s<J)|\bexpected to\b|,\swhile\b|\baccording to\b|\bsaid\b|\btold\b",
        text[at:],
    )
    return at + cut.start() if cut else len(text)


def members(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    for match in _MEMBERS.finditer(text):
        if not team_context(seats, sentence, match):
            continue
        start = clause_start(text, match.start())
        side = (
            last_side(seats.reading, sentence, start, match.start())
            or seats.nearest_side(sentence, match.start())
            or seats.side
        )
        high = _region_end(text, match.end())
        if not side:
            continue
        for entry in names_from(sentence, match.end(), high):
            if re.match(r"^,?\s(?:\w+ing|said|says|told|warned)\b", text[entry.end :]):
                continue
            own = side_key(seats.reading, entry.side) if entry.side else ""
            own = own or last_side(seats.reading, sentence, match.end(), entry.start)
            yield Presence(sentence, entry, own or side, ["member"], entry.start, entry.end)
        yield from _unnamed(sentence, match.end(), high, side)


def team_context(seats: Seats, sentence: Sentence, match: re.Match[str]) -> bool:
    text = sentence.shape.text
    word = match.group().strip().lower()
    lead = text[: match.start()]
    if (
        re.match(r"with\s(?:him|her|them)", word)
        or "other" in word
        or "remaining" in word
        or "next to" in word
        or "new " in word
    ):
        return bool(seats.side)
    if word == "with":
        return bool(_LED_BY.search(lead) or re.search(r"\b(?:led|headed|chair)\b", lead)) and bool(
            re.match(r"\s?(?:the\s)?(?:<[TN]\d+>)", text[match.end() - 1 :])
        )
    return bool(
        re.search(rf"(?i:\b{TEAM}\b)|\bIt\s(?:also\s)?$|\b(?:led|headed)\b|<N\d+>,?\s?$", lead)
    )


def with_him(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "NAME, post, and NAME, post, are with him"."""
    text = sentence.shape.text
    match = _WITH_HIM.search(text)
    if match is None:
        return
    start = clause_start(text, match.start())
    side = last_side(seats.reading, sentence, 0, match.start()) or seats.side
    for entry in names_from(sentence, start, match.start()):
        if side:
            yield Presence(sentence, entry, side, ["member"], entry.start, entry.end)


def co_chairs(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "The Co-Chairs of the Group (NAME of A, NAME of B, and NAME of C)"."""
    text = sentence.shape.text
    match = re.search(
        r"\b(?P<office>[Cc]o-[Cc]hairs|[Mm]ediators|[Oo]bservers|[Ee]nvoys)[^.;(—–:]{0,60}\s?[(:—–]\s?",
        text,
    )
    if match is None:
        return
    for entry in names_from(sentence, match.end(), len(text)):
        found = re.match(r"^\s(?:of|from)\s(?:the\s)?(?P<s><A\d+>)", text[entry.end :])
        key = side_key(seats.reading, entry.side) if entry.side else ""
        if found:
            key = side_key(seats.reading, sentence.shape.mention(found["s"]))
        if key:
            entry.posts = entry.posts or [clean_post(match["office"])]
            yield Presence(sentence, entry, key, [], entry.start, entry.end)


def delegates(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    for entry in names_from(sentence, 0, len(text)):
        near = " ".join(
            sentence.shape.mention(s).text
            for s in re.findall(r"<T\d+>", text[entry.start : entry.end])
        )
        loose = re.match(
            r"^,?\s(?:an?|one of (?:its|the|their))\s(?:<[AJ]\d+>\s)?(?:\w+\s){0,"
            r"2}(?:delegates?|negotiators?)\b",
            text[entry.end :],
        )
        if not (_DELEGATE.search(near) or loose):
            continue
        side = seats.side_of(entry)
        if not side and (found := re.search(r"<[AJ]\d+>", text[entry.end : entry.end + 60])):
            side = side_key(seats.reading, sentence.shape.mention(found.group()))
        book = seats.reading.book
        if side and book and side in book.party_keys:
            entry.posts = [p for p in entry.posts if not _DELEGATE.search(p)]
            yield Presence(
                sentence, entry, side, [] if entry.roles else ["member"], entry.start, entry.end
            )
