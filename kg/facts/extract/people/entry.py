"""One person of a list: posts, institution, side and roles as the words beside the name give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.facts.extract.naming.titles import is_post
from kg.facts.extract.text.mention import Mention

ORGANISATION = re.compile(
    r"\b(?:ministry|office|service|services|agency|directorate|council|embassy|staff|"
    r"intelligence|department|army|police|bureau|commission|authority"
    r"|secretariat|parliament|federation|union|movement|front|party|forces|committee|"
    r"institute|university|group|administration|mission|cabinet|presidency"
    r"|court|bank|chamber|assembly|senate|command|navy|guard|corps|alliance)\b",
    re.I,
)
ROLE_NOTE = re.compile(
    r"\b(?:head|leader|chief|chair(?:man|woman|person)?)\s(?:of\s(?:the\s)?)"
    r"?(?:delegation|team|panel|negotiator)\b|^(?:head|leader|chair|"
    r"chairperson|chairman|chairwoman|team leader|head of delegation)$"
    r"|\blead(?:ing)? negotiator\b|\b(?:chief|head) delegate\b"
    r"|\b(?:delegation|negotiating team|team|panel)(?:'s)?\s(?:head|leader|chief|chair\w*)\b",
    re.I,
)
DEPUTY_NOTE = re.compile(
    r"\b(?:deputy|vice)[\s-](?:head|leader|chair(?:man|person)?|chief)"
    r"(?:\sof\s(?:the\s)?(?:delegation|team|panel))?\b",
    re.I,
)
CHIEF_NOTE = re.compile(r"\b(?:chief|lead|top|main|senior-most)\s(?:peace\s)?negotiator\b", re.I)


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
    post_keys: list[str] = field(default_factory=list)
    """Keys of those whom the offices name."""

    def copy(self) -> Entry:
        """A like entry with lists of its own."""
        return replace(self, posts=[*self.posts], roles=[*self.roles], post_keys=[*self.post_keys])


def add_post(entry: Entry, post: Mention) -> None:
    text = post.text
    if post.key:
        entry.post_keys.append(post.key)
    if DEPUTY_NOTE.fullmatch(text) and not re.search(r"minister|director", text, re.I):
        entry.roles.append("deputy-head")
        return
    if ROLE_NOTE.search(text) and not CHIEF_NOTE.search(text):
        entry.roles.append("head")
        if re.search(r"\bchair", text, re.I) and text not in entry.posts:
            entry.posts.append(text)
        return
    if CHIEF_NOTE.search(text):
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


def known_roles(entry: Entry) -> None:
    for role, pattern in _KNOWN:
        if any(pattern.search(post) for post in entry.posts) and role not in entry.roles:
            entry.roles.append(role)


PLURAL = re.compile(
    r"\b(minister|president|envoy|chief|head|leader|director|negotiator|ambassador|commander|co-chair|"
    r"representative|mediator|adviser)s(?=$|\sof\b|\sfor\b)",
    re.I,
)


_OWNERS = re.compile(
    r"^(?:group|movement|party|army|council|government|ministry|organi[sz]ation|country|bloc|front|rebel|"
    r"delegation|team)['’]s\s"
)


def clean_post(text: str) -> str:
    """An office without articles and the like in front."""
    bare = re.sub(r"^(?:(?:the|a|an|its|his|her|their|then|current)\s)+", "", text.strip(" ,;"))
    bare = _OWNERS.sub("", bare)
    return PLURAL.sub(r"\1", re.sub(r"(?:\s(?:Dr|Mr|Mrs|Ms|Gen|Lt|H\.?E)\.?)+$", "", bare))
