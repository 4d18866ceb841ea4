"""What became of a round: status, modality, outcomes, formats, from the clauses that say so."""

from __future__ import annotations

import re

from kg.terms import MeetingFormat, Modality, RoundOutcome, RoundStatus

_STATUS: tuple[tuple[RoundStatus, str], ...] = (
    (
        RoundStatus.CANCELLED,
        r"\b(?:cancel\w*|called off|calls off|scrapped|did not take place|(?:never|not|nothing was) held|never took "
        r"place|was abandoned)\b",
    ),
    (
        RoundStatus.POSTPONED,
        r"\b(?:postpone\w*|put off|put back|pushed back|delayed|deferred|did not "
        r"happen|rescheduled)\b",
    ),
    (
        RoundStatus.COLLAPSED,
        r"\b(?:(?<!be )(?<!have )collapsed|broke (?:up|down|off)|broken off|fell apart|ended in "
        r"failure|died in|foundered|never boarded|broke them off)\b",
    ),
    (RoundStatus.SUSPENDED, r"\b(?:suspend\w*|adjourn\w*|paused?|a pause|on hold|interrupted)\b"),
    (
        RoundStatus.CONCLUDED,
        r"\b(?:ended|(?<!the )(?<!an )ends?(?! to\b)|concluded?|concludes|closed|closes|finished|wrapped up|"
        r"wrap up|came to (?:a|an) (?:close|end)|has ended|(?<!have )lasted|produced|"
        r"led to|left (?:it )?without)\b",
    ),
    (
        RoundStatus.PROPOSED,
        r"\b(?:proposed?|could (?:be )?(?:held|convened?|take|come|meet)|pencilled "
        r"in|may (?:be )?(?:held|take|meet)|might|suggested|hop(?:es?|ed|ing) to (?:hold|host|meet|convene|reconvene|resume|start|open|bring)|offered to "
        r"host|ready to (?:receive|host)|(?<!that )rounds? (?:should|could|must)|invited back|have been invited|has invited)\b",
    ),
    (
        RoundStatus.SCHEDULED,
        r"\b(?:(?:will|would) (?:be held|be attended|take place|hold|open|begin|start|meet|resume|reconvene|"
        r"convene|return|host|gather|continue)|(?:talks|meeting|round|session|summit|dialogue|consultations|"
        r"negotiations)\b[^.;,]{0,40}\bwill\b(?! have)|possibly to be held|scheduled|planned (?:\w+ )?(?:round|talks|meeting|"
        r"session|summit|consultations)|(?:set|due|expected|slated|likely) to (?:hold|be held|meet|open|begin|start|"
        r"resume|convene|reconvene|take place|kick off|attend)|tentatively set for|is (?:to be|due to be|set "
        r"to be) held|(?:is|are|was|were) (?:due|set|expected|planned|slated) (?:to|"
        r"for|in|on)|are to meet|is to (?:open|begin|start|take)|was to (?:be|arrive|"
        r"open|begin)|to meet again|will be)\b",
    ),
    (
        RoundStatus.UNDER_WAY,
        r"(?<!to )\b(?:has begun|have begun|began|begins?|opened|opens?|opening|resumed?|"
        r"have resumed|started|starts?|under ?way|in (?:progress|session)|(?:is|are) (?:hosting|holding)|are being held|is being held|"
        r"continu\w+|(?:second|third|fourth|fifth|\d(?:nd|rd|th)) (?:straight |"
        r"consecutive )?day|sat down|went into|stretch\w*|enter\w*|are meeting|went "
        r"on|got under way|kicked off|launched)\b",
    ),
)
_STATUS_RULES = tuple((status, re.compile(pattern, re.I)) for status, pattern in _STATUS)

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)\b[^.;]{0,80}\b(?:talks|meeting|round|delegation|team|"
    r"report)|no such (?:meeting|talks|arrangement|round)"
    r"|is not planned|was not planned|never took place|no (?:talks|meeting|"
    r"negotiations) (?:was|were|is|are|had been|have been|took)"
    r"|there (?:is|was|were|are|will be) no (?:meeting|talks|round|such|negotiations|"
    r"summit)|contrary to (?:\w+ )?reports|without foundation)\b",
    re.I,
)
_NEVER_WAS = re.compile(
    r"\bden(?:y|ies|ied|ying)\s(?:that\s(?:it|he|she|they|any|a|an|its|such|there|the\s\w+)\b[^.;]{0,60}\b(?:met|"
    r"meeting|held|hold\w*|took place|flew|flown|travelled|gone|went|sent|talks)|(?:any|having|holding|"
    r"(?:\w+\s){0,4}(?:reports?|rumou?rs?|claims?|stor(?:y|ies))\s(?:of|that|about))\b)"
    r"|\b(?:reports?|rumou?rs?|stor(?:y|ies)|claims?|talk)\s(?:of|that|about)\b[^.;]{0,120}\b(?:baseless|false|"
    r"untrue|fantas\w+|invention|fabricat\w+|groundless|unfounded|nonsense)\b"
    r"|^\W{0,3}No, [^.;]{0,60}\b(?:has|have|had|did)\snot\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|might|may (?:be|take|meet|come)|rumou?r\w*|if\b[^.;]{0,"
    r"60}\b(?:convene|meet|resume|host)|should (?:the|they)\b|if the talks)\b",
    re.I,
)

