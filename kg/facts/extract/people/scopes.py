"""Lists of people after words that say whose they are; the words are in rules/teams.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import CHIEF_NOTE, ROLE_NOTE, Entry
from kg.facts.extract.people.marks import AT_TABLE, UNKNOWN
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.unnamed import unnamed
from kg.facts.extract.people.wording import readable
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Sentence

_IN_ORDER = re.compile(r"\brespectively\b|\bin (?:that|this) order\b")
_JOINED = re.compile(
    r"(?:,?\swho\s[^,;]{1,60})?,?\s(?:and|(?:along|together) with|as well as)\s"
    r"(?:two\s|three\s|four\s|the\s|a\s|by\s|his\s|her\s|its\s)?(?:[A-Z][\w.]*\s){0,3}"
)
_NOT_A_LIST = re.compile(
    r"[\"?!]\s|\b(?:said|says|told|met|meets|agreed|while|but|whom|because|when|after|before|"
    r"against|according to|signed|denied|accused|replaced|replacing|succeeded|instead of)\b|<[AP]\d+>(?!'s)"
)
_LEADS = re.compile(
    r"^,?\s(?:who\s)?(?:(?:also|now|will|is to)\s)?(?:leads?|led|leading|heads|headed)\b(?!\sby)|"
    r"^,?\sin the chair\b|^,\s(?:head|leader|chair\w*) of (?:the )?(?:delegation|team|panel)\b|"
    r"^,?\s(?:at the head|as (?:its |their |the )?(?:head|leader)|in charge|its (?:head|leader))\b"
)
_SECONDS = re.compile(r"^,?\s(?:as|being)\s(?:his|her|its|their)\s(?:deputy|number two|second)\b")
_AS_POST = re.compile(
    r"^(?:,?\s[—–][^—–<]{1,60}(?:<[AJ]\d+>)?[^—–<]{0,60}[—–])?,?\sas\s(?:the\s|its\s|their\s)?(?P<t><T\d+>)"
)
_NOT = re.compile(r"\b(?:not|never|no longer|n't|without|neither)\s(?:\w+\s)?$", re.I)
_OPEN = ("current", "other", "person", "own")
_SPEECH = re.compile(r"^,?\s(?:told|said|says|warned|saying|telling|wrote)\b")
_LEADER_NOUN = re.compile(r"\b(?:head|leader|chief|chair\w*)\b", re.I)
_TEAM_NOUN = re.compile(r"\b(?:delegation|team|panel)\b", re.I)
_DEPUTY_NOUN = re.compile(r"\b(?:deputy|number two|second)\b", re.I)
_EXPERTS = re.compile(r"\b(experts?|advis[eo]r)s?:?[\s,]*(?:on\s)?$")


@dataclass(frozen=True, slots=True)
class Scope:
    """From `low` to `high` of a shape stand the people of `side`."""

    start: int
    low: int
    high: int
    side: str
    first: str
    rest: str
    stop: bool
    semicolons: bool
    whose: str


def scopes(seats: Seats, sentence: Sentence) -> list[Scope]:
    """In the order of the text; `current` sides are left empty, to be filled as people are met."""
    found: list[Scope] = []
    for match, gives in _anchors(sentence):
        if _NOT.search(sentence.shape.text[: match.start()]):
            continue
        scope = _scope(seats, sentence, match, gives, found[-1] if found else None)
        if scope is not None:
            found.append(scope)
    ends = [*(s.start for s in found[1:]), len(sentence.shape.text)][: len(found)]
    return [replace(s, high=max(s.low + 1, end)) for s, end in zip(found, ends, strict=True)]


def _anchors(sentence: Sentence) -> list[tuple[re.Match[str], dict[str, str]]]:
    at: dict[int, tuple[re.Match[str], dict[str, str]]] = {}
    for rule in rulebook("teams").rules:
        for match in rule.finds(sentence.shape.text):
            gives = {"id": rule.id, **rule.gives}
            if match.end() not in at and _fits(sentence, match, gives):
                at[match.end()] = (match, gives)
    return [at[end] for end in sorted(at)]


NO_TEAM = re.compile(
    r"(?:\b(?:faction|army|government|coalition|alliance|wing|forces|militia|junta|front|administration|"
    r"ministry|foundation|organi[sz]ation|institute|centre|center|brigade)|government of <\w\d+>),?\s$"
)


_ACROSS = re.compile(r"\b(?:interlocutor|counterpart|opposite number|opponent)\b")
_PEOPLE_AFTER = re.compile(r"<N\d+>")


def leads_no_team(sentence: Sentence, at: int) -> bool:
    """ "The government, led by NAME": who leads it leads no delegation."""
    words = readable(sentence, max(0, at - 60), at)
    return bool(NO_TEAM.search(sentence.shape.text[:at]) or NO_TEAM.search(words))


def _fits(sentence: Sentence, match: re.Match[str], gives: dict[str, str]) -> bool:
    if gives["id"] == "led-by" and leads_no_team(sentence, match.start()):
        return False
    only = gives.get("only")
    if only is None:
        return True
    if only == "table":
        return bool(AT_TABLE.search(readable(sentence, match.start(), match.end())))
    if only == "opposite":
        return bool(_ACROSS.search(readable(sentence, match.start(), match.end())))
    if only == "listed":
        return len(_PEOPLE_AFTER.findall(sentence.shape.text, match.end())) > 1
    if only == "team-head":
        words = readable(sentence, match.start(), match.end())
        return bool(_LEADER_NOUN.search(words) and _TEAM_NOUN.search(words))
    wanted = _LEADER_NOUN if only == "head" else _DEPUTY_NOUN
    words = readable(sentence, match.start(), match.end())
    deputy = bool(_DEPUTY_NOUN.search(words))
    return bool(wanted.search(words)) and (only != "head" or not deputy)


def _scope(
    seats: Seats,
    sentence: Sentence,
    match: re.Match[str],
    gives: dict[str, str],
    before: Scope | None,
) -> Scope | None:
    named = next((match[g] for g in ("s", "s2") if match.groupdict().get(g)), None)
    side = side_key(seats.reading, sentence.shape.mention(named)) if named else ""
    whose = "" if named else gives.get("side", "")
    first, rest, stop = gives.get("first", ""), gives.get("rest", ""), "stop" in gives
    if "follows" in gives:
        if before is None or not (before.stop or before.first == "envoy-or-member"):
            return None
        first, rest, stop, side = before.first, before.rest, before.stop, side or before.side
    elif named and not side:
        return None
    both = _BOTH_TEAMS.search(sentence.shape.text[: match.end()]) if not named else None
    if whose in ("nearest", "subject") and not side and not both:
        if UNKNOWN.search(sentence.shape.text[: match.start()]):
            return None
        side = seats.named_before(sentence, match.end(), first=whose == "subject")
        if not side and not _may_tell_later(sentence.shape.text, match.end()):
            return None
    semicolons = "semicolons" in gives or bool(both)
    if both:
        rest, stop = first, False
    return Scope(match.start(), match.end(), 0, side, first, rest, stop, semicolons, whose)


_BOTH_TEAMS = re.compile(
    r"\b(?:[Dd]elegations|[Tt]eams|[Cc]ommissions|[Pp]anels)(?:,?\swhich)?(?:\s(?:is|was|are|were|had been|have been|also))*\s"
    r"(?:led|headed|includ\w+|compris\w+)[^<]{0,12}$"
)
"""Two teams are spoken of: the words beside each name tell whose it is."""
_SOME_TEAM = re.compile(
    r"\b(?:delegations?|team|panel|delegates|negotiators|participants|representatives|mission|powers|countries|"
    r"states|guarantors|sides|parties|observers|committees|groups)\b[^.;:<]{0,60}$"
)


def _may_tell_later(text: str, at: int) -> bool:
    """Whether the side of a list may stand in another list, or beside the names themselves."""
    return bool(_IN_ORDER.search(text) or _SOME_TEAM.search(text[:at]))


def listed(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """The people of every scope of a sentence."""
    if not any(m.kind in (Kind.PERSON, Kind.POST) for m in sentence.mentions):
        return
    since = 0
    for scope in scopes(seats, sentence):
        entries = _entries(sentence, scope)
        side = scope.side or seats.side_for(sentence, scope.whose, since, scope.low)
        since = entries[-1].end if entries else since
        in_order = _in_order(seats, sentence, scope, len(entries))
        for number, entry in enumerate(entries):
            own = seats.side_of(entry, side) if scope.whose in _OPEN or not side else ""
            if scope.whose == "nearest" and entry.side is not None and not seats.in_talks(side):
                own = seats.side_of(entry)
            own = own or ("" if side else seats.side_after(sentence, entry))
            own = own if not side or seats.plausible(own) or _told(scope, entry) else ""
            whose = in_order[number] if in_order else own or side
            if scope.whose == "other":
                side = side or whose
            if whose:
                yield _presence(seats, sentence, scope, entry, number, whose)
        if side and not scope.stop:
            yield from unnamed(sentence, scope.low, _end(sentence, scope), side)


def _told(scope: Scope, entry: Entry) -> bool:
    return scope.whose == "other" and entry.side is not None


def _end(sentence: Sentence, scope: Scope) -> int:
    stop = _NOT_A_LIST.search(sentence.shape.text, scope.low, scope.high)
    return stop.start() if stop else scope.high


def _entries(sentence: Sentence, scope: Scope) -> list[Entry]:
    text = sentence.shape.text
    kept: list[Entry] = []
    at = scope.low
    for entry in names_from(sentence, scope.low, scope.high):
        gap = text[at : entry.start]
        if len(gap) > 110 or _NOT_A_LIST.search(gap):
            break
        ends = scope.stop and not _JOINED.fullmatch(gap)
        if kept and ends and (scope.first == "head" or not _goes_on(text, at, entry.start)):
            break
        if kept and ";" in gap and not scope.semicolons:
            break
        if kept and _SPEECH.match(text[entry.end :]):
            break
        kept.append(entry)
        at = entry.end
    return kept


_COMMA = re.compile(r",\s(?:the\s)?(?:[A-Z][\w.]*\s){0,3}")
_CLOSED = re.compile(
    r"(?:[^.;:<]|<[TAJ]\d+>|<N\d+>,\s){0,80}\sand\s(?:the\s)?(?:<[TAJ]\d+>(?:'s)?,?\s){0,2}<N\d+>"
)


def _goes_on(text: str, end: int, start: int) -> bool:
    """ "sent NAME, the minister NAME and the general NAME": a comma in a list that "and" ends."""
    name = text.find("<N", start)
    return bool(_COMMA.fullmatch(text, end, start)) and bool(_CLOSED.match(text, name + 4))


def _in_order(seats: Seats, sentence: Sentence, scope: Scope, count: int) -> list[str]:
    """One side for each name, where the words say that both lists have one order."""
    if (
        count
        and not scope.semicolons
        and (pair := seats.pair_before(sentence, scope.start, scope.low))
    ):
        return pair if count <= len(pair) else []
    if count < 2 or not _IN_ORDER.search(sentence.shape.text):
        return []
    sides = seats.all_named(sentence, scope.start)
    before = seats.reading.before(sentence)
    if len(sides) != count and before is not None:
        sides = seats.all_named(before, len(before.shape.text))
        sides = sides if len(sides) == count else seats.recent_heads(count)
    return sides if len(sides) == count else []


def _as_post(entry: Entry, post: str, role: str) -> str:
    """The role that "as chief negotiator" gives; another office is a post."""
    if CHIEF_NOTE.search(post):
        return "chief-negotiator"
    if ROLE_NOTE.search(post):
        return "head"
    if not entry.posts:
        entry.posts.append(post)
    return role


def _presence(
    seats: Seats, sentence: Sentence, scope: Scope, entry: Entry, number: int, side: str
) -> Presence:
    text = sentence.shape.text
    after = readable(sentence, entry.end, min(len(text), entry.end + 40))
    role = scope.first if number == 0 or scope.stop else scope.rest
    if role in ("", "envoy-or-member"):
        role = "member" if seats.in_talks(side) else ""
    if experts := _EXPERTS.search(text[: scope.start]):
        role = "expert" if experts.group(1).startswith("expert") else "adviser"
    if _LEADS.match(after):
        role = "head"
    elif _SECONDS.match(after):
        role = "deputy-head"
    if (post := _AS_POST.match(text[entry.end :])) and role != "deputy-head":
        role = _as_post(entry, sentence.shape.mention(post["t"]).text, role)
    return Presence(sentence, entry, side, [role] if role else [], scope.start, entry.end)
