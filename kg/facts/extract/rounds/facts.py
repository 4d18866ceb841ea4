"""From drafts to rounds of a sheet: names, status, dates, what is inferred."""

from __future__ import annotations

import re
import unicodedata

from kg.facts.extract.rounds import status as status_words
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.text.reading import Reading
from kg.facts.model import Round
from kg.terms import MeetingFormat, Modality, RoundOutcome, RoundStatus

MAX_QUOTES = 4
_VENUE = re.compile(
    r"\b(?:at|in|inside)\s(?:the\s)?(?P<venue>(?:[A-ZÀ-Ý][\w’'-]+\s){1,4}(?:Hotel|Palace|Centre|Center|Compound|Villa|"
    r"Castle|Hall|House|Resort|Residence|Monastery|Abbey|College|Club|Embassy))\b"
)


def name_rounds(drafts: list[Draft]) -> dict[int, str]:
    """Readable ids, unique in the sheet, in the order of the text."""
    names: dict[int, str] = {}
    for draft in drafts:
        base = _base(draft)
        name, count = base, 1
        while name in names.values():
            count += 1
            name = f"{base}.{count}"
        names[draft.number] = name
    return names


def _base(draft: Draft) -> str:
    place = _slug(draft.venue.name if draft.venue and draft.venue.name else draft.country or "")
    if draft.ordinal:
        return f"{place or 'round'}-{draft.ordinal}"
    edtf = draft.edtf(False) or ""
    year = re.search(r"\d{4}(?:-\d\d)?", edtf)
    return "-".join(part for part in (place or "round", year.group() if year else "") if part)


def _slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def make_round(
    draft: Draft,
    names: dict[int, str],
    drafts: list[Draft],
    parties: list[str],
    reading: Reading,
    main: bool,
) -> Round:
    text = " ; ".join(draft.clauses)
    status = _status(draft, reading, main)
    edtf = draft.edtf(status is RoundStatus.UNDER_WAY)
    evidence = _evidence(draft, reading)
    formats: list[MeetingFormat] = [
        f for f in status_words.formats_in(text) if f is not MeetingFormat.SHUTTLE
    ]
    fact = Round(
        id=names[draft.number],
        ordinal=draft.ordinal,
        country=draft.country,
        dates=edtf,
        status=status,
        place=draft.venue.name if draft.venue and draft.venue.name else None,
        venue=_venue(draft, reading),
        formats=formats[:2],
        parties=parties,
        evidence=evidence,
        inferred=[],
        outcomes=_outcomes(text, status),
        modality=_modality(draft, text, status),
        follows=_follows(draft, drafts, names),
    )
    fact.inferred = _inferred(fact)
    return fact


def _venue(draft: Draft, reading: Reading) -> str | None:
    """The building that the words of a round name."""
    for mention in draft.mentions:
        shape = mention.sentence.shape
        found = _VENUE.search(shape.text, mention.low, mention.high)
        if found and not draft.later:
            return reading.evidence(
                shape.origin(found.start("venue")), shape.origin(found.end("venue"), end=True)
            )
    return None


def _evidence(draft: Draft, reading: Reading) -> list[str]:
    quotes = [reading.evidence(a, b) for a, b in draft.quotes]
    return list(dict.fromkeys(q for q in quotes if len(q) > 3))[:MAX_QUOTES] or [
        reading.whole(draft.mentions[0].sentence)
    ]


def _status(draft: Draft, reading: Reading, main: bool) -> RoundStatus | None:
    found: list[RoundStatus] = []
    for clause in draft.clauses:
        found += status_words.statuses(clause)
    hard = [s for s in found if s in _HARD]
    if draft.later:
        soft: list[RoundStatus] = [
            s
            for s in found
            if s
            in (
                RoundStatus.SCHEDULED,
                RoundStatus.PROPOSED,
                RoundStatus.CANCELLED,
                RoundStatus.POSTPONED,
            )
        ]
        return _strongest(soft) or RoundStatus.SCHEDULED
    if hard and not main:
        return hard[0]
    if main:
        return _main_status(draft, found, reading)
    return RoundStatus.CONCLUDED


_HARD = (RoundStatus.CANCELLED, RoundStatus.POSTPONED, RoundStatus.COLLAPSED, RoundStatus.SUSPENDED)


def _main_status(draft: Draft, found: list[RoundStatus], reading: Reading) -> RoundStatus:
    lead = [s for clause in draft.clauses[:3] for s in status_words.statuses(clause)]
    for status in (*_HARD, RoundStatus.CONCLUDED, RoundStatus.UNDER_WAY):
        if status in lead:
            return status
    if draft.ends or (draft.days and reading.published and not draft.starts):
        return RoundStatus.CONCLUDED
    return RoundStatus.UNDER_WAY if RoundStatus.UNDER_WAY in found else RoundStatus.CONCLUDED


def _strongest(found: list[RoundStatus]) -> RoundStatus | None:
    for status in (
        RoundStatus.CANCELLED,
        RoundStatus.POSTPONED,
        RoundStatus.PROPOSED,
        RoundStatus.SCHEDULED,
    ):
        if status in found:
            return status
    return None


def _modality(draft: Draft, text: str, status: RoundStatus | None) -> Modality:
    if draft.denied or (status_words.is_denied(text) and len(draft.clauses) == 1):
        return Modality.DENIED
    if draft.later:
        return status_words.modality_of(text, status or RoundStatus.SCHEDULED)
    return Modality.ASSERTED


def _outcomes(text: str, status: RoundStatus | None) -> list[RoundOutcome]:
    if status in (RoundStatus.SCHEDULED, RoundStatus.PROPOSED, RoundStatus.CANCELLED):
        return []
    found = status_words.outcomes_in(text)
    if RoundOutcome.NO_AGREEMENT in found:
        found = [
            o for o in found if o not in (RoundOutcome.PARTIAL_AGREEMENT, RoundOutcome.CEASEFIRE)
        ]
    if RoundOutcome.CEASEFIRE_EXTENSION in found:
        found = [o for o in found if o is not RoundOutcome.CEASEFIRE]
    return found[:3]


def _follows(draft: Draft, drafts: list[Draft], names: dict[int, str]) -> str | None:
    if not draft.ordinal or draft.ordinal < 2:
        return None
    before = [d for d in drafts if d.ordinal == draft.ordinal - 1]
    return names[before[0].number] if len(before) == 1 else None


def _inferred(fact: Round) -> list[str]:
    """Fields whose value does not stand, word for word, in the evidence."""
    words = " ".join(fact.evidence).lower()
    open_fields = []
    for name, value in (("place", fact.place), ("country", fact.country), ("venue", fact.venue)):
        if value and value.lower() not in words:
            open_fields.append(name)
    if any(party.lower() not in words for party in fact.parties):
        open_fields.append("parties")
    if fact.dates:
        open_fields.append("dates")
    open_fields += [n for n in ("status", "formats", "outcomes", "follows") if getattr(fact, n)]
    return open_fields
