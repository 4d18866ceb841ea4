"""How a text says "both sides", and where a clause or a coordination begins."""

from __future__ import annotations

import re

_SIDES = (
    r"(?:sides|parties|governments|delegations|countries|capitals|states|teams|camps|neighbours|neighbors|men|leaders|ministers|rivals|foes|panels"
    r"|negotiators|delegates|commanders|armies|factions|groups|presidents|chiefs|representatives|principals|generals|envoys)"
)
COLLECTIVE = re.compile(
    rf"\b(?:(?:[Bb]oth|[Tt]he two|[Tt]he warring|[Tt]he rival|[Tt]he opposing|[Tt]wo|[Ee]ach of the)\s(?:warring\s|defen[cs]e\s|foreign\s|rival\s)?{_SIDES}|(?<![a-z]\s)(?:Delegates|Delegations|Negotiators)|[Tt]he\s(?:[Pp]arties|[Ss]ides|[Ss]ignatories|two|delegations|delegates|rivals|foes|neighbou?rs|(?:old\s)?enemies|belligerents|adversaries|antagonists|combatants|(?:warring|rival|opposing|feuding)\s[a-z]+|pair\b"
    rf"|panels|negotiators|(?:[Pp]eace\s|[Ss]pecial\s)[Pp]anels|[Ss]pecial\s[Rr]epresentatives)|[Bb]oth|[Tt]hey|[Ww]e|[Nn]either(?:\s(?:side|party|government|country|army|state|camp|delegation))?|[Ee]ach\s(?:side|party|country|government|army|camp|state)|[Ee]ither\s(?:side|party)|[Ee]ach(?=\s(?:of them\s)?(?:undert|agree|promis|pledg|vow|commit|will|would|shall|is to|must)|$))\b"
)
CANDIDATE = re.compile(r"<(?P<kind>[AJPNT])\d+>")
CLAUSE = re.compile(
    r"\sand\s(?=<A\d+>\s(?!as\b|in\b|of\b|on\b|and\b|to\b|at\b|for\b|also\b)[a-z]+)|\b(?:in|under|by|through|at) which\s|\b(?:said|says|told \S{1,20})\s(?:that\s)?(?=(?:the\s)?<[APNT]\d+>\s)|[;:—]\s|,\s(?:and|but|while|whereas|though|although)\s|\.\s|\"\s?|\b(?:that|whether|because)\s(?=(?:the\s|its\s|his\s|both\s|[A-Z][a-z]+\s){0,2}(?:<[AJPNT]|they|it\b|sides|parties|both))"
)
LEAD = re.compile(
    r"^(?:(?:And|But|Yet|Still|Meanwhile|Later|Then|Earlier|However|In|On|At|By|After|Before|Under|Speaking|Asked|When|While|As|If|Since|From|With|According"
    r"|Following|Despite|Hours|Days|Recalling|For|Concerning|During|Also|Two|Three|Four)\b[^,]{0,160},\s)"
)
OBLIQUE = re.compile(
    r"\b(?:to|of|for|with|by|from|against|about|between|over|under|than|into|at|in|on|like|near|across|after|before|through|behind|among|towards?|inside|within|not)\s(?:the\s|an?\s|its\s|his\s|their\s)?(?:(?!it\b|them\b|this\b|which\b|the\b)[a-z-]+\s){0,2}(?:<[AJP]\d+>(?:'s)?\s)?$",
    re.I,
)
UNDER_PAPER = re.compile(
    r"^(?:Under|In|By|With)\s(?:it|(?:the|this|that|its|their)\s(?:[a-z-]+\s){0,2}(?:accord|agreement|deal|text|terms|plan|"
    r"protocol|paper|document|pact|treaty|truce|arrangement|memorandum|statement|communiqué)),?\s(?:the\s)?$"
)
"""What stands before a subject without a comma: "Under the accord X undertook"."""
JOIN = re.compile(
    r"^(?:'s\s(?:[\w-]+\s){0,2}<[TN]\d+>)?(?:\s(?:delegation|side|team|government|army))?(?:,\s|,?\sand\s|/|-)(?:that of\s|of\s)?(?:the\s|Mr\s|Dr\s|Mr\.\s)?(?:<[JP]\d+>'s\s)?(?:<T\d+>,?\s(?:of\s<A\d+>\s)?)?(?=<[ANP]\d+>)"
)
POINT = re.compile(
    r"\s*(?:[-–—•*·]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s*(?:[a-z]+ly\s|also\s)?(?=[a-z]|$)"
)
PRONOUN = re.compile(r"\b(?:[Ii]t|[Hh]e|[Ss]he)\b(?:\s(?:also|then|too|has|had|itself))?[\s,]*$")
DATELINE = re.compile(r"[A-Z][\w.,'() /-]{2,60}?(?:\s[—–-]{1,2}|:|—)\s?(?=[A-Z])")
