"""What stands before a name: the office, whose it is, whether it is another's."""

from __future__ import annotations

import re

from kg.facts.extract.people.entry import Entry, add_post
from kg.facts.extract.people.wording import readable_text
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Sentence

HONOURS = r"(?:(?:[A-Z][\w'’]*\.?|\([Rr]e?te?d\.?\)|retired|the late|of)\s){0,5}"
_BEFORE_POST = re.compile(
    rf"(?:(?P<own><[AJP]\d+>(?:'s?)?)\s)?(?P<t><T\d+>)(?:\s\([A-Z]\w{{1,7}}\)|(?:\s|-)in(?:\s|-)exile)?(?P<where>(?:\s(?:in|to|at)\s<[PA]\d+>)?)"
    rf"(?:\s(?:of|for|from|at)\s(?:the\s)?(?P<of><[AJP]\d+>))?(?P<comma>,?)\s(?P<hon>{HONOURS})$"
)


def prefix(sentence: Sentence, entry: Entry, at: int) -> None:
    text = sentence.shape.text
    found = _BEFORE_POST.search(text[max(0, at - 80) : at])
    if not found:
        _owner(sentence, entry, at)
        return
    begin = max(0, at - 80) + found.start("t")
    if found["comma"] and _belongs_before(text, begin) and not titles_first(text, begin):
        return
    _lead_in(sentence, entry, found)
    first = max(0, at - 80) + found.start()
    over = _over(text, first, entry)
    low = max(0, first - 60)
    office = _OFFICE_BEFORE.search(text[low:first])
    if office and (over or not entry.posts) and not _belongs_before(text, low + office.start()):
        add_post(entry, sentence.shape.mention(office["t"]))
        entry.side = sentence.shape.mention(office["own"]) if office["own"] else entry.side
    entry.start = max(0, at - 80) + found.start()
    owner = found["own"] or found["of"]
    if owner and not over:
        entry.side = sentence.shape.mention(owner.rstrip("'s"))


def _over(text: str, begin: int, entry: Entry) -> bool:
    """ "the former X minister" does not come for X."""
    if any(_WAS.match(post) for post in entry.posts):
        return True
    over = bool(_FORMER.search(text[max(0, begin - 12) : begin]))
    if over and entry.posts:
        entry.posts[-1] = f"former {entry.posts[-1]}"
    return over


_WAS = re.compile(r"(?:former|ex|onetime)\b")
_FORMER = re.compile(r"\b(?:former|ex|onetime)[\s-]$", re.I)
_BARE = re.compile(r"(?:leader|chief|head|chair(?:man|woman|person)?|commander)", re.I)


def _lead_in(sentence: Sentence, entry: Entry, found: re.Match[str]) -> None:
    """The office in front; "the X leader" leads X, which need not be its team."""
    post = placed(sentence, found)
    if found["own"] and _BARE.fullmatch(post.text):
        own = sentence.shape.mention(found["own"].rstrip("'s")).text
        entry.posts.append(f"{own} {post.text}")
        entry.post_keys += [post.key] if post.key else []
        return
    add_post(entry, post)


_OFFICE_BEFORE = re.compile(
    r"(?:(?P<own><[AJ]\d+>)(?:'s?)?\s)?(?P<t><T\d+>),\s(?:(?:the\s)?(?:retired|former)\s)?$"
)
"""An office before a rank: "the special envoy, Ambassador NAME"."""
PEER = r"(?:\w+\s)?(?:man|woman|nominee|counterpart|colleague|opposite number|peer|homologue|diplomat|official|officer|judge|lawyer),?\s"


_ACTS = re.compile(r"<N\d+>\s(?:also\s)?(?:said|told|[a-z]{3,}ed)\b")


def _owner(sentence: Sentence, entry: Entry, at: int) -> None:
    """ "Kosovo's Besnik Bislimi", "the Omani minister"."""
    found = re.search(
        rf"(?P<own><[AJP]\d+>)(?:'s,?|'|)\s(?P<peer>{PEER})?{HONOURS}$",
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


def titles_first(text: str, begin: int) -> bool:
    """ "POST, NAME, POST, NAME and POST, NAME": each post goes with the name after it."""
    return bool(_CHAIN.search(text[:begin])) and bool(
        re.match(r"<T\d+>,\s(?:[A-Z][\w.]*\s){0,3}<N\d+>", text[begin:])
    )


POSTED = re.compile(r"\b(?:ambassador|nuncio|consul|envoy|chargé)\b", re.I)


def placed(sentence: Sentence, found: re.Match[str]) -> Mention:
    """The post, with the place of an embassy: "ambassador in Vienna"."""
    post = sentence.shape.mention(found["t"])
    if found["where"] and POSTED.search(post.text):
        text = post.text + readable_text(sentence, found["where"])
        return post.shifted(text=text, name=text)
    return post