_FORMATS: tuple[tuple[MeetingFormat, str], ...] = (
    (
        MeetingFormat.INDIRECT_PROXIMITY,
        r"\bindirect(?:ly)?\b|\bproximity\b|separate (?:rooms|floors|buildings|halls)"
        r"|not (?:again )?(?:sat )?in (?:one|the same) room|(?:shuttl|carr(?:y|ied|"
        r"ying)|going and coming|pass(?:ed|ing))\w* [^.;]{0,40}\b(?:between|from) "
        r"(?:two |the )?(?:rooms|floors|teams|hotels|delegations)|met [^.;]{0,"
        r"60}\bseparately\b|have not met face",
    ),
    (MeetingFormat.TRILATERAL, r"\btrilateral|three-way"),
    (
        MeetingFormat.VIRTUAL,
        r"\bvirtual(?:ly)?\b|\bonline\b|video ?(?:link|conference|call)|\bby video\b",
    ),
    (MeetingFormat.PLENARY, r"\bplenar(?:y|ies)\b"),
    (
        MeetingFormat.WORKING_GROUP,
        r"working groups?\b|technical (?:groups?|committees?|teams?|session)|contact "
        r"groups?\b|sub-?committees?\b|expert groups?",
    ),
    (MeetingFormat.SHUTTLE, r"\bshuttle (?:diplomacy|mission|talks)|\bshuttled\b"),
    (MeetingFormat.BACK_CHANNEL, r"back-?channel|secret (?:talks|meeting|channel|round|contacts)"),
    (
        MeetingFormat.DIRECT,
        r"(?<!in)(?<!first )\bdirect(?:ly)? (?:talks|negotiations|meeting|dialogue|"
        r"contact|round)|face[- ]to[- ]face|in (?:one|the same) room|across (?:the|a)"
        r" (?:same )?table|sat together",
    ),
)
_FORMAT_RULES = tuple((value, re.compile(pattern, re.I)) for value, pattern in _FORMATS)

