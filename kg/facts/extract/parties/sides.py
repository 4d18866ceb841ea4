"""The key of a side, and the name that a text gives it."""

from __future__ import annotations

from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading

_DISPUTED = frozenset({"Western Sahara", "Kashmir", "Nagorno-Karabakh", "Golan Heights", "Abyei"})
"""What is talked about; nobody comes from its government."""


def side_key(reading: Reading, mention: Mention) -> str:
    """The key of a possible side; capitals stand for their government, cities for nobody."""
    if mention.kind is Kind.PLACE and mention.sort != "capital":
        return ""
    if mention.name in _DISPUTED:
        return ""
    key = mention.key or (f"acronym:{mention.name}" if mention.kind is Kind.ACTOR else "")
    return reading.alias.get(key, key)


def party_name(reading: Reading, key: str, keys: list[str]) -> str:
    """As the text names it: a government by its longer name when it faces a movement of its own."""
    if key.startswith("acronym:"):
        return key.partition(":")[2]
    inner = any(not k.startswith("country:") for k in keys)
    if key.startswith("country:") and inner and key in reading.governments:
        return reading.governments[key]
    return reading.names.get(key) or reading.usual.get(key) or key.partition(":")[2]
