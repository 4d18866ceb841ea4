"""Where a text says the names of withheld people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.facts.withheld.people import WORDS, Hidden, is_filler
from kg.facts.withheld.pieces import Piece, pieces, spellings

_TIE = re.compile(r"(?:[-‐‑]\s*|[’'ʼ‘`´])?")
_NEAR = re.compile(r"\.?\s*[-‐‑]?|[’'ʼ‘]")
_TIED = re.compile(r"[ \n]?[-‐‑]?")
_TOGETHER = re.compile(r"[\s,\-‐‑_’'ʼ‘]*")
_BREAK = re.compile(r"[!?;؟؛।]|\.\s")
_MOST_JOINED = 4
_MOST_BETWEEN = 2
_RUN_TOGETHER = 8
_LONG_ENOUGH = 4
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A passage to hide, and the ids of those whom it may name."""

    start: int
    end: int
    who: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    """Pieces `first` to `last` are one word of a name; `alone` it is enough to name the person."""

    first: int
    last: int
    word: str
    who: str
    alone: bool
    capital: bool


class Finder:
    """`shielded` are names of others that share a word; `common` single words that are such."""

    def __init__(
        self, people: Sequence[Hidden], shielded: Iterable[str] = (), common: Iterable[str] = ()
    ) -> None:
        self._people = {one.id: one for one in people}
        self._by_word: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for one in people:
            for word in one.parts | one.whole | one.joined:
                alone = word in one.whole or word in one.joined
                self._by_word[word].append((one.id, alone))
        self._joined = [
            (joined, one.id)
            for one in people
            for joined in one.joined
            if len(joined) >= _RUN_TOGETHER
        ]
        self._common = frozenset(common)
        self._shielded: dict[str, list[list[str]]] = defaultdict(list)
        self.shield(shielded)

    def shield(self, names: Iterable[str]) -> None:
        for name in names:
            words = [piece.word for piece in pieces(name)]
            if len(words) > 1 and any(self._bearers(word) for word in words):
                self._shielded[words[0]].append(words)

    def with_shield(self, names: Iterable[str]) -> Finder:
        other = Finder(list(self._people.values()), (), self._common)
        for first, found in self._shielded.items():
            other._shielded[first] = list(found)
        other.shield(names)
        return other

    def named_in(self, text: str) -> frozenset[str]:
        """Ids of those whom the text names for certain: by two of their words, or a whole name."""
        cut = pieces(text)
        hits = self._hits(cut)
        pairs = {a.who for a, b in _pairs(hits, cut)}
        return frozenset(pairs | {hit.who for hit in hits if hit.alone})

    def spans(self, text: str, named: frozenset[str], *, slug: bool = False) -> list[Span]:
        """What to hide, in order. Where a source names a person (`named`), so does each word of
        the name; elsewhere only a family name does. A slug has no capitals to tell by."""
        cut = pieces(text)
        hits = self._hits(cut, slug=slug)
        pairs = _pairs(hits, cut)
        sure = {hit for pair in pairs for hit in pair} | {hit for hit in hits if hit.alone}
        shielded = self._shielded_in(cut)
        ordinary = {piece.word for piece in cut if not slug and not piece.capital}
        kept = [
            hit
            for hit in hits
            if hit in sure or (not _within(hit, shielded) and self._tells(hit, named, ordinary))
        ]
        found = [_span(cut, hit.first, hit.last, hit.who) for hit in kept]
        found += [_span(cut, a.first, b.last, a.who) for a, b in pairs]
        return _merged(text, [self._widened(cut, span) for span in found])

    def _bearers(self, word: str) -> dict[str, tuple[str, bool]]:
        """Id → the word of the name that this is, and whether it alone names the person."""
        found: dict[str, tuple[str, bool]] = {}
        for one in (*spellings(word), *_endings(word)):
            for id, alone in self._by_word.get(one, ()):
                if id not in found or alone:
                    found[id] = one, alone
        for joined, id in self._joined:
            if joined in word:
                found[id] = joined, True
        return found

    def _hits(self, cut: Sequence[Piece], *, slug: bool = False) -> list[_Hit]:
        hits: list[_Hit] = []
        for first, piece in enumerate(cut):
            word, capital = "", slug or piece.capital
            for last in range(first, min(first + _MOST_JOINED, len(cut))):
                if last > first and not _tied(cut[last]):
                    break
                word += cut[last].word
                if len(word) < 2 or (word in WORDS and not piece.capital):
                    continue
                for who, (part, alone) in self._bearers(word).items():
                    hits.append(_Hit(first, last, part, who, alone, capital))
        return hits

    def _tells(self, hit: _Hit, named: frozenset[str], ordinary: set[str]) -> bool:
        if hit.who in named:
            return True
        families = self._people[hit.who].families
        usual = hit.word in ordinary or hit.word in self._common or hit.word in WORDS
        long = len(hit.word) >= _LONG_ENOUGH
        return hit.word in families and long and hit.capital and not usual

    def _shielded_in(self, cut: Sequence[Piece]) -> list[tuple[int, int]]:
        return [
            (at, at + len(words) - 1)
            for at, piece in enumerate(cut)
            for words in self._shielded.get(piece.word, ())
            if [one.word for one in cut[at : at + len(words)]] == words
        ]

    def _widened(self, cut: Sequence[Piece], span: Span) -> Span:
        """With the initials, particles and titles around it that belong to the name."""
        beside = {word for id in span.who for word in self._people[id].beside}
        first = next(n for n, piece in enumerate(cut) if piece.start == span.start)
        last = next(n for n, piece in enumerate(cut) if piece.end == span.end)
        while first and _NEAR.fullmatch(cut[first].gap) and _beside(cut[first - 1], beside):
            first -= 1
        while last + 1 < len(cut) and _TIED.fullmatch(cut[last + 1].gap):
            if cut[last + 1].word not in beside:
                break
            last += 1
        return Span(cut[first].start, cut[last].end, span.who)


