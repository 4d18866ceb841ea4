"""Two names for two sides: "the foreign ministers of A and B, NAME and NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import keys_in_post, side_key
from kg.facts.extract.people.entries import describe
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.text.reading import Sentence

_TWO_ENVOYS = re.compile(
    r"(?P<a><[JA]\d+>)(?:'s)?\sand\s(?:the\s)?(?P<b><[JA]\d+>)(?:'s)?\s(?:[a-z]+\s)"
    r"{0,2}(?P<w>envoys|ministers|negotiators|leaders|presidents|delegates|"
    r"ambassadors|representatives|commanders|chiefs|<T\d+>),?\s"
    r"(?:<T\d+>\s)?(?:[A-Z][\w.]*\s){0,3}(?P<n><N\d+>)\sand\s(?:<T\d+>\s)"
    r"?(?:[A-Z][\w.]*\s){0,3}(?P<m><N\d+>)"
    r"|(?P<w2>[Rr]epresentatives|[Ee]nvoys|[Nn]egotiators|[Ll]eaders|[Dd]elegations|"
    r"<T\d+>)\s(?:of|from|for)\s(?:the\s)?(?P<a2><[AP]\d+>)\sand\s(?:of\s)?(?:the\s)"
    r"?(?P<b2><[AP]\d+>),\s"
    r"(?:<T\d+>\s)?(?:[A-Z][\w.]*\s){0,3}(?P<n2><N\d+>)\sand\s(?:<T\d+>\s)"
    r"?(?:[A-Z][\w.]*\s){0,3}(?P<m2><N\d+>)"
)

_EACH = re.compile(
    r"(?P<t><T\d+>),\s(?P<n><N\d+>),?\sand\s(?:of\s)?(?:the\s)?(?P<b><A\d+>)(?:'s)?,\s(?P<m><N\d+>)"
)

_PAIRED = re.compile(
    r"<T(?P<t>\d+)>(?P<mid>(?:\s(?:of|from|for)\s(?:the\s)?)?)(?:(?P<a><[AP]\d+>)"
    r"\sand\s(?:the\s)?(?P<b><[AP]\d+>))?,?\s(?P<n><N\d+>)\sand\s(?P<m><N\d+>)(?:,"
    r"\srespectively)?"
)


_PAIRED_AFTER = re.compile(
    r"(?P<n><N\d+>),?\sand\s(?P<m><N\d+>),\s(?:the\s|respectively\s)?<T(?P<t>\d+)>"
)


def _singular(post: str) -> str:
    head = re.sub(r"\s(?:of|from|for)\s.*$", "", post)
    head = re.sub(
        r"(minister|president|envoy|chief|head|leader|director|secretary|negotiator|"
        r"ambassador|commander)s\b",
        r"\1",
        head,
    )
    return head.replace("secretaries", "secretary")


def paired(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    shape = sentence.shape
    for match in (*_PAIRED.finditer(shape.text), *_PAIRED_AFTER.finditer(shape.text)):
        post = shape.mention(f"<T{match['t']}>")
        sides = pair_sides(seats, sentence, match, post.text)
        if not sides:
            continue
        for sign, side in zip((match["n"], match["m"]), sides, strict=True):
            entry = describe(sentence, int(sign[2:-1]))
            entry.posts = [_singular(post.text)] if _singular(post.text) else entry.posts
            entry.roles = (
                ["head"] if re.search(r"\bheads?\b.*delegation", post.text) else entry.roles
            )
            yield Presence(sentence, entry, side, [], match.start(), match.end(), firm=True)


def pair_sides(seats: Seats, sentence: Sentence, match: re.Match[str], post: str) -> list[str]:
    shape = sentence.shape
    if match.groupdict().get("a"):
        keys = [side_key(seats.reading, shape.mention(match[g])) for g in ("a", "b")]
        return keys if all(keys) else []
    return keys_in_post(seats.reading, post)


def post_of_each(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "the Foreign Ministers of A, NAME, and of B, NAME"."""
    shape = sentence.shape
    for match in _EACH.finditer(shape.text):
        post = shape.mention(match["t"])
        sides = (post.key, side_key(seats.reading, shape.mention(match["b"])))
        for sign, side in zip((match["n"], match["m"]), sides, strict=True):
            entry = describe(sentence, int(sign[2:-1]))
            entry.posts = [_singular(post.text)]
            if side:
                yield Presence(sentence, entry, side, [], match.start(), match.end())


def _role(before: str, word: str) -> str:
    if re.search(r"\b(?:[Cc]hief|[Ll]ead|[Tt]op)\s$", before) and "egotiator" in word:
        return "chief-negotiator"
    return "envoy" if "nvoy" in word else ""


def two_envoys(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "the Irish and the Norwegian envoys, A and B": one name each, in order."""
    shape = sentence.shape
    for match in _TWO_ENVOYS.finditer(shape.text):
        tail = "2" if match["a2"] else ""
        for owner, name in (("a", "n"), ("b", "m")):
            side = side_key(seats.reading, shape.mention(match[owner + tail]))
            entry = describe(sentence, int(match[name + tail][2:-1]))
            word = match["w" + tail]
            text = shape.mention(word).text if word.startswith("<") else word
            role = _role(shape.text[: match.start()], text)
            if role != "chief-negotiator":
                entry.posts = entry.posts or [_singular(text)]
            roles = [role] if role else []
            if side:
                yield Presence(sentence, entry, side, roles, match.start(), match.end())
