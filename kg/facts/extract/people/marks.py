"""The words beside a name by which somebody sits for a side."""

from __future__ import annotations

import re

FOR = re.compile(
    r"^(?:\s(?:him|her)self)?,?\s(?:for|from|of|representing)\s(?:the\s)?(?P<s><[AP]\d+>)|^\s\((?:for\s)"
    r"?(?P<p><[AP]\d+>)\)|^(?:,\sand?\s[^,;<]{1,40})?,\sfor\s(?:the\s)?(?P<q><[AP]\d+>)"
)

HELPER = r"(?:chief\s|lead\s|own\s)?(?:mediator|facilitator|observer|moderator|guarantor)"
HELPER_BEFORE = re.compile(rf"(?P<s><[AJ]\d+>)(?:'s|')?\s{HELPER},?\s(?:[A-Z][\w.]*\s){{0,2}}$")
HELPER_AFTER = re.compile(rf",\s(?:the\s)?(?P<s><[AJ]\d+>)(?:'s|')?\s{HELPER}\b")
STANDING = re.compile(
    r"^,\s(?:the\s|then\s)?(?P<s><[AJ]\d+>)(?:'s?)?\s(?:[a-z-]+\s){0,3}?(?:number (?:two|three)|second[- ]in[- ]command|"
    r"man\b|woman\b|veteran|strongman|ideologue)|^,\s(?:the\s)?number (?:two|three) (?:of|in) (?:the\s)?(?P<t><[AJ]\d+>)"
)
"""Whose "number two" somebody is."""
DOES_FOR = re.compile(
    r"^(?:,\swho\s[^,;]{1,80},|,\s(?:[^,;<]|<T\d+>){1,50},)?,?\s(?:who\s)?(?:signed|initialled|did so|did the same|spoke|speaks|sat|sits|led|"
    r"appeared|attended|negotiated|took part|came|co-chaired|chaired)\s(?:[a-z]+\s){0,3}?"
    r"(?:for|on behalf of)\s(?:the\s)?(?P<s><[AP]\d+>)|^,?\s(?:on behalf of|as\s(?:\w+\s){1,2}for)\s"
    r"(?:the\s)?(?P<t><[AP]\d+>)|^(?:[^.;<]|<[DP]\d+>){0,140}?\b(?:sat|sits|sitting|joined|serves|served)\s"
    r"(?:(?:in|on|at|with|for)\s)?(?:the\s)?(?P<u><[AJP]\d+>)(?:'s)?\s(?:own\s)?"
    r"(?:bench|side|delegation|team|panel)\b|"
    r"^(?:[^.;<]|<[TP]\d+>){0,60}?\son\s(?:the\s)?(?P<v><A\d+>)'s\sbehalf\b"
)
OF_TWO = re.compile(r"(?:,[^,;<]{1,40},)?\s(?:[a-z]+\s){0,3}?for\sthe\s(?P<which>former|latter)\b")
OF_TWO_BEFORE = re.compile(r"\b[Ff]or\sthe\s(?P<which>former|latter),?\s(?:[A-Z][\w.]*\s){0,2}$")
HEADS = re.compile(
    r"^,\swho\s(?:commands|chairs|heads|leads|runs|represents|speaks for|presides over|works for)\s"
    r"[^,;<]{0,50}(?P<s><A\d+>)"
)
ITS_BODY = re.compile(
    r"\bof (?:its|their)\b|^(?:bloc|union|group|movement|organi[sz]ation|party|alliance|rebels?|regime)['’]s\b"
)
OWNED = re.compile(r"\b(?P<own>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s(?:own\s)?(?:[a-z]+\s){0,2}$")
OWNED_AFTER = re.compile(r"^<N\d+>,\s(?P<own>its|their|his|her)\s(?!\w+ing\b)")
UNKNOWN = re.compile(
    r"\b[Tt]he\s(?:[A-Z][\w-]+|<N\d+>)'s?\s(?:is|was|were|are)\s$|(?:\band|,|;)\s(?:the\s)?(?:[A-Z][\w'-]+\s)*[A-Z][\w'-]+,\s$"
)
"""Before "led by": somebody of whom no table knows."""
TITLED = r"\s(?:[A-Z][\w.]*\s|<T\d+>,?\s|the\s){0,4}"
MEETS = re.compile(
    rf"(?:,\s[^,;]{{0,60}},)?\s(?:meets?(?:\swith)?|met(?:\swith)?|faced|faces){TITLED}"
)
WITH = re.compile(rf"(?:,\s[^,;]{{0,60}},)?\sand{TITLED}")
SIGN = re.compile(
    r"(?:,\s[^,;]{0,60},)?,?\s(?:(?:both|then|jointly|have|had)\s)?(?:sign\w*|initial\w+|put their|inked|"
    r"shook hands|(?:meet|met)\b(?!\s(?:with|the\s|<[ANJT]|his|her|their))|lead|led|head|headed)\b"
)
OURS = re.compile(r"\bours?\b", re.I)
KIN_OFFICE = re.compile(
    r"\b(?P<own>[Hh]is|[Hh]er)\s(?:predecessor|successor|deputy|colleague|aide|opposite number|counterpart|number two),\s(?:[A-Z][\w.]*\s){0,3}$"
)
COUNTERPART = re.compile(r"\b(?:counterpart|opposite number)\b", re.I)
RULER = re.compile(r"(?:President|Prime Minister|King|Premier|Chancellor)")
STATE_OFFICE = re.compile(
    r"\bminister\b|^state secretary\b|^presidential\b|\bnational security advis[eo]r\b|^(?:labou?r|defen[cs]e|"
    r"foreign|home|interior|justice|peace|cabinet|education|agriculture) (?:under)?secretary\b|"
    r"\bcommissioner for peace\b|^peace commissioner\b",
    re.I,
)
HOUSE_OFFICE = re.compile(
    r"\b(?:ambassador|director[ -]general|envoy|spokes\w+|department)\b", re.I
)
AT_TABLE = re.compile(
    r"\b(?:envoy|special representative|personal representative|mediator|facilitator|co-?chair|interlocutor|chief delegate|"
    r"negotiator|special coordinator)\b",
    re.I,
)
UN_OFFICE = re.compile(
    r"^(?:(?:un|deputy)\s)?(?:personal|special) (?:envoy|representative|coordinator|adviser)\b(?! of the)|"
    r"\b(?:under-)?secretary-general\b",
    re.I,
)
UN = "body:united nations"


WORKS_ON = re.compile(r"\b(?:for|to|on|in)\b")
