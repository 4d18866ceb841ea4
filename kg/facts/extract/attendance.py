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
from kg.facts.extract.seats import FOR, Seats

_ABSENT = re.compile(
    r"^(?:,\s[^,]{0,60},)?,?\s(?:himself\s|herself\s)?(?:who\s)?(?:has not (?:come|joined|travelled|arrived)|"
    r"did not (?:travel|come|attend|take part|go|join|appear)|(?:is|was|were) absent|"
    r"(?:is|was|were) not (?:in\b|there|present|at\b|among|on the (?:list|plane)|here)|wasn't there|"
    r"(?:was|is|were) not (?:well enough|able|allowed|permitted|invited|free) to|"
    r"could not (?:come|travel|attend|leave)|(?:stayed|remained) (?:away|in <P|at home|behind|in the capital)|"
    r"had not come|is still in|will not (?:come|attend|travel|take part)|sent (?:his|her) regrets)",
    re.I,
)

_AUX = (
    r"(?:(?:and|who|also|had|has|have|was|were|is|are|both|again|then|later|himself|herself|will|"
    r"would|to|briefly|first|jointly|there|be|due|expected|himself|each|therefore|only|now|<D\d+>)\s)"
    r"{0,5}"
)
_PRESENT = re.compile(
    r"^,?\s"
    + _AUX
    + r"(?:met|meets?|attend(?:ed|s|ing)?|took part|takes part|participat\w+|present\b|"
    r"join(?:ed|s)?\b|sat\b|sits?\b|opened|opens|hosted|chair(?:ed|s)?\b|co-chaired|mediat\w+|"
    r"facilitat\w+|presid\w+|held|holds|negotiat\w+|arriv\w+|travell?ed|took the (?:chair|notes)|"
    r"takes the chair|observ(?:ed|es)|sign(?:s|ed|ing)?\b|put (?:his|her|their)|convene[sd]?|shook hands|"
    r"c[ao]me\b|comes\b|flew|look(?:ed|s|ing)? on|led\b|saw\b|read\b|reads\b|welcom\w+|co-mediat\w+|"
    r"agreed|in charge|moderat\w+|shuttled|resumed|begin|began|initial\w+|inked|stay(?:ed)? (?:in|at|on)\b|"
    r"receiv\w+|clos(?:ed|es)\b|walked|carried|carries|spent|in the (?:chair|room|hall|tent|villa)|at the "
    r"(?:table|head|opening|session|talks)|in the same|in all the rooms|the host\b|host\b|tabled|"
    r"leaves? the|left the|speaks? for|spoke for|there\b|made the (?:second|third|fourth)|gave themselves|"
    r"told the (?:plenary|session|meeting|delegates|delegations|other side)|"
    r"undertook|waiting|had the (?:chair|floor)|drove|served as|acted as|acts as|serves as|the mediator|"
    r"a witness|to (?:arrive|attend|join|lead|sit|meet))"
)
_AS_ROLE = re.compile(
    r"^,?\s(?:attended\s|acting\s|there\s)?as\s(?:an?\s|the\s|its\s|co-)?(?:<T\d+>|mediators?|"
    r"facilitators?|observers?|witness(?:es)?|hosts?|chair|guarantors?)\b"
)
_CLAUSE = re.compile(
    r"^,?\s(?:who|whom|whose|which)\b[^;.]{1,110}?,(?=\s)|^,\s[^,;.<]{1,50},(?=\s)"
)
_BEFORE = re.compile(
    r"\b(?:met|meets|meeting|talks|negotiations|encounter|dialogue|held talks|received|receives|to face|"
    r"faced|saw|sees)\s(?:(?!<D)[\w]+\s){0,3}?(?:(?:with|between|of)\s)?[^.;]{0,80}$|"
    r"\b(?:before|in the presence of|visit of)\s(?:[a-z]+\s)?$|\bwith\s(?=\S*$)"
)
_AT_TABLE = re.compile(
    r"\b(?:envoy|special representative|personal representative|mediator|facilitator|co-?chair|"
    r"negotiator|special coordinator)\b",
    re.I,
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
    """Whoever the sentence shows at the talks, or expressly not there."""
    text = sentence.shape.text
    entries = names_from(sentence, 0, len(text))
    for number, entry in enumerate(entries):
        side = seats.side_after(sentence, entry)
        if not side or _quoted(sentence, entry):
            continue
        rest = text[entry.end :]
        absent = bool(_ABSENT.match(rest) or _ABSENT.match(_without_clause(rest)))
        beside = bool(FOR.match(rest)) and seats.plausible(side) and not _TOLD.match(rest)
        if absent or beside or is_present(seats, sentence, entries, number, side):
            roles = ["head"] if beside and _LED_FOR.search(text) else []
            end = _stop(text, entry.end + 25)
            yield Presence(sentence, entry, side, roles, entry.start, end, absent)


_LED_FOR = re.compile(r"\bled for\b|\bheads? of delegation|\bled\b")
_TOLD = re.compile(
    r"^,?\s(?:told (?!the (?:plenary|session|meeting|deleg))|said|says|warn|saying|tell)"
)


_TALKED_OF = re.compile(
    r"\b(?:said|says|told|according to|accused|quoted|asked|replied|added|wrote|warned)\s"
    r"(?:[\w'<>-]+\s){0,4}$|\b(?:aide|adviser|brother|letter|call|message|loyal|close|ally) (?:to|of|from)\s"
    r"(?:[\w'<>-]+\s){0,3}$",
    re.I,
)
_GONE = re.compile(
    r"\b(?:former|late|ex-|then-|killed|died|jailed|overthrown|predecessor|would|could|if)\b"
)


def _quoted(sentence: Sentence, entry: Entry) -> bool:
    return sentence.shape.text.count('"', 0, entry.start) % 2 == 1


def _without_clause(rest: str) -> str:
    clause = _CLAUSE.match(rest)
    return rest[clause.end() :] if clause else rest


def is_present(
    seats: Seats, sentence: Sentence, entries: list[Entry], number: int, side: str
) -> bool:
    text, entry = sentence.shape.text, entries[number]
    rest = text[entry.end :]
    shown = bool(TALK_WORD.search(text) or _STRONG.search(text)) or any(
        m.kind is Kind.PLACE for m in sentence.mentions
    )
    near = seats.plausible(side)
    if near and any(_AT_TABLE.search(p) for p in entry.posts) and not _ELSEWHERE.match(rest):
        return True
    if _AS_ROLE.match(rest):
        return near or shown
    if _TOLD.match(rest) or not (near or shown):
        return False
    after = _without_clause(rest)
    if _PRESENT.match(rest) or _PRESENT.match(after) or _BEFORE.search(text[: entry.start]):
        return True
    if near and not (_TOLD.match(after) or _TALKED_OF.search(text[: entry.start])):
        return not _GONE.search(text[max(0, entry.start - 30) : entry.end + 50])
    if number + 1 < len(entries):
        between = text[entry.end : entries[number + 1].start]
        if re.fullmatch(r",?(?:\sand|,|;|\sand by)\s(?:[\w<>']+\s){0,4}", between):
            return is_present(seats, sentence, entries, number + 1, side)
    return False
