"""Which zone a line of plain text belongs to, by what it says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.dateline import (
    full_date,
    has_dateline,
    is_only_date,
    is_only_dateline,
    outlet_in,
)
from kg.sources.document import SILENT, Zone
from kg.sources.phrases import (
    ADDRESS,
    ADVERT,
    BIO,
    BIO_WORDS,
    BYLINE,
    COMMENTS,
    END_MARK,
    NOTICE,
    RELATED,
    TAIL_BIO,
    is_credit,
)
from kg.sources.wrapping import Paragraph

_LIST = re.compile(r"^(?:[-•–—*·▪●]\s?\S|\(?(?:[0-9]{1,2}|[ivx]{1,4})[.)]\s|\(?[a-z]\)\s)")
_TIME = re.compile(r"^(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:am|pm|GMT|BST|local))?\b")
_TURN = re.compile(r"^(?P<who>[A-Z][A-Z .’'/-]{0,40}?)(?P<note> \([^)]{1,80}\))?: ?(?=\S|$)")
_SPOKEN = re.compile(r"[.!?…]['\"”’)]*$")
_PLACE_AND_DAY = re.compile(
    r"[^\W\d_a-z][^,|·]{1,40}, (?:[A-Z][a-z]+day,? )?\d{1,2} [A-Z][a-z]+ \d{4}"
)
_SERIAL = re.compile(r"^(?:\[?\d{1,2}(?: ?[·|.)–-] )|\[)")
HEAD_LINES = 8
_BODY_WORDS = 25
_SENTENCE_WORDS = 12
_HEADING_WORDS = 14
_NOTE_WORDS = 16


def zones_of(lines: Sequence[Paragraph]) -> list[Zone]:
    """One zone a line."""
    zones = [_anywhere(line.text) for line in lines]
    if lines and is_only_date(lines[0].text):
        zones[0] = Zone.BYLINE
    body = _first_body(lines, zones)
    _head(lines, zones, body)
    _first_picture(lines, zones)
    _labels(lines, zones)
    _tail(lines, zones)
    for number in range(body, len(lines)):
        if zones[number] is Zone.BODY and is_only_dateline(lines[number].text):
            zones[number] = Zone.DATELINE
        elif zones[number] is Zone.BODY and _is_heading(lines, number):
            zones[number] = Zone.HEADING
    return zones


def _anywhere(text: str) -> Zone:
    short = len(text) < 400
    tests = (
        (Zone.ADVERT, ADVERT, short),
        (Zone.COMMENTS, COMMENTS, len(text) < 80),
        (Zone.RELATED, RELATED, short),
        (Zone.BIO, BIO, short),
        (Zone.BOILERPLATE, NOTICE, len(text) < 250),
        (Zone.BOILERPLATE, ADDRESS, len(text) < 120),
        (Zone.LIST, _LIST, True),
    )
    if len(text) < 250 and is_credit(text):
        return Zone.CAPTION
    return next((zone for zone, test, fits in tests if fits and test.search(text)), Zone.BODY)


def _first_body(lines: Sequence[Paragraph], zones: list[Zone]) -> int:
    """Where the article proper begins: at a dateline or a long paragraph that is no note."""
    if lines and _is_prose(lines[0].text):
        return 0
    for number, line in enumerate(lines[1 : HEAD_LINES + 4], 1):
        long = len(line.text.split()) >= _BODY_WORDS and not BIO_WORDS.search(line.text)
        starts = long or _TURN.match(line.text) or _TIME.match(line.text)
        deck = _is_deck(lines, number) and not has_dateline(line.text)
        if (zones[number] is Zone.LIST or has_dateline(line.text) or starts) and not deck:
            return number
    return min(len(lines), _first(zones) + 2)


def _first(zones: Sequence[Zone]) -> int:
    """The first line that is no path through the site and no notice."""
    around = (Zone.BOILERPLATE, Zone.CAPTION, Zone.BYLINE)
    return next((n for n, zone in enumerate(zones[:HEAD_LINES]) if zone not in around), 0)


def _is_prose(text: str) -> bool:
    """A whole paragraph: a text may begin without a title."""
    words = len(text.split())
    ends = words >= _SENTENCE_WORDS and text.rstrip('"”’').endswith(".")
    return ends or (words >= _BODY_WORDS and bool(_SPOKEN.search(text)))


def _head(lines: Sequence[Paragraph], zones: list[Zone], body: int) -> None:
    first = _first(zones)
    if lines and not _is_prose(lines[first].text):
        zones[first] = Zone.TITLE
    for number in range(first + 1, body):
        if zones[number] is Zone.BODY:
            zones[number] = _head_zone(lines, zones, number)
    for number in range(2, body):
        photo = zones[number] is Zone.CAPTION and zones[number - 1] is Zone.DECK and number > 2
        if photo:
            zones[number - 1] = Zone.CAPTION


def _first_picture(lines: Sequence[Paragraph], zones: list[Zone]) -> None:
    """A credit under the first line of the body: that line tells of the picture."""
    credit = next((n for n, zone in enumerate(zones) if zone is Zone.CAPTION), 0)
    above = [number for number in range(credit) if zones[number] is Zone.BODY]
    if not 0 < credit < len(lines) - 1 or len(lines[credit].text.split()) > 12:
        return
    if above == [credit - 1] or (not above and credit > 3 and zones[credit - 1] is Zone.DECK):
        text = lines[credit - 1].text
        if ". " not in text and len(text.split()) < 45 and not has_dateline(text):
            zones[credit - 1] = Zone.CAPTION


def _head_zone(lines: Sequence[Paragraph], zones: list[Zone], number: int) -> Zone:
    text = lines[number].text
    if BIO_WORDS.search(text):
        return Zone.BIO
    if is_only_dateline(text):
        return Zone.DATELINE
    words = text.split()
    if _SERIAL.match(text):
        return Zone.HEADING
    parted = "|" in text or " / " in text or " · " in text
    dated = full_date(text) is not None
    if dated and len(words) <= 12 and _PLACE_AND_DAY.match(text) and not outlet_in(text):
        return Zone.DATELINE
    if BYLINE.search(text) or (parted and (dated or len(words) <= 8)):
        return Zone.BYLINE
    if dated and len(words) <= _NOTE_WORDS:
        return Zone.BYLINE
    if text.isupper() or _names_only(words) or (_titled(words) and outlet_in(text)):
        return Zone.BYLINE
    if _is_prose(text):
        return Zone.BODY
    after_byline = zones[number - 1] is Zone.BYLINE and len(words) <= 6
    return Zone.BYLINE if after_byline and not _SPOKEN.search(text) else Zone.DECK


def _titled(words: list[str]) -> bool:
    """Written like a name: all long words with a capital."""
    return len(words) <= 12 and all(not word[:1].islower() for word in words if len(word) > 3)


def _is_deck(lines: Sequence[Paragraph], number: int) -> bool:
    """The second line, when it does not end as a sentence does, and more follows."""
    text = lines[number].text
    return number == 1 and len(lines) > 2 and len(text.split()) < 45 and not _SPOKEN.search(text)


def _names_only(words: list[str]) -> bool:
    return 2 <= len(words) <= 5 and all(word[:1].isupper() and word.isalpha() for word in words)


def _labels(lines: Sequence[Paragraph], zones: list[Zone]) -> None:
    """After "Also read:" or "Advertisement" alone on a line come titles."""
    for number, line in enumerate(lines):
        alone = zones[number] in (Zone.RELATED, Zone.ADVERT) and len(line.text.split()) <= 4
        if not alone:
            continue
        limit = 6 if zones[number] is Zone.RELATED else 1
        for other in range(number + 1, min(number + 1 + limit, len(lines))):
            text = lines[other].text
            title = zones[other] in (Zone.BODY, Zone.LIST) and len(text.split()) <= 16
            if not title or lines[other].blank_before or _SPOKEN.search(text):
                break
            zones[other] = zones[number]


def _tail(lines: Sequence[Paragraph], zones: list[Zone]) -> None:
    for number, zone in enumerate(zones):
        if zone is Zone.COMMENTS and number >= len(zones) // 3:
            zones[number:] = [Zone.COMMENTS] * (len(zones) - number)
            break
    _other_stories(lines, zones)
    for number in range(max(2, len(lines) - 4), len(lines)):
        if zones[number] is Zone.BODY and TAIL_BIO.match(lines[number].text):
            zones[number] = Zone.BIO


def _other_stories(lines: Sequence[Paragraph], zones: list[Zone]) -> None:
    """After an agency's last line a page goes on with other stories; a live blog with its own."""
    end = next((n for n, line in enumerate(lines) if n > 2 and END_MARK.match(line.text)), None)
    if end is None or sum(begins_entry(line.text) for line in lines[end:]) > 1:
        return
    for number in range(end + 1, len(zones)):
        zones[number] = Zone.RELATED if zones[number] not in SILENT else zones[number]


def _is_heading(lines: Sequence[Paragraph], number: int) -> bool:
    text = lines[number].text
    words = text.split()
    if len(words) > _HEADING_WORDS or number + 1 >= len(lines) or _TURN.match(text):
        return False
    if _TIME.match(text) or _SERIAL.match(text):
        return not _SPOKEN.search(text) or len(words) <= 8
    ends = text.rstrip("'\"”’")[-1:]
    return ends not in ".!…:;,)" and not text.startswith(("“", '"')) and len(words) <= 12


def turn_of(text: str) -> str | None:
    """Who speaks, when a line begins like one of a transcript."""
    match = _TURN.match(text)
    return (match["who"] + (match["note"] or "")).strip() if match else None


def begins_entry(text: str) -> bool:
    return _TIME.match(text) is not None
