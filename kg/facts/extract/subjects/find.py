"""Who does it: the sides behind the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.statements.people import Profiles
from kg.facts.extract.subjects.doers import Doers
from kg.facts.extract.subjects.grammar import (
    Phrase,
    agent_of,
    between,
    governor_of,
    impersonal,
    is_joined,
    is_noun,
    is_unreal,
    is_verb,
    matrix_subject,
    phrase_of,
    subject_of,
)
from kg.facts.extract.subjects.nearby import Nearby, has_name, region_before, verb_end
from kg.facts.extract.subjects.phrases import ACTING, Phrases
from kg.facts.extract.subjects.sides import Sides
from kg.facts.extract.subjects.words import COLLECTIVE, DATELINE, LEAD, POINT, PRONOUN
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_POINTS = 15
_HOLDS = re.compile(
    r"(?:(?P<who><[AN]\d+>)[^<.;]{0,40}?\s)?\b(?:(?:made|listed|outlined|presented|set out|issued|tabled|put forward|has|have|had)\s[^.;]{0,30}\b(?:demands?|conditions?)|demand(?:s|ed))\b"
)
_ONE = frozenset({"it", "he", "she"})
_OWN = frozenset({"its", "his", "her"})
_MANY = frozenset({"they"})
_WE = re.compile(r"\b(?:[Ww]e|I)\s[^.;]*\s(?P<other><[AJ]\d+>)[^<.;]{0,30}$")
"""In "we told the X side and they agreed", they are the others."""


class Subjects:
    """Answers for one document; the parse first, then the order of the words."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sides = Sides(reading)
        self._phrases = Phrases(reading, self._sides)
        self._nearby = Nearby(self._sides, self._they)

    @property
    def people(self) -> Profiles:
        return self._sides.people

    def side(self, mention: Mention) -> str | None:
        return self._sides.of(mention)

    def parties(self, sentence: Sentence) -> tuple[str, ...]:
        return self._sides.parties(sentence)

    def of(
        self, sentence: Sentence, at: int, *, back: int = 2, strict: bool = False
    ) -> Doers | None:
        """The subject of the verb at `at` in the sentence's shape; `strict` makes no guess where
        what does it is no side."""
        phrase = subject_of(self._reading, sentence, sentence.shape.origin(at))
        if phrase is not None and not self._led_in(sentence, phrase):
            found = self._read(sentence, phrase, back)
            if found is not None or strict:
                return found
        return self._by_order(sentence, at, back)

    def behind(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The sides that a phrase of the sentence, or its "its", stands for."""
        phrase = phrase_of(token, self._reading.paragraph(sentence).block.start)
        start = sentence.shape.at(phrase.start)
        if phrase.word in _OWN:
            found = self._earlier(sentence, start, 1)
        elif phrase.word == "their":
            return self._group_before(sentence)
        else:
            found = self._read(sentence, phrase, 2)
        return found.names if found is not None else ()

    def last_holder(self, sentence: Sentence) -> str | None:
        """The last side before a sentence whose demands are spoken of."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
            other = self._reading.sentences[index]
            for found in [*_HOLDS.finditer(other.shape.text)][::-1]:
                doers = self.of(other, found.start())
                sign = found["who"]
                name = self.side(other.shape.mention(sign)) if sign else None
                names = (name,) if name else doers.names if doers else ()
                if len(names) == 1:
                    return names[0]
        return None

    def _led_in(self, sentence: Sentence, phrase: Phrase) -> bool:
        """A dateline is no subject."""
        if not sentence.start <= phrase.start < sentence.end:
            return True
        line = DATELINE.match(sentence.view) if sentence.first else None
        return line is not None and phrase.end <= sentence.start + line.end()

    def agent(self, sentence: Sentence, at: int) -> Doers | None:
        """Who does what the verb at `at` says in the passive."""
        phrase = agent_of(self._reading, sentence, sentence.shape.origin(at))
        return self._read(sentence, phrase, 1) if phrase is not None else None

    def between(self, sentence: Sentence, nouns: re.Pattern[str]) -> tuple[str, ...]:
        """Two or more sides between whom something stands: "a truce between X and Y"."""
        if " between " not in sentence.view:
            return ()
        phrase = between(self._reading, sentence, nouns)
        names = self._phrases.names(sentence, phrase) if phrase is not None else ()
        return names if len(names) > 1 else ()

    def offset(self, sentence: Sentence, token: Token) -> int:
        """Where a token of the parse stands in the sentence's shape."""
        return sentence.shape.at(self._reading.paragraph(sentence).block.start + token.idx)

    def doing(self, sentence: Sentence, at: int) -> Doers | None:
        """Who does what is "in breach" of something."""
        phrase = governor_of(self._reading, sentence, sentence.shape.origin(at))
        return self._read(sentence, phrase, 1) if phrase is not None else None

    def is_noun(self, sentence: Sentence, at: int) -> bool:
        return is_noun(self._reading, sentence, sentence.shape.origin(at))

    def is_verb(self, sentence: Sentence, at: int) -> bool:
        return is_verb(self._reading, sentence, sentence.shape.origin(at))

    def is_joined(self, sentence: Sentence, at: int) -> bool:
        """Whether a verb goes on with the subject and the helping verb of one before it."""
        return is_joined(self._reading, sentence, sentence.shape.origin(at))

    def is_unreal(self, sentence: Sentence, at: int) -> bool:
        return is_unreal(self._reading, sentence, sentence.shape.origin(at))

    def _read(self, sentence: Sentence, phrase: Phrase, back: int) -> Doers | None:
        start = sentence.shape.at(phrase.start)
        if phrase.word == "it" and impersonal(phrase):
            return Doers(self.parties(sentence), start, collective=True)
        if phrase.word in _ONE or (phrase.of_theirs and ACTING.match(phrase.word)):
            return self._one(sentence, phrase, start, back)
        if phrase.word in _MANY:
            return Doers(self._many(sentence, phrase), start, collective=True)
        return self._plain(sentence, phrase)

    def _plain(self, sentence: Sentence, phrase: Phrase) -> Doers | None:
        start = sentence.shape.at(phrase.start)
        names = self._phrases.names(sentence, phrase)
        group = COLLECTIVE.match(sentence.shape.text[start : sentence.shape.at(phrase.end)])
        if group is not None and len(names) < 2 and not _is_named(sentence, phrase):
            return Doers(self._they(sentence, group.group()), start, collective=True)
        return Doers(names, start) if names else None

    def _one(self, sentence: Sentence, phrase: Phrase, start: int, back: int) -> Doers | None:
        """ "It said it would …": the one that speaks; else who was last the subject."""
        speaker = self._speaker(sentence, phrase)
        if speaker is not None and len(speaker.names) == 1:
            return Doers(speaker.names, start)
        return self._earlier(sentence, start, back)

    def _many(self, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
        speaker = self._speaker(sentence, phrase)
        if speaker is not None:
            return speaker.names
        before = sentence.shape.text[: sentence.shape.at(phrase.start)]
        other = _WE.search(before)
        if other is not None:
            name = self.side(sentence.shape.mention(other["other"]))
            return (name,) if name else ()
        return self._group_before(sentence) or self._they(sentence, "they")

    def _group_before(self, sentence: Sentence) -> tuple[str, ...]:
        """ "The rebels … They …": one side of many people, if it was the subject before."""
        before = self._reading.before(sentence)
        if before is None or sentence.block - before.block > 1:
            return ()
        at = verb_end(before.shape.text)
        phrase = subject_of(
            self._reading, before, before.shape.origin(min(at + 1, len(before.shape.text) - 1))
        )
        if phrase is None or phrase.head.tag_ != "NNS" or self._led_in(before, phrase):
            return ()
        found = self._plain(before, phrase)
        return found.names if found and not found.collective and len(found.names) == 1 else ()

    def _speaker(self, sentence: Sentence, phrase: Phrase) -> Doers | None:
        """In "the group said that it would …", the group."""
        matrix = matrix_subject(phrase)
        if matrix is None or matrix.text.lower() in (*_ONE, *_MANY):
            return None
        offset = self._reading.paragraph(sentence).block.start
        return self._plain(sentence, phrase_of(matrix, offset))

    def _by_order(self, sentence: Sentence, at: int, back: int) -> Doers | None:
        text = sentence.shape.text
        low = region_before(text, at)
        region = text[low:at]
        pronoun = PRONOUN.search(region)
        if pronoun and not has_name(region[pronoun.start() :]):
            return self._earlier(sentence, low + pronoun.start(), back)
        here = self._nearby.first(sentence, low, region) or self._relative(sentence, low)
        return here or (self._above(sentence) if POINT.match(text[:at]) else None)

    def _above(self, sentence: Sentence) -> Doers | None:
        """A point of a list has the subject of the words that open the list."""
        for index in range(sentence.index - 1, max(-1, sentence.index - MAX_POINTS), -1):
            other = self._reading.sentences[index]
            text = other.shape.text.rstrip()
            if text.endswith(":"):
                return self._opening(other, text)
            if text.endswith(".") and not POINT.match(text):
                return None
        return None

    def _opening(self, sentence: Sentence, text: str) -> Doers | None:
        group = [*COLLECTIVE.finditer(text)][-1:]
        if group and len(text) - group[0].end() < 15:
            return Doers(self._they(sentence, group[0].group()), 0, collective=True)
        lead = LEAD.match(text)
        low = lead.end() if lead else 0
        found = self._nearby.first(sentence, low, text[low:])
        return Doers(found.names, 0, found.collective) if found else None

    def _they(self, sentence: Sentence, word: str) -> tuple[str, ...]:
        """ "They" may go on with two or more who were named just before."""
        before = self._reading.before(sentence)
        if word.lower() == "they" and before is not None and before.block == sentence.block:
            low = verb_end(before.shape.text)
            found = self._nearby.first(before, 0, before.shape.text[:low])
            if found is not None and len(found.names) > 1:
                return found.names
        return self.parties(sentence)

    def _earlier(self, sentence: Sentence, low: int, back: int) -> Doers | None:
        """What "it" and "he" mean: the subject just before, here or in the sentence before."""
        text = sentence.shape.text
        here = self._nearby.first(sentence, 0, text[:low]) if low > 3 else None
        if here is not None and here.names and not here.collective:
            return Doers(here.names, low)
        before = self._reading.before(sentence)
        if before is None or back < 1 or (before.block != sentence.block and not sentence.first):
            return None
        found = self.of(before, verb_end(before.shape.text), back=back - 1)
        return (
            Doers(found.names, low, found.collective) if found and len(found.names) == 1 else None
        )

    def _relative(self, sentence: Sentence, low: int) -> Doers | None:
        """A clause without a subject of its own goes on with the sentence's."""
        if low == 0:
            return None
        found = self._nearby.first(sentence, 0, sentence.shape.text[:low])
        return Doers(found.names, low, found.collective) if found else None


def _is_named(sentence: Sentence, phrase: Phrase) -> bool:
    low, high = sentence.shape.at(phrase.start), sentence.shape.at(phrase.end)
    return bool(re.match(r"(?:[Bb]oth\s)?(?:the\s)?<[AJNT]\d+>", sentence.shape.text[low:high]))


def mentions_between(sentence: Sentence, low: int, high: int, *kinds: Kind) -> Iterator[Mention]:
    """Mentions whose signs stand between two offsets of the shape."""
    for found in re.finditer(r"<[A-Z](\d+)>", sentence.shape.text[low:high]):
        mention = sentence.mentions[int(found.group(1))]
        if not kinds or mention.kind in kinds:
            yield mention
