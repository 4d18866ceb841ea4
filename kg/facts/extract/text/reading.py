"""The shared layer: one document with all that a rule may ask for. Rules only read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from kg.errors import SulhError
from kg.facts.extract.naming.linking import Person
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.shape import Shape
from kg.sources.document import Block, Document

T = TypeVar("T")

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.facts.extract.rounds.book import RoundBook


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]` of the document; `index` counts through it, `block` is where it stands."""

    index: int
    start: int
    end: int
    block: int
    first: bool
    shape: Shape
    view: str
    told: dict[int, object] = field(default_factory=dict, compare=False, repr=False)
    """What stands beside each name, worked out once; see people/entries.py."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.shape.mentions

    def of(self, *kinds: Kind) -> list[Mention]:
        return [m for m in self.mentions if m.kind in kinds]


class OutOfTime(SulhError):
    title = "The document takes too long to read"


class Sentences(list[Sentence]):
    """Stops whoever goes through it when the time for the document is over."""

    deadline = inf

    def __iter__(self) -> Iterator[Sentence]:
        for sentence in super().__iter__():
            if monotonic() > self.deadline:
                raise OutOfTime("The time for this document is over: split it.")
            yield sentence


@dataclass(slots=True)
class Paragraph:
    """A block that is read: its parse, and its sentences by index."""

    block: Block
    number: int
    doc: Doc
    sentences: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """`text` is the document's, `view` its plain twin of equal length (see views.py)."""

    document: Document
    view: str
    paragraphs: list[Paragraph]
    sentences: list[Sentence]
    people: dict[str, Person]
    names: dict[str, str]
    """Fullest name that the text uses for a key such as `country:TR` or `group:taliban`."""
    published: date | None
    capitals: dict[str, str] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)
    """Keys such as `side:government` that stand for another key in this text."""
    governments: dict[str, str] = field(default_factory=dict)
    """The longer name of a government, e.g. "Colombian government", by the key of its state."""
    usual: dict[str, str] = field(default_factory=dict)
    """Usual name of a key that the text names only by an adjective or a capital."""
    employer: dict[str, str] = field(default_factory=dict)
    """Key of the actor behind a person's office, by the person's key."""
    book: RoundBook | None = None
    """The rounds, set before any other rule runs; see rounds/book.py."""

    shared: dict[str, object] = field(default_factory=dict)
    """What one rule worked out and another may use; see `once`."""

    @property
    def text(self) -> str:
        return self.document.text

    def once(self, name: str, make: Callable[[Reading], T]) -> T:
        """`make(self)`, made once for the document."""
        if name not in self.shared:
            self.shared[name] = make(self)
        return cast(T, self.shared[name])

    def evidence(self, start: int, end: int) -> str:
        """The exact words, without white space, opening commas or a dangling possessive around."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:—–("):
            end -= 1
        return self.text[start:end]

    def cut(self, sentence: Sentence, start: int, end: int) -> str:
        """Evidence for a stretch of a sentence's shape."""
        return self.evidence(sentence.shape.origin(start), sentence.shape.origin(end, end=True))

    def whole(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def paragraph(self, sentence: Sentence) -> Paragraph:
        return self.paragraphs[sentence.block]

    def tokens(self, sentence: Sentence) -> Sequence[Token]:
        """The words of one sentence as the parser sees them."""
        paragraph = self.paragraphs[sentence.block]
        low = sentence.start - paragraph.block.start
        high = sentence.end - paragraph.block.start
        span = paragraph.doc.char_span(low, high, alignment_mode="expand")
        return [t for t in span if low <= t.idx < high] if span is not None else []

    def name_of(self, mention: Mention) -> str:
        """The fullest name the text uses for what is meant."""
        key = self.alias.get(mention.key, mention.key)
        if key in self.names:
            return self.names[key]
        return self.usual.get(key) or mention.name or mention.text

    def sentence_at(self, offset: int) -> Sentence | None:
        index = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and offset < found.end else None

    def before(self, sentence: Sentence) -> Sentence | None:
        return self.sentences[sentence.index - 1] if sentence.index else None

    def round_at(self, offset: int) -> str | None:
        """Local id of the round that is spoken of at an offset, None where that is open."""
        return self.book.at(offset) if self.book else None
