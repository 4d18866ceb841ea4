"""Others who came: after a colon, sent, as envoys, as signatories, seen at the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.entries import Entry, names_from
from kg.facts.extract.mention import Kind
from kg.facts.extract.participation import Presence
from kg.facts.extract.parties import side_key
from kg.facts.extract.reading import Sentence
from kg.facts.extract.roundwords import TALK_WORD
from kg.facts.extract.seats import Seats

_ABSENT = re.compile(
    r"^(?:,\s[^,]{0,60},)?,?\s(?:who\s)?(?:has not come|did not (?:travel|come|"
    r"attend|take part)|is absent|was absent|is not in\b|was not (?:in the room|"
    r"there|present|at)"
    r"|were not|wasn't there|stayed away|had not come|is still in|has not joined|not at the table)",
    re.I,
)

_PRESENT = re.compile(
    r"^(?:,)?\s(?:(?:and|who|also|had|has|have|was|were|is|are|both|again|then|later|"
    r"himself|will|would|to|briefly|first|jointly|himself)\s){0,4}"
    r"(?:met|meets|meet|attended|attend|attends|took part|takes part|participat\w+|"
    r"present|joined|join|sat\b|sits\b|opened|hosted|chaired|co-chaired|mediat\w+|"
    r"facilitat\w+|presided"
    r"|held|holds|negotiat\w+|arrived|travell?ed|took the chair|observed|signed|put "
    r"(?:his|her|their)|convene[sd]?|shook hands|came|come|flew|looking on|led|saw\b|"
    r"read\b|welcomed|co-mediat\w+|agreed|in charge|moderat\w+|shuttled|resumed|"
    r"begin|began|initial\w+|inked|stay\b|stayed\b)"
)

_FOR = re.compile(
    r"^,?\s(?:for|from|of|representing)\s(?:the\s)?(?P<s><[AP]\d+>)|^\s\((?:for\s)"
    r"?(?P<p><[AP]\d+>)\)|^,\sfor\s(?:the\s)?(?P<q><[AP]\d+>)"
)

_SIGNED = re.compile(r"\b(?:signed|initialled|initialed|inked)\b[^.;]{0,90}?\bby\s")

_SIGN_VERB = re.compile(
    r"^(?:,)?\s(?:(?:have|had|has|then|both|also)\s)?(?:signed|put their names|"
    r"initialled|initialed|inked|signing)\b"
)

_INLINE = re.compile(
    r"(?:^|[.;]\s|\b)(?:[Ff]or|[Ff]rom)\s(?:the\s)?(?P<a><[AJP]\d+>)(?:\s\([^()]{0,40}\))?:\s"
    r"|(?P<b><[AJ]\d+>)(?:'s)?\s(?:delegation|team|side|panel)(?:,\s[^:;.<]{0,60})?:\s"
    r"|^\W{0,4}(?P<c><[AJP]\d+>)(?:\s\([^()]{0,40}\))?:\s"
)

_SENT = re.compile(
    r"(?P<s><[AP]\d+>)(?:\s\(<A\d+>\))?,?\s(?:(?:has|had|have|was|is|will|to|be|"
    r"itself|were)\s){0,3}"
    r"(?:sent|sends|dispatched|sending|represented(?:\s[\w<>]+)?\sby|through|in the "
    r"person of|is there in the person of)\s"
    r"(?:the\s|its\s|a\s|an\s|by\s)?(?:<[JA]\d+>\s)?(?:<T\d+>,?\s)?(?:[A-Z][\w.'’]*\s){0,4}(?=<N)",
    re.ASCII,
)

_ENVOY = re.compile(
    r"\b(?:envoy|special representative|mediator|facilitator|high representative|"
    r"co-chair|coordinator|co-ordinator)\b",
    re.I,
)

_ELSEWHERE = re.compile(
    r"^,?\s(?:who\s)?(?:is not|was not|stayed|remained|flew|spoke by|telephoned|is "
    r"expected in (?!<P))"
)

_STRONG = re.compile(
    r"\b(?:took the chair|in the chair|presided|chaired|sat in|took part|taking part|"
    r"attended|was present|were present|as a witness|facilitat\w+|mediat\w+|as (?:a )"
    r"?facilitator|looked? on|at the table|in the room)\b"
)


def _stop(text: str, at: int) -> int:
    """Not inside a sign or a word."""
    at = min(at, len(text))
    while at < len(text) and (text[at].isalnum() or text[at] in "<>'’-"):
        at += 1
    return at


def inline(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "For Israel: NAME, post; NAME, post", "Iranian team: NAME, post"."""
    text = sentence.shape.text
    matches = list(_INLINE.finditer(text))
    for index, match in enumerate(matches):
        high = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        side = side_key(seats.reading, sentence.shape.mention(next(v for v in match.groups() if v)))
        if not side or not re.match(
            r"(?:its\s|the\s)?(?:<T\d+>,?\s)?(?:[A-Z][\w.'’]*\s){0,4}(?:<N|<T)",
            text[match.end() :],
        ):
            continue
        for entry in names_from(sentence, match.end(), high):
            leads = re.match(
                r"^,?\s(?:who\sleads|as head|in charge|at the head)", text[entry.end :]
            )
            yield Presence(
                sentence, entry, side, ["head"] if leads else [], match.start(), entry.end
            )


