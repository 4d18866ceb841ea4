"""Whether a text is about talks to end a conflict; a tennis round or a merger is not."""

from __future__ import annotations

import re

from kg.sources.document import SILENT, Document

_CUES = re.compile(
    r"\b(?:cease-?fires?|truces?|peace|hostilit\w+|armed|army|troops|rebels?|"
    r"militants?|guerrillas?|insurgen\w+|war"
    r"|conflict|delegations?|mediat\w+|facilitat\w+|negotiat\w+|envoys?|diplomat\w*|"
    r"foreign minist\w+|hostages?|prisoners?"
    r"|sanctions|withdrawal|guarantors?|disarm\w+|clashes|airstrikes?|humanitarian|"
    r"border|sovereignty|nuclear|treaty"
    r"|United Nations|UN|talks|opposition|junta|government|military|good offices|"
    r"dialogue|normali[sz]ation|annex|accord)\b",
    re.I,
)
_HARD = re.compile(
    r"\b(?:cease-?fires?|truces?|peace|hostilit\w+|troops|rebels?|militants?|"
    r"guerrillas?|insurgen\w+|war|armed|delegations?"
    r"|mediators?|mediation|mediated|envoys?|foreign minist\w+|hostages?|prisoners?|"
    r"junta|guarantors?|nuclear|treaty|border"
    r"|diplomat\w*|detainees?|conflict|military|humanitarian|separatists?|sovereignty"
    r"|emissar(?:y|ies)|good offices|invasion|high commissioner"
    r"|African Union|OSCE|Arab League|ECOWAS|IGAD|ASEAN|Security Council|peacekeep\w+|co-chair\w*"
    r"|line of (?:contact|control)|breakaway|de facto|non-use of force|incident prevention"
    r"|High Representative|special representative|tripartite|trilateral|high-level (?:dialogue|meeting|talks)"
    r"|normali[sz](?:ation of|ing) relations)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:merger|acquisition|shareholders?|venture capital|funding round|series "
    r"[a-d] |investors?|startups?|start-ups?|IPO"
    r"|valuation|tennis|seeded|seeds?|quarter-?finals?|semi-?finals?|league|striker|"
    r"coach|goalkeeper|playoffs?|knockout"
    r"|wage|wages|pay offer|trade union|unions|strike action|collective bargaining|"
    r"collective agreement|works council|transfer fee|midfielder"
    r"|tournament|champion(?:ship)?s?|qualif\w+ round|box office|album|airline|"
    r"airlines|takeover|quarterly|premier league"
    r"|cup|referees?|clubs?|squad|stadium|kick-?off|yellow card|replay|team-mates?|transfer window|defenders?"
    r"|rugby|cricket|football|golf|climate|carbon|emissions|fisheries|tariffs?|free "
    r"trade|trade deal|trade agreement"
    r"|WTO|World Trade Organi[sz]ation|trade (?:talks|round|ministers?|negotiat\w+|commissioner|"
    r"representative|officials|liberali[sz]ation|issues)|Doha Round|Uruguay Round|customs|subsidies"
    r"|salary|salaries|teachers|nurses|collective labour|dispute resolution board|"
    r"divorce|custody)\b",
    re.I,
)
_GENRES = {
    "a book": re.compile(
        r"\b(?:ISBN|paperback|hard(?:back|cover)|kindle|memoirs?|novel(?:ist)?|pub(?:lication)? date|"
        r"product description|books?|bookshop|reviewer|firsthand account|price watch|"
        r"insider account|\d{2,4} ?pp|translat(?:or|ed by)|chapter [IVXL\d]+|university press)\b",
        re.I,
    ),
    "a war of long ago": re.compile(
        r"\b(?:B\.?C\.?(?:E\.?)?(?=[\s,.;)])|ancient|antiquity|Athenians?|Spartans?|Lacedaemonians?|"
        r"Carthagin\w+|Romans|legions|hoplites?|heralds?|cavalry|knights|crusad\w+|medieval|"
        r"dynasty|emperors?|besieged|chariots?|Thucydides|Herodotus|1[0-7]\d\d|chronicler)\b"
    ),
    "a course": re.compile(
        r"\b(?:training (?:course|programme|program|session|workshop)s?|this course|the course|"
        r"mediation (?:course|training|workshop)|trainers?|trainees?|curriculum|simulations?|"
        r"application deadline|participants (?:will|worked|from)|learning|methodolog(?:y|ies)|tuition|"
        r"course (?:participants|description))\b",
        re.I,
    ),
    "a game or a film": re.compile(
        r"\b(?:quests?|walkthrough|gameplay|players?|NPCs?|PCs|DLC|level \d|level-?up|box office|"
        r"cutscene|sequel|screenplay|starring|episodes?|season \d|screening|playthrough|loot|"
        r"scenario|mini-?boss|warlock|dragons?|elves|guild)\b",
        re.I,
    ),
}
_TELLTALES = 3
_MINIMUM = 3
_BRIEF = 150
"""In fewer words than these, one that is surely of war and peace is enough."""
_DENSE = 0.008
"""Words of another trade are counted when there are so many to a word: a cup of tea is none."""
_SHARE = 0.6
"""So many words of another trade for one of war and peace, and the talks are of that trade."""


def off_topic(document: Document) -> str | None:
    """Why nothing is read from the text; None when it is about talks."""
    text = " ".join(document.block_text(b) for b in document.blocks if b.zone not in SILENT)
    cues, hard, other = (len(p.findall(text)) for p in (_CUES, _HARD, _ELSEWHERE))
    brief = len(text.split()) < _BRIEF and not other
    if max(cues, hard) < (1 if brief else _MINIMUM) or hard == 0:
        return "off topic: the text does not speak of talks in a conflict"
    dense = other > _DENSE * len(text.split())
    if dense and other > _SHARE * hard:
        return "off topic: talks or rounds of another kind (business, labour, trade, sport)"
    return _genre(text)


def _genre(text: str) -> str | None:
    """Talks that are told of are not reported: what is offered is the book, the course, the game."""
    enough = max(_TELLTALES, _DENSE * len(text.split()))
    for what, words in _GENRES.items():
        if len(words.findall(text)) >= enough:
            return f"off topic: the text is about {what}"
    return None
