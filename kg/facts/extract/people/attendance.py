"""Others who came: after a colon, sent, as envoys, as signatories, seen at the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.wording import whole_words
from kg.facts.extract.text.reading import Sentence

_SIGNED = re.compile(
    r"\b(?:[Ss]igning of|[Ss]ignature of|signed|initialled|initialed|inked)\b[^.;]{0,90}?\bby\s"
)

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
    r"(?:sent|sends|dispatched|sending|fielded|fields|delegated|represented(?:\s[\w<>]+)?\sby|through|in the "
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
            for at in range(max(0, number - 1), number + 1):
                signer = entries[at]
                side = seats.side_after(sentence, signer) or seats.faced(sentence, entries, at)
                if side:
                    yield Presence(
                        sentence,
                        signer,
                        side,
                        ["signatory"],
                        signer.start,
                        whole_words(text, entry.end + 30),
                    )
