"""What stands after a name: offices, institutions, notes in brackets."""

from __future__ import annotations

import re

from kg.facts.extract.people.before import POSTED, placed, titles_first
from kg.facts.extract.people.entry import (
    DEPUTY_NOTE,
    ORGANISATION,
    ROLE_NOTE,
    Entry,
    add_post,
)
from kg.facts.extract.people.wording import words_of
from kg.facts.extract.text.reading import Sentence

_POSSESSOR = (
    r"(?:(?:the|a|an|its|his|her|their|our|also|now|currently|one of the|both|new|acting|then|former|retired|old)\s){0,"
    r"3}(?:<[AJP]\d+>(?:'s?)?\s)?"
)
_AFTER_POST = re.compile(
    rf"^(?:,\s|,\s(?:made|named|appointed|now|newly|recently)\s|\s[—–]\s|:\s|\s\(|,\swho\s(?:is|was|serves as|had been|has been)\s|,"
    rf"\sat that time\s|,\sthen\s|\s-\s)(?:himself\s)?(?:who\s(?:is|was)\s)"
    rf"?{_POSSESSOR}(?P<t><T\d+>)(?P<where>(?:\s(?:in|to|at)\s(?:the\s)?<[PA]\d+>)?)"
    r"(?P<more>(?:\sand\s(?:the\s|a\s|its\s)?<T\d+>)?)(?!,?\s(?:[A-Z][\w.]*\s){0,"
    r"3}<N\d+>\s(?:is|was|who|led|headed))(?!\s(?:[A-Z][\w.]*\s){0,4}<N\d+>)"
)
_BROTHER = re.compile(
    r"^\s[—–]\s[^—–]{0,120}?\sand\s(?:the\s)?(?P<t><T\d+>)\s?[—–]|^\s[—–]\s(?:the\s|"
    r"a\s|an\s)?(?P<u><T\d+>)"
)
_ORG_WORD = (
    r"(?:<[AJPOD]\d+>(?:'s)?|[A-Z][\w'&-]*|foreign|interior|defen[cs]e|justice|finance|national|general|armed|air|peace|"
    r"security|border|intelligence|prime|political|military|parliamentary|negotiating|delegation|team|side|panel|"
    r"wing|faction|leadership|government|(?:ministry|office|service|services|agency|directorate|council|embassy|staff|"
    r"department|army|police|bureau|commission|authority|secretariat|parliament|federation|union|movement|front|party|"
    r"forces|committee|institute|university|group|administration|mission|cabinet|presidency|court|bank|chamber|assembly|"
    r"senate|command|navy|guard|corps|alliance)|(?:of|for|on)(?:\sthe)?(?=\s(?:<|[A-Z]|foreign|interior|defen)))"
)
_FROM = re.compile(
    r"^(?:,\salso|,\sboth|,\sall)?,?\s(?:of|from|at|representing|for)\s(?!(?:its|their|the)\s(?:<T|head))"
    r"(?!(?:the\s)?(?:[a-z]+\s){1,3}<[AP]\d+>(?:,|,?\sand)\s(?:and\s)?(?:the\s)?<[AP])(?:the\s)?"
    rf"(?P<org>(?:<[AJ]\d+>\s(?!and\b|as\b))?<[AJPOD]\d+>(?:'s)?(?:\s{_ORG_WORD}){{0,7}}(?![\w'])"
    r"|[\w'&-]+(?:\s(?:<[AJPOD]\d+>(?:'s)?|[\w'&-]+)){0,"
    r"7}?(?=,|;|\.|\)|$|\s[—–(]|\s(?:and|as well|who|is|was|are|were|along|to|in|"
    r"said|led|headed|represent(?:s|ed)|chair|chaired|sat|took|had|has|have|will|met|opened|signed|joined|came|also|both|on|at|for)\b))"
)
_PAREN = re.compile(r"^\s\((?P<note>[^()]{2,90})\)")
_RUNS = re.compile(
    r"^,\swho\s(?:runs|heads|leads|directs|works (?:for|at)|is talking for|speaks "
    r"for)\s(?:the\s)?(?P<org>(?:<[AJ]\d+>\s)?[\w'-]+(?:\s(?:of|for|the|in|<[AP]\d+>|"
    r"[\w'-]+)){0,5}?)(?<!delegation)(?<!team)(?<!negotiators)(?<!panel)(?=,|;|\.|\)|$|\sand\s)"
)
_SERVING = re.compile(
    r"^(?:,|\s[—–(])\s?(?:(?:the|an?|his|her|then|former)\s)?(?P<t><T\d+>)\s(?P<n><N\d+>)"
)
_ANOTHERS = re.compile(
    r"\b(?i:advis[eo]r|aide|assistant|counsellor|envoy|representative|secretary|deputy|spokes\w+|lawyer|"
    r"chief of staff)\b.*\b(?:to|of|for)\s(?:[A-Z][\w-]*\s){0,3}(?:Minister|President|King|Emir|Sultan|"
    r"Premier|Chancellor|Secretary-General|Prince|Governor)$"
)


def serves_another(post: str) -> bool:
    """ "adviser to President", before a name: that of whom somebody else serves."""
    return bool(_ANOTHERS.search(post))


def _serving(sentence: Sentence, entry: Entry, rest: str) -> bool:
    """ "NAME, adviser of President NAME": the second name is part of the office."""
    found = _SERVING.match(rest)
    if not found:
        return False
    post, chief = (sentence.shape.mention(found[g]) for g in ("t", "n"))
    if not serves_another(post.text):
        return False
    text = f"{post.text} {chief.text}"
    add_post(entry, post.shifted(text=text, name=text))
    entry.end += found.end()
    return True


