"""People in a list: each name with its posts, its institution, what the words say of its side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.facts.extract.naming.titles import is_post
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Sentence

ORGANISATION = re.compile(
    r"\b(?:ministry|office|service|services|agency|directorate|council|embassy|staff|"
    r"intelligence|department|army|police|bureau|commission|authority"
    r"|secretariat|parliament|federation|union|movement|front|party|forces|committee|"
    r"institute|university|group|administration|mission|cabinet|presidency"
    r"|court|bank|chamber|assembly|senate|command|navy|guard|corps|alliance)\b",
    re.I,
)
_ROLE_NOTE = re.compile(
    r"\b(?:head|leader|chief|chair(?:man|woman|person)?)\s(?:of\s(?:the\s)?)"
    r"?(?:delegation|team|mission|panel|negotiator)\b|^(?:head|leader|chair|"
    r"chairperson|chairman|chairwoman|team leader|head of delegation)$"
    r"|\blead(?:ing)? negotiator\b",
    re.I,
)
_DEPUTY_NOTE = re.compile(
    r"\b(?:deputy|vice)[\s-](?:head|leader|chair(?:man|person)?|chief)"
    r"(?:\sof\s(?:the\s)?(?:delegation|team|panel))?\b",
    re.I,
)
_CHIEF_NOTE = re.compile(r"\b(?:chief|lead|top|main|senior-most)\s(?:peace\s)?negotiator\b", re.I)
_POSSESSOR = (
    r"(?:(?:the|a|an|its|his|her|their|our|also|now|currently|one of the|both|new|acting|then|former|retired|old)\s){0,"
    r"3}(?:<[AJP]\d+>(?:'s)?\s)?"
)
_AFTER_POST = re.compile(
    rf"^(?:,\s|,\s(?:made|named|appointed|now|newly|recently)\s|\s[—–]\s|:\s|\s\(|,\swho\s(?:is|was|serves as|had been|has been)\s|,"
    rf"\sat that time\s|,\sthen\s|\s-\s)(?:himself\s)?(?:who\s(?:is|was)\s)"
    rf"?{_POSSESSOR}(?P<t><T\d+>)(?P<where>(?:\s(?:in|to|at)\s(?:the\s)?<[PA]\d+>)?)"
    r"(?P<more>(?:\sand\s(?:the\s|a\s|its\s)?<T\d+>)?)(?!,?\s(?:[A-Z][\w.]*\s){0,"
    r"3}<N\d+>\s(?:is|was|who|led|headed))(?!\s<N\d+>)"
)
_BROTHER = re.compile(
    r"^\s[—–]\s[^—–]{0,120}?\sand\s(?:the\s)?(?P<t><T\d+>)\s?[—–]|^\s[—–]\s(?:the\s|"
    r"a\s|an\s)?(?P<u><T\d+>)"
)
_FROM = re.compile(
    r"^(?:,\salso|,\sboth|,\sall)?,?\s(?:of|from|at|representing|for)\s(?!(?:its|their|the)\s(?:<T|head))(?:the\s)"
    r"?(?P<org>(?:<[AJ]\d+>\s(?!and\b|as\b))?(?:<[AJPOD]\d+>(?:'s)?|[\w'&-]+)(?:\s(?:<[AJPOD]\d+>(?:'s)?|[\w'&-]+)){0,"
    r"7}?)(?=,|;|\.|\)|$|\s[—–(]|\s(?:and|as well|who|is|was|are|were|along|to|in|"
    r"said|led|headed|chair|chaired|sat|took|had|has|have|will|met|opened|signed|joined|came|also|both|on|at|for)\b)"
)
_PAREN = re.compile(r"^\s\((?P<note>[^()]{2,90})\)")
CLAUSE = re.compile(
    r"^,?\s(?:who|whom|whose|which|made|named|appointed|sent|released|newly)\b[^;.]{1,110}?,(?=\s)|"
    r"^,\s(?:[^,;.<]|<[AJPTN]\d+>){1,50},(?=\s)|^\s[—–]\s[^—–]{1,120}?\s[—–](?=\s)|^\s[—–]\s[^—–,]{1,70},(?=\swho)"
)
"""What may stand between a name and what the person did."""
_RUNS = re.compile(
    r"^,\swho\s(?:runs|heads|leads|directs|works (?:for|at)|is talking for|speaks "
    r"for)\s(?:the\s)?(?P<org>(?:<[AJ]\d+>\s)?[\w'-]+(?:\s(?:of|for|the|in|<[AP]\d+>|"
    r"[\w'-]+)){0,5}?)(?=,|;|\.|\)|$|\sand\s)"
)


@dataclass(slots=True)
class Entry:
    """One person of a list, or one unnamed person (`person` None, described by `posts`)."""

    person: Mention | None
    posts: list[str] = field(default_factory=list)
    organisation: str | None = None
    side: Mention | None = None
    roles: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    post_key: str = ""


def describe(sentence: Sentence, index: int) -> Entry:
    """All that stands beside the name `<N index>`; offsets are in the shape."""
    shape = sentence.shape
    sign = f"<N{index}>"
    at = shape.text.index(sign)
    entry = Entry(shape.mentions[index], start=at, end=at + len(sign))
    _prefix(sentence, entry, at)
    _suffix(sentence, entry)
    _occupation(sentence, entry)
    _roles(entry)
    return entry


_HONOURS = r"(?:(?:[A-Z][\w'’]*\.?|\([Rr]e?te?d\.?\)|retired|the late|of)\s){0,5}"
_BEFORE_POST = re.compile(
    rf"(?:(?P<own><[AJP]\d+>(?:'s)?)\s)?(?P<t><T\d+>)(?:\s\([A-Z]\w{{1,7}}\))?(?P<where>(?:\s(?:in|to|at)\s<[PA]\d+>)?)(?P<comma>,?)\s(?P<hon>{_HONOURS})$"
)


def _prefix(sentence: Sentence, entry: Entry, at: int) -> None:
    text = sentence.shape.text
    found = _BEFORE_POST.search(text[max(0, at - 80) : at])
    if not found:
        _owner(sentence, entry, at)
        return
    begin = max(0, at - 80) + found.start("t")
    if found["comma"] and (_belongs_before(text, begin) or not _closes(text, entry.end)):
        return
    _add_post(entry, _placed(sentence, found))
    if not entry.posts and (office := _OFFICE_BEFORE.search(text[max(0, begin - 60) : begin])):
        _add_post(entry, sentence.shape.mention(office["t"]))
        entry.side = sentence.shape.mention(office["own"]) if office["own"] else entry.side
    entry.start = max(0, at - 80) + found.start()
    if found["own"]:
        entry.side = sentence.shape.mention(found["own"].removesuffix("'s"))


_OFFICE_BEFORE = re.compile(
    r"(?:(?P<own><[AJ]\d+>)(?:'s)?\s)?(?P<t><T\d+>),\s(?:(?:the\s)?retired\s)?$"
)
"""An office before a rank: "the special envoy, Ambassador NAME"."""
_PEER = r"(?:\w+\s)?(?:man|woman|nominee|counterpart|colleague|opposite number|peer|homologue),?\s"


def _owner(sentence: Sentence, entry: Entry, at: int) -> None:
    """ "Kosovo's Besnik Bislimi", "the Omani minister"."""
    found = re.search(
        rf"(?P<own><[AJP]\d+>)(?:'s|'|)\s(?:{_PEER})?{_HONOURS}$",
        sentence.shape.text[max(0, at - 40) : at],
    )
    if found and ("'s" in found.group() or found["own"][1] == "J"):
        entry.side = sentence.shape.mention(found["own"])
        begin = max(0, at - 40) + found.start()
        office = _OFFICE_BEFORE.search(sentence.shape.text[max(0, begin - 60) : begin])
        if office:
            _add_post(entry, sentence.shape.mention(office["t"]))
            entry.start = max(0, begin - 60) + office.start()


def _belongs_before(text: str, begin: int) -> bool:
    """The post follows another name and a comma: it is that person's."""
    return bool(
        re.search(
            r"<N\d+>,\s(?:the\s|a\s|an\s|its\s|his\s)?(?:<[AJ]\d+>(?:'s)?\s)?$",
            text[max(0, begin - 24) : begin],
        )
    ) and not re.search(r"\band\s(?:the\s)?$", text[max(0, begin - 10) : begin])


