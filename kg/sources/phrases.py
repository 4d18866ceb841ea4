"""What the matter around an article says of itself: advertisements, credits, notes, notices."""

from __future__ import annotations

import re

_ANY_CASE = re.IGNORECASE


def _starting(*phrases: str) -> re.Pattern[str]:
    """Lines that begin with one of the phrases, signs in front left out."""
    return re.compile(rf"^\W{{0,3}}(?:{'|'.join(phrases)})", _ANY_CASE)


ADVERT = _starting(r"advertisements?\b", r"sponsored\b", r"promoted\b", r"paid (?:content|post)\b")

RELATED = _starting(
    r"also read", r"read also", r"read more", r"read:", r"read next", r"related:",
    r"related(?: (?:stories|articles|news|links|videos?|posts?|content|topics|coverage|reading))?"
    r"\W{0,2}$", r"see also", r"\(see:", r"it may interest you", r"more on (?:this|the)",
    r"you (?:may|might) be interested",
    r"more from", r"also (?:on|in) \S", r"recommended", r"most read", r"trending", r"watch:",
    r"don[’']t miss", r"you may (?:also )?like",
    r"lire aussi", r"à lire", r"lea (?:también|además)", r"lesen sie",
    r"in other news:?$", r"editors?[’']s? picks?",
)  # fmt: skip

COMMENTS = _starting(
    r"(?:(?:readers?[’']?|facebook|disqus) )?comments?(?: \(\d+\)| closed)?\W{0,3}$",
    r"\d+ comments?\W{0,3}$",
    r"(?:leave|post) (?:a|your) (?:comment|reply)", r"join the (?:discussion|conversation)",
    r"see what people are",
)  # fmt: skip

_CREDIT_LINE = _starting(
    r"(?:file )?(?:photo|image|picture|photograph|graphic|map|caption)s?\s?"
    r"(?:via|by|credit|:|/|©|courtesy|from)",
    r"file photo",
)
_CREDIT_INSIDE = re.compile(
    r"\b(?:AFP|Reuters|AP|EPA|Getty Images|Anadolu)\s?/\s?(?:File|Getty|AFP|Handout)\b"
    r"|\(photo by\b|\((?:left|right|cent(?:er|re)|middle|L|R|C)\)[^.]*(?:-\s?courtesy)?$"
    r"|\b(?:photo|image|picture) ?(?:credit|courtesy)?s?: ?[^.]{2,40}\W*$"
    r"|\b(?-i:REUTERS|AFP|EPA|AP)\s?/\s?(?-i:[A-Z][\w’'-]+)(?:\s[\w’'-]+){0,3}\W*$",
    _ANY_CASE,
)

BIO = _starting(
    r"(?:additional )?(?:reporting|writing|editing|compiled|edited|written|translat\w+) by\b",
    r"with (?:additional )?(?:reporting|inputs?) (?:by|from)\b", r"about the (?:author|writer)",
    r"the (?:writer|author|columnist) (?:is|was|has|can|teaches|writes|covered|worked|served)\b",
    r"follow (?:him|her|them|the author|us) (?:on|at)\b", r"(?:the )?views expressed\b",
    r"(?:he|she|they) can be (?:reached|contacted|followed)\b",
    r"(?-i:About [A-Z]\w+(?: [A-Z]\w+){0,2}$)",
)  # fmt: skip
TAIL_BIO = re.compile(
    r"^\W{0,2}[^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){1,5},? (?:is|was) (?:a|an|the|our)\b[^.]{0,80}\b"
    r"(?:writer|journalist|columnist|correspondent|fellow|professor|lecturer|analyst|reporter"
    r"|editor|novelist|author|freelance\w*|commentator)\b"
)
BIO_WORDS = re.compile(
    r"\b(?:years of experience|graduate of|freelance|award-winning"
    r"|has (?:covered|reported|written) )",
    _ANY_CASE,
)

NOTICE = _starting(
    r"share(?: this| on|:)", r"published in\b", r"(?:story |article )?first published\b",
    r"©", r"copyright\b", r"all rights reserved",
    r"sign up\b", r"subscribe\b", r"unsubscribe", r"you receive this", r"trouble seeing",
    r"view (?:this|in) (?:your|e-?mail|browser)", r"turn to page", r"tags?:", r"filed under",
    r"page \d+(?:\s?/\s?\d+| of \d+)?\W{0,3}$", r"\d{1,3} ?-$", r"\d{1,3} - [A-Z\d ,]{4,60}",
    r"topics?:", r"suggested citation", r"click here", r"follow us", r"we use cookies",
    r"accept (?:all )?cookies", r"terms (?:of|and) (?:use|service|conditions)", r"privacy policy",
    r"for immediate release", r"press release(?: no\b.*)?$", r"media contacts?\b", r"contact:",
    r"for further information", r"home ?[>»/|]", r"source: ?\S+(?: \S+){0,3}$",
    r"post navigation", r"previous (?:post|article|story)", r"next (?:post|article|story)",
    r"(?:a )?version of this article appeared", r"last updated", r"updated:", r"support our",
    r"if you value", r"donate\b", r"listen to this", r"\d+ min(?:ute)?s? read", r"ends?\W{0,2}$",
    r"print this", r"e-?mail this", r"to advertise\b", r"views in comments", r"newsletter",
    r"this (?:article|story) (?:was |first |originally )+(?:published|appeared)",
    r"your (?:subscription|premium access|free trial)\b", r"ready to continue\b", r"hello$",
    r"reclaim your\b", r"scroll down to\b", r"caption for the\b", r"stay tuned with\b",
    r"get it on\b", r"download (?:the|our) app\b", r"notifications can be managed\b",
    r"stay up to date with\b", r"article source\b", r"source article from\b",
)  # fmt: skip
ADDRESS = re.compile(r"\btel\.? ?\+?[\d(]|\b[\w.]+@[\w.]+\.\w+\b")
END_MARK = re.compile(
    r"^\(\W{0,2}(?:additional )?(?:reporting|writing)(?: and (?:writing|editing))? by\b.{0,200}"
    r"\bedit(?:ing|ed) by\b",
    _ANY_CASE,
)
"""A news agency's last line: what stands after it is another story."""
BYLINE = re.compile(
    r"^\W{0,2}(?:by|words by|from our)\b|\bstaff (?:writer|reporter)\b|\bwriter:|\bmin read\b",
    _ANY_CASE,
)


def is_credit(text: str) -> bool:
    return bool(_CREDIT_LINE.match(text) or _CREDIT_INSIDE.search(text))
