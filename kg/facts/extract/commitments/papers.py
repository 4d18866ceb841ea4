"""What papers owe: "under the declaration …", truces declared or agreed, points of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.pledges import Pledge, clause_end, items, type_of
from kg.facts.extract.commitments.rules import NOT_MADE, made, plain
from kg.facts.extract.reading import Sentence
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.terms import CommitmentType

_W = rulebook("commitments").words
_FORMAL = re.compile(
    rf"^(?:Under|By|According to|In|Through)\s(?:the|this|that|its|their)\s(?:[\w<>'-]+\s){{0,3}}(?:{_W['PAPER']}|document|paper|statement|read-?out)\b[^,]{{0,60}}?,?\s(?P<what>[^.]{{10,}})",
    re.I,
)
_OBLIGES = re.compile(
    rf"\b(?P<doc>(?:{_W['PAPER']}|paper|points?))\s(?:signed\s[^,]{{0,30}}\s)?(?:commits?|committed|obliges?|obliged|binds|bound|requires?|required)\s(?P<who>both sides|both parties|the parties|the two sides|them|both|<A\d+>(?:\sand\s<A\d+>)?)\s(?P<what>to\s.{{5,}})"
    rf"|\b(?:{_W['PAPER']}|paper)\s(?:provides for|calls for|foresees|stipulates|envisages|includes|says that|sets out|establishes)\s(?P<prov>.{{5,}})"
)
_DUTY = re.compile(
    r"(?:^|;\s|,\sand\s|\sand\s)(?:and\s)?(?P<who>(?:the\s|a\s|an\s|both\s|up to\s|each\s)?(?:[\w<>',-]+\s){0,12}?)(?P<duty>(?:is|are|was|were)\sto\s|shall\s|must\s|will\s|(?:is|are) not to\s)(?P<what>[^;]{5,})"
)


_CALLED = re.compile(
    r"\b(?P<what>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire))\s(?:declared|announced|proclaimed)\s(?:on|by|for)\b|\b(?:declared|announced|proclaimed)\s(?P<told>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\b[^.,;]{0,50})",
    re.I,
)
_AGREED_IN = re.compile(
    r"\b(?P<what>(?:[\w-]+\s)?(?:cease-?fires?|truces?)\s(?:that were\s|which were\s)?(?:agreed|reached|concluded|brokered|signed))(?P<where>(?:,?\s(?:and\s)?(?:in|at)\s<[PA]\d+>(?:\son\s<D\d+>)?){1,5})"
)
_AMONG = re.compile(
    rf"\b(?:{_W['SIGNED']})\s\w+\s(?:{_W['PAPER']})[^.;]{{0,20}}?,\s(?:among them|including)\s(?P<list>one on\s[^.;]{{5,120}})"
)


def truces(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """Truces that are declared, or agreed at several places; papers named one by one."""
    text = sentence.shape.text
    for found in _CALLED.finditer(text):
        name = "what" if found["what"] else "told"
        kind = type_of(plain(sentence, *found.span(name)))
        by = subjects.parties(sentence) if name == "told" else ()
        if not NOT_MADE.search(text[: found.start()]):
            yield Pledge(
                sentence,
                found.start(),
                found.start(name),
                found.end(),
                by,
                kind=kind,
                weak=name == "told",
            )
    for found in _AGREED_IN.finditer(text):
        for place in re.finditer(r"<[PA]\d+>(?:\son\s<D\d+>)?", found["where"]):
            a = found.start("where") + place.start()
            yield Pledge(
                sentence,
                found.start(),
                a,
                found.start("where") + place.end(),
                subjects.parties(sentence),
                kind=CommitmentType.CEASEFIRE,
                listed=True,
            )
    for found in _AMONG.finditer(text):
        at = found.start("list")
        for part in re.split(r"(?:,\s|\sand\s|,\sand\s)(?=one on\s)", found["list"]):
            end = at + len(part.split(", and ")[0])
            yield Pledge(
                sentence,
                found.start(),
                at,
                end,
                subjects.parties(sentence),
                kind=type_of(plain(sentence, at, end)),
                listed=True,
            )
            at = text.find("one on", end)


def documents(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """ "Under the declaration heavy weapons are to be handed in; both sides are to …"."""
    text = sentence.shape.text
    formal = _FORMAL.match(text)
    if formal:
        yield from _duties(subjects, sentence, formal.start("what"), len(text))
    for found in _OBLIGES.finditer(text):
        if NOT_MADE.search(text[: found.start()]):
            continue
        by = subjects.parties(sentence)
        if found["what"]:
            signs = re.findall(r"<A\d+>", found["who"] or "")
            named = [subjects.side(sentence.shape.mention(s)) for s in signs]
            low = found.start("what")
            for a, b in items(text, low, clause_end(text, low)):
                yield made(sentence, found.start(), a, b, tuple(n for n in named if n) or by)


def _duties(subjects: Subjects, sentence: Sentence, low: int, high: int) -> Iterator[Pledge]:
    for found in _DUTY.finditer(sentence.shape.text[low:high]):
        at = low + found.start("duty")
        doers = subjects.of(sentence, at)
        start = low + found.start("who")
        end = low + found.end("what")
        names = doers.names if doers else subjects.parties(sentence)
        if not names:
            continue
        yield Pledge(
            sentence,
            start,
            start,
            end,
            names,
            kind=type_of(plain(sentence, start, end)),
            listed=True,
        )


def duties(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """A listed point: "the crossing shall be opened", "The sides will …"."""
    text = sentence.shape.text
    found = re.search(r"\b(?:shall|will|is to|are to|must)\s(?P<what>.{5,})", text)
    if found is None or re.match(
        r"[^<]{0,30}\b(?:continue working|announce|be announced)\b", found.group()
    ):
        return
    doers = subjects.of(sentence, found.start())
    parties = subjects.parties(sentence)
    by = (
        doers.names
        if doers is not None and doers.names and set(doers.names) <= set(parties)
        else parties
    )
    yield Pledge(
        sentence,
        0,
        0,
        clause_end(text, found.start()),
        by,
        kind=type_of(plain(sentence, 0, len(text))),
        listed=True,
    )