def _closes(text: str, end: int) -> bool:
    return (
        bool(re.match(r"[,.;:)]|\s(?:and|—|–|signed|said|led|headed)|$|'s\b", text[end : end + 8]))
        or True
    )


def _suffix(sentence: Sentence, entry: Entry) -> None:
    text = sentence.shape.text
    while True:
        rest = text[entry.end :]
        alias = re.match(
            r",\s(?:alias|known as|nom de guerre)\s[\"']?[^,\"']{1,30}[\"']?(?=,)", rest
        )
        if alias:
            entry.end += alias.end()
            continue
        found = _AFTER_POST.match(rest)
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
    _add_post(entry, first)
    for sign in re.findall(r"<T\d+>", found["more"]):
        _add_post(entry, sentence.shape.mention(sign))


def _other(sentence: Sentence, entry: Entry, rest: str) -> bool:
    """One more note after the name; False when there is none."""
    brother, paren = _BROTHER.match(rest), _PAREN.match(rest)
    if brother and not entry.posts:
        _add_post(entry, sentence.shape.mention(brother["t"] or brother["u"]))
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
    text = _words(sentence, low, low + len(note))
    if _DEPUTY_NOTE.search(text):
        entry.roles.append("deputy-head")
    elif _ROLE_NOTE.search(text):
        entry.roles.append("head")
    elif re.fullmatch(r"<[AJ]\d+>", note):
        entry.side = sentence.shape.mention(note)
    elif posts := re.findall(r"<T\d+>", note):
        for sign in posts:
            _add_post(entry, sentence.shape.mention(sign))
    elif ORGANISATION.search(text) or "<O" in note or re.fullmatch(r"[A-Z]{2,6}", text):
        entry.organisation = text


