"""Words for what a third party does, as patterns with examples; the shapes of shape.py apply.

Each rule has an id, the pattern, and texts that it must and must not match: they run as tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.extract.rounds.words import TALK
from kg.terms import MediationRole as R

_NAMED = (
    r"(?:<A\d+>'s\s(?:<T\d+>,?\s)?<N\d+>"
    r"|<A\d+>'s\s(?:envoys|officials|diplomats|mediators|negotiators)|<[AP]\d+>"
    r"|<[JA]\d+>\s(?:officials|diplomats|envoys|government|authorities|friends|side))"
    r"(?:\s\(<A\d+>\))?(?:'s\s(?:government|foreign ministry))?"
)
ACTOR = rf"(?<![\w<])(?:the\s|The\s|both\s|Both\s)?(?:[a-z-]+\s){{0,3}}?{_NAMED}"
_MORE = rf"(?:the\s(?:[a-z-]+\s){{0,2}}?)?{_NAMED}"
ACTORS = (
    rf"{ACTOR}(?:,\s(?:and\s)?{_MORE}){{0,9}}"
    rf"(?:,?\s(?:and\salso|and|as well as|along with|together with|alongside)\s{_MORE})?"
)
PLAIN = (
    r"(?:the\s)?<[AP]\d+>(?:\s\(<A\d+>\))?"
    r"(?:(?:,\s|\sand\s|,\sand\s)(?:the\s)?<[AP]\d+>(?:\s\(<A\d+>\))?){0,9}"
)
NATION = r"<[JA]\d+>(?:(?:,\s|\sand\s|-\sand\s|,\sand\s)<[JA]\d+>){0,4}"

VERBS: tuple[tuple[str, R], ...] = (
    (r"(?:co-)?mediat(?:e[sd]?|ing)", R.MEDIATOR),
    (r"(?:co-)?facilitat(?:e[sd]?|ing)", R.FACILITATOR),
    (r"broker(?:s|ed|ing)?", R.MEDIATOR),
    (r"(?:co-)?host(?:s|ed|ing)?", R.HOST),
    (
        r"(?:co-)?chair(?:s|ed|ing)|(?:co-)?chair(?!,?\s(?:<[NT]\d|of\b))|presid(?:es|ed|ing) over|moderat(?:es|ed|ing)",
        R.CHAIR,
    ),
    (r"(?:co-)?conven(?:es?|ed|ing)", R.CONVENER),
    (r"(?:co-)?sponsor(?:s|ed|ing)?", R.SUPPORTER),
    (r"observ(?:es?|ed|ing)(?=[\s,.;]|$)", R.OBSERVER),
    (r"guarante(?:es?|ed|eing)", R.GUARANTOR),
    (r"accompan(?:y|ies|ied|ying)", R.ACCOMPANYING),
    (
        r"(?:shuttl|relay|carr[yi]|convey|deliver|pass|ferr[yi])\w*\s(?:[\w<>'-]+\s)"
        r"{0,3}?(?:messages|papers|drafts|notes|proposals|texts|documents|between)",
        R.MESSAGE_CARRIER,
    ),
    (r"shuttl(?:ed|es|ing)", R.MESSAGE_CARRIER),
    (r"monitor(?:s|ed|ing)?|verif(?:y|ies|ied|ying)|oversee(?:s|ing)?|oversaw", R.MONITOR_VERIFIER),
    (r"witness(?:es|ed|ing)?", R.WITNESS),
)
NOUNS: tuple[tuple[str, R], ...] = (
    (r"(?:co-)?mediators?|mediation|peacebroker|brokers?", R.MEDIATOR),
    (r"(?:co-)?facilitators?|facilitation|facilitator countries", R.FACILITATOR),
    (r"(?:co-)?hosts?|host (?:country|nation|government)|hospitality", R.HOST),
    (r"(?:co-)?chairs?|chairman|chairmanship|in the chair", R.CHAIR),
    (r"conveners?|convenors?|auspices|invitation|aegis", R.CONVENER),
    (r"(?:co-)?sponsors?|sponsorship|supporters?|in support|support", R.SUPPORTER),
    (r"(?:permanent\s|silent\s)?observers?", R.OBSERVER),
    (r"guarantors?(?:\s(?:states?|countries|powers?|nations?))?", R.GUARANTOR),
    (
        r"(?:permanent\s)?accompan(?:iers?|ying (?:countries|states|country|nations))|accompanying",
        R.ACCOMPANYING,
    ),
    (r"witness(?:es)?", R.WITNESS),
    (r"go-betweens?|intermediar(?:y|ies)|messengers?|message-carriers?", R.MESSAGE_CARRIER),
    (r"good offices", R.GOOD_OFFICES),
    (r"monitors?|verifiers?|ceasefire monitors", R.MONITOR_VERIFIER),
    (r"drafters?", R.DRAFTER),
)
CUE = re.compile(
    r"mediat|facilit|broker|host|chair|presid|moderat|conven|spons|observ|guarant|accompan|"
    r"shuttl|relay|carr[yi]|convey|deliver|pass|ferr[yi]|monitor|verif|overse|oversaw|witness|"
    r"auspices|invit|aegis|support|good offices|go-between|intermediar|messeng|drafter|called|led|"
    r"backed|thank|grat|apprec|commend|prais|hospital|follow|sent|dispatch",
    re.I,
)
"""A sentence without any of these speaks of no helper; it saves time."""
VERB = "|".join(v for v, _ in VERBS)
NOUN = "|".join(n for n, _ in NOUNS)
_VERB_ROLES = tuple((re.compile(rf"\b(?:{v})", re.I), role) for v, role in VERBS)
_NOUN_ROLES = tuple((re.compile(rf"\b(?:{n})\b", re.I), role) for n, role in NOUNS)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """`who` is the group with the actors, `what` the group with the words for the role."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counters: tuple[str, ...] = ()


