"""Towns that no table holds, told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.facts.extract.gazetteer.lookup import fold
from kg.facts.extract.naming.honorifics import honorific_before
from kg.facts.extract.text.mention import Kind, Mention
from kg.sources.document import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside)\s(?:the\s(?:town|city|village|resort|port)\sof\s)?$"
)


class Towns:
    """Single words that the text mostly has after "in", "at" or "near", whatever the model says."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._after = frozenset(w for run in _AFTER.findall(view) for w in re.findall(r"\w+", run))
        self._known: dict[str, bool] = {}

    def holds(self, name: Mention) -> bool:
        word = name.text
        if _head(word) not in self._after or " " in word:
            return False
        if honorific_before(self._view, name.start) < name.start:
            return False
        if word not in self._known:
            self._known[word] = self._mostly_there(re.escape(word))
        return self._known[word]

    def _mostly_there(self, word: str) -> bool:
        there = len(re.findall(rf"{_IN}{_OTHERS}{word}\b", self._view))
        return there > 0 and 2 * there >= len(re.findall(rf"\b{word}\b", self._view))


def _head(word: str) -> str:
    """ "Al" of "Al-Ula"."""
    return re.split(r"\W", word, maxsplit=1)[0]


_IN = r"\b(?:in|at|near|across|inside|outside|into)\s"
_OTHERS = r"(?:[A-Z][\w-]+(?:,|\sand|,\sand)\s){0,2}"
_AFTER = re.compile(rf"{_IN}({_OTHERS}\w+)")
_DIRECTIONS = frozenset(
    [
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Middle",
    ]
)


def unknown_places(
    doc: Doc, view: str, text: str, block: Block, known: list[Mention]
) -> list[Mention]:
    """Towns that no table holds, where the model and a preposition agree on them."""
    found = []
    for entity in doc.ents:
        start, end = entity.start_char + block.start, entity.end_char + block.start
        name = view[start:end].removesuffix("'s").strip(" ,.")
        end = start + len(name)
        if (
            entity.label_ not in ("GPE", "LOC")
            or name in _DIRECTIONS
            or not name[:1].isupper()
            or len(name) < 3
            or name.startswith("The ")
        ):
            continue
        if any(m.start < end and start < m.end for m in known) or not _LOCATIVE.search(
            view[max(block.start, start - 30) : start]
        ):
            continue
        found.append(
            Mention(
                Kind.PLACE, start, end, text[start:end], f"city:{fold(name).lower()}", name, "found"
            )
        )
    return [*found, *_met_there(view, text, block, [*known, *found])]


_MET_THERE = re.compile(
    r"\b(?:met|meets?|meeting|talks|held|signed|gathered|sessions?|rounds?|opened|closed|resumed|convened|"
    r"initialled|ended|sat down|sat together)\s(?:again\s|today\s|on\s\w+\s\d{1,2}\s)?(?:in|at)\s"
    r"(?P<there>[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?)"
    r"(?=[,.;]|\s(?:on|in|from|under|with|for|and|last|this|between|since|until|to|by|after|over|where|about)\b|$)"
)
_NAME = r"(?P<there>[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?)"
_TOWN_OF = re.compile(
    rf"\b(?:town|city|village|resort|port|suburb|district)\sof\s{_NAME}(?!\s[A-Z])"
    rf"|(?<=[.!?]\s){_NAME.replace('there', 'host')}(?=\s(?:hosts?|hosted|will host)\s(?:the|a|an|its)\s(?:[a-z]+\s){{0,2}}"
    r"(?:round|talks|meeting|session|conference|summit)\b)"
)
_GONE_TO = re.compile(
    r"\b(?:[Dd]elegations?|[Tt]eams?|sides|parties|[Tt]alks|[Nn]egotiators|delegates|mediators|[Tt]hey)\s(?:[a-z]+\s){0,3}?"
    r"(?:return|move|travel|come back|go back)(?:s|ed|d|led)?\s(?:back\s)?to\s"
    rf"{_NAME}(?=[,.;]|\s(?:on|in|next|this|for|from|with|at|last|tomorrow|today|later|early|late|after|by)\b)"
)
_DATELINED = re.compile(
    r"\W?(?P<there>[A-Z][A-Z’'-]{2,20}|[A-Z][\w’'-]{2,20}),\s(?:[A-Z][\w. ]{2,20},\s)?"
    r"(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]+\.?\s\d{1,2})(?:,?\s\d{4})?\s?(?:\([^()\n]{0,40}\)\s?)?(?:[—–]|-\s)"
)
_ENTRY = re.compile(rf"\W{{0,2}}[^.;:\n]{{0,40}}\b(?:1[6-9]|20)\d\d,\s{_NAME}(?=[.:]\s)")
"""The place at the head of a chronicle's entry, after its date."""
_NO_PLACE = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Parliament",
        "Government",
        "Congress",
        "Christmas",
        "Ramadan",
        "Easter",
        "The",
        "This",
        "That",
        "His",
        "Her",
        "Its",
        "Their",
        "Hotel",
        "Palace",
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
        "North",
        "South",
        "East",
        "West",
    ]
)


def _met_there(view: str, text: str, block: Block, known: list[Mention]) -> Iterator[Mention]:
    """ "They met in Sovima": a name after words of meeting, whatever the model makes of it."""
    told = [
        *_MET_THERE.finditer(view, block.start, block.end),
        *_TOWN_OF.finditer(view, block.start, block.end),
    ]
    told += _GONE_TO.finditer(view, block.start, block.end)
    if entry := _ENTRY.match(view, block.start, block.end):
        told.append(entry)
    if dateline := _DATELINED.match(view, block.start, block.end):
        told.append(dateline)
    for match in told:
        group = "host" if match.groupdict().get("host") else "there"
        start, end = match.span(group)
        name = match[group]
        if _NO_PLACE & set(name.split()) or any(m.start < end and start < m.end for m in known):
            continue
        yield Mention(
            Kind.PLACE, start, end, text[start:end], f"city:{fold(name).lower()}", name, "found"
        )


def as_towns(groups: list[list[Mention]], view: str) -> list[list[Mention]]:
    """What the model takes for a person, though the text mostly has it after "in"."""
    towns = Towns(view)
    return [[_town(m, towns) for m in group] for group in groups]


def _town(mention: Mention, towns: Towns) -> Mention:
    if mention.kind is not Kind.PERSON or not towns.holds(mention):
        return mention
    key = f"city:{fold(mention.text).lower()}"
    return replace(mention, kind=Kind.PLACE, key=key, name=mention.text, sort="found")


def same_towns(groups: list[list[Mention]]) -> list[list[Mention]]:
    """ "Addis" and "KL" beside "Addis Ababa" and "Kuala Lumpur" are those cities."""
    places = [m for group in groups for m in group if m.kind is Kind.PLACE]
    longer = {m.text: m for m in places if " " in m.text and m.sort != "found"}
    short = {name.split()[0]: m for name, m in longer.items()}
    short |= {"".join(word[0] for word in name.split()): m for name, m in longer.items()}
    return [[_as_known(m, short) for m in group] for group in groups]


def _as_known(mention: Mention, short: dict[str, Mention]) -> Mention:
    whole = short.get(mention.text)
    if whole is None or mention.kind not in (Kind.PLACE, Kind.ACTOR):
        return mention
    if mention.sort not in ("found", "acronym"):
        return mention
    return replace(mention, kind=Kind.PLACE, key=whole.key, name=whole.name, sort=whole.sort)