def _affiliation(sentence: Sentence, entry: Entry, words: str, low: int) -> None:
    text = _words(sentence, low, low + len(words))
    sign = re.fullmatch(r"(<[AJP]\d+>)(?:'s\s.*)?", words) or re.match(r"(<J\d+>)\s", words)
    if ORGANISATION.search(text) and not (
        sign and sentence.shape.mention(sign.group(1)).sort == "country"
    ):
        entry.organisation = text
    if sign:
        entry.side = sentence.shape.mention(sign.group(1))


def _words(sentence: Sentence, low: int, high: int) -> str:
    shape = sentence.shape
    start, end = shape.origin(low), shape.origin(high, end=True)
    return " ".join(_text_of(sentence, start, end).split())


def _text_of(sentence: Sentence, start: int, end: int) -> str:
    pieces, at = [], start
    shape = sentence.shape
    for mention in shape.mentions:
        if mention.start >= start and mention.end <= end:
            pieces.append(_between(sentence, at, mention.start))
            pieces.append(mention.text)
            at = mention.end
    pieces.append(_between(sentence, at, end))
    return "".join(pieces)


def _between(sentence: Sentence, start: int, end: int) -> str:
    return sentence.view[start - sentence.start : end - sentence.start] if end > start else ""


def _add_post(entry: Entry, post: Mention) -> None:
    text = post.text
    entry.post_key = entry.post_key or post.key
    if _DEPUTY_NOTE.fullmatch(text) and not re.search(r"minister|director", text, re.I):
        entry.roles.append("deputy-head")
        return
    if _ROLE_NOTE.search(text) and not _CHIEF_NOTE.search(text):
        entry.roles.append("head")
        if re.search(r"\bchair", text, re.I) and text not in entry.posts:
            entry.posts.append(text)
        return
    if _CHIEF_NOTE.search(text):
        entry.roles.append("chief-negotiator")
        text = re.sub(r"^[^,]*?negotiator(?:\sand\s|$)", "", text)
    if text and is_post(text) and text not in entry.posts:
        entry.posts.append(text)


_KNOWN = (
    ("spokesperson", re.compile(r"\bspokes(?:man|woman|person)\b", re.I)),
    ("envoy", re.compile(r"\b(?:envoy|special representative)\b", re.I)),
    (
        "adviser",
        re.compile(
            r"^(?:legal |technical |political |military )?advis[eo]r(?:\sto the "
            r"(?:delegation|team))?$",
            re.I,
        ),
    ),
    ("expert", re.compile(r"^(?:technical |legal )?expert$", re.I)),
)


_OCCUPATION = re.compile(
    r"^,\s(?:a|an|the)\s(?P<job>(?:(?!former|only|first|last|man|woman)[a-z-]+\s){0,3}(?:[a-z-]+(?:er|or|ist|ian|ant)|"
    r"judge|chief|priest|monk|clerk|nurse|economist|ombudsman|diplomat)(?<!brother)(?<!sister)(?<!father)"
    r"(?<!mother)(?<!daughter)(?<!other)(?<!member)(?<!leader)(?<!newcomer)(?<!founder)(?<!minister)(?<!number))"
    r"(?=[,;.)]|\s(?:and|who|from)\b|$)"
)