def _rule(
    id: str, pattern: str, examples: tuple[str, ...], counters: tuple[str, ...] = ()
) -> RoleRule:
    return RoleRule(id, re.compile(pattern), examples, counters)


_PASSIVE = (
    r"(?:mediated|facilitated|brokered|hosted|chaired|co-chaired|convened|"
    r"co-convened|sponsored|overseen|guaranteed|moderated|observed|monitored|"
    r"verified|co-hosted|supported|witnessed|presided over|called)"
)
_AUX = (
    r"(?:(?:has|have|had|is|are|was|were|will|would|also|jointly|again|both|then|now|"
    r"each|formally|quietly|been|be|to|continue[sd]?|itself|once more|already|who|"
    r"which|that|,|the honou?r (?:to|of)|the privilege (?:to|of))\s){0,4}"
)

ROLE_RULES: tuple[RoleRule, ...] = (
    _rule(
        "passive-by",
        rf"\b(?P<what>(?i:{_PASSIVE})(?:,?\s(?:and|or)\s{_PASSIVE})?)(?:,\s[^,<]{{0,"
        rf"40}},)?\s(?:jointly\s|by turns\s|in [^<,]{{0,30}}\s)?by\s(?P<who>{ACTORS})",
        (
            "talks mediated by <A0>, <A1> and the <A2>",
            "a meeting jointly facilitated by <A0> and <A1>",
        ),
        ("claims denied by <A0>",),
    ),
    _rule(
        "active",
        rf"(?P<who>{ACTORS}),?\s{_AUX}(?P<what>(?:{VERB})(?:,?\sand\s(?:{VERB}))?)(?![\w-]|\s(?:[a-z<>\w]+\s){{0,3}}by\b)",
        (
            "<A0> and <A1> mediated there too",
            "<A0> hosts the talks",
            "<A0> has hosted and brokered contacts",
        ),
        (
            "<A0> refused to negotiate",
            "<A0>, brokered by envoys",
            "a truce in <A0> brokered <D1> by <A2>",
        ),
    ),
    _rule(
        "which-active",
        rf"(?P<who>{ACTORS}),\s(?:which|who)\s{_AUX}(?P<what>(?:{VERB})[^,.;]{{0,60}})",
        ("<A0>, which hosted the meeting and acted as mediator",),
    ),
    _rule(
        "compound",
        r"(?!<J\d+>[-–]led\s(?:political\sprocess|solution|transition))"
        r"(?!<[JA]\d+>[-–]led\s(?:[a-z]+\s){0,2}?(?:coalition|forces|offensive|delegation|team|"
        r"government|administration|invasion|operation|alliance|mission|force|troops|army)\b)"
        r"(?!<[JA]\d+>[-–]led\s(?:conference|summit|meeting)\s(?:in|on|at)\s)"
        r"(?!<[JA]\d+>[-–](?:backed|sponsored)\s(?!(?:[a-z-]+\s){0,2}(?:talks|negotiations|process|plan|dialogue|"
        r"ceasefire|cease-fire|truce|initiative|proposal|roadmap|deal|agreement|mediation|effort)))"
        r"(?P<who><[JAP]\d+>(?:(?:,\s|\sand\s|-\sand\s|-|–)<[JAP]\d+>){0,3})"
        r"[-–](?P<what>led|brokered|mediated|facilitated|hosted|sponsored|convened|"
        r"chaired|backed)\b(?!,?\s(?:and\s)?<[JAP]\d+>[-–]owned)(?!(?:-|,?\s)(?:and[\s-])?-?owned)",
        (
            "<A0>-led talks",
            "<J0>-brokered truce",
            "<A0> and <J1>-mediated talks",
            "<J0>- and <A1>-facilitated talks",
        ),
        (
            "a <J0>-led political process",
            "the <J0>-led coalition",
            "the <J0>-backed government",
            "a <J0>-led and <J1>-owned path",
            "a <J0>-led-and-owned dialogue",
            "a <J0>-led and owned dialogue",
        ),
    ),
    _rule(
        "owned-noun",
        rf"(?P<who>{NATION})(?:'s?)?\s(?:\w+\s){{0,1}}(?P<what>mediation|mediators?|"
        rf"facilitation|facilitators?|auspices|good offices|sponsorship|chairmanship|"
        rf"hosts?|observers?|guarantors?|intermediaries|co-chairs?)\b(?!\s(?:denied|"
        rf"of the delegation))",
        ("with <A0>'s mediation", "the <J0> hosts", "<J0> and <J1> mediators"),
    ),
    _rule(
        "noun-of",
        rf"\b(?P<what>mediation|facilitation|auspices|good offices|sponsorship|"
        rf"chairmanship|aegis|invitation|guarantee|mediators?|facilitators?)\s(?:of|by|from)"
        rf"\s(?P<who>{ACTORS})",
        ("under the auspices of the <A0>", "by the mediation of brother country <A0>"),
    ),
    _rule(
        "is-noun",
        rf"(?P<who>{ACTORS}),?\s(?:[a-z]+\s){{0,2}}?(?:is|are|was|were|being|(?:has|"
        rf"have|had)\sbeen|remains?|act(?:s|ed|ing)?\s(?:\w+\s)?as|serv(?:es?|ed|ing)"
        rf"\sas|attend(?:s|ed|ing)?\s(?:[\w ]{{0,20}}\s)?as|s[ia]t(?:ting)?\sin\sas|"
        rf"took part as|participat(?:es?|ed|ing)\sas|present as|signed as|functioned "
        rf"as|as)\s(?:(?:an?|the|its|their|one of (?:the\s)?(?:two|three|four|"
        rf"five)?|co-|permanent|joint|second|third|fourth|chief|lead|main|sole|only|"
        rf"also)\s){{0,3}}(?P<what>{NOUN})(?!\w)",
        (
            "<A0> was host",
            "<A0> is a third mediator",
            "<A0> and <A1> attend as accompanying countries",
            "<A0> sat in as an observer",
            "with <A0> and <A1> as guarantors",
        ),
        ("<A0> was briefed by mediators",),
    ),
    _rule(
        "noun-list",
        rf"(?<!sides,\s)(?<!of the mediators and\s)(?<!of mediators and\s)\b(?P<what>[Mm]ediators?|[Ff]acilitators?|[Gg]uarantors?|[Oo]bservers?|"
        rf"[Hh]osts?|[Cc]o-[Cc]hairs?|[Ww]itness(?:es)?|[Aa]ccompanying)"
        rf"(?:\s(?:states?|countries|country|powers?|nations?|of the (?:process|"
        rf"talks)))?(?:\s(?:of|that|which)\s[^,—:<]{{0,60}})?(?:,|:|\s[—–]|\s\()"
        rf"?\s(?:are\s|were\s|being\s|include[sd]?\s|is\s|namely\s)?(?P<who>{PLAIN})",
        (
            "guarantors <A0>, <A1> and <A2>",
            "Observers: the <A0>, <A1>",
            "the guarantors of the process — <A0>, <A1> and <A2> —",
        ),
        ("mediators met the <A0>",),
    ),
    _rule(
        "thanks",
        rf"\b(?:thank(?:s|ed|ing)?|gratitude to|grateful to|appreciation to|"
        rf"appreciated|praised|commended)\s(?P<who>{ACTORS})\sfor\s(?:(?:its|their|"
        rf"the|having|his)\s)?(?:\w+\s){{0,3}}?(?P<what>host\w*|mediat\w*|"
        rf"facilitat\w*|conven\w*|good offices|hospitality|support)",
        (
            "expressed her gratitude to the <A0> for hosting the meeting",
            "thanked <A0> and <A1> for their mediation",
        ),
    ),
    _rule(
        "supports-the-effort",
        rf"(?P<who>{ACTORS})\s(?:also\s|both\s)?(?P<what>support(?:s|ed)?)\s(?:the|this|their|its)\s(?:\w+\s)?"
        rf"(?:efforts?|talks|process|mediation|negotiations|dialogue)\b",
        ("The <A0> and the <A1> support the effort",),
        ("<A0> supports the government",),
    ),
    _rule(
        "sent-observers",
        rf"(?P<who>{ACTORS})\s(?:(?:has|have|had|also)\s)?(?:sent|sends|dispatched)"
        rf"\s(?:an?\s)?(?P<what>observers?|monitors?|mediators?|facilitators?)",
        ("The <A0>, the <A1> and the <A2> sent observers",),
    ),
    _rule(
        "representatives-observe",
        rf"\b(?:[Rr]epresentatives|[Oo]fficials|[Ee]nvoys|[Dd]iplomats|[Oo]bservers)"
        rf"\s(?:of|from)\s(?P<who>{ACTORS})\s(?:\w+\s){{0,2}}?(?P<what>observed|"
        rf"s[ia]t in as observers|attended as observers|as observers|followed)\b",
        ("Representatives of <A0> observed the sessions",),
    ),
    _rule(
        "in-support",
        rf"(?P<who>{ACTORS})\s(?:(?:was|were|is|are)\s)?(?P<what>in support|in the "
        rf"chair|took the chair)\b",
        ("with <A0> in support",),
    ),
    _rule(
        "apposed",
        rf"(?P<who><A\d+>),\s(?:the|an?|its|one of the(?:\s\w+)?)\s(?:\w+\s)?(?P<what>{NOUN}),",
        ("<A0>, the host, does not use the number",),
    ),
    _rule(
        "status-of",
        r"(?P<who>[^.;]{3,120}?),?\s(?:ha(?:s|d|ve)|enjoy(?:s|ed)?|with|retain(?:s|ed)?)\s(?P<what>observer) status",
        ("The <A0>, <A1> and the regional bloc, <A2>, had observer status at the talks",),
    ),
    _rule(
        "grateful-for-support",
        rf"\b(?:thank\w*|grateful|gratitude|appreciat\w+)\b[^.;]{{0,120}}\b(?P<what>support)\sof\s(?P<who>{ACTORS})",
        ("grateful for the facilitation of <A0>, the support of <A1> and <A2>",),
    ),
    _rule(
        "invited-to-talks",
        rf"(?P<who>{ACTOR})(?:,\s<A\d+>,)?\s(?:has\s|had\s|have\s)?(?P<what>invited)\s[^.;]{{3,80}}?\sto\s"
        rf"(?:[a-z-]+\s){{0,2}}(?:talks|negotiations|consultations|dialogue)\b",
        ("<A0> has invited <A1> and <A2> to peace talks",),
        ("<A0> invited reporters to lunch",),
    ),
    _rule(
        "accompanying-governments",
        rf"\b(?P<what>accompanying)\s(?:governments|countries|states|nations)\s(?:of\s)?(?P<who>{PLAIN})",
        ("with the accompanying governments of <A0> and the <A1>",),
    ),
    _rule(
        "office-and-role",
        rf"(?P<who><A\d+>)'s\s<T\d+>(?:\s<N\d+>)?,?\s(?:and|who is also|who acts as|also)\s(?:the\s|chief\s|lead\s)?"
        rf"(?P<what>{NOUN})(?=,|\s(?:of|in|for|to)\sthe\s(?:\w+\s)?{TALK})",
        ("<N0>, <A1>'s <T2> and facilitator of the dialogue,",),
        ("<A1>'s <T2> and observers said",),
    ),
    _rule(
        "jointly-with",
        rf"\b(?P<what>(?:mediat|facilitat|host|co-chair|conven)(?:e|es|ed|ing|s))"
        rf"\s(?:it\s|them\s|the talks\s)?(?:jointly\s|together\s)?(?:with|alongside)"
        rf"\s(?P<who>{ACTORS})",
        ("the <J0> hosts, who are mediating jointly with <A1>",),
    ),
    _rule(
        "at-request",
        rf"\b(?P<what>at the invitation of|invited by|called by|convened by)\s(?P<who>{ACTORS})",
        ("a meeting called by the <A0>",),
    ),
)


def roles_in(words: str) -> list[R]:
    """The roles that the matched words speak of."""
    text = words.lower()
    if text in ("led",):
        return [R.CHAIR]
    if text in ("backed",):
        return [R.SUPPORTER]
    if re.search(r"\b(?:invit|called by|called$)", text):
        return [R.CONVENER]
    found = [role for rule, role in (*_VERB_ROLES, *_NOUN_ROLES) if rule.search(text)]
    if text.startswith("followed"):
        found.append(R.OBSERVER)
    return list(dict.fromkeys(found))
