"""Which zone a line of plain text belongs to, by what it says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.dateline import full_date, has_dateline, is_only_dateline
from kg.sources.document import Zone
from kg.sources.wrapping import Paragraph

_FLAGS = re.IGNORECASE
_ADVERT = re.compile(
    r"^\W{0,3}(?:advertisements?|sponsored|promoted|paid (?:content|post))\b", _FLAGS
)
_RELATED = re.compile(
    r"^\W{0,3}(?:also read|read also|read more|read:|read next|related(?: (?:stories|articles|news|links))?\W{0,2}$"
    r"|see also|more on (?:this|the)|more from|also (?:on|in) [A-Z]|recommended|most read|trending|watch:|don[’']t miss"
    r"|you may (?:also )?like|in other news:?$|editors?[’']s? picks?)",
    _FLAGS,
)
_COMMENTS = re.compile(
    r"^\W{0,3}(?:(?:readers?[’']? )?comments?(?: \(\d+\)| closed)?\W{0,3}$|\d+ comments?\W{0,3}$"
    r"|(?:leave|post) a (?:comment|reply)|join the (?:discussion|conversation)|see what people are)",
    _FLAGS,
)
_CREDIT = re.compile(
    r"^\W{0,3}(?:(?:file )?(?:photo|image|picture|photograph|video|graphic|map|caption)s?\b\s?(?:via|by|credit|:|/|©|courtesy|from))"
    r"|^(?:©|file photo)|\b(?:AFP|Reuters|AP|EPA|Getty Images|Anadolu)\s?/\s?(?:File|Getty|AFP|Handout)\b|\(photo by\b",
    _FLAGS,
)
_BIO = re.compile(
    r"^\W{0,2}(?:\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|written|translated|translation) by\b"
    r"|with (?:additional )?(?:reporting|inputs?) (?:by|from)\b"
    r"|the (?:writer|author|columnist) (?:is|was|has|can|teaches|writes)\b|about the (?:author|writer)"
    r"|follow (?:him|her|them|the author|us) (?:on|at)\b|the views expressed\b|views expressed\b)",
    _FLAGS,
)
_TAIL_BIO = re.compile(
    r"^\W{0,2}[^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){1,5},? (?:is|was) (?:a|an|the|our)\b[^.]{0,80}\b(?:writer|journalist|columnist"
    r"|correspondent|fellow|professor|lecturer|analyst|reporter|editor|novelist|author|freelance\w*|commentator)\b",
)
_BIO_WORDS = re.compile(
    r"\b(?:years of experience|graduate of|freelance|award-winning|has (?:covered|reported|written) )",
    _FLAGS,
)
_BOILERPLATE = re.compile(
    r"^\W{0,3}(?:share(?: this| on|:)|published in\b|©|copyright\b|all rights reserved|sign up\b|subscribe\b|unsubscribe"
    r"|you receive this|trouble seeing|view (?:this|in) |turn to page|page \d+(?:\s?/\s?\d+| of \d+)?\W{0,3}$|- ?\d{1,3} ?-$"
    r"|tags?:|filed under|topics?:|suggested citation|click here|follow us|we use cookies|accept (?:all )?cookies"
    r"|terms (?:of|and)|privacy policy|for immediate release|press release(?: no\b.*)?$|media contacts?\b|contact:|tel\b|home ?[>»/]"
    r"|last updated|updated:|support our|if you value|donate\b|listen to this|\d+ min(?:ute)?s? read|end(?:s)?$|\[end\]|print this|e-?mail this"
    r"|this (?:article|story) (?:was|first|originally) (?:published|appeared)|to advertise\b|views in comments|newsletter)",
    _FLAGS,
)
_PRESS_LINE = re.compile(r"\btel\.? ?\+?[\d(]|\b[\w.]+@[\w.]+\.\w+\b")
_BYLINE = re.compile(
    r"^\W{0,2}(?:by|words by|from our)\b|\bstaff (?:writer|reporter)\b|\bwriter:|\bmin read\b",
    _FLAGS,
)
_LIST = re.compile(r"^(?:[-•–—*·▪●]\s?\S|\(?(?:[0-9]{1,2}|[ivx]{1,4})[.)]\s|\(?[a-z]\)\s)")
_TIME = re.compile(r"^(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:am|pm|GMT|BST|local))?\b")
_TURN = re.compile(r"^(?P<who>[A-Z][A-Z .’'/-]{0,40}?)(?P<note> \([^)]{1,80}\))?: ?(?=\S|$)")
_SPOKEN = re.compile(r"[.!?…]['\"”’)]*$")
_SERIAL = re.compile(r"^(?:\[?\d{1,2}(?: ?[·|.)–-] )|\[)")
HEAD_LINES = 8
_BODY_WORDS = 25
_HEADING_WORDS = 14


def zones_of(lines: Sequence[Paragraph]) -> list[Zone]:
    """One zone a line."""
    zones = [_anywhere(line.text) for line in lines]
    body = _first_body(lines, zones)
    _head(lines, zones, body)
    _labels(lines, zones)
    _tail(lines, zones)
    for number in range(body, len(lines)):
        if zones[number] is Zone.BODY and _is_heading(lines, number):
            zones[number] = Zone.HEADING
    return zones


def _anywhere(text: str) -> Zone:
    short = len(text) < 400
    tests = (
        (Zone.ADVERT, _ADVERT, short),
        (Zone.COMMENTS, _COMMENTS, len(text) < 80),
        (Zone.RELATED, _RELATED, short),
        (Zone.CAPTION, _CREDIT, len(text) < 250),
        (Zone.BIO, _BIO, short),
        (Zone.BOILERPLATE, _BOILERPLATE, len(text) < 250),
        (Zone.BOILERPLATE, _PRESS_LINE, len(text) < 120),
        (Zone.LIST, _LIST, True),
    )
    return next((zone for zone, test, fits in tests if fits and test.search(text)), Zone.BODY)


def _first_body(lines: Sequence[Paragraph], zones: list[Zone]) -> int:
    """Where the article proper begins: at a dateline or the first long paragraph that is no note."""
    for number, line in enumerate(lines[1 : HEAD_LINES + 4], 1):
        long = len(line.text.split()) >= _BODY_WORDS and not _BIO_WORDS.search(line.text)
        starts = long or _TURN.match(line.text) or _TIME.match(line.text)
        if zones[number] is Zone.LIST or has_dateline(line.text) or starts:
            if number > 1 or not _is_deck(lines, number) or has_dateline(line.text):
                return number
    return min(len(lines), 2)


def _head(lines: Sequence[Paragraph], zones: list[Zone], body: int) -> None:
    if lines:
        zones[0] = Zone.TITLE
    for number in range(1, body):
        if zones[number] is Zone.BODY:
            zones[number] = _head_zone(lines, zones, number)
    for number in range(2, body):
        photo = zones[number] is Zone.CAPTION and zones[number - 1] is Zone.DECK and number > 2
        if photo:
            zones[number - 1] = Zone.CAPTION


def _head_zone(lines: Sequence[Paragraph], zones: list[Zone], number: int) -> Zone:
    text = lines[number].text
    if _BIO_WORDS.search(text):
        return Zone.BIO
    if is_only_dateline(text):
        return Zone.DATELINE
    if _BYLINE.search(text) or full_date(text) or "|" in text or " / " in text:
        return Zone.BYLINE
    words = text.split()
    if text.isupper() or _names_only(words):
        return Zone.BYLINE
    after_byline = zones[number - 1] is Zone.BYLINE and len(words) <= 6
    return Zone.BYLINE if after_byline and not _SPOKEN.search(text) else Zone.DECK


def _is_deck(lines: Sequence[Paragraph], number: int) -> bool:
    """The second line, when it does not end as a sentence does, and more follows."""
    text = lines[number].text
    return number == 1 and len(lines) > 2 and len(text.split()) < 45 and not _SPOKEN.search(text)


def _names_only(words: list[str]) -> bool:
    return 2 <= len(words) <= 5 and all(word[:1].isupper() and word.isalpha() for word in words)


def _labels(lines: Sequence[Paragraph], zones: list[Zone]) -> None:
    """After "Also read:" or "Advertisement" alone on a line come titles, up to the next sentence."""
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
            return
    for number in range(max(2, len(lines) - 4), len(lines)):
        if zones[number] is Zone.BODY and _TAIL_BIO.match(lines[number].text):
            zones[number] = Zone.BIO


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
