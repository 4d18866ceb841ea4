"""What each side wants, offers, makes a condition of, or turns down: wanted, not agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.rulebook import Rule, rulebook
from kg.facts.extract.sayings import said_by
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.extract.voices import Voices
from kg.facts.extract.wished import Wish, told
from kg.facts.model import Position
from kg.sources.document import Zone
from kg.terms import Modality, PositionKind

MAX_TEXT = 220
_HEADLINES = frozenset({Zone.TITLE, Zone.DECK})
_UNREAL = re.compile(
    r"\b(?:denied|denies|if|whether|wants?|wanted|(?:did|do|does|has|had) not|\w+n't|nobody|never|no longer|nothing|reporters?|journalists?|readers?|would you|do you|I|you)\b[^,;]{0,30}$",
    re.I,
)
_GIVEN_UP = re.compile(
    r"\b(?:dropp?(?:ed|s|ing)?|abandon(?:ed|s|ing)?|gave up|gives up|given up|withdrew|withdrawn|waived?|waives|shelved|back(?:ed|s) (?:down|away) from)\s(?:[\w<>'-]+\s){0,4}$"
)
_NOUN = re.compile(
    r"\b(?:the|two|three|these|those|their|its|all|such|main|key|this|new|his|her|an?|any|no|Their|The|Its|was|were|been|being|be)\s$"
)
_PASSIVE = re.compile(r"\b(?:is|are|isn't|aren't)\s(?:now\s|also\s|again\s)?(?:[a-z]+ed|sought)\s$")
_FIRST = re.compile(r"\b(?:[Ww]e|I)\b[^.;<]{0,25}$")
_SPEECH_OF_OTHERS = re.compile(r"\?\s*$")
_GERUNDS = re.compile(r",\s(?:and\s)?(?=[a-z]+ing\b)|\sand\s(?=[a-z]+ing\b)")
_DEMANDS = re.compile(r",?\sand\s(?=(?:for\s|wants?\s|that\s|to\s|guarantees\b|an?\send\b))")
_BROAD = re.compile(
    r"^\s?(?:(?:the|their|its|his|her|our|his own)\s(?:[a-z]+\s)?(?:support|seat|hospitality|services|condolences|thanks|congratulations|venue|assistance|view|opinion|apologies|prayers)\b|time$|(?:(?:in|on|last|since) )?<D\d+>\s(?:on|about|for)\s[^.;]{0,40}$|to (?:consult|march)\b|[^.;\"]{0,60}\?|to (?:sabotage|derail|undermine|destroy|scuttle|spoil|wreck|exploit)\b|to (?:know|see|be|do|ask|find|meet|go|leave|come|stay|hear)\b|(?:his|her|their|my) name|me\b|us\b|why|how|what\b|not to be named|(?:to )?be (?:withheld|named|identified|quoted)|to remain|to remain anonymous)",
    re.I,
)


_UNTIL = re.compile(
    r"\b(?:until|unless|before|without|as long as|so long as|while|if|once|first|provided|when|after|only)\b"
)
_NEXT = re.compile(
    r",\s(?:but|and|while)\s(?:the\s|an?\s)?(?:[\w<>-]+\s){1,4}(?:said|says|told|added)\b|,\s(?:because|saying|arguing|claiming|citing|adding|warning|calling it|describing)\b|[,.!]\"(?=\s|$)|,\s(?:he|she|they|it|the\s[a-z]+|<[AN]\d+>)\s(?:said|added|says|told|noted|stressed|insisted)\b|,?\s(?:and|but|while|whereas)\s(?:(?:the\s)?<[AJNPT]\d+>(?:'s)?\s(?:[a-z]+\s){0,2}?)?(?:has\s|have\s|also\s|then\s|again\s|it\s|they\s|still\s){0,2}"
    r"(?:wants?|wanted|insist(?:s|ed)|demand(?:s|ed)|reject(?:s|ed)|refuse[sd]|propose[sd]|offer(?:s|ed)|ask(?:s|ed)"
    r"|call(?:s|ed) for|rule[sd]? out|turn(?:s|ed) down)\s"
)
_NOT = re.compile(
    r"(?:will|would|'ll|shall|can|could|do|does|did|is|are|has|have|had)\s?(?:not|never)\b|won't|wouldn't|cannot|can't|doesn't|don't|didn't|would never|will never",
    re.I,
)
_WE = re.compile(r"\b(?:[Ww]e|I|[Oo]ur)\b[^.;<]{0,25}$|^$|\"$")


def find(reading: Reading) -> list[Position]:
    subjects = reading.once("subjects", Subjects)
    voices = reading.once("voices", Voices)
    found: list[Position] = []
    ahead: list[Position] = []
    for sentence in reading.sentences:
        zone = reading.paragraph(sentence).block.zone
        if zone is Zone.HEADING or _SPEECH_OF_OTHERS.search(sentence.view):
            continue
        where = ahead if zone in _HEADLINES else found
        wishes = [w for w in _wishes(subjects, voices, sentence) if _whole(w)]
        wishes += told(reading, subjects, sentence)
        for wish in _apart(wishes):
            where += [_fact(reading, piece) for piece in _pieces(wish) if _says_something(piece)]
    return _once([*_untold(ahead, found), *found])


def _untold(ahead: list[Position], found: list[Position]) -> list[Position]:
    """Of the headlines, what the text below does not tell again."""
    told = {(p.by, p.kind) for p in found}
    return [p for p in ahead if (p.by, p.kind) not in told]


def _wishes(subjects: Subjects, voices: Voices, sentence: Sentence) -> Iterator[Wish]:
    text = sentence.shape.text
    for rule in rulebook("positions").rules:
        for match in _each(rule, text):
            at = match.start("verb")
            active = "owner" not in rule.gives and not {"who", "own"} & match.groupdict().keys()
            if active and subjects.is_noun(sentence, at):
                continue
            if rule.id == "own-proposal" and subjects.is_verb(sentence, at):
                continue
            if (
                ("agent" not in rule.gives and _NOUN.search(text[max(0, at - 12) : at]))
                or _UNREAL.search(text[max(0, at - 45) : at])
                or _GIVEN_UP.search(text[max(0, at - 60) : at])
                or (_BROAD.match(match["what"]) and rule.gives["kind"] != "condition")
                or (
                    "modality" not in rule.gives
                    and "agent" not in rule.gives
                    and _PASSIVE.search(f"{text[max(0, at - 12) : at]}{match['verb'].split()[0]} ")
                )
            ):
                continue
            for by, start in _bearers(subjects, voices, sentence, rule, match):
                yield _cut(Wish(sentence, rule, start, *match.span("what"), by, match.span()))


def _each(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    """All that the rule finds, also where another clause with its own subject goes on."""
    for match in rule.finds(text):
        yield match
        more = _NEXT.search(text, match.start("what") + 1, match.end("what"))
        again = rule.pattern.search(text, more.start()) if more else None
        if again is not None and again.start("verb") > match.start("verb"):
            yield again


def _cut(wish: Wish) -> Wish:
    """What is wanted ends where the same side wants the next thing."""
    more = _NEXT.search(wish.sentence.shape.text, wish.low + 1, wish.high)
    if more is None:
        return wish
    return replace(wish, high=more.start(), span=(wish.span[0], more.start()))


def _whole(wish: Wish) -> bool:
    """A condition still has its condition after the cut."""
    needs = wish.rule.id in ("will-not-until", "no-x-until", "before-it-will")
    return not needs or bool(_UNTIL.search(wish.sentence.shape.text, wish.low, wish.high))


def _bearers(
    subjects: Subjects, voices: Voices, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> Iterator[tuple[str, int]]:
    speaks = rule.gives.get("speaks") == "yes"
    voice = voices.at(sentence.shape.origin(match.start("verb")))
    if voice and (speaks or _WE.search(sentence.shape.text[: match.start("verb")][-30:])):
        yield voice, match.start()
        return
    if speaks or _FIRST.search(sentence.shape.text[: match.start("verb")][-30:]):
        return
    groups = match.groupdict()
    if "owner" in rule.gives:
        yield from _last_holder(subjects, sentence, groups.get("by"), match.start())
        return
    sign = groups.get("who") or groups.get("own")
    if sign:
        for one in filter(None, (sign, groups.get("also"))):
            name = subjects.side(sentence.shape.mention(one))
            if name:
                yield name, match.start()
        return
    at = match.start("verb") if rule.gives.get("said") != "yes" else match.start()
    passive = "agent" in rule.gives
    doers = subjects.agent(sentence, at) if passive else subjects.of(sentence, at)
    if doers is None or len(doers.names) > 3:
        return
    for name in doers.names:
        yield name, min(doers.start, match.start())


def _last_holder(
    subjects: Subjects, sentence: Sentence, sign: str | None, start: int
) -> Iterator[tuple[str, int]]:
    """ "The second demand was …": of whoever is named here, else of the last subject before."""
    if sign is not None:
        name = subjects.side(sentence.shape.mention(sign))
        if name:
            yield name, start
        return
    name = subjects.last_holder(sentence)
    if name:
        yield name, start


def _apart(wishes: list[Wish]) -> list[Wish]:
    """The first rule on a stretch of words decides what a side wants there."""
    kept: list[Wish] = []
    for wish in wishes:
        rivals = [
            w
            for w in kept
            if w.span[0] < wish.span[1]
            and wish.span[0] < w.span[1]
            and w.rule.id != wish.rule.id
            and w.by == wish.by
        ]
        if not rivals:
            kept.append(wish)
    return sorted(kept, key=lambda w: w.low)


def _says_something(wish: Wish) -> bool:
    return any(c.isalnum() for c in wish.sentence.shape.text[wish.low : wish.high])


_COUNTED = re.compile(r"\b(?:conditions|demands|points|proposals|requests)\b[^:.;]{0,25}:\s")
_MEMBERS = re.compile(
    r";\s(?:and\s)?|,\s(?:and|as well as)\s|,\s(?=(?:the|that|an?)\s)|\sand\s(?=(?:an?|the|that|full|all)\s)"
)


def _pieces(wish: Wish) -> Iterator[Wish]:
    counted = _COUNTED.search(wish.sentence.shape.text, wish.start, wish.high)
    if counted is not None:
        yield from _cuts(replace(wish, low=counted.end()), _MEMBERS)
        return
    split = {"gerunds": _GERUNDS, "demands": _DEMANDS}.get(wish.rule.gives.get("split", ""))
    if split is None:
        yield wish
        return
    yield from _cuts(wish, split)


def _cuts(wish: Wish, split: re.Pattern[str]) -> Iterator[Wish]:
    text, at = wish.sentence.shape.text, wish.low
    for cut in split.finditer(text, wish.low, wish.high):
        if cut.start() - at > 8:
            yield replace(wish, low=at, high=cut.start())
            at = cut.end()
    yield replace(wish, low=at)


def _fact(reading: Reading, wish: Wish) -> Position:
    sentence = wish.sentence
    round_id = reading.round_at(sentence.shape.origin(wish.low))
    first = wish.low - wish.start < 90
    end = wish.span[1] if "whole" in wish.rule.gives else wish.high
    evidence = reading.cut(sentence, wish.start if first else wish.low, end)
    inferred = ["round"] if round_id else []
    inferred += ["by"] if wish.by.lower() not in evidence.lower() else []
    return Position(
        round=round_id,
        by=wish.by,
        kind=PositionKind(wish.rule.gives["kind"]),
        text=_summary(reading.cut(sentence, _said_from(wish), wish.high) or evidence),
        evidence=[evidence],
        modality=Modality(wish.rule.gives.get("modality", "asserted")),
        according_to=said_by(reading, sentence),
        inferred=inferred,
    )


def _said_from(wish: Wish) -> int:
    """What somebody will not do is told with its "not"."""
    lead = wish.sentence.shape.text[wish.span[0] : wish.low]
    return wish.span[0] if _NOT.match(lead) else wish.low


def _summary(words: str) -> str:
    text = re.sub(r"^(?:that|for|on|of)\s", "", " ".join(words.split()).strip(" ,;:.—–-"))
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT].rsplit(" ", 1)[0] + "…"
    return (text[:1].upper() + text[1:]).rstrip(".") + "." if text else "Not said."


def _once(found: list[Position]) -> list[Position]:
    kept: dict[tuple[str | None, str, str], Position] = {}
    for position in found:
        kept.setdefault((position.by, position.kind, position.text.lower()), position)
    return list(kept.values())