def _beside(piece: Piece, words: set[str]) -> bool:
    return piece.initial or piece.word in words


def _pairs(hits: Sequence[_Hit], cut: Sequence[Piece]) -> list[tuple[_Hit, _Hit]]:
    """Two different words of one name, side by side or around what belongs between them."""
    return [
        (a, b)
        for number, a in enumerate(hits)
        for b in hits[number + 1 : number + 24]
        if a.who == b.who
        and a.word != b.word
        and 0 <= b.first - a.last - 1 <= _MOST_BETWEEN
        and all(_belongs(piece) for piece in cut[a.last + 1 : b.first])
        and not any(_breaks(cut, at) for at in range(a.last + 1, b.first + 1))
    ]


def _breaks(cut: Sequence[Piece], at: int) -> bool:
    """A sentence ends before the piece; the dot of an initial ends none."""
    return len(cut[at - 1].word) > 1 and bool(_BREAK.search(cut[at].gap))


def _belongs(piece: Piece) -> bool:
    return piece.capital or is_filler(piece.word)


def _endings(word: str) -> tuple[str, ...]:
    """What the word may be without an ending: plurals, and the cases of Slavic names."""
    if len(word) > 5 and word.endswith("s"):
        return (word[:-1],)
    if len(word) > 4 and _CYRILLIC.match(word):
        return (word[:-1], word[:-2]) if len(word) > 5 else (word[:-1],)
    return ()


def _tied(piece: Piece) -> bool:
    """It may be one word with the piece before; the s of a possessive is not."""
    return bool(_TIE.fullmatch(piece.gap)) and not (piece.word == "s" and piece.gap)


def _within(hit: _Hit, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= hit.first and hit.last <= last for first, last in ranges)


def _span(cut: Sequence[Piece], first: int, last: int, who: str) -> Span:
    return Span(cut[first].start, cut[last].end, frozenset([who]))


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Overlapping ones are one; so are neighbours that name the same."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        last = found[-1] if found else None
        if last and span.start < last.end:
            who = last.who & span.who or last.who | span.who
            found[-1] = Span(last.start, max(last.end, span.end), who)
        elif last and last.who & span.who and _TOGETHER.fullmatch(text[last.end : span.start]):
            found[-1] = Span(last.start, span.end, last.who & span.who)
        else:
            found.append(span)
    return found
