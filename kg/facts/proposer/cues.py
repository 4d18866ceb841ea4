"""Words without which a text does not say a status, a kind or a type; and how sure it is."""

from __future__ import annotations

import re

from kg.facts.folding import fold
from kg.facts.saidwords import ROLE_STEMS, has_stem
from kg.terms import Modality

_STEMS: dict[str, str] = {
    # status
    "proposed": "propos offer suggest",
    "scheduled": "schedul will plan set due expect",
    "under-way": "open beg start under is are hold continu resum enter",
    "suspended": "suspend pause adjourn halt",
    "concluded": "conclu end clos wrap finish held was were met after follow",
    "postponed": "postpon put_off delay push",
    "cancelled": "cancel call_off called_off scrap",
    "collapsed": "collaps broke fail fell",
    # formats
    "direct": "direct face",
    "indirect-proximity": "indirect proximity separate_room",
    "shuttle": "shuttl",
    "trilateral": "trilateral three_way tripartite",
    "plenary": "plenar",
    "working-group": "working_group technical",
    "virtual": "virtual online video",
    "back-channel": "back_channel backchannel secret",
    # outcomes
    "no-agreement": "without no_ fail deadlock",
    "agreement-to-meet-again": "meet reconven next_round another_round",
    "joint-statement": "joint_statement joint_declaration joint_communique communique",
    "ceasefire-extension": "extend extension prolong",
    "confidence-building": "confidence",
    "principles": "principle",
    "partial-agreement": "partial interim",
    "process-agreement": "agree",
    "comprehensive-agreement": "comprehensive",
    "implementation-modalities": "implement modalit",
    "party-walkout": "walk left",
    # commitments and incidents
    "cessation-of-hostilities": "hostilit fight violence cessation",
    "ceasefire": "ceasefire cease_fire truce",
    "truce-fixed-term": "truce ceasefire cease_fire",
    "monitoring-verification": "monitor verif",
    "non-use-of-territory": "territor soil",
    "non-support-of-armed-groups": "support back arm harbo shelter",
    "border-reopening": "border crossing reopen",
    "prisoner-release": "prison detain hostage captive releas free",
    "humanitarian-access": "humanitarian aid relief",
    "withdrawal": "withdr pull",
    "follow-up-meeting": "meet talk round reconven",
    "information-sharing": "inform intelligence shar",
    "disarmament": "disarm weapon arms",
    "political-transition": "transition election government",
    "sanctions-relief": "sanction",
    "made": "agree pledg commit promis undert vow sign accept declar",
    "reaffirmed": "reaffirm reiterat renew recommit",
    "extended": "exten prolong",
    "alleged-violated": "violat breach break broke",
    "denied-violation": "den reject",
    "repudiated": "repudiat withdr renounc abandon",
    "fulfilled": "fulfil implement complet releas honou",
    "clash": "clash fight fought fire battle",
    "airstrike": "strike airstrike bomb drone",
    "attack": "attack raid ambush kill bomb shell",
    "border-closure": "clos shut",
    "sanction": "sanction",
    # what a fact is about at all
    "a round": "round talk negotiat meet session summit dialogue conference phase cycle",
    "a delegation": "delegat team member represent negotiator",
    "a participant": "attend part delegat team represent negotiat join member includ led head",
    "a third party": "mediat facilitat host guarant broker observ chair conven witness offices",
    # positions
    "demand": "demand want insist call urg must require ask",
    "proposal": "propos suggest offer",
    "condition": "condition unless if only_if until provid",
    "rejection": "reject refus rul turn oppos",
}
_CUES = {
    name: tuple(stem.replace("_", " ") for stem in stems.split()) for name, stems in _STEMS.items()
}
_CUES |= ROLE_STEMS
_DENIED = re.compile(
    r"\b(?:not|no|never|nor|neither|without|den(?:y|ies|ied|ying)|fail\w*)\b|n[’']t"
)
_OPEN = re.compile(r"\b(?:if|unless|would|could|might|whether|should|possible|reportedly)\b")
_PLANNED = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)?|schedul\w+|expect\w*|due|to be held|propos\w+|offer\w*)\b"
)
_NEEDS = {
    Modality.DENIED: _DENIED,
    Modality.HYPOTHETICAL: _OPEN,
    Modality.PLANNED: _PLANNED,
}


def says(word: str, quotes: list[str]) -> bool:
    """Whether quotes hold a word that can mean this term of the vocabulary."""
    stems = _CUES.get(word)
    return stems is not None and any(has_stem(fold(quote), stems) for quote in quotes)


def fits(modality: Modality, sentence: str) -> bool:
    """Asserted facts stand in plain sentences; others need the word that makes them so."""
    text = sentence.lower()
    if modality in _NEEDS:
        return bool(_NEEDS[modality].search(text))
    return not any(sign.search(text) for sign in (_DENIED, _OPEN, _PLANNED))
