"""People in a list: each name with its posts, its institution, what the words say of its side."""

from __future__ import annotations

import re

from kg.facts.extract.people.after import occupation, serves_another, suffix
from kg.facts.extract.people.before import HONOURS, PEER, prefix
from kg.facts.extract.people.entry import PLURAL, Entry, known_roles
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Sentence

CLAUSE = re.compile(
    r"^,?\s(?:who|whom|whose|which|made|named|appointed|sent|released|newly)\b[^;.]{1,110}?,(?=\s)|"
    r"^,\s(?:[^,;.<]|<[AJPTN]\d+>){1,50},(?=\s)|^\s[—–]\s[^—–]{1,120}?\s[—–](?=\s)|^\s[—–]\s[^—–,]{1,70},(?=\swho)"
)
"""What may stand between a name and what the person did."""


_QUOTED = re.compile(r'["”](?=[,\s])')


def describe(sentence: Sentence, index: int) -> Entry:
    """All that stands beside the name `<N index>`; offsets are in the shape."""
    known = sentence.told.get(index)
    if not isinstance(known, Entry):
        known = sentence.told[index] = _described(sentence, index)
    return known.copy()


def _described(sentence: Sentence, index: int) -> Entry:
    shape = sentence.shape
    sign = f"<N{index}>"
    at = shape.text.index(sign)
    entry = Entry(shape.mentions[index], start=at, end=at + len(sign))
    quoted = _QUOTED.match(shape.text, entry.end)
    if quoted and shape.text[max(0, at - 1) : at] in ('"', "“"):
        entry.end = quoted.end()
    prefix(sentence, entry, at)
    suffix(sentence, entry)
    occupation(sentence, entry)
    known_roles(entry)
    return entry


def names_from(sentence: Sentence, low: int, high: int) -> list[Entry]:
    """The named people between two offsets of the shape, those inside another's title left out."""
    entries: list[Entry] = []
    for index, mention in enumerate(sentence.mentions):
        if mention.kind is not Kind.PERSON:
            continue
        at = sentence.shape.text.index(f"<N{index}>")
        if not low <= at < high or (entries and at < entries[-1].end) or _nested(sentence, at):
            continue
        entry = describe(sentence, index)
        if (entries and not entry.posts and _PEER_BEFORE.search(sentence.shape.text[:at])) or (
            entries and not entry.posts and _shares_post(sentence, entries[-1], entry)
        ):
            entry.posts = list(entries[-1].posts)
            if entry.side is None and _shares_post(sentence, entries[-1], entry):
                entry.side = entries[-1].side
        if entries and not entries[-1].posts and _plural_after(sentence, entries[-1], entry):
            entries[-1].posts, entries[-1].side = list(entry.posts), entry.side
        entries.append(entry)
    return entries


def _plural_after(sentence: Sentence, first: Entry, second: Entry) -> bool:
    """ "NAME and NAME, the X envoys": one plural for both."""
    gap = sentence.shape.text[first.end : second.start]
    plural = bool(second.posts) and PLURAL.search(second.posts[0])
    return bool(plural) and bool(re.fullmatch(r",?\sand\s(?:[A-Z][\w.]*\s){0,3}", gap))


def _shares_post(sentence: Sentence, first: Entry, second: Entry) -> bool:
    """ "the ministers NAME and NAME": one plural for both."""
    gap = sentence.shape.text[first.end : second.start]
    plural = bool(first.posts) and PLURAL.search(first.posts[0])
    return bool(plural) and bool(re.fullmatch(r",?\sand\s(?:[A-Z][\w.]*\s){0,3}", gap))


_PEER_BEFORE = re.compile(rf"\b(?:his|her|its|their)\s(?:<[AJ]\d+>\s)?{PEER}{HONOURS}$")
_KIN = re.compile(
    r"\b(?:brother|sister|son|daughter|wife|husband|nephew|cousin|uncle|aide|adviser|"
    r"successor|predecessor|ally|widow|father)\s(?:of|to)\s[^,;—–]{0,60}$",
    re.I,
)


_SERVES = re.compile(
    r"<T\d+>\s(?:to|of)\s(?:(?:the\s)?(?:<[AJ]\d+>\s)?<T\d+>,?\s)?(?:[A-Z][\w.]*\s){0,2}$"
)


def _nested(sentence: Sentence, at: int) -> bool:
    text = sentence.shape.text
    after = text[text.find(">", at) + 1 :]
    lead = text[max(0, at - 80) : at]
    office = re.search(r"<T\d+>(?=\s$)", lead)
    if office and serves_another(sentence.shape.mention(office.group()).text):
        return True
    return bool(_KIN.search(lead) or _SERVES.search(lead)) or bool(re.match(r"'(?:s\b|\s)", after))
