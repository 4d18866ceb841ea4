"""MEND, the Mediation Event and Negotiators Database: one event a row, one sheet an event.

Third parties are mediators only where MEND codes the event as mediation (M); in
mediation-related events (MR) their role stays open.
"""

from __future__ import annotations

from kg.corpus import Incoming
from kg.errors import SourceError
from kg.importers.table import Row, Told, edtf, listed, make_sheet, value
from kg.iris import slugify

NEEDS = ("med_event_ID", "third_party", "local_parties", "Summary", "Year")
_TYPES = {"M": "mediation", "MR": "mediation-related"}


def mend_row(row: Row) -> Incoming:
    """Raises SourceError for a row without an id."""
    event = value(row, "med_event_ID")
    if not event:
        raise SourceError("the row has no med_event_ID.")
    told = Told(f"MEND event {event}")
    date = edtf(value(row, "Year"), value(row, "Month"), value(row, "Day"))
    place, country = value(row, "med_location - MULTISELECT"), value(row, "med_loc_cty")
    where = [told.tell("Place", place), told.tell("Country", country if country != place else "")]
    evidence = [line for line in (*where, told.tell("Date", date or "")) if line]
    kind = told.tell("Type", _TYPES.get(value(row, "med_type"), ""))
    shuttle = told.tell("Format", "shuttle" if value(row, "shuttle") == "1" else "")
    thirds, parties = listed(row, "third_party"), listed(row, "local_parties")
    third_line = told.tell("Third parties", "; ".join(thirds))
    party_line = told.tell("Local parties", "; ".join(parties))
    process = value(row, "groupings_mechanisms")
    process_line = told.tell("Process", process)
    people = _people(row, told, thirds, parties)
    told.tell("Summary", value(row, "Summary"))
    round = {
        "id": "event",
        "process": process or None,
        "place": place or None,
        "country": country if country and country != place else None,
        "dates": date,
        "formats": ["shuttle"] if shuttle else [],
        "parties": parties,
        "evidence": [*evidence, *(x for x in (party_line, process_line, shuttle) if x)]
        or [told.title],
    }
    third_parties = [
        {
            "round": "event",
            "actor": actor,
            "roles": ["mediator"] if kind == "Type: mediation" else [],
            "evidence": [line for line in (third_line, kind) if line],
        }
        for actor in thirds
    ]
    urls = listed(row, "source_urls", ";")
    source = {
        "id": f"mend-{slugify(event)}",
        "url": urls[0] if urls else None,
        "title": told.title,
        "publisher": "MEND",
        "language": "en",
    }
    sheet = make_sheet(
        "mend", source, rounds=[round], third_parties=third_parties, participants=people
    )
    return Incoming(sheet, told.text)


def _people(row: Row, told: Told, thirds: list[str], parties: list[str]) -> list[dict[str, object]]:
    """A person is there for a side only where that side is the only one."""
    found: list[dict[str, object]] = []
    for column, name, sides in (
        ("individual_med_named", "Mediators named", thirds),
        ("local_indiv_group", "Local people and groups", parties),
    ):
        people = listed(row, column)
        line = told.tell(name, "; ".join(people))
        side = sides[0] if len(sides) == 1 else None
        inferred = ["for"] if side else []
        found += [
            {"round": "event", "person": p, "for": side, "inferred": inferred, "evidence": [line]}
            for p in people
        ]
    return found