def sent(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "The Army sent General NAME"; "the UN through its envoy, NAME"."""
    text = sentence.shape.text
    for match in _SENT.finditer(text):
        side = side_key(seats.reading, sentence.shape.mention(match["s"]))
        for entry in names_from(sentence, match.end() - 6, min(len(text), match.end() + 60))[:1]:
            if side and entry.start <= match.end() + 2:
                yield Presence(sentence, entry, side, [], match.start(), entry.end)


def envoys(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """An envoy or mediator of someone who helps; a spokesperson of a delegation."""
    text = sentence.shape.text
    for entry in names_from(sentence, 0, len(text)):
        side = seats.side_of(entry)
        posts = " ".join(
            sentence.shape.mention(s).text
            for s in re.findall(r"<T\d+>", text[entry.start : entry.end])
        )
        near = text[max(0, entry.start - 40) : entry.end + 30]
        team = re.search(
            r"<[AJ]\d+>(?:'s)?\s(?:delegation|team|side)(?:'s)?\s<T\d+>|"
            r"(?:delegation|team)'s\s<T\d+>",
            near,
        )
        inner = re.search(
            r"(?:delegation|team)(?:'s|’s)? spokes|spokes\w+ (?:of|for) the [\w ]{0,"
            r"20}(?:delegation|team)",
            posts,
        )
        if (team or inner) and "spokes" in posts.lower():
            owner = re.search(r"<[AJ]\d+>", team.group()) if team else None
            key = side_key(seats.reading, sentence.shape.mention(owner.group())) if owner else side
            entry.posts = [re.sub(r"^.*(?=spokes)", "", p) for p in entry.posts]
            if key:
                yield Presence(sentence, entry, key, ["spokesperson"], entry.start, entry.end)
        elif (
            side
            and _ENVOY.search(posts)
            and seats.helps(side)
            and not _ELSEWHERE.match(text[entry.end :])
        ):
            yield Presence(sentence, entry, side, [], entry.start, entry.end)


def signed(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    for match in _SIGNED.finditer(text):
        for entry in names_from(sentence, match.end(), len(text)):
            side = seats.side_after(sentence, entry)
            if side:
                yield Presence(sentence, entry, side, ["signatory"], entry.start, entry.end)
    entries = names_from(sentence, 0, len(text))
    for number, entry in enumerate(entries):
        if _SIGN_VERB.match(text[entry.end :]):
            for signer in entries[max(0, number - 1) : number + 1]:
                side = seats.side_after(sentence, signer)
                if side:
                    yield Presence(
                        sentence,
                        signer,
                        side,
                        ["signatory"],
                        signer.start,
                        _stop(text, entry.end + 30),
                    )


def present(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    text = sentence.shape.text
    talks = bool(TALK_WORD.search(text) or _STRONG.search(text)) or any(
        m.kind is Kind.PLACE for m in sentence.mentions
    )
    entries = names_from(sentence, 0, len(text))
    for number, entry in enumerate(entries):
        rest = text[entry.end :]
        absent = bool(_ABSENT.match(rest))
        side = seats.side_after(sentence, entry)
        if (
            not side
            and number == 0
            and re.match(
                r"^,?\s(?:also\s|then\s)?(?:came|joined|went|sat|was|were)\b[^.;]{0,"
                r"20}\b(?:with (?:him|her|them)|the team|the delegation)",
                rest,
            )
        ):
            side = seats.side
        explicit = _FOR.match(rest)
        if (
            explicit
            and explicit.group().lstrip(", ").startswith(("for", "("))
            and side
            and seats.in_talks(side)
            and not absent
        ):
            roles = (
                ["head"] if re.search(r"\bled for\b|\bheads? of delegation|\bled\b", text) else []
            )
            yield Presence(sentence, entry, side, roles, entry.start, entry.end + explicit.end())
            continue
        if not side or not seats.plausible(side):
            continue
        if absent or (talks and is_present(seats, text, entries, number)):
            yield Presence(
                sentence, entry, side, [], entry.start, _stop(text, entry.end + 25), absent
            )


def is_present(seats: Seats, text: str, entries: list[Entry], number: int) -> bool:
    entry = entries[number]
    if re.match(r"^,?\s(?:told|said|says|warned|warning|saying|telling)\b", text[entry.end :]):
        return False
    if _PRESENT.match(text[entry.end :]):
        return True
    if number + 1 < len(entries):
        between = text[entry.end : entries[number + 1].start]
        if re.fullmatch(r",?(?:\sand|,|;)\s(?:[\w<>']+\s){0,4}", between):
            return is_present(seats, text, entries, number + 1)
    return bool(
        re.search(
            r"\b(?:met|meeting|talks|negotiations|encounter|dialogue|held talks)"
            r"\s(?:[\w]+\s){0,3}?(?:with|between)\s[^.;]{0,80}$",
            text[: entry.start],
        )
    )
