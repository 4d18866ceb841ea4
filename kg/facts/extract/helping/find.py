"""Third parties as facts: each claim at its round, the negotiating sides left out."""

from __future__ import annotations

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.claims import claims
from kg.facts.extract.helping.denied import denied_claims
from kg.facts.extract.helping.presence import presence_claims
from kg.facts.extract.helping.scope import rounds_of
from kg.facts.extract.parties import party_name
from kg.facts.extract.text.reading import Reading
from kg.facts.model import ThirdParty
from kg.terms import Modality


def find(reading: Reading) -> list[ThirdParty]:
    found: dict[tuple[str | None, str], ThirdParty] = {}
    for claim in claims(reading):
        for round_id in rounds_of(reading, claim):
            if not _is_party(reading, round_id, claim):
                _add(found, reading, claim, round_id)
    for claim in presence_claims(reading):
        round_id = reading.round_at(claim.at)
        if (round_id, claim.key) not in found and _is_outsider(reading, claim):
            _add(found, reading, claim, round_id)
    for claim in denied_claims(reading):
        round_id = reading.round_at(claim.at)
        if (round_id, claim.key) not in found and not _is_party(reading, round_id, claim):
            _add(found, reading, claim, round_id)
    return list(found.values())


def _add(
    found: dict[tuple[str | None, str], ThirdParty],
    reading: Reading,
    claim: Claim,
    round_id: str | None,
) -> None:
    evidence = reading.evidence(claim.start, claim.end)
    fact = found.get((round_id, claim.key))
    if fact is None:
        found[(round_id, claim.key)] = _fact(reading, claim, round_id, evidence)
        return
    fact.roles = list(dict.fromkeys([*fact.roles, *claim.roles]))
    if evidence not in fact.evidence and len(fact.evidence) < 3:
        fact.evidence = [*fact.evidence, evidence]


def _is_outsider(reading: Reading, claim: Claim) -> bool:
    """Not a side in any round of the text, where the sides are known."""
    book = reading.book
    if book is None or len(book.parties) < 2 or claim.key in book.party_keys:
        return False
    return all(claim.name not in r.parties for r in book.rounds)


def _is_party(reading: Reading, round_id: str | None, claim: Claim) -> bool:
    book = reading.book
    if book is None:
        return False
    here = book.get(round_id)
    names = here.parties if here else book.parties
    also = {claim.name, reading.governments.get(claim.key, claim.name)}
    if claim.key in book.party_keys:
        also.add(party_name(reading, claim.key, book.party_keys))
    own = here is None or set(here.parties) == set(book.parties)
    return bool(also & set(names)) or (own and claim.key in book.party_keys)


def _fact(reading: Reading, claim: Claim, round_id: str | None, evidence: str) -> ThirdParty:
    here = reading.book.get(round_id) if reading.book else None
    later = here is not None and here.modality in (Modality.PLANNED, Modality.HYPOTHETICAL)
    inferred = [] if claim.name.lower() in evidence.lower() else ["actor"]
    return ThirdParty(
        round=round_id,
        actor=claim.name,
        roles=list(claim.roles),
        evidence=[evidence],
        inferred=inferred,
        modality=here.modality if here and later else claim.modality,
    )
