"""People without a name, described one by one: "a representative of the Ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.teams import clause_start, last_side
from kg.facts.extract.text.reading import Reading, Sentence

_ONE = re.compile(
    r"(?:^|[\s,])(?:an?|one)\s(?:<[AJ]\d+>\s)?(?P<t><T\d+>)(?!\s(?:<N|[A-Z]))(?!,?\s(?:named\s)?<N)"
)
_FORMER = re.compile(r"\b(?:former|brother)\b")
_OF_A_NAME = re.compile(r"<N\d+>,?\s(?:[—–]\s)?$|[—–]\s$|\bas\s$")
_SOURCE = re.compile(r"\b(?:from|of)\s(?:the\s)?(?P<org>.+)$")


_OFFICER = re.compile(
    r"(?:^|[.;,]\s|\band\s)\W{0,2}(?:[Aa]n?\s|[Tt]he\s)?(?P<s><[AJ]\d+>)(?:'s)?\s(?P<t><T\d+>)\s"
    r"(?:(?:also|then|himself|herself|had)\s)?(?P<verb>opened|attended|chaired|took part|signed|presided|"
    r"sat in|was present|looked on|was a witness|left early)\b"
    r"|(?P<s2><A\d+>)'s\s(?P<t2><T\d+>)\sas\s(?:an?\s)?(?:witness|observer|mediator)(?:es|s)?\b"
    r"|\b(?:under the eyes? of|in the presence of)\s(?:the\s)?(?P<s3><[AJ]\d+>)(?:'s)?\s(?P<t3><T\d+>)(?!\s<N|,\s<N)"
)
_LED_BY = re.compile(
    r"\b(?:delegation|team|side|panel)\b[^.;<]{0,24}\s(?:led|headed)\sby\s(?:the|its|their)\s"
    r"(?P<t><T\d+>)(?!,?\s(?:[A-Z][\w.]*\s){0,4}<N)(?=[.,;]|\s(?:of|for|and)\b|$)"
)


def officers(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """Those who are shown by their office alone: "a Saudi minister opened the session"."""
    text = sentence.shape.text
    for match in _OFFICER.finditer(text):
        sign, post = (next(v for v in match.group(*names) if v) for names in (_SIDES, _POSTS))
        key = side_key(seats.reading, sentence.shape.mention(sign))
        if key and not _named(seats.reading, key, sentence.shape.mention(post).text):
            role = ["signatory"] if match["verb"] == "signed" else []
            yield _presence(sentence, match, post, key, role)
    for match in _LED_BY.finditer(text):
        key = last_side(seats.reading, sentence, clause_start(text, match.start()), match.end())
        if key and not _named(seats.reading, key, sentence.shape.mention(match["t"]).text):
            yield _presence(sentence, match, match["t"], key, ["head"])


_SIDES, _POSTS = ("s", "s2", "s3"), ("t", "t2", "t3")


def _presence(
    sentence: Sentence, match: re.Match[str], sign: str, side: str, roles: list[str]
) -> Presence:
    post = sentence.shape.mention(sign)
    entry = Entry(None, [post.text], start=match.start(), end=match.end())
    return Presence(sentence, entry, side, roles, match.start(), match.end())


def _named(reading: Reading, key: str, post: str) -> bool:
    """Whether the text names whoever holds that office."""
    word = post.lower().split(" of ")[0].split()[-1]
    return any(
        word in told.lower()
        for person, posts in reading.once("posts by side", _posts).items()
        if reading.employer.get(person) == key
        for told in posts
    )


def _posts(reading: Reading) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sentence in reading.sentences:
        for entry in names_from(sentence, 0, len(sentence.shape.text)):
            if entry.person is not None:
                found.setdefault(entry.person.key, []).extend(entry.posts)
    return found


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
