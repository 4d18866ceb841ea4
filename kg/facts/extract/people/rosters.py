"""Lists of who came: a heading with a side, then a line a person; or "– Iran: NAME, post"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Paragraph, Reading, Sentence

_BULLET = re.compile(r"^\W{0,2}(?:[•*▪·–—-]|\(?[a-z0-9]{1,2}[.)])\s")
_SIDE_LINE = re.compile(
    r"^\W{0,4}(?:(?:For|From|On behalf of)\s)?(?:the\s|The\s)?(?P<s><[AJ]\d+>)(?:'s)"
    r"?(?:\s(?:delegation|team|side|panel|members))?(?:\s\([^()]{0,80}\))?\W{0,2}$"
)
_INLINE = re.compile(
    r"^\W{0,4}(?:the\s|The\s|For\s(?:the\s)?)?(?P<s><[AJP]\d+>)(?:'s)"
    r"?(?:\s(?:delegation|team|side|panel))?(?:\s\([^()]{0,60}\))?(?:,\s[^:<]{0,60})"
    r"?:\s"
)
_GROUP_LINE = re.compile(
    r"^\W{0,3}(?:(?P<exp>Experts?|Advis[eo]rs?|Delegates?|Members?|Other members))"
    r"\s?:\s|^\W{0,3}<T\d+>:\s"
)


_SIGNS_FOR = re.compile(r"^\W{0,4}(?:For|On behalf of|Por)\s(?:the\s)?[^:.]{0,90}:\W{0,2}$")
_WING = re.compile(
    r"^\W{0,4}[^:.<]{0,60}\s(?:of|for)\s(?:the\s)?(?P<s><A\d+>):\s(?=[^.<]{0,20}<[NT])"
)
_NAME_LINE = re.compile(
    r"^\W{0,6}(?:[A-Z][\w'’.]*\.?\s){0,4}(?:<T\d+>,?\s)?(?:[A-Z][\w'’.]*\.?\s){0,2}<N\d+>"
    r"(?:,\s[^.]{0,90}|\s[–—-]\s[^.]{0,110}|\s\([^().]{0,60}\)|,?\s?)$"
)


def signatures(reading: Reading) -> Iterator[Presence]:
    """Blocks under a text: "For the Government:", then a line for each who signed."""
    side = ""
    for paragraph in reading.paragraphs:
        sentence = _first(reading, paragraph)
        if sentence is None or len(paragraph.sentences) > 1:
            side = ""
            continue
        text = sentence.shape.text
        if _SIGNS_FOR.match(text):
            side = _last_actor(reading, sentence)
        elif side and (wing := _WING.match(text)):
            key = side_key(reading, sentence.shape.mention(wing["s"])) or side
            yield from _signed(sentence, names_from(sentence, wing.end(), len(text)), key)
        elif side and _NAME_LINE.match(text):
            yield from _signed(sentence, names_from(sentence, 0, len(text))[:1], side)
        else:
            side = ""


def _signed(sentence: Sentence, entries: list[Entry], side: str) -> Iterator[Presence]:
    for entry in entries:
        yield Presence(sentence, entry, side, ["signatory"], entry.start, entry.end)


def _last_actor(reading: Reading, sentence: Sentence) -> str:
    keys = [side_key(reading, m) for m in sentence.of(Kind.ACTOR, Kind.POST)]
    return next((key for key in reversed(keys) if key), "")


def roster(reading: Reading) -> Iterator[Presence]:
    yield from signatures(reading)
    yield from _lists(reading)


def _lists(reading: Reading) -> Iterator[Presence]:
    side, listed, said = "", False, -9
    for paragraph in reading.paragraphs:
        sentence = _first(reading, paragraph)
        if sentence is None:
            continue
        text = sentence.shape.text
        line = _SIDE_LINE.match(text)
        if line and len(paragraph.sentences) == 1:
            side, listed = side_key(reading, sentence.shape.mention(line["s"])), False
            continue
        inline = _INLINE.match(text)
        if inline and _bulky(inline, sentence):
            yield from _inline(reading, sentence, inline)
            continue
        goes_on = listed or said == paragraph.number - 1
        if (_is_entry(text) and (side or goes_on)) or (goes_on and _NAME_LINE.match(text)):
            listed = True
            said = paragraph.number
            yield from _line(reading, sentence, side or _announced(reading, paragraph))
        elif _GROUP_LINE.match(text) and side:
            yield from _experts(sentence, side)
        elif goes_on and _BULLET.match(text):
            said = paragraph.number
        else:
            side, listed = "", False
            said = (
                paragraph.number
                if reading.text[: paragraph.block.end].rstrip().endswith(":")
                else -9
            )


def _first(reading: Reading, paragraph: Paragraph) -> Sentence | None:
    return reading.sentences[paragraph.sentences[0]] if paragraph.sentences else None


def _is_entry(text: str) -> bool:
    return bool(_BULLET.match(text)) and bool(
        re.match(
            r"^\W{0,4}(?:[A-Z][\w'’.]*\.?\s){0,4}(?:<T\d+>,?\s)?(?:[A-Z][\w'’.]*\.?\s){0,2}<N\d+>",
            text,
        )
    )


def _bulky(match: re.Match[str], sentence: Sentence) -> bool:
    return bool(
        re.match(
            r"^(?:its\s|the\s)?(?:<T\d+>,?\s)?(?:[A-Z][\w.]*\s){0,3}<N\d+>|^(?:its\s)?<T\d+>",
            sentence.shape.text[match.end() :],
        )
    )


def _inline(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Presence]:
    key = side_key(reading, sentence.shape.mention(match["s"]))
    entries = names_from(sentence, match.end(), len(sentence.shape.text))
    if not key or not entries:
        return
    text = sentence.shape.text
    for entry in entries:
        head = "at the head" in text[entry.end : entry.end + 20]
        yield Presence(sentence, entry, key, ["head"] if head else [], match.start(), entry.end)


def _line(reading: Reading, sentence: Sentence, side: str) -> Iterator[Presence]:
    entries = names_from(sentence, 0, len(sentence.shape.text))
    if not entries:
        return
    entry = entries[0]
    side = (side_key(reading, entry.side) if entry.side else "") or side
    if not side:
        return
    rest = sentence.shape.text[entry.end :]
    if re.match(r"^,\s(?:chair|leader|head)\b", rest):
        entry.roles.append("head")
        entry.posts.append(re.match(r"^,\s(\w+)", rest).group(1))  # type: ignore[union-attr]
    elif re.match(r"^\s?[—–-]\s(?:head|leader|chair)\b", rest):
        entry.roles.append("head")
    member = reading.book is None or side in reading.book.party_keys
    roles = [] if entry.roles or not member else ["member"]
    yield Presence(sentence, entry, side, roles, 0, entry.end)


def _experts(sentence: Sentence, side: str) -> Iterator[Presence]:
    role = "expert" if re.match(r"^\W{0,3}(?:Experts?|<T\d+>):", sentence.shape.text) else "member"
    for entry in names_from(sentence, 0, len(sentence.shape.text)):
        yield Presence(sentence, entry, side, [role], entry.start, entry.end)


def _announced(reading: Reading, paragraph: Paragraph) -> str:
    """The side that the lines before the list speak of."""
    from kg.facts.extract.people.teams import last_side

    for back in range(paragraph.number - 1, max(-1, paragraph.number - 12), -1):
        for index in reversed(reading.paragraphs[back].sentences):
            sentence = reading.sentences[index]
            key = last_side(reading, sentence, 0, len(sentence.shape.text))
            if key and not any(
                m.kind is Kind.PERSON and _is_entry(sentence.shape.text) for m in sentence.mentions
            ):
                return key
    return ""