def _occupation(sentence: Sentence, entry: Entry) -> None:
    """ "NAME, a marine biologist": what somebody is, where no office is given."""
    found = _OCCUPATION.match(sentence.shape.text[entry.end :])
    if found and not entry.posts:
        entry.posts.append(found["job"])
        entry.end += found.end()


def _roles(entry: Entry) -> None:
    for role, pattern in _KNOWN:
        if any(pattern.search(post) for post in entry.posts) and role not in entry.roles:
            entry.roles.append(role)


_PLURAL = re.compile(
    r"\b(minister|president|envoy|chief|head|leader|director|negotiator|ambassador|commander|co-chair|"
    r"representative|mediator|adviser)s(?=$|\sof\b|\sfor\b)",
    re.I,
)


def clean_post(text: str) -> str:
    """An office without articles and the like in front."""
    bare = re.sub(r"^(?:(?:the|a|an|its|his|her|their|then|current)\s)+", "", text.strip(" ,;"))
    return _PLURAL.sub(r"\1", bare)


def names_from(sentence: Sentence, low: int, high: int) -> list[Entry]:
    """The named people between two offsets of the shape, those inside another's title left out."""
    entries: list[Entry] = []
    for index, mention in enumerate(sentence.mentions):
        if mention.kind is not Kind.PERSON:
            continue
        at = sentence.shape.text.index(f"<N{index}>")
        if not low <= at < high or (entries and at < entries[-1].end) or _nested(sentence, at):
            continue
        entry = describe(sentence, index)
        if (entries and not entry.posts and _PEER_BEFORE.search(sentence.shape.text[:at])) or (
            entries and not entry.posts and _shares_post(sentence, entries[-1], entry)
        ):
            entry.posts = list(entries[-1].posts)
        entries.append(entry)
    return entries


def _shares_post(sentence: Sentence, first: Entry, second: Entry) -> bool:
    """ "the ministers NAME and NAME": one plural for both."""
    gap = sentence.shape.text[first.end : second.start]
    plural = bool(first.posts) and _PLURAL.search(first.posts[0])
    return bool(plural) and bool(re.fullmatch(r",?\sand\s(?:[A-Z][\w.]*\s){0,3}", gap))


_PEER_BEFORE = re.compile(rf"\b(?:his|her|its|their)\s(?:<[AJ]\d+>\s)?{_PEER}{_HONOURS}$")
_KIN = re.compile(
    r"\b(?:brother|sister|son|daughter|wife|husband|nephew|cousin|uncle|aide|adviser|"
    r"successor|predecessor|ally|widow|father)\s(?:of|to)\s[^,;—–]{0,60}$",
    re.I,
)


_SERVES = re.compile(
    r"<T\d+>\s(?:to|of)\s(?:(?:the\s)?(?:<[AJ]\d+>\s)?<T\d+>,?\s)?(?:[A-Z][\w.]*\s){0,2}$"
)


def _nested(sentence: Sentence, at: int) -> bool:
    text = sentence.shape.text
    after = text[text.find(">", at) + 1 :]
    lead = text[max(0, at - 80) : at]
    return bool(_KIN.search(lead) or _SERVES.search(lead)) or bool(re.match(r"'(?:s\b|\s)", after))


_SIGN = re.compile(r"<[A-Z]\d+>")


def readable(sentence: Sentence, low: int, high: int) -> str:
    """A stretch of the shape with the words of its mentions, none of them cut."""
    text = sentence.shape.text
    cut = text.rfind("<", low, high)
    if cut > text.rfind(">", low, high):
        high = text.find(">", cut) + 1
    return readable_text(sentence, text[low:high])


def readable_text(sentence: Sentence, text: str) -> str:
    return _SIGN.sub(lambda sign: sentence.shape.mention(sign.group()).text, text)


def whole_words(text: str, at: int) -> int:
    """The offset, or the next one that cuts neither a sign nor a word."""
    at = min(at, len(text))
    while at < len(text) and (text[at].isalnum() or text[at] in "<>'’-"):
        at += 1
    return at
