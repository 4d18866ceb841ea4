"""PA-X, the Peace Agreements Database (agreements table): one agreement a row, one sheet each.

PA-X records who agreed to a text and when, not where they met nor what a third party did there:
place and roles stay open.
"""

from __future__ import annotations

from kg.corpus import Incoming
from kg.errors import SourceError
from kg.importers.table import Row, Told, edtf, listed, make_sheet, value
from kg.iris import slugify

NEEDS = ("AgtId", "Agt", "Dat", "PPName", "Part", "ThrdPart")
_OUTCOMES = {
    "Pre": "process-agreement",
    "SubPar": "partial-agreement",
    "SubComp": "comprehensive-agreement",
    "Imp": "implementation-modalities",
    "Cea": "ceasefire",
}


def pax_row(row: Row) -> Incoming:
    """Raises SourceError for a row without an id."""
    number = value(row, "AgtId")
    if not number:
        raise SourceError("the row has no AgtId.")
    told = Told(value(row, "Agt") or f"PA-X agreement {number}")
    told.tell("PA-X agreement", number)
    date = edtf(*value(row, "Dat").split("-")) if value(row, "Dat") else None
    process, stage = value(row, "PPName"), value(row, "Stage")
    parties, thirds = listed(row, "Part"), listed(row, "ThrdPart")
    outcome = _OUTCOMES.get(stage)
    lines = [
        told.tell("Date", date or ""),
        told.tell("Process", process),
        told.tell("Stage", outcome.replace("-", " ") if outcome else ""),
        told.tell("Parties", "; ".join(parties)),
    ]
    third_line = told.tell("Third parties", "; ".join(thirds))
    round = {
        "id": "agreement",
        "process": process or None,
        "dates": date,
        "status": "concluded",
        "outcomes": [outcome] if outcome else [],
        "parties": [name for name in parties if len(name) <= 500],
        "inferred": ["status"],
        "evidence": [line for line in lines if line] or [told.title],
    }
    source = {
        "id": f"pax-{slugify(number)}",
        "url": f"https://www.peaceagreements.org/agreements/{number}/",
        "title": told.title,
        "publisher": "PA-X Peace Agreements Database",
        "published": date,
        "language": "en",
    }
    third_parties = [
        {"round": "agreement", "actor": name, "evidence": [third_line]}
        for name in thirds
        if len(name) <= 500
    ]
    return Incoming(
        make_sheet("pax", source, rounds=[round], third_parties=third_parties), told.text
    )
