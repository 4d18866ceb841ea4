"""Heads of teams: "led by NAME", "NAME heads the team", "represented by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import CLAUSE, names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.marks import UNKNOWN
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.scopes import leads_no_team
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.teams import TEAM, clause_start, last_side, own_side, sides_in
from kg.facts.extract.people.wording import whole_words
from kg.facts.extract.text.reading import Sentence

_LED_BY = re.compile(
    rf"\b(?:led|headed|fronted|captained)\s(?:now\s|then\s|jointly\s|by "
    rf"turns\s)?(?:by|there by)\s"
    rf"|\b(?:is|was|are|were)\sunder\s(?=(?:[A-Z]\w+\s){{0,3}}<[NT])"
    rf"|\b{TEAM}\s(?:\w+\s){{0,2}}?(?:is\s|was\s)?under\s(?:the\s(?:leadership|"
    rf"command|direction)\sof\s)?(?=<[NT]|[A-Z])"
    rf"|\b(?:whose|its|the)\s(?:head|leader|chief)(?:\sof\s(?:them|our\sdelegation|"
    rf"the\s{TEAM}))?\s(?:is|was)\s"
    rf"|\bhead\sof\s(?:our|the|its|their)\s(?:<[JA]\d+>\s)?(?:delegation|team)"
    rf"\s(?:is|was)\s|\b(?:one|that of [^,;]{{0,20}})\sby\s"
)

_GAP = re.compile(
    r"\b(?:that|those|one|ones)\b[^;]{0,40}\bby\s|,\s(?:the\s)?<[AJ]\d+>(?:'s)"
    r"?(?:\s(?:one|team|side))?\sby\s|\bwhile\s[^;]{0,40}\s(?:-|—|–)\sby\s"
)

_CLAUSE_ENDS = re.compile(r",?\swhile\s(?!.*\sby\s)|;\s(?!.*\sby\s)|\.\s[A-Z<]")
_REPRESENTED = re.compile(r"\brepresented\s(?:\w+\s){0,3}?by\s")

INVERSE = re.compile(
    r"(?:,)?\s(?:[\w']+\s){0,2}?(?:who\s|and\s)?(?:(?:has|had|have|is|was|were|are|"
    r"will|would|be|been|also|then|again|now|still|to|jointly|who|once|both|did)\s)"
    r"{0,4}"
    r"(?P<verb>led|leads?|leading|headed|heads?|heading|chaired|fronted|commands|"
    r"coordinates|directs|took over as heads?|spoke for|speaks for|represent(?:s|ed|"
    r"ing)|sat for|negotiat(?:es|ed) for|appeared for|led for)\b\s?(?P<rest>[^.;]{0,"
    r"110})"
)

_NOT = re.compile(r"\b(?:not|never|no longer|n't|denied|denies|without|false)\b", re.I)


def led_by(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    matches = list(_LED_BY.finditer(text))
    for index, match in enumerate(matches):
        high = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        start = clause_start(text, match.start())
        side = last_side(seats.reading, sentence, start, match.end())
        if not side:
            side = seats.ours if " our " in match.group() else seats.side
        if (
            UNKNOWN.search(text[: match.start()])
            or leads_no_team(sentence, match.start())
            or not side
            or _NOT.search(text[max(start, match.start() - 14) : match.start()])
        ):
            continue
        yield from heads(
            sentence,
            match.end(),
            high,
            side,
            side_start(sentence, start, match.start()),
        )


def side_start(sentence: Sentence, low: int, at: int) -> int:
    found = [a for a, _ in sides_in(sentence, low, at)]
    return found[-1] if found else max(low, at - 40)


def heads(sentence: Sentence, low: int, high: int, side: str, start: int) -> Iterator[Presence]:
    text = sentence.shape.text
    gap = _GAP.search(text, low, high)
    entries = names_from(sentence, low, high)
    if not entries or entries[0].start - low > 60:
        return
    end = low
    for number, entry in enumerate(entries):
        joined = re.fullmatch(
            r",?\sand\s(?:the\s|a\s|by\s|his\s)?(?:[A-Z][\w.]*\s){0,3}", text[end : entry.start]
        )
        if number and not joined:
            break
        if number and gap and gap.start() < entry.start:
            break
        yield Presence(sentence, entry, side, ["head"], start, entry.end)
        end = entry.end


def represented(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    for match in _REPRESENTED.finditer(text):
        start = clause_start(text, match.start())
        side = last_side(seats.reading, sentence, start, match.start())
        stop = _CLAUSE_ENDS.search(text, match.end())
        for entry in names_from(sentence, match.end(), stop.start() if stop else len(text)):
            other = re.search(
                r"(?P<s><[AP]\d+>)\s(?:was\s|is\s)?(?:represented\s)?by\s[^,;]{0,60}$",
                text[match.end() : entry.start],
            )
            if other:
                side = side_key(seats.reading, sentence.shape.mention(other["s"])) or side
            own = side_key(seats.reading, entry.side) if entry.side is not None else ""
            whose = own if own and not seats.in_talks(side) else side
            if whose:
                yield Presence(
                    sentence, entry, whose, represented_role(seats, whose), start, entry.end
                )


def represented_role(seats: Seats, side: str) -> list[str]:
    book = seats.reading.book
    return ["member"] if book and side in book.party_keys else []


def inverse(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    entries = names_from(sentence, 0, len(text))
    for number, entry in enumerate(entries):
        rest = text[entry.end :]
        match = INVERSE.match(rest) or _after_clause(rest)
        if match and match["rest"].startswith("of "):
            continue
        if not match or not leads_team(match["rest"], match["verb"]):
            continue
        span = entry.end + match.start("rest")
        side = seats.inverse_side(sentence, entry, span, span + len(match["rest"]), match["rest"])
        denied = bool(_NOT.search(rest[: match.start("verb")]))
        role = "spokesperson" if match["verb"].startswith(("spoke", "speaks")) else "head"
        role = "member" if match["verb"].startswith(("represent", "sat", "appear")) else role
        roles = [role] if match["verb"] != "chaired" or seats.in_talks(side) else []
        end = entry.end + match.end("verb") + min(40, len(match["rest"]))
        end = whole_words(text, end)
        if side:
            yield Presence(sentence, entry, side, roles, entry.start, end, denied)
        yield from joint(seats, sentence, entries, number, role, end, match["rest"])


def _after_clause(rest: str) -> re.Match[str] | None:
    """ "NAME, whom the King sent, led …"."""
    for clause in (_DASHED.match(rest), CLAUSE.match(rest)):
        if clause and (found := INVERSE.match(rest, clause.end())):
            return found
    return None


_DASHED = re.compile(r"^\s[—–]\s(?:[^—–,<]|<[AJPT]\d+>){1,70},(?=\swho)")


def joint(
    seats: Seats,
    sentence: Sentence,
    entries: list[Entry],
    number: int,
    role: str,
    end: int,
    rest: str,
) -> Iterator[Presence]:
    """ "A and B led their sides": the first of the two as well."""
    if number == 0:
        return
    first, second = entries[number - 1], entries[number]
    between = sentence.shape.text[first.end : second.start]
    if (
        re.match(r"^,?\sand\s", between)
        and (own_side(rest) or role == "head")
        and len(between) < 60
    ):
        side = seats.side_of(first) or seats.other(seats.side_of(second))
        if "counterpart" in between and not second.posts:
            second.posts = list(first.posts)
        if side:
            yield Presence(sentence, first, side, [role], first.start, end)


def leads_team(rest: str, verb: str) -> bool:
    if (
        verb.startswith(("spoke", "speaks", "sat", "appear", "negotiat", "took over"))
        or verb == "led for"
    ):
        return True
    return bool(
        re.match(
            rf"^(?:(?:the|a|its|his|their|our|an)\s)?(?:own\s)?(?:[\w-]+\s){{0,"
            rf"3}}?(?:<[AJP]\d+>(?:'s)?\s?)?(?:[\w-]+\s){{0,2}}?(?:{TEAM}|people|persons)\b",
            rest,
        )
        or re.match(
            r"^(?:that\sof\s)?(?:the\s)?<A\d+>(?!'s\s(?:ministry|office|embassy))"
            r"(?!\s(?!in\b|at\b|to\b|on\b|from\b|during\b|and\b|with\b|through\b|for\b|into\b|there\b|"
            r"as\b|by\b|who\b|while\b|at\b|until\b|since\b|when\b|again\b)[a-z]+)|^for\s(?:the\s)"
            r"?<[AP]\d+>|^(?:their|our|its|his)\s(?:experts|side|team|delegation)|"
            r"^(?:it|ours|theirs|them)\b",
            rest,
        )
    )
