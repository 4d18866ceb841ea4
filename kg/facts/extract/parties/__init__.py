"""Which sides negotiate: by the ways a text pairs them, else by their standing in it."""

from kg.facts.extract.parties.sides import party_name, side_key
from kg.facts.extract.parties.standing import likely_sides
from kg.facts.extract.parties.votes import (
    count_sides,
    keys_in_post,
    pairs_in,
    speaks_of_two_sides,
)

__all__ = [
    "count_sides",
    "keys_in_post",
    "likely_sides",
    "pairs_in",
    "party_name",
    "side_key",
    "speaks_of_two_sides",
]