_OUTCOMES: tuple[tuple[RoundOutcome, str], ...] = (
    (
        RoundOutcome.NO_AGREEMENT,
        r"without (?:an? |any )?(?:\w+ )?(?:agreement|deal|result|breakthrough|"
        r"accord|signing|outcome|joint)|no (?:agreement|deal|breakthrough|common "
        r"ground|progress|paper)|nothing (?:was )?signed|(?:did|could) not (?:reach|"
        r"produce|agree)|failed to (?:reach|agree|produce)|with no (?:deal|agreement|"
        r"breakthrough|result)|empty-handed",
    ),
    (
        RoundOutcome.AGREEMENT_TO_MEET_AGAIN,
        r"(?:agreed|pledge\w*|promised|undertook|decided|commit\w+)\b[^.;]{0,"
        r"60}\b(?:meet again|reconvene|meet (?:for )?a (?:second|third|fourth|"
        r"further|new)|return|resume|continue (?:the )?(?:talks|negotiations)|see "
        r"each other again|another round|next round|new round)",
    ),
    (
        RoundOutcome.JOINT_STATEMENT,
        r"joint (?:statement|communiqu[eé]|declaration|text)\b(?! (?:was )?not)",
    ),
    (
        RoundOutcome.CEASEFIRE_EXTENSION,
        r"(?:exten\w+|prolong\w+|renew\w+)\b[^.;]{0,50}\b(?:ceasefire|cease-fire|"
        r"truce)|(?:ceasefire|truce)\b[^.;]{0,30}\bextended",
    ),
    (
        RoundOutcome.CEASEFIRE,
        r"(?:agreed|signed|produced|announced|brought|ended in|into|became|yielded|"
        r"concluded|out came|led)\b[^.;]{0,60}\b(?:immediate |permanent |bilateral |"
        r"humanitarian )?(?:ceasefire|cease-fire|truce)\b",
    ),
    (
        RoundOutcome.PRINCIPLES,
        r"declaration of principles|(?:agreed|draft) (?:on )?(?:a )?framework|in "
        r"principle|statement of principles|five-point consensus",
    ),
    (
        RoundOutcome.COMPREHENSIVE_AGREEMENT,
        r"(?:comprehensive|final) (?:peace )?(?:agreement|accord)\b(?= "
        r"(?:was|signed|of))",
    ),
    (RoundOutcome.CONFIDENCE_BUILDING, r"confidence-building"),
    (
        RoundOutcome.PROCESS_AGREEMENT,
        r"(?:agreed|adopted|rewritten|approved|settled)\b[^.;]{0,30}\b(?:agenda|"
        r"rules of procedure|road ?map|timetable|terms of reference)",
    ),
    (RoundOutcome.PARTY_WALKOUT, r"walked out|walk-?out|stormed out"),
    (
        RoundOutcome.PARTIAL_AGREEMENT,
        r"(?:signed|agreed|initialed|initialled|reached|produced|ended with)\b[^.;"
        r"]{0,40}\b(?:agreement|protocols?|deal|understanding|exchange|swap|annex|"
        r"accord|prisoner)",
    ),
)
_OUTCOME_RULES = tuple((value, re.compile(pattern, re.I)) for value, pattern in _OUTCOMES)


def statuses(text: str) -> list[RoundStatus]:
    """All that the clause says, the strongest first."""
    return [status for status, rule in _STATUS_RULES if rule.search(text)]


def announced_at(text: str) -> int | None:
    """Where the words begin that say it is still to come."""
    found = [rule.search(text) for status, rule in _STATUS_RULES if status in _AHEAD]
    return min((match.start() for match in found if match), default=None)


_AHEAD = (RoundStatus.PROPOSED, RoundStatus.SCHEDULED)


def is_denied(text: str) -> bool:
    return bool(_DENIED.search(text))


def never_was(text: str) -> bool:
    """Somebody says that there was no such meeting."""
    return bool(_NEVER_WAS.search(text))


def modality_of(text: str, status: RoundStatus | None) -> Modality:
    if is_denied(text) or never_was(text):
        return Modality.DENIED
    if status in (RoundStatus.PROPOSED, RoundStatus.SCHEDULED):
        return Modality.HYPOTHETICAL if _HYPOTHETICAL.search(text) else Modality.PLANNED
    return Modality.ASSERTED


def conditional(text: str) -> bool:
    return bool(re.search(r"\b(?:if|unless|should|whether)\b", text, re.I))


def formats_in(text: str) -> list[MeetingFormat]:
    return [value for value, rule in _FORMAT_RULES if rule.search(text)]


def outcomes_in(text: str) -> list[RoundOutcome]:
    return [value for value, rule in _OUTCOME_RULES if rule.search(text)]
