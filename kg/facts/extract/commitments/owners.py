"""Whose a promise is where its own words say "we", or tell between whom a truce stands."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.extract.commitments.pledges import Pledge
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading
from kg.facts.extract.voices import Voices

_PAPERS = rulebook("commitments").words["PAPER"]
_WE = re.compile(
    r"\b[Ww]e(?:'ve)?\s(?:(?:have|also|hereby|solemnly|again)\s){0,3}(?:promised?|pledged?|undertake|undertook|vow(?:ed)?|guaranteed?|commit(?:ted)?|will|shall)\b[^.;\"]{0,40}$"
)


def ours(reading: Reading, subjects: Subjects, pledge: Pledge) -> Pledge:
    """ "We promise …" in somebody's mouth is owed by the side that speaks."""
    text = pledge.sentence.shape.text
    if not _WE.search(text[: pledge.low]):
        return pledge
    voice = reading.once("voices", Voices).at(pledge.sentence.shape.origin(pledge.low))
    sided = voice is not None and voice in subjects.parties(pledge.sentence)
    return replace(pledge, by=(voice,)) if voice is not None and sided else pledge


_PAPER = re.compile(rf"^(?:{_PAPERS}|lull|signed|agreed|reached|concluded)$")


def theirs(subjects: Subjects, pledge: Pledge) -> Pledge:
    """A truce "between X and Y" is theirs, whoever else the talks are of."""
    if set(pledge.by) != set(subjects.parties(pledge.sentence)):
        return pledge
    return replace(pledge, by=subjects.between(pledge.sentence, _PAPER) or pledge.by)
