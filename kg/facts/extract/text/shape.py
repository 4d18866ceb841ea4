"""A sentence with its mentions turned into signs, so that rules speak of kinds and not of names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kg.facts.extract.text.mention import Mention


@dataclass(frozen=True, slots=True)
class Shape:
    """`text` holds `<A3>` where `mentions[3]` stands; offsets lead back to the document."""

    text: str
    mentions: tuple[Mention, ...]
    _starts: tuple[int, ...]
    _origins: tuple[tuple[int, int, bool], ...]

    def origin(self, at: int, *, end: bool = False) -> int:
        """The document offset that a shape offset stands for."""
        index = max(0, bisect_right(self._starts, at - 1 if end and at else at) - 1)
        start, stop, fixed = self._origins[index]
        if fixed:
            return stop if end else start
        return min(stop, start + at - self._starts[index])

    def at(self, origin: int) -> int:
        """The shape offset of a document offset; inside a mention, where its sign begins."""
        for begins, (start, stop, fixed) in zip(self._starts, self._origins, strict=True):
            if origin < stop:
                return begins if fixed else begins + max(0, origin - start)
        return len(self.text)

    def mention(self, sign: str) -> Mention:
        """The mention behind a sign such as `<A3>`."""
        return self.mentions[int(sign[2:-1])]


def make_shape(view: str, start: int, end: int, mentions: list[Mention]) -> Shape:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    at, length = start, 0

    def put(piece: str, a: int, b: int, fixed: bool) -> None:
        nonlocal length
        pieces.append(piece)
        starts.append(length)
        origins.append((a, b, fixed))
        length += len(piece)

    for index, mention in enumerate(mentions):
        if mention.start > at:
            put(
                view[at : mention.start].replace("<", "(").replace(">", ")"),
                at,
                mention.start,
                False,
            )
        put(f"<{mention.kind}{index}>", mention.start, mention.end, True)
        at = mention.end
    if at < end or not pieces:
        put(view[at:end].replace("<", "(").replace(">", ")"), at, end, False)
    return Shape("".join(pieces), tuple(mentions), tuple(starts), tuple(origins))
