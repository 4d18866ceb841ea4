"""What stands beside a name: the office before it, the notes after it."""

from __future__ import annotations

import re

from kg.facts.extract.people.entry import (
    DEPUTY_NOTE,
    ORGANISATION,
    ROLE_NOTE,
    Entry,
    add_post,
)
from kg.facts.extract.people.wording import readable_text, words_of
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Sentence

_POSSESSOR = (
    r"(?:(?:the|a|an|its|his|her|their|our|also|now|currently|one of the|both|new|acting|then|former|retired|old)\s){0,"
    r"3}(?:<[AJP]\d+>(?:'s)?\s)?"
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
_FROM = re.compile(
    r"^(?:,\salso|,\sboth|,\sall)?,?\s(?:of|from|at|representing|for)\s(?!(?:its|their|the)\s(?:<T|head))(?:the\s)"
    r"?(?P<org>(?:<[AJ]\d+>\s(?!and\b|as\b))??(?:<[AJPOD]\d+>(?:'s)?|[\w'&-]+)(?:\s(?:<[AJPOD]\d+>(?:'s)?|[\w'&-]+)){0,"
    r"7}?)(?=,|;|\.|\)|$|\s[—–(]|\s(?:and|as well|who|is|was|are|were|along|to|in|"
    r"said|led|headed|chair|chaired|sat|took|had|has|have|will|met|opened|signed|joined|came|also|both|on|at|for)\b)"
)
_PAREN = re.compile(r"^\s\((?P<note>[^()]{2,90})\)")
_RUNS = re.compile(
    r"^,\swho\s(?:runs|heads|leads|directs|works (?:for|at)|is talking for|speaks "
    r"for)\s(?:the\s)?(?P<org>(?:<[AJ]\d+>\s)?[\w'-]+(?:\s(?:of|for|the|in|<[AP]\d+>|"
    r"[\w'-]+)){0,5}?)(?<!delegation)(?<!team)(?<!negotiators)(?<!panel)(?=,|;|\.|\)|$|\sand\s)"
)
HONOURS = r"(?:(?:[A-Z][\w'’]*\.?|\([Rr]e?te?d\.?\)|retired|the late|of)\s){0,5}"
_BEFORE_POST = re.compile(
    rf"(?:(?P<own><[AJP]\d+>(?:'s)?)\s)?(?P<t><T\d+>)(?:\s\([A-Z]\w{{1,7}}\))?(?P<where>(?:\s(?:in|to|at)\s<[PA]\d+>)?)"
    rf"(?:\s(?:of|for|from|at)\s(?:the\s)?(?P<of><[AJP]\d+>))?(?P<comma>,?)\s(?P<hon>{HONOURS})$"
)


def prefix(sentence: Sentence, entry: Entry, at: int) -> None:
    text = sentence.shape.text
    found = _BEFORE_POST.search(text[max(0, at - 80) : at])
    if not found:
        _owner(sentence, entry, at)
        return
    begin = max(0, at - 80) + found.start("t")
    if found["comma"] and _belongs_before(text, begin) and not _titles_first(text, begin):
        return
    _lead_in(sentence, entry, found)
    office = _OFFICE_BEFORE.search(text[max(0, begin - 60) : begin])
    if (
        office
        and not entry.posts
        and not _belongs_before(text, max(0, begin - 60) + office.start())
    ):
        add_post(entry, sentence.shape.mention(office["t"]))
        entry.side = sentence.shape.mention(office["own"]) if office["own"] else entry.side
    entry.start = max(0, at - 80) + found.start()
    if owner := found["own"] or found["of"]:
        entry.side = sentence.shape.mention(owner.removesuffix("'s"))


_BARE = re.compile(r"(?:leader|chief|head|chair(?:man|woman|person)?|commander)", re.I)


def _lead_in(sentence: Sentence, entry: Entry, found: re.Match[str]) -> None:
    """The office in front; "the X leader" leads X, which need not be its team."""
    post = _placed(sentence, found)
    if found["own"] and _BARE.fullmatch(post.text):
        own = sentence.shape.mention(found["own"].removesuffix("'s")).text
        entry.posts.append(f"{own} {post.text}")
        entry.post_key = entry.post_key or post.key
        return
    add_post(entry, post)


_OFFICE_BEFORE = re.compile(
    r"(?:(?P<own><[AJ]\d+>)(?:'s)?\s)?(?P<t><T\d+>),\s(?:(?:the\s)?retired\s)?$"
)
"""An office before a rank: "the special envoy, Ambassador NAME"."""
PEER = r"(?:\w+\s)?(?:man|woman|nominee|counterpart|colleague|opposite number|peer|homologue),?\s"


_ACTS = re.compile(r"<N\d+>\s(?:also\s)?(?:said|told|[a-z]{3,}ed)\b")


def _owner(sentence: Sentence, entry: Entry, at: int) -> None:
    """ "Kosovo's Besnik Bislimi", "the Omani minister"."""
    found = re.search(
        rf"(?P<own><[AJP]\d+>)(?:'s|'|)\s(?P<peer>{PEER})?{HONOURS}$",
        sentence.shape.text[max(0, at - 40) : at],
    )
    if found and found["peer"] and "," in found["peer"] and _ACTS.match(sentence.shape.text, at):
        return
    if found and ("'s" in found.group() or found["own"][1] == "J" or found["peer"]):
        entry.side = sentence.shape.mention(found["own"])
        begin = max(0, at - 40) + found.start()
        office = _OFFICE_BEFORE.search(sentence.shape.text[max(0, begin - 60) : begin])
        if office:
            add_post(entry, sentence.shape.mention(office["t"]))
            entry.start = max(0, begin - 60) + office.start()


def _belongs_before(text: str, begin: int) -> bool:
    """The post follows another name and a comma: it is that person's."""
    return bool(
        re.search(
            r"<N\d+>(?:\s\([^()]{1,40}\))?,\s(?:the\s|a\s|an\s|its\s|his\s)?"
            r"(?:<[AJ]\d+>(?:'s)?\s)?$",
            text[max(0, begin - 70) : begin],
        )
    ) and not re.search(r"\band\s(?:the\s)?$", text[max(0, begin - 10) : begin])


_CHAIN = re.compile(
    r"(?:^|[^>,]\s)(?:the\s)?(?:<T\d+>,\s(?:[A-Z][\w.]*\s){0,3}<N\d+>(?:,|,?\sand)\s(?:the\s)?){1,20}$"
)


def _titles_first(text: str, begin: int) -> bool:
    """ "POST, NAME, POST, NAME and POST, NAME": each post goes with the name after it."""
    return bool(_CHAIN.search(text[:begin])) and bool(
        re.match(r"<T\d+>,\s(?:[A-Z][\w.]*\s){0,3}<N\d+>", text[begin:])
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
        if alias:
            entry.end += alias.end()
            continue
        found = _AFTER_POST.match(rest)
        if found and _titles_first(text, entry.end + found.start("t")):
            return
        if found and len(entry.posts) < 3:
            _add_posts(sentence, entry, found)
            own = re.search(r"<[AJP]\d+>", rest[: found.start("t")])
            if own and entry.side is None and "former" not in found.group():
                entry.side = sentence.shape.mention(own.group())
            entry.end += found.end()
            continue
        if not _other(sentence, entry, rest):
            return


_POSTED = re.compile(r"\b(?:ambassador|nuncio|consul|envoy|chargé)\b", re.I)


def _placed(sentence: Sentence, found: re.Match[str]) -> Mention:
    """The post, with the place of an embassy: "ambassador in Vienna"."""
    post = sentence.shape.mention(found["t"])
    if found["where"] and _POSTED.search(post.text):
        text = post.text + readable_text(sentence, found["where"])
        return post.shifted(text=text, name=text)
    return post


def _add_posts(sentence: Sentence, entry: Entry, found: re.Match[str]) -> None:
    first = _placed(sentence, found)
    if "former" in found.group() and not first.text.startswith("former"):
        first = first.shifted(text=f"former {first.text}", key="")
    add_post(entry, first)
    where = re.search(r"<A\d+>", found["where"])
    if where and entry.side is None and not _POSTED.search(first.text):
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
