"""Promises, and what became of them, as `rules/commitments.yaml` words them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.pledges import Pledge, clause_end, items, plain, type_of
from kg.facts.extract.rulebook import Rule, rulebook
from kg.facts.extract.subjects import Doers, Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentAction, CommitmentType, Modality

_BOOK = rulebook("commitments")
PROMISE = _BOOK.words["PROMISE"]
PAPER = _BOOK.words["PAPER"]
NOT_MADE = re.compile(
    r"\b(?:[Nn]ot|are|is|[Nn]ever|[Nn]obody|[Nn]o|nor|[Nn]either|cannot|could|would|might|may|should|if|unless|fail\w*|refus\w+|declin\w+|unable|until|once|whether|yet to|be|must|hop\w+ to|want\w*|to|will|can|deny|denied|denies|denying|without having|had to|urg\w+|ask\w+|why|remain\w*|before|\w+n't|provided(?: that)?|as (?:was|is|were|had been))\s(?:[a-z]+\s){0,2}$|\bprovided\b[^.;]{0,50}$|\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Oo]nce|[Uu]ntil)\s(?:the\s)?(?:<[AJPNT]\d+>|it|they|both)(?:\s[a-z]+)?\s$"
)
_NOT_HEARD = re.compile(
    r"\b(?:[Nn]o|not an?|[Ww]ithout|any|draft|proposed|possible|fulfil\w*|future|whether|hop\w+ (?:for|of)|talk of|close to|near(?:er)?|towards?|short of|fail\w* to \w+)\s(?:an?\s|the\s|such\s|for\s|on\s)?(?:[\w<>'-]+\s){0,3}$"
    r"|\b(?:want|demand|insist|seek|sought|ask|request|discuss|urg|wish|need|requir|expect|propos|offer|draft)\w*\s[^.;]{0,60}$"
)
_NOUN = re.compile(
    r"(?:(?:for|of|written|firm|formal|legal)\s<A\d+>|<J\d+>|written|security|legal|firm|for|of|its|their|his|the|these|those|some|any|no|new|with|without|by)\s(?:guarantees|promises|pledges|vows)$"
)
_ASTRAY = re.compile(r"\b(?:in principle|[a-z]+ly)\s(?:an?|the)\s")
_REACHED = re.compile(
    r"\b(?:was|were|been|is)\s(?:\w+\s)?(?:reached|struck|signed|concluded|sealed|found|made|announced|initial+ed|adopted)$|^[Tt]here\s"
)
_SEALED = re.compile(
    r"\b(?:sign|initial|reach|str[iu]ck|seal|conclu|adopt|clinch|ink|announc)\w*\s$|\b(?:signed|initialled|reached|adopted)\b[^.;:]{0,25}:\s$"
)
_CLOSED = re.compile(
    r"\b(?:end|clos|conclud|wrapp|part|left|came|emerg|broke up|finish|adjourn|crown)[^.;]{0,80}\swith\s(?:an?\s|the\s)?(?:[a-z-]+\s){0,2}?(?:agreement|accord|deal|understanding|consensus|compromise|protocol)\s$"
)
_SIGNED_AFTER = re.compile(
    r"[^.;,]{5,90}?\s(?:was|were|has been|have been)\s(?:\w+\s)?(?:signed|reached|struck|concluded|sealed|initial+ed|adopted)\b"
)
_UNDER = re.compile(r"(?:under|by|according to) which\s|whereby\s")
_OWN = re.compile(
    r"\b(?:kept|honou?red|fulfilled|broke|broken|repeated|renewed|on|stood by|of|gave|made|keep|keeping)\s(?:its|their|his|her)\s(?:[a-z]+\s)?$"
)
DUTY = re.compile(
    r"\b(?:will|would|shall|should|must|may|is to|are to|was to|were to|has to|have to)\s"
)
_THINGS = re.compile(
    r";\s(?:and\s)?|,\s(?:and\s)?|\sand\s(?=(?:an?|the|its|for|free|full|all)\s|[a-z]+ing\s)|,?\sas well as\s"
)
_THAT = re.compile(r"(?:[,;]\s|\s)(?:and\s)?(?=that\s)|;\s(?:and\s)?")
_ALONE = frozenset({"truce-called", "truce-observed"})
_ONLY_IF = re.compile(r"\b(?:only if|unless|provided that)\b")
_BARE = re.compile(
    r"to (?:release|free|withdraw|do|lift|open|hand over|leave|extradite)|(?:that )?(?:they|it) would"
)
_QUESTION = re.compile(r"\?\s*[\"”’']?\s*$")


def worded(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    if _QUESTION.search(text):
        return
    for rule in _BOOK.rules:
        for found in rule.finds(text):
            at = found.start("verb")
            noun = rule.id == "promised" and subjects.is_noun(sentence, at)
            if noun or subjects.is_unreal(sentence, at):
                continue
            if _real(rule, text, found):
                yield from _pledges(subjects, sentence, rule, found)


def _real(rule: Rule, text: str, found: re.Match[str]) -> bool:
    lead = text[: found.start("verb")]
    if "modality" in rule.gives:
        return True
    if NOT_MADE.search(lead) or (_NOT_HEARD.search(lead) and rule.gives.get("heard")):
        return False
    if _NOUN.search(lead[-30:] + found["verb"]) or _ASTRAY.search(
        text[found.end("verb") : found.start("what")]
    ):
        return False
    if rule.gives.get("typed") == "reached":
        what, verb = found["what"], found["verb"]
        closed = _CLOSED.search(text[: found.start("what")])
        after = _SIGNED_AFTER.match(text, found.start("what"))
        sealed = _SEALED.search(lead) or closed or after
        return bool(_REACHED.search(verb) or sealed or _UNDER.match(what))
    return True


def _pledges(
    subjects: Subjects, sentence: Sentence, rule: Rule, found: re.Match[str]
) -> Iterator[Pledge]:
    doers = _doers(subjects, sentence, rule, found)
    if doers is None:
        return
    action = CommitmentAction(rule.gives.get("action", "made"))
    if action is not CommitmentAction.MADE:
        yield from _recalled(sentence, rule, found, doers, action)
        return
    text = sentence.shape.text
    for low, high in _items(rule, text, found):
        if _ONLY_IF.search(text, low, high):
            continue
        pledge = _pledge(sentence, rule, doers, low, high)
        if rule.gives["by"] == "duty" or (len(doers.names) > 1 and text.startswith("that", low)):
            pledge = _of_duty(subjects, pledge)
        if pledge.kind is CommitmentType.OTHER and (
            rule.gives.get("typed") == "yes"
            or not pledge.by
            or _BARE.fullmatch(text[pledge.low : pledge.high].strip(" .,"))
        ):
            continue
        yield pledge


def _pledge(sentence: Sentence, rule: Rule, doers: Doers, low: int, high: int) -> Pledge:
    named = rule.gives.get("kind")
    pledge = made(sentence, doers.start, low, high, doers.names)
    return replace(
        pledge,
        kind=CommitmentType(named) if named else pledge.kind,
        weak=bool(rule.gives.get("weak")),
        modality=Modality(rule.gives.get("modality", "asserted")),
        according_to=doers.names[0] if rule.gives.get("source") else None,
    )


def _doers(
    subjects: Subjects, sentence: Sentence, rule: Rule, found: re.Match[str]
) -> Doers | None:
    """Who owes it; None where the text does not let us know."""
    how, at = rule.gives["by"], found.start("verb")
    if how == "who":
        return Doers(_bearer(subjects, sentence, found), found.start())
    if how in ("parties", "duty"):
        return Doers(subjects.parties(sentence), found.start())
    doers = subjects.of(sentence, at)
    if how == "owner":
        return _owner(subjects, sentence, doers, at)
    if how == "several":
        return doers if doers and (doers.collective or len(doers.names) > 1) else None
    if how == "shared":
        several = doers is not None and (doers.collective or len(doers.names) > 1)
        alone = doers is not None and doers.names and rule.id in _ALONE
        return doers if several or alone else Doers(subjects.parties(sentence), at)
    if doers is None or not doers.names:
        return None
    if found["verb"].startswith(("decide", "resolved")) and len(doers.names) < 2:
        return None
    return doers


def _owner(subjects: Subjects, sentence: Sentence, doers: Doers | None, at: int) -> Doers | None:
    """The side that "shall" do it; all of them where the subject is none. Not in quoted words."""
    if '"' in sentence.shape.text:
        return None
    parties = subjects.parties(sentence)
    known = doers is not None and doers.names and set(doers.names) <= set(parties)
    return doers if known else Doers(parties, at)


def _bearer(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> tuple[str, ...]:
    groups = found.groupdict()
    signs = re.findall(r"<[AJPN]\d+>", groups.get("who") or "") or (
        [groups["own"]] if groups.get("own") and not groups.get("who") else []
    )
    if not signs and (own := _OWN.search(sentence.shape.text[: found.start("verb")])):
        doers = subjects.of(sentence, own.start())
        return doers.names if doers else ()
    named = [subjects.side(sentence.shape.mention(sign)) for sign in signs]
    return tuple(n for n in named if n) if signs else subjects.parties(sentence)


def _items(rule: Rule, text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    low, high = found.span("what")
    if rule.gives.get("whole"):
        yield low, found.end()
        return
    split = rule.gives.get("split")
    high = clause_end(text, high) if split else min(high, clause_end(text, low + 1))
    if split == "yes" and _ON.match(text, low):
        yield from _parts(_AND_THINGS, text, low, high)
    elif split == "yes":
        yield from items(text, low, high)
    elif split:
        yield from _parts(_THAT if split == "clauses" else _THINGS, text, low, high)
    else:
        yield low, high


_ON = re.compile(r"(?:up)?on\s")
_AND_THINGS = re.compile(
    r",\s(?:and\s)?(?=(?:on|to|the|an?)\s(?!same\b|\w+ of wh)[a-z])|\sand\s(?=(?:on|to|the|an?)\s(?!same\b)[a-z][a-z-]+\s(?:of|a|an|the|[a-z]+)\b)"
)
"""Between the members of "agreed on a truce, the release of all and to meet in May"."""


def _parts(pattern: re.Pattern[str], text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    for found in pattern.finditer(text, low, high):
        if found.start() - at > 6:
            yield at, found.start()
            at = found.end()
    yield at, high


def _of_duty(subjects: Subjects, pledge: Pledge) -> Pledge:
    """The subject of "…will release", where it is a side; else what stands in the pledge."""
    text = pledge.sentence.shape.text
    duty = DUTY.search(text, pledge.low, pledge.high)
    doers = subjects.of(pledge.sentence, duty.start()) if duty else None
    if doers is None or not doers.names or doers.start < pledge.low:
        return pledge
    known = subjects.parties(pledge.sentence)
    fits = not known or set(doers.names) <= set(known)
    return replace(pledge, by=doers.names) if fits else pledge


_EXTENDS = re.compile(
    r"\b(?:be|to) (?:extend|prolong|renew)(?:ed)?\b(?: (?:it|this|that)\b|(?: (?!after|when|once|in|if|because|before|despite)[\w-]+){0,5}? (?:truce|cease-?fire|lull|pause)|$)"
    r"|(?:truce|cease-?fire|lull|pause)\b[^.;]{0,30}\bbe (?:extended|prolonged|renewed)",
    re.I,
)


def made(
    sentence: Sentence, start: int, low: int, high: int, by: tuple[str, ...], **more: object
) -> Pledge:
    words = plain(sentence, low, high)
    kind = type_of(words)
    action = CommitmentAction.MADE
    if _EXTENDS.search(words) and kind in (
        CommitmentType.CEASEFIRE,
        CommitmentType.TRUCE_FIXED_TERM,
    ):
        action, kind = CommitmentAction.EXTENDED, CommitmentType.CEASEFIRE
    return Pledge(sentence, start, low, high, by, action, kind=kind, **more)  # type: ignore[arg-type]


def _recalled(
    sentence: Sentence,
    rule: Rule,
    found: re.Match[str],
    doers: Doers,
    action: CommitmentAction,
) -> Iterator[Pledge]:
    """Points that are named are owed since before, and owed again."""
    group = "what" if found["what"] else "verb"
    low, high = found.span(group)
    high = min(high, clause_end(sentence.shape.text, low + 1))
    named = re.search(r"\bnamely\s(?=to\s)", found[group])
    if named is None:
        kind = _kind(sentence, rule, found, low, high)
        modality = Modality(rule.gives.get("modality", "asserted"))
        if kind is not CommitmentType.OTHER or "typed" not in rule.gives:
            yield Pledge(sentence, doers.start, low, high, doers.names, action, modality, kind=kind)
        return
    for a, b in items(sentence.shape.text, low + named.end(), found.end(group)):
        kind = type_of(plain(sentence, a, b))
        yield Pledge(sentence, doers.start, a, b, doers.names, action, kind=kind)
        yield Pledge(sentence, a, a, b, doers.names, kind=kind)


def _kind(
    sentence: Sentence, rule: Rule, found: re.Match[str], low: int, high: int
) -> CommitmentType:
    if "kind" in rule.gives:
        return CommitmentType(rule.gives["kind"])
    thing = found.groupdict().get("thing")
    return type_of(thing) if thing else type_of(plain(sentence, low, high))