_AGE = re.compile(r",\s\d\d(?=,\s)")
_SIGNED_AS = re.compile(r",\s(?:Royal\s|the\s|for\s(?:the\s)?)?(?P<s><A\d+>)(?=[.;)]|$)")
"""Under a document: "NAME, post, SIDE"."""


def suffix(sentence: Sentence, entry: Entry) -> None:
    text = sentence.shape.text
    while True:
        rest = text[entry.end :]
        if not entry.posts and _serving(sentence, entry, rest):
            continue
        alias = re.match(
            r",\s(?:alias|aka|a\.k\.a\.|(?:better |also )?known as|nom de guerre)\s[\"']?[^,\"']{1,30}"
            r"[\"']?(?=,)|^\s[\"'‘“][A-Z][\w -]{1,24}[\"'’”](?=[,\s])",
            rest,
        )
        alias = alias or _AGE.match(rest)
        if alias:
            entry.end += alias.end()
            continue
        found = _AFTER_POST.match(rest)
        if found and titles_first(text, entry.end + found.start("t")):
            return
        if found and len(entry.posts) < 3:
            _add_posts(sentence, entry, found)
            own = re.search(r"<[AJP]\d+>", rest[: found.start("t")])
            if own and entry.side is None and "former" not in found.group():
                entry.side = sentence.shape.mention(own.group())
            entry.end += found.end()
            continue
        listed = bool(entry.posts) or ": " in text[: entry.start]
        signed = _SIGNED_AS.match(rest) if listed and entry.side is None else None
        if signed:
            entry.side = sentence.shape.mention(signed["s"])
            entry.end += signed.end()
            continue
        if not _other(sentence, entry, rest):
            return


def _add_posts(sentence: Sentence, entry: Entry, found: re.Match[str]) -> None:
    first = placed(sentence, found)
    if "former" in found.group() and not first.text.startswith("former"):
        first = first.shifted(text=f"former {first.text}", key="")
    add_post(entry, first)
    where = re.search(r"<A\d+>", found["where"])
    if where and entry.side is None and not POSTED.search(first.text):
        entry.side = sentence.shape.mention(where.group())
    for sign in re.findall(r"<T\d+>", found["more"]):
        add_post(entry, sentence.shape.mention(sign))


def _other(sentence: Sentence, entry: Entry, rest: str) -> bool:
    """One more note after the name; False when there is none."""
    brother, paren = _BROTHER.match(rest), _PAREN.match(rest)
    if brother and not entry.posts:
        add_post(entry, sentence.shape.mention(brother["t"] or brother["u"]))
        entry.end += brother.end()
        return True
    if paren:
        _note(sentence, entry, paren["note"], entry.end + paren.start("note"))
        entry.end += paren.end()
        return True
    source = _RUNS.match(rest) or _FROM.match(rest)
    if source and entry.organisation is None:
        low = entry.end + source.start("org")
        _affiliation(sentence, entry, source["org"], low)
        entry.end += source.end()
        return True
    return False


def _note(sentence: Sentence, entry: Entry, note: str, low: int) -> None:
    text = words_of(sentence, low, low + len(note))
    if DEPUTY_NOTE.search(text):
        entry.roles.append("deputy-head")
    elif ROLE_NOTE.search(text):
        entry.roles.append("head")
    elif own := re.fullmatch(r"(?:(?:for|of|from)\s)?(?:the\s)?(<[AJ]\d+>)", note):
        entry.side = sentence.shape.mention(own.group(1))
    elif posts := re.findall(r"<T\d+>", note):
        for sign in posts:
            add_post(entry, sentence.shape.mention(sign))
    elif ORGANISATION.search(text) or "<O" in note or re.fullmatch(r"[A-Z]{2,6}", text):
        entry.organisation = text


def _affiliation(sentence: Sentence, entry: Entry, words: str, low: int) -> None:
    text = words_of(sentence, low, low + len(words))
    sign = re.fullmatch(r"(<[AJP]\d+>)(?:'s\s.*)?", words) or re.match(r"(<J\d+>)\s", words)
    if ORGANISATION.search(text) and not (
        sign and sentence.shape.mention(sign.group(1)).sort == "country"
    ):
        entry.organisation = text
    if sign:
        entry.side = sentence.shape.mention(sign.group(1))


_OCCUPATION = re.compile(
    r"^,\s(?:a|an|the)\s(?P<job>(?:(?!former|only|first|last|man|woman)[a-z-]+\s){0,3}(?:[a-z-]+(?:er|or|ist|ian|ant)|"
    r"judge|chief|priest|monk|clerk|nurse|economist|ombudsman|diplomat)(?<!brother)(?<!sister)(?<!father)"
    r"(?<!mother)(?<!daughter)(?<!other)(?<!member)(?<!leader)(?<!newcomer)(?<!founder)(?<!minister)(?<!number))"
    r"(?=[,;.)]|\s(?:and|who|from)\b|$)"
)


def occupation(sentence: Sentence, entry: Entry) -> None:
    """ "NAME, a marine biologist": what somebody is, where no office is given."""
    found = _OCCUPATION.match(sentence.shape.text[entry.end :])
    if found and not entry.posts:
        entry.posts.append(found["job"])
        entry.end += found.end()
